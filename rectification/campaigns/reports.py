"""The figures and the sheets of self-check campaigns, apart from those of findings."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from rectification.campaigns.registers import CAMPAIGNS, SELF_CHECKS
from rectification.models import SelfCheck


def added_up(key, label, unit, amount):
    """The sum over what organizations reported by the day."""
    return Figure.summing(
        SelfCheck,
        key,
        label,
        unit,
        amount=amount,
        on="reported_on",
        among=lambda rows, as_of: rows.standing(),
        group=_("Self-checks"),
        listed=Listed("rectification:self_checks", "by"),
    )


figures.register(
    added_up(
        "self_check_problems_rectified",
        _("Problems rectified in self-checks"),
        pgettext_lazy("unit", "problems"),
        "problems_rectified",
    ),
    added_up(
        "self_check_funds_returned",
        _("Irregular funds returned in self-checks"),
        pgettext_lazy("unit", "yuan"),
        "funds_returned",
    ),
)
sheet_of(CAMPAIGNS, order=56)
sheet_of(SELF_CHECKS, order=58, until="reported_on")
