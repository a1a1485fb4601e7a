"""`manage.py verify_trail`: check the audit trail end to end."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.models.runs import Work
from core.operation.runs import noted
from core.trail.verification import breaches, tracked_models


class TrailDoesNotHold(CommandError):
    """What the mark of the last verification names as its cause."""


class Command(BaseCommand):
    help = "Compare every row with its last event, and look that nothing that guards the trail is switched off."

    def handle(self, **options):
        with noted(Work.VERIFY_TRAIL):
            self._verify()
        self.stdout.write(_("The trail is whole: %(count)s kinds of record.") % {"count": len(tracked_models())})

    def _verify(self) -> None:
        found = list(breaches())
        for breach in found:
            self.stdout.write(f"{breach.kind}: {breach.what}")
        if found:
            raise TrailDoesNotHold(_("The trail does not hold: %(count)s breaches.") % {"count": len(found)})
