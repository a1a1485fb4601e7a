"""`manage.py remind [--on DATE] [--dry-run]`: one sweep of deadlines, as the beat does it."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _

from core.trail.recording import acting
from core.workdays.reckoning import today
from personnel.models import threshold_words
from personnel.reminders.sweep import sweep


class Command(BaseCommand):
    """Sweeps once and prints what was written, threshold by threshold."""

    help = "Remind of every deadline that has passed a threshold; prints what it wrote."

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE", help="as of this day")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be written")

    def handle(self, *args, on, dry_run, **options):
        with acting(command="remind"), translation.override(settings.LANGUAGE_CODE):
            report = sweep(on or today(), dry_run=dry_run)
            self.stdout.write(_headline(report))
            for threshold, (written, obligations) in sorted(report.by_threshold.items(), reverse=True):
                self.stdout.write(
                    _("  %(threshold)s: %(written)d reminders of %(obligations)d obligations")
                    % {"threshold": threshold_words(threshold), "written": written, "obligations": obligations}
                )


def _headline(report) -> str:
    facts = {"day": f"{report.on:%Y-%m-%d}", "count": report.written}
    if report.dry_run:
        return _("%(day)s: %(count)d reminders would be written (dry run).") % facts
    return _("%(day)s: %(count)d reminders written.") % facts
