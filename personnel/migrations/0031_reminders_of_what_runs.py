"""The view of reminders to come leaves out what a ledger brought and nobody has checked."""

from django.db import migrations

COMING = """
CREATE OR REPLACE VIEW personnel_comingreminder AS
SELECT o.id AS obligation_id, r.days_left AS threshold, r.audience, o.due_on - r.days_left AS day
FROM rectification_obligation o CROSS JOIN rectification_reminderrule r
WHERE o.met_on IS NULL AND o.cancelled_on IS NULL AND o.paused_on IS NULL{unchecked}
  AND (r.days_left <= 0 OR r.days_left < o.due_on - o.from_on)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("personnel", "0030_reminders_name_their_obligation"),
        ("rounds", "0030_what_ledgers_brought"),
    ]

    operations = [
        migrations.RunSQL(
            COMING.format(unchecked=" AND o.unchecked_since IS NULL"), COMING.format(unchecked="")
        ),
    ]
