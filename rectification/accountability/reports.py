"""The figures and the sheet of accountability."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from rectification.accountability.registers import ACCOUNTABILITY
from rectification.models import Accountability

Kind = Accountability.Kind
UNITS = pgettext_lazy("unit", "organizations")
PERSONS = pgettext_lazy("unit", "persons")


def of_kind(kind):
    """Those of a kind that stand: each person, and each unit, the first time alone."""
    return lambda rows, as_of: rows.first_times().filter(kind=kind)


def held(kind, key, label, unit):
    """How many persons, or units, were held to account in one way."""
    listed = Listed("rectification:accountability", "by", kind=kind.value, once="true")
    return Figure.counting(
        Accountability,
        key,
        label,
        unit,
        on="taken_on",
        among=of_kind(kind),
        group=_("Rectification"),
        listed=listed,
    )


figures.register(
    held(Kind.SECRETARY_ADMONISHED, "secretaries_admonished", _("Party secretaries admonished"), PERSONS),
    held(
        Kind.DISCIPLINE_HEAD_ADMONISHED,
        "discipline_heads_admonished",
        _("Heads of discipline inspection groups admonished"),
        PERSONS,
    ),
    held(Kind.UNIT_CRITICIZED, "units_criticized", _("Units criticized in a circular"), UNITS),
)
sheet_of(ACCOUNTABILITY, order=54)
