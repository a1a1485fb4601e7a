"""Reminders that no mail has announced yet learn what they remind of, so that what is settled is not mailed."""

from django.db import migrations

NAME = """
UPDATE core_notice n
SET about = o.id, due_on = o.due_on
FROM rectification_obligation o
WHERE n.kind IN ('reminder', 'urging') AND n.read_at IS NULL AND n.created_at > now() - interval '14 days'
    AND n.about IS NULL AND n.url ~ '/[0-9]{1,18}/$' AND o.id = substring(n.url FROM '/([0-9]+)/$')::bigint
"""


class Migration(migrations.Migration):
    dependencies = [
        ("personnel", "0029_seats_of_reviewers"),
        ("core", "0021_notices_that_stand"),
        ("rounds", "0005_take_over_deadlines"),
    ]

    operations = [migrations.RunSQL(NAME, migrations.RunSQL.noop, elidable=True)]
