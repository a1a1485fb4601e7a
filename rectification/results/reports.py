"""The figures and the sheets of rules and funds."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from rectification.models import OrganizationRule, ReturnedFunds
from rectification.results.registers import FUNDS, RULES

Kind = OrganizationRule.Kind
GROUP = _("Rectification")
UNIT = pgettext_lazy("unit", "rules")


def of_kind(kind):
    """The rules of a kind that stand; of a number alone nobody knows the kind."""
    return lambda rows, as_of: rows.standing().filter(kind=kind)


def rules(kind, key, label):
    """How many rules were made, or revised."""
    listed = Listed("rectification:organization_rules", "by", kind=kind.value)
    return Figure.counting(
        OrganizationRule, key, label, UNIT, on="made_on", among=of_kind(kind), group=GROUP, listed=listed
    )


figures.register(
    rules(Kind.NEW, "rules_new", _("Rules newly made by organizations")),
    rules(Kind.REVISED, "rules_revised", _("Rules revised by organizations")),
    Figure.summing(
        ReturnedFunds,
        "funds_returned",
        _("Irregular funds returned in rectification"),
        pgettext_lazy("unit", "yuan"),
        amount="amount",
        on="returned_on",
        among=lambda rows, as_of: rows.standing(),
        group=GROUP,
        listed=Listed("rectification:returned_funds", "by"),
    ),
)
sheet_of(RULES, order=42, unit=UNIT)
sheet_of(FUNDS, order=44)
