"""`manage.py remind [--on DATE] [--dry-run | --ahead DAYS]`: one sweep of deadlines, as the beat does it; or what the
sweeps of the days to come will write.
"""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _

from core.trail.recording import acting
from core.workdays.reckoning import today
from personnel.models import ComingReminder, threshold_words
from personnel.reminders.seats import with_told
from personnel.reminders.sweep import sweep
from rounds.deadlines.kinds import kind_of

WHOSE = ("obligation__organization", "obligation__body")


class Command(BaseCommand):
    """Sweeps once and prints what was written, threshold by threshold."""

    help = "Remind of every deadline that has passed a threshold; prints what it wrote."

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE", help="as of this day")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be written")

        parser.add_argument(
            "--ahead", type=int, metavar="DAYS", help="only say what these days will write, to whom, why"
        )

    def handle(self, *args, on, dry_run, ahead, **options):
        with acting(command="remind"), translation.override(settings.LANGUAGE_CODE):
            if ahead is not None:
                self._tell_ahead(on or today(), ahead)
                return
            report = sweep(on or today(), dry_run=dry_run)
            self.stdout.write(_headline(report))
            for threshold, (written, obligations) in sorted(report.by_threshold.items(), reverse=True):
                self.stdout.write(
                    _("  %(threshold)s: %(written)d reminders of %(obligations)d obligations")
                    % {"threshold": threshold_words(threshold), "written": written, "obligations": obligations}
                )

    def _tell_ahead(self, on: date, days: int) -> None:
        """Line by line; of each duty its kind and whose it is, never its title: who runs commands need not know."""
        for coming in with_told(ComingReminder.objects.within(on, days)).select_related(*WHOSE).iterator(2000):
            owed = coming.obligation
            facts = {
                "day": f"{coming.day:%Y-%m-%d}",
                "what": kind_of(owed.node).label,
                "owner": owed.owner,
                "why": coming.why,
                "told": coming.told_in_words,
            }
            self.stdout.write(_("%(day)s: %(what)s, %(owner)s, %(why)s: %(told)s") % facts)


def _headline(report) -> str:
    facts = {"day": f"{report.on:%Y-%m-%d}", "count": report.written}
    if report.dry_run:
        return _("%(day)s: %(count)d reminders would be written (dry run).") % facts
    return _("%(day)s: %(count)d reminders written.") % facts
