"""A threshold goes by the rule of the day on which it passes; the view of reminders to come as well."""

from importlib import import_module

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


BEFORE = import_module("personnel.migrations.0032_pauses_and_reassignments").COMING
HELD = """
  AND ({0}.since IS NULL OR {0}.since <= o.due_on - {0}.days_left)
  AND ({0}.until IS NULL OR {0}.until > o.due_on - {0}.days_left)"""
COMING = BEFORE.rstrip().replace("<= s.until", "<= s.until" + HELD.format("later")) + HELD.format("r")


class Migration(migrations.Migration):

    dependencies = [
        ('personnel', '0032_pauses_and_reassignments'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='reminderrule',
            options={'ordering': ['-days_left', '-pk'], 'verbose_name': 'reminder rule'},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reminderrule',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reminderrule',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reminderrule',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='reminderrule',
            name='since',
            field=models.DateField(blank=True, null=True, verbose_name='held from'),
        ),
        migrations.AddField(
            model_name='reminderrule',
            name='until',
            field=models.DateField(blank=True, null=True, verbose_name='held until before'),
        ),
        migrations.AddField(
            model_name='reminderruleevent',
            name='since',
            field=models.DateField(blank=True, null=True, verbose_name='held from'),
        ),
        migrations.AddField(
            model_name='reminderruleevent',
            name='until',
            field=models.DateField(blank=True, null=True, verbose_name='held until before'),
        ),
        migrations.AlterField(
            model_name='reminderrule',
            name='days_left',
            field=models.SmallIntegerField(help_text='Negative when overdue.', verbose_name='days left'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reminderrule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_reminderruleevent" ("audience", "days_left", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."audience", NEW."days_left", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='8b6207a2125b22232eca4ffc130f1ba1696963d3', operation='INSERT', pgid='pgtrigger_insert_insert_c799b', table='rectification_reminderrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reminderrule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "rectification_reminderruleevent" ("audience", "days_left", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."audience", NEW."days_left", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='8577048d58bb237e3934a43703c0a20f0ada53ed', operation='UPDATE', pgid='pgtrigger_update_update_c4489', table='rectification_reminderrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reminderrule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_reminderruleevent" ("audience", "days_left", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (OLD."audience", OLD."days_left", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."since", OLD."until"); RETURN NULL;', hash='f9ded848dfaea4c640792efcba343b48c3528c71', operation='DELETE', pgid='pgtrigger_delete_delete_df0f1', table='rectification_reminderrule', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='reminderrule',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('days_left',), name='one_standing_rule_a_threshold', violation_error_code='days_left', violation_error_message='There is a rule at this threshold already.'),
        ),
        migrations.AddConstraint(
            model_name='reminderrule',
            constraint=models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gt', models.F('since')), _connector='OR'), name='reminder_rule_held_for_a_day', violation_error_code='until', violation_error_message='A rule is held for a day at least.'),
        ),
        migrations.RunSQL(COMING, BEFORE),
    ]
