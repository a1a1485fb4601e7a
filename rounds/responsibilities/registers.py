"""The registers of meetings and of rules, and the step that ends a rule."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.registers.register import Links, Register, Words, keep
from core.ui.forms import DayForm
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_side
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import Asks, Step, may_take
from rounds.models import AdoptedRule, Meeting
from rounds.permissions import can_keep_rounds, reads_registers
from rounds.responsibilities.filters import AdoptedRuleFilter, MeetingFilter
from rounds.responsibilities.forms import AdoptedRuleForm, MeetingForm
from rounds.responsibilities.tables import AdoptedRuleTable, MeetingTable


def heard_as_it_should(meeting: Meeting, links: Links) -> None:
    """A special meeting of the secretary hears a report; no meeting hears one on a round that has not begun."""
    heard = links.get("rounds", [])
    if "rounds" in links and meeting.kind == Meeting.Kind.SECRETARY and not heard:
        raise ValidationError({"rounds": _("Say which round the secretary heard.")})
    for round in heard:
        if meeting.held_on and round.starts_on and round.starts_on > meeting.held_on:
            words = _("%(round)s had not begun on that day.") % {"round": round}
            raise ValidationError({"rounds": words})


def replaced_in_order(rule: AdoptedRule, links: Links) -> None:
    """A rule replaces one of the same body that was in force before."""
    old = rule.replaces
    if old is None:
        return
    if old.body != rule.body:
        raise ValidationError({"replaces": _("Another body adopted that rule; only that body replaces it.")})
    if rule.in_force_on and old.in_force_on >= rule.in_force_on:
        words = _("That rule is in force from %(day)s, which is not before this one.")
        raise ValidationError({"replaces": words % {"day": old.in_force_on.isoformat()}})


@all_or_nothing
def repeal_rule(rule: AdoptedRule, *, by: Actor, on: date) -> AdoptedRule:
    """A rule ends without another in its place."""
    require_side(may_take(AdoptedRule.objects.repealable_by, by, rule))
    lock_row(rule)
    require_past("repealed_on", on, since=rule.in_force_on, fact=_("in force from"))
    return save_checked(rule, by=by, repealed_on=on)


MEETINGS = keep(
    Register(
        Meeting,
        named="rounds:meeting",
        listed="rounds:meetings",
        words=Words(
            gettext_lazy("Meetings"),
            gettext_lazy("Record a meeting"),
            gettext_lazy("Change the meeting"),
            gettext_lazy("No meeting is recorded yet."),
            gettext_lazy("Record those of the standing committee, the secretary and the leading group on inspection."),
        ),
        day="held_on",
        form=MeetingForm,
        table=MeetingTable,
        filters=MeetingFilter,
        facts=("kind", "held_on", "rounds", "agenda", "decisions"),
        wide=("agenda", "decisions"),
        gathers=("heard__round",),
        opens=reads_registers,
        may_enter=can_keep_rounds,
        refuses=heard_as_it_should,
    )
)
RULES = keep(
    Register(
        AdoptedRule,
        named="rounds:adopted_rule",
        listed="rounds:adopted_rules",
        words=Words(
            gettext_lazy("Rules adopted"),
            gettext_lazy("Record a rule"),
            gettext_lazy("Change the rule"),
            gettext_lazy("No rule is recorded yet."),
            gettext_lazy("Record what the standing committee, the leading group and the office adopted."),
        ),
        day="in_force_on",
        form=AdoptedRuleForm,
        table=AdoptedRuleTable,
        filters=AdoptedRuleFilter,
        facts=("title", "number", "body", "in_force_on", "replaces", "repealed_on"),
        wide=("title", "replaces"),
        reads=("replaces",),
        opens=reads_registers,
        may_enter=can_keep_rounds,
        refuses=replaced_in_order,
    ),
    Step(
        "repeal",
        gettext_lazy("Repeal"),
        rows=AdoptedRule.objects.repealable_by,
        primary=False,
        service=repeal_rule,
        asks=Asks(
            DayForm,
            title=gettext_lazy("Repeal the rule"),
            consequence=gettext_lazy("From this day it is no longer in force, and no other takes its place."),
        ),
    ),
)
