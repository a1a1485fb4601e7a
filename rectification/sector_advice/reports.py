"""The figures of advice to departments, and its sheet."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from rectification.models import SectorAdvice
from rectification.sector_advice.registers import ADVICE

UNIT = pgettext_lazy("unit", "letters")


def _counting(key: str, label, on: str, by: str) -> Figure:
    return Figure.counting(
        SectorAdvice,
        key,
        label,
        UNIT,
        on=on,
        among=lambda rows, as_of: rows.standing(),
        group=_("Rectification"),
        listed=Listed("rectification:sector_advice", by),
    )


figures.register(
    _counting("advice_sent", _("Advice sent to departments"), "sent_on", "by"),
    _counting("advice_answered", _("Advice to departments answered for good"), "accepted_on", "accepted_by"),
)
sheet_of(ADVICE, order=54, unit=UNIT, until="accepted_on")
