"""The view of reminders to come, see `personnel.models.ComingReminder`; and an audience without the secretary."""

from django.db import migrations, models

COMING = """
CREATE VIEW personnel_comingreminder AS
SELECT o.id AS obligation_id, r.days_left AS threshold, r.audience, o.due_on - r.days_left AS day
FROM rectification_obligation o CROSS JOIN rectification_reminderrule r
WHERE o.met_on IS NULL AND o.cancelled_on IS NULL AND o.paused_on IS NULL
  AND (r.days_left <= 0 OR r.days_left < o.due_on - o.from_on)
"""
AUDIENCES = [
    ("owner", "Those who owe"),
    ("superior", "Those who owe and their division leader"),
    ("secretary", "Those who owe and their party secretary"),
    ("division", "Those who owe, their secretary and division leader"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("personnel", "0024_urgings"),
        ("rounds", "0028_duties_of_a_person"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reminderrule",
            name="audience",
            field=models.CharField(choices=AUDIENCES, max_length=20, verbose_name="who is told"),
        ),
        migrations.AlterField(
            model_name="reminderruleevent",
            name="audience",
            field=models.CharField(choices=AUDIENCES, max_length=20, verbose_name="who is told"),
        ),
        migrations.CreateModel(
            name="ComingReminder",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "obligation", "threshold", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("threshold", models.SmallIntegerField(verbose_name="why")),
                ("audience", models.CharField(choices=AUDIENCES, max_length=20, verbose_name="who is told")),
                ("day", models.DateField(verbose_name="reminded on")),
            ],
            options={
                "verbose_name": "reminder to come",
                "db_table": "personnel_comingreminder",
                "ordering": ["day", "obligation", "threshold"],
                "managed": False,
                "default_permissions": (),
            },
        ),
        migrations.RunSQL(COMING, "DROP VIEW personnel_comingreminder"),
    ]
