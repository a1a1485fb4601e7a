"""The figures and the sheets of meetings and of rules."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from rounds.models import AdoptedRule, Meeting
from rounds.responsibilities.registers import MEETINGS, RULES

GROUP = _("Six responsibilities")


def held(kind):
    """The meetings of a kind that stand."""
    return lambda rows, as_of: rows.standing().filter(kind=kind)


def adopted_by(body):
    """The rules of a body that are in force on the day."""
    return lambda rows, as_of: rows.in_force(as_of).filter(body=body)


def meetings(kind, key, label):
    """How many meetings of a kind were held."""
    listed = Listed("rounds:meetings", "by", kind=kind.value)
    return Figure.counting(
        Meeting,
        key,
        label,
        pgettext_lazy("unit", "meetings"),
        on="held_on",
        among=held(kind),
        group=GROUP,
        listed=listed,
    )


def rules(body, key, label):
    """How many rules of a body are in force: a new version takes the place of the old one."""
    listed = Listed("rounds:adopted_rules", "in_force", body=body.value)
    return Figure.counting(
        AdoptedRule,
        key,
        label,
        pgettext_lazy("unit", "rules"),
        on="in_force_on",
        among=adopted_by(body),
        group=GROUP,
        listed=listed,
    )


figures.register(
    meetings(
        Meeting.Kind.STANDING_COMMITTEE,
        "standing_committee_meetings",
        _("Standing committee meetings on inspection"),
    ),
    rules(AdoptedRule.Body.STANDING_COMMITTEE, "standing_committee_rules", _("Rules of the standing committee")),
    meetings(Meeting.Kind.SECRETARY, "secretary_special_meetings", _("Special meetings of the secretary")),
    rules(AdoptedRule.Body.LEADING_GROUP, "leading_group_rules", _("Rules of the leading group")),
    rules(AdoptedRule.Body.OFFICE, "office_rules", _("Rules of the inspection office")),
)

sheet_of(MEETINGS, order=14, unit=pgettext_lazy("unit", "meetings"))
sheet_of(RULES, order=16, unit=pgettext_lazy("unit", "rules"))
