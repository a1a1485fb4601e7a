"""The figures of supervision visits and of items checked on site, and the sheet of visits."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from rectification.checks.registers import VISITS
from rectification.models import CheckResult, SupervisionVisit

UNIT = pgettext_lazy("unit", "visits")

figures.register(
    Figure.counting(
        SupervisionVisit,
        "supervision_visits",
        _("Supervision visits made"),
        UNIT,
        on="visited_on",
        among=lambda rows, as_of: rows.standing(),
        group=_("Rectification"),
        listed=Listed("rectification:supervision_visits", "by"),
    ),
    Figure.counting(
        CheckResult,
        "items_checked",
        _("Items checked on site"),
        pgettext_lazy("unit", "items"),
        on="checked_on",
        of="item",
        group=_("Rectification"),
        listed=Listed("rectification:items", "checked_by"),
    ),
)
sheet_of(VISITS, order=53, unit=UNIT)
