"""Limits of time and reminders as dated, editable data."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.guards import require_side
from core.workflow.saving import save_checked
from rectification import permissions
from rectification.models import DeadlineRule, ReminderRule


@transaction.atomic
def set_deadline_rule(node: str, *, amount: int, unit: str, effective_from: date, source: str, by) -> DeadlineRule:
    """State a limit anew from a day on. Adds a row; deadlines already set stay as they are (DOMAIN §6.1).

    Raises `ValidationError` for a day gone by, whose hand-overs go by the rules they were delivered under to the end,
    and when the node has a rule from that very day.
    """
    require_side(permissions.can_edit_rules(by))
    if effective_from < today():
        words = _("A limit can be stated from today on only: what began before keeps the limit it began under.")
        raise ValidationError({"effective_from": words})
    if DeadlineRule.objects.filter(node=node, effective_from=effective_from).exists():
        raise ValidationError(_("There is a rule from that day already. Choose a later day."))
    rule = DeadlineRule(node=node, amount=amount, unit=unit, effective_from=effective_from, source=source.strip())
    return save_checked(rule, by=by)


@transaction.atomic
def set_reminder_rule(days_left: int, audience: str, *, by) -> ReminderRule:
    """Remind at this threshold, and tell these people; an existing threshold changes its audience."""
    require_side(permissions.can_edit_rules(by))
    with acting(by):
        rule, _created = ReminderRule.objects.update_or_create(days_left=days_left, defaults={"audience": audience})
    return rule


@transaction.atomic
def drop_reminder_rule(rule: ReminderRule, *, by) -> None:
    """Remind at this threshold no more."""
    require_side(permissions.can_edit_rules(by))
    with acting(by):
        rule.delete()
