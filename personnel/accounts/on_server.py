"""What the commands have in common that admit administrators from the server's own shell."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.trail.recording import acting
from core.workflow.moves import Conflict, IllegalStep
from personnel.accounts.founding import Admission

CUT = "✂ " + "─ " * 30


class AdmissionCommand(BaseCommand):
    """Prints a slip for each administrator it admits, to be cut out and handed over in an envelope."""

    def admit(self, command: str, service: Callable[..., list[Admission]], *told: Any) -> None:
        """Run the service, signed in the trail by the command; what it refuses ends the command in its words."""
        with acting(command=command), translation.override(settings.LANGUAGE_CODE):
            try:
                admissions = service(*told)
            except (Conflict, IllegalStep) as refusal:
                raise CommandError(str(refusal)) from refusal
            except ValidationError as refusal:
                raise CommandError(" ".join(refusal.messages)) from refusal
            for admission in admissions:
                self.stdout.write(_slip(admission))
            self.stdout.write(CUT)


def _slip(admission: Admission) -> str:
    lines = [
        CUT,
        str(admission.role.label),
        _("  Name: %s") % admission.user.name,
        _("  User name: %s") % admission.user.username,
        _("  One-time password: %s") % admission.password,
        _("  Sign in at %s and choose a password of your own.") % (settings.SITE_URL + reverse("login")),
    ]
    return "\n".join(lines)
