"""When is reminded, and who besides, as editable data.

What is changed holds from the next day on: today's sweep may have run or not, and a threshold that has passed stays as
it was told (docs/domain.md, reminders).
"""

from datetime import date, timedelta

from core.access.reach import Actor
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side
from personnel.models import ReminderRule
from rounds.permissions import can_edit_rules


def next_day() -> date:
    """The first day on which what is changed now holds."""
    return today() + timedelta(days=1)


@all_or_nothing
def set_reminder_rule(days_left: int, audience: str, *, by: Actor) -> ReminderRule:
    """Remind at this threshold, and tell these people, from tomorrow on; until then an existing one holds as it is."""
    require_side(can_edit_rules(by))
    standing = ReminderRule.objects.standing().select_for_update().filter(days_left=days_left).first()
    if standing and standing.audience == audience:
        return standing
    with acting(by):
        if standing:
            _end(standing)
        rule, _created = ReminderRule.objects.get_or_create(
            days_left=days_left, until=None, defaults={"audience": audience, "since": next_day()}
        )
    return rule


@all_or_nothing
def drop_reminder_rule(rule: ReminderRule, *, by: Actor) -> None:
    """Remind at this threshold no more, from tomorrow on."""
    require_side(can_edit_rules(by))
    with acting(by):
        for standing in ReminderRule.objects.standing().select_for_update().filter(pk=rule.pk):
            _end(standing)


def _end(rule: ReminderRule) -> None:
    """It held until today; one that would have held from tomorrow on never did."""
    if rule.since == next_day():
        rule.delete()
    else:
        rule.until = next_day()
        rule.save(update_fields=["until"])
