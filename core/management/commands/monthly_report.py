"""Draw the monthly workbook."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.reports.monthly import NotYetBegun, file_name, write_monthly_report
from core.reports.period import parse_month


class Command(BaseCommand):
    help = "Write the monthly workbook of a month, given as YYYY-MM."

    def add_arguments(self, parser):
        parser.add_argument("month", type=parse_month, metavar="YYYY-MM")
        parser.add_argument(
            "--output", type=Path, metavar="FILE", help="where to write it (default: here, by its name)"
        )

        parser.add_argument(
            "--whole-history",
            action="store_true",
            help="every row up to then, not those of the month and the open ones",
        )

    def handle(self, *, month, output, whole_history, **options):
        path = output or Path(file_name(month))
        try:
            write_monthly_report(month, path, is_whole=whole_history)
        except (NotYetBegun, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(path))
