"""A device with a second factor's secret, as an owner has it beside the account."""

import base64
from dataclasses import dataclass

from django.utils import timezone
from django_otp.oath import TOTP

from core.access import codes
from personnel.second_factor.services import set_up


@dataclass
class Device:
    """What knows the secret, and the paper with the recovery codes."""

    secret: str
    recovery_codes: tuple = ()

    def code(self, later: int = 0) -> str:
        """What it shows now, or so many half minutes later."""
        clock = TOTP(base64.b32decode(self.secret), drift=later)
        clock.time = timezone.now().timestamp()
        return f"{clock.token():06}"


def equip(user) -> Device:
    """Set the second factor of an account up with a new device, whose code of now is used so."""
    phone = Device(codes.new_secret())
    phone.recovery_codes = tuple(set_up(user, secret=phone.secret, code=phone.code()))
    return phone
