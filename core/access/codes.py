"""One-time codes of a second factor (TOTP, RFC 6238), recovery codes, and how their secrets are kept.

Whoever has the database alone has no code: secrets are encrypted, recovery codes are digests, both with
`settings.SECOND_FACTOR_KEY`. What was made with one of `SECOND_FACTOR_KEY_FALLBACKS` is good, too.
"""

import base64
import hmac
import logging
import secrets
from urllib.parse import quote, urlencode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils import timezone
from django_otp.oath import TOTP

logger = logging.getLogger(__name__)

DIGITS = 6
DRIFT = 1
"""A code counts half a minute earlier and later, too: clocks differ, and people type."""
SECRET_BYTES = 20
RECOVERY_CODES = 10
GROUPS, LETTERS_OF_A_GROUP = 3, 4
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters of recovery codes, without those that look alike."""


def new_secret() -> str:
    """A random secret, as people type it into a device that reads no picture."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def address_of(secret: str, *, account: str, issuer: str) -> str:
    """What the picture says: the secret, and how the device is to call it."""
    label = quote(f"{issuer}:{account}", safe="")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"


def step_of(secret: str, code: str, *, after: int = 0) -> int | None:
    """The half minute whose code this is, counted as in the RFC; None for a wrong code, and for one up to `after`."""
    if len(code) != DIGITS or not code.isdecimal():
        return None
    clock = TOTP(base64.b32decode(secret))
    clock.time = timezone.now().timestamp()
    return clock.t() if clock.verify(int(code), tolerance=DRIFT, min_t=after + 1) else None


def new_recovery_codes() -> list[str]:
    """Codes to be written down, for the day on which the device is lost."""
    return ["-".join(_group() for _n in range(GROUPS)) for _code in range(RECOVERY_CODES)]


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _n in range(LETTERS_OF_A_GROUP))


def digest_of(recovery_code: str) -> str:
    """What is kept of a recovery code, however it is typed: with capitals, without hyphens."""
    return digests_of(recovery_code)[0]


def digests_of(recovery_code: str) -> list[str]:
    """What may be kept of it: under the present key, and under those before it."""
    letters = "".join(each for each in recovery_code.lower() if each in ALPHABET)
    return [hmac.digest(key, letters.encode(), "sha256").hex() for key in _keys("recovery codes")]


def seal(text: str) -> str:
    """Encrypt what is kept and needed again."""
    return _ciphers()[0].encrypt(text.encode()).decode()


def unseal(sealed: str) -> str | None:
    """What was encrypted; None for nothing, and where the key is another by now, which the log says."""
    if not sealed:
        return None
    try:
        return MultiFernet(_ciphers()).decrypt(sealed.encode()).decode()
    except InvalidToken:
        logger.error("SECOND_FACTOR_KEY is not the key that this second factor was encrypted with.")
        return None


def sealed_anew(sealed: str) -> str:
    """The same under the present key, where it was encrypted with one before it."""
    try:
        _ciphers()[0].decrypt(sealed.encode())
    except InvalidToken:
        return MultiFernet(_ciphers()).rotate(sealed.encode()).decode()
    return sealed


def _ciphers() -> list[Fernet]:
    return [Fernet(base64.urlsafe_b64encode(key)) for key in _keys("secrets")]


def _keys(purpose: str) -> list[bytes]:
    """The present one first."""
    known = [settings.SECOND_FACTOR_KEY, *settings.SECOND_FACTOR_KEY_FALLBACKS]
    return [hmac.digest(key.encode(), f"second factor: {purpose}".encode(), "sha256") for key in known]
