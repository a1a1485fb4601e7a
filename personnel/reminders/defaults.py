"""The reminders a new installation starts with, as data that the office edits."""

from personnel.models import ReminderRule

_Audience = ReminderRule.Audience
REMINDERS = {
    20: _Audience.OWNER,
    10: _Audience.SUPERIOR,
    3: _Audience.SECRETARY,
    0: _Audience.SECRETARY,
    -1: _Audience.DIVISION,
    -7: _Audience.DIVISION,
    -30: _Audience.DIVISION,
}


def load_reminder_rules() -> None:
    """Bring them in where there are none; rules that people entered or took away stay as they left them."""
    if not ReminderRule.objects.exists():
        ReminderRule.objects.bulk_create(
            ReminderRule(days_left=days_left, audience=audience) for days_left, audience in REMINDERS.items()
        )
