"""When is reminded, and who besides, as editable data."""

from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side
from personnel.models import ReminderRule
from rounds.permissions import can_edit_rules


@all_or_nothing
def set_reminder_rule(days_left: int, audience: str, *, by) -> ReminderRule:
    """Remind at this threshold, and tell these people; an existing threshold changes its audience."""
    require_side(can_edit_rules(by))
    with acting(by):
        rule, _created = ReminderRule.objects.update_or_create(days_left=days_left, defaults={"audience": audience})
    return rule


@all_or_nothing
def drop_reminder_rule(rule: ReminderRule, *, by) -> None:
    """Remind at this threshold no more."""
    require_side(can_edit_rules(by))
    with acting(by):
        rule.delete()
