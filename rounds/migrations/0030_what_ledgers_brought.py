"""What a ledger brought that was due before it came waits for a person to say whether it stands."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


LEAVE_UNCHECKED = """
UPDATE rectification_obligation owed SET unchecked_since = owed.paused_on, paused_on = NULL
WHERE owed.met_on IS NULL AND owed.cancelled_on IS NULL AND owed.due_on < owed.paused_on
  AND EXISTS (
    SELECT FROM rectification_obligationevent written
    WHERE written.pgh_obj_id = owed.id AND written.pgh_label = 'insert'
      AND (written.pgh_created_at AT TIME ZONE %s)::date = owed.paused_on
  ) AND NOT EXISTS (
    SELECT FROM rectification_obligation asked
    WHERE asked.subject_type_id = owed.subject_type_id AND asked.subject_id = owed.subject_id AND asked.id <> owed.id
      AND asked.met_on IS NULL AND asked.cancelled_on IS NULL
      AND (asked.organization_id, asked.body_id) IS DISTINCT FROM (owed.organization_id, owed.body_id)
  )
"""


def leave_unchecked(apps, schema_editor):
    """What has rested since the day it was written, late by then, while the other side is asked for nothing on it."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(LEAVE_UNCHECKED, [settings.TIME_ZONE])


class Migration(migrations.Migration):

    dependencies = [
        ('rounds', '0029_rules_of_a_round'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='obligation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='obligation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='obligation',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='obligation',
            name='unchecked_since',
            field=models.DateField(blank=True, null=True, verbose_name='from a ledger, unchecked since'),
        ),
        migrations.AddField(
            model_name='obligationevent',
            name='unchecked_since',
            field=models.DateField(blank=True, null=True, verbose_name='from a ledger, unchecked since'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_obligationevent" ("account_id", "amount", "body_id", "cancelled_on", "due_on", "from_on", "id", "inspection_id", "is_confidential", "is_guessed", "met_on", "node", "organization_id", "paused_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "subject_id", "subject_type_id", "title", "unchecked_since", "unit") VALUES (NEW."account_id", NEW."amount", NEW."body_id", NEW."cancelled_on", NEW."due_on", NEW."from_on", NEW."id", NEW."inspection_id", NEW."is_confidential", NEW."is_guessed", NEW."met_on", NEW."node", NEW."organization_id", NEW."paused_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."round_id", NEW."subject_id", NEW."subject_type_id", NEW."title", NEW."unchecked_since", NEW."unit"); RETURN NULL;', hash='be193827d0a38c9d6c2758d0ef63211eeabc0610', operation='INSERT', pgid='pgtrigger_insert_insert_2d41a', table='rectification_obligation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."account_id" IS DISTINCT FROM (NEW."account_id") OR OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."cancelled_on" IS DISTINCT FROM (NEW."cancelled_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."inspection_id" IS DISTINCT FROM (NEW."inspection_id") OR OLD."is_confidential" IS DISTINCT FROM (NEW."is_confidential") OR OLD."is_guessed" IS DISTINCT FROM (NEW."is_guessed") OR OLD."met_on" IS DISTINCT FROM (NEW."met_on") OR OLD."node" IS DISTINCT FROM (NEW."node") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."paused_on" IS DISTINCT FROM (NEW."paused_on") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."subject_type_id" IS DISTINCT FROM (NEW."subject_type_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unchecked_since" IS DISTINCT FROM (NEW."unchecked_since") OR OLD."unit" IS DISTINCT FROM (NEW."unit"))', func='INSERT INTO "rectification_obligationevent" ("account_id", "amount", "body_id", "cancelled_on", "due_on", "from_on", "id", "inspection_id", "is_confidential", "is_guessed", "met_on", "node", "organization_id", "paused_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "subject_id", "subject_type_id", "title", "unchecked_since", "unit") VALUES (NEW."account_id", NEW."amount", NEW."body_id", NEW."cancelled_on", NEW."due_on", NEW."from_on", NEW."id", NEW."inspection_id", NEW."is_confidential", NEW."is_guessed", NEW."met_on", NEW."node", NEW."organization_id", NEW."paused_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."round_id", NEW."subject_id", NEW."subject_type_id", NEW."title", NEW."unchecked_since", NEW."unit"); RETURN NULL;', hash='930c8a311cbd8882bbd323c0544233fa2e2b17f3', operation='UPDATE', pgid='pgtrigger_update_update_bc8e3', table='rectification_obligation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_obligationevent" ("account_id", "amount", "body_id", "cancelled_on", "due_on", "from_on", "id", "inspection_id", "is_confidential", "is_guessed", "met_on", "node", "organization_id", "paused_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "subject_id", "subject_type_id", "title", "unchecked_since", "unit") VALUES (OLD."account_id", OLD."amount", OLD."body_id", OLD."cancelled_on", OLD."due_on", OLD."from_on", OLD."id", OLD."inspection_id", OLD."is_confidential", OLD."is_guessed", OLD."met_on", OLD."node", OLD."organization_id", OLD."paused_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."round_id", OLD."subject_id", OLD."subject_type_id", OLD."title", OLD."unchecked_since", OLD."unit"); RETURN NULL;', hash='804611c60941798627eb138129762704306c4ca6', operation='DELETE', pgid='pgtrigger_delete_delete_bdd01', table='rectification_obligation', when='AFTER')),
        ),
        migrations.RunPython(leave_unchecked, migrations.RunPython.noop),
    ]
