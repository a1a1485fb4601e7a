"""Deadlines go down to `rounds`, reminders to `personnel`: the tables stay, only who speaks for them changes."""

import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("rectification", "0004_give_constraints_words"),
    ]
    run_before = [
        ("rounds", "0005_take_over_deadlines"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="deadlinerule", name="insert_insert"),
        pgtrigger.migrations.RemoveTrigger(model_name="deadlinerule", name="update_update"),
        pgtrigger.migrations.RemoveTrigger(model_name="deadlinerule", name="delete_delete"),
        pgtrigger.migrations.RemoveTrigger(model_name="deadlineruleevent", name="append_only"),
        pgtrigger.migrations.RemoveTrigger(model_name="obligation", name="touch"),
        pgtrigger.migrations.RemoveTrigger(model_name="obligation", name="insert_insert"),
        pgtrigger.migrations.RemoveTrigger(model_name="obligation", name="update_update"),
        pgtrigger.migrations.RemoveTrigger(model_name="obligation", name="delete_delete"),
        pgtrigger.migrations.RemoveTrigger(model_name="obligationevent", name="append_only"),
        pgtrigger.migrations.RemoveTrigger(model_name="reminderrule", name="insert_insert"),
        pgtrigger.migrations.RemoveTrigger(model_name="reminderrule", name="update_update"),
        pgtrigger.migrations.RemoveTrigger(model_name="reminderrule", name="delete_delete"),
        pgtrigger.migrations.RemoveTrigger(model_name="reminderruleevent", name="append_only"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("Reminder"),
                migrations.DeleteModel("ReminderRuleEvent"),
                migrations.DeleteModel("ReminderRule"),
                migrations.DeleteModel("ObligationEvent"),
                migrations.DeleteModel("Obligation"),
                migrations.DeleteModel("DeadlineRuleEvent"),
                migrations.DeleteModel("DeadlineRule"),
            ],
        ),
    ]
