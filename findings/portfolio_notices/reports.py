"""The figure and the sheet of notices to division leaders."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from findings.models import PortfolioNotice
from findings.portfolio_notices.registers import NOTICES

UNIT = pgettext_lazy("unit", "notices to leaders")

figures.register(
    Figure.counting(
        PortfolioNotice,
        "portfolio_notices",
        _("Notices to division leaders sent"),
        UNIT,
        on="sent_on",
        among=lambda rows, as_of: rows.standing(),
        group=_("Six responsibilities"),
        listed=Listed("findings:portfolio_notices", "by"),
    )
)
sheet_of(NOTICES, order=16, unit=UNIT, until="receipted_on")
