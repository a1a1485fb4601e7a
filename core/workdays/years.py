"""The years of days that somebody may mean."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

YEARS = (1900, 2200)
"""The first and the last. 0202 is a slip of the hand, and with 0001 or 9999 no day can be reckoned."""


def within_years() -> list[MinValueValidator | MaxValueValidator]:
    """Validators that refuse a day of another year, for fields of forms and of the API."""
    words = _("Enter a day from %(first)s to %(last)s.") % {"first": YEARS[0], "last": YEARS[1]}
    return [
        MinValueValidator(date(YEARS[0], 1, 1), words),
        MaxValueValidator(date(YEARS[1], 12, 31), words),
    ]
