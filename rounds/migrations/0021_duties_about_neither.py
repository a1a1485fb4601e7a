"""A duty may be about neither an inspection nor a round: an answer that an organization owes, for instance."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rounds", "0020_instructions")]

    operations = [
        migrations.RemoveConstraint(model_name="obligation", name="obligation_about_inspection_or_round"),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(("inspection__isnull", True), ("round__isnull", True), _connector="OR"),
                name="obligation_about_one_thing",
                violation_error_code="inspection",
                violation_error_message="It is about an inspection or about a round, not both.",
            ),
        ),
    ]
