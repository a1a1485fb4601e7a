"""`manage.py verify_trail`: check the audit trail end to end."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.trail.verification import breaches, tracked_models


class Command(BaseCommand):
    help = "Compare every row with its last event, and look that nothing that guards the trail is switched off."

    def handle(self, **options):
        found = list(breaches())
        for breach in found:
            self.stdout.write(f"{breach.kind}: {breach.what}")
        if found:
            raise CommandError(_("The trail does not hold: %(count)s breaches.") % {"count": len(found)})
        self.stdout.write(_("The trail is whole: %(count)s kinds of record.") % {"count": len(tracked_models())})
