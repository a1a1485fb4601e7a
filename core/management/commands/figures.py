"""Print the registered figures as of a day."""

import json
from datetime import date

from django.core.management.base import BaseCommand

from core.reports.figures import values_on
from core.workdays.reckoning import today


class Command(BaseCommand):
    help = "Print every registered figure: key, value and unit, tab separated, or as one JSON object."

    def add_arguments(self, parser):
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="as of this day (default: today)")
        parser.add_argument("--json", action="store_true", help="one JSON object, keys to numbers")

    def handle(self, *, as_of, json: bool, **options):
        values = values_on(as_of or today())
        self.stdout.write(_json(values) if json else _lines(values))


def _json(values) -> str:
    return json.dumps({value.figure.key: value.value for value in values}, indent=2)


def _lines(values) -> str:
    return "\n".join(f"{value.figure.key}\t{value.value}\t{value.figure.unit}" for value in values)
