"""The view of reminders to come leaves out what is paused by hand, until the day on which it runs again."""

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


class Migration(migrations.Migration):
    dependencies = [
        ("personnel", "0031_reminders_of_what_runs"),
        ("rounds", "0031_standstills"),
    ]

    operations = [migrations.RunSQL(COMING, BEFORE)]
