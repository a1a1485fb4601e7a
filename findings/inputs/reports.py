"""The figures and the sheet of what cooperating bodies sent."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from findings.inputs.registers import INPUTS
from findings.models import CooperationInput


def sent(kind, key, label, unit):
    """How much of a kind bodies sent."""
    return Figure.counting(
        CooperationInput,
        key,
        label,
        unit,
        on="received_on",
        among=lambda rows, as_of: rows.standing().filter(kind=kind),
        group=_("Six responsibilities"),
        listed=Listed("findings:inputs", "by", kind=kind.value),
    )


Kind = CooperationInput.Kind
figures.register(
    sent(
        Kind.NOTICE, "cooperation_notices", _("Information from cooperating bodies"), pgettext_lazy("unit", "notices")
    ),
    sent(Kind.PROBLEM, "cooperation_problems", _("Problems handed over by bodies"), pgettext_lazy("unit", "problems")),
)
sheet_of(INPUTS, order=58, until="settled_on")
