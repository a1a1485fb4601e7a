"""The view of reminders to come leaves out what is paused by hand, until the day on which it runs again; and one of
the office stands for what was handed on to them. See `personnel.models.ComingReminder` and `Seat`."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("personnel.migrations.0031_reminders_of_what_runs").COMING.format(
    unchecked=" AND o.unchecked_since IS NULL"
)
COMING = """
CREATE OR REPLACE VIEW personnel_comingreminder AS
SELECT o.id AS obligation_id, r.days_left AS threshold, r.audience, greatest(o.due_on - r.days_left, s.until) AS day
FROM rectification_obligation o CROSS JOIN rectification_reminderrule r
LEFT JOIN rounds_standstill s ON s.obligation_id = o.id AND s.resumed_on IS NULL
WHERE o.met_on IS NULL AND o.cancelled_on IS NULL AND o.paused_on IS NULL AND o.unchecked_since IS NULL
  AND (r.days_left <= 0 OR r.days_left < o.due_on - o.from_on)
  AND (s.id IS NULL OR s.until IS NOT NULL)
  AND (s.id IS NULL OR NOT EXISTS (
      SELECT FROM rectification_reminderrule later
      WHERE later.days_left < r.days_left AND o.due_on - later.days_left <= s.until
  ))
"""
SEATS_BEFORE = import_module("personnel.migrations.0029_seats_of_reviewers").SEATS
OF_THE_OFFICE = """    UNION ALL
    SELECT 'office', h.id, 0, h.id, NULL, NULL FROM holder h WHERE h.role = 'office'
    UNION ALL
    SELECT 'office', o.id, 2, h.id, NULL, NULL
    FROM holder o CROSS JOIN holder h WHERE o.role = 'office' AND h.role = 'leading_group' AND h.id <> o.id
) seat ("""
SEATS = SEATS_BEFORE.replace(") seat (", OF_THE_OFFICE)


class Migration(migrations.Migration):
    dependencies = [
        ("personnel", "0031_reminders_of_what_runs"),
        ("rounds", "0031_standstills_and_reassignments"),
    ]

    operations = [migrations.RunSQL(COMING, BEFORE), migrations.RunSQL(SEATS, SEATS_BEFORE)]
