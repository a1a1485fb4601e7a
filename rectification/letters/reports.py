"""The figures of letters, and their sheet."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from core.wording import sentence
from rectification.letters.registers import LETTERS
from rectification.models import LADDER, Letter, LetterKind

UNIT = pgettext_lazy("unit", "letters")


def _issued(kind: LetterKind) -> Figure:
    """How many of one kind were issued."""
    return Figure.counting(
        Letter,
        f"letters_of_{kind}",
        sentence(_("%(kind)s: issued"), kind=kind.label),
        UNIT,
        on="issued_on",
        among=lambda rows, as_of: rows.standing().filter(kind=kind),
        group=_("Rectification"),
        listed=Listed("rectification:letters", "by", kind=kind),
    )


figures.register(
    Figure.counting(
        Letter,
        "suggestion_letters",
        _("Suggestion letters issued"),
        UNIT,
        on="issued_on",
        among=lambda rows, as_of: rows.standing().suggestions(),
        group=_("Rectification"),
        listed=Listed("rectification:letters", "by", kind="suggestion"),
    ),
    *(_issued(kind) for kind in LADDER),
)
sheet_of(LETTERS, order=52, unit=UNIT, until="answered_on")
