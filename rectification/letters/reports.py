"""The figure and the sheet of suggestion letters."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from rectification.letters.registers import LETTERS
from rectification.models import SuggestionLetter

UNIT = pgettext_lazy("unit", "letters")

figures.register(
    Figure.counting(
        SuggestionLetter,
        "suggestion_letters",
        _("Suggestion letters issued"),
        UNIT,
        on="issued_on",
        among=lambda rows, as_of: rows.standing(),
        group=_("Rectification"),
        listed=Listed("rectification:letters", "by"),
    )
)
sheet_of(LETTERS, order=52, unit=UNIT, until="answered_on")
