"""A duty may be owed by one person: the receipt of a division leader, for instance."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('rounds', '0027_words_of_registers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
        migrations.RemoveConstraint(
            model_name='obligation',
            name='obligation_has_one_owner',
        ),
        migrations.AddField(
            model_name='obligation',
            name='account',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
        migrations.AddField(
            model_name='obligationevent',
            name='account',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_obligationevent" ("account_id", "amount", "body_id", "cancelled_on", "due_on", "from_on", "id", "inspection_id", "is_confidential", "is_guessed", "met_on", "node", "organization_id", "paused_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "subject_id", "subject_type_id", "title", "unit") VALUES (NEW."account_id", NEW."amount", NEW."body_id", NEW."cancelled_on", NEW."due_on", NEW."from_on", NEW."id", NEW."inspection_id", NEW."is_confidential", NEW."is_guessed", NEW."met_on", NEW."node", NEW."organization_id", NEW."paused_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."round_id", NEW."subject_id", NEW."subject_type_id", NEW."title", NEW."unit"); RETURN NULL;', hash='d88265b36cf041179b8f943ef495b28f53ce1d97', operation='INSERT', pgid='pgtrigger_insert_insert_2d41a', table='rectification_obligation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."account_id" IS DISTINCT FROM (NEW."account_id") OR OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."cancelled_on" IS DISTINCT FROM (NEW."cancelled_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."inspection_id" IS DISTINCT FROM (NEW."inspection_id") OR OLD."is_confidential" IS DISTINCT FROM (NEW."is_confidential") OR OLD."is_guessed" IS DISTINCT FROM (NEW."is_guessed") OR OLD."met_on" IS DISTINCT FROM (NEW."met_on") OR OLD."node" IS DISTINCT FROM (NEW."node") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."paused_on" IS DISTINCT FROM (NEW."paused_on") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."subject_type_id" IS DISTINCT FROM (NEW."subject_type_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit" IS DISTINCT FROM (NEW."unit"))', func='INSERT INTO "rectification_obligationevent" ("account_id", "amount", "body_id", "cancelled_on", "due_on", "from_on", "id", "inspection_id", "is_confidential", "is_guessed", "met_on", "node", "organization_id", "paused_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "subject_id", "subject_type_id", "title", "unit") VALUES (NEW."account_id", NEW."amount", NEW."body_id", NEW."cancelled_on", NEW."due_on", NEW."from_on", NEW."id", NEW."inspection_id", NEW."is_confidential", NEW."is_guessed", NEW."met_on", NEW."node", NEW."organization_id", NEW."paused_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."round_id", NEW."subject_id", NEW."subject_type_id", NEW."title", NEW."unit"); RETURN NULL;', hash='74fb0320a7314bb322f2aeae9ef3f9314382346b', operation='UPDATE', pgid='pgtrigger_update_update_bc8e3', table='rectification_obligation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_obligationevent" ("account_id", "amount", "body_id", "cancelled_on", "due_on", "from_on", "id", "inspection_id", "is_confidential", "is_guessed", "met_on", "node", "organization_id", "paused_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "subject_id", "subject_type_id", "title", "unit") VALUES (OLD."account_id", OLD."amount", OLD."body_id", OLD."cancelled_on", OLD."due_on", OLD."from_on", OLD."id", OLD."inspection_id", OLD."is_confidential", OLD."is_guessed", OLD."met_on", OLD."node", OLD."organization_id", OLD."paused_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."round_id", OLD."subject_id", OLD."subject_type_id", OLD."title", OLD."unit"); RETURN NULL;', hash='6036ebf5c0ef07a8c8a2bb2a22ad5d6c2c7cddda', operation='DELETE', pgid='pgtrigger_delete_delete_bdd01', table='rectification_obligation', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', True), ('organization__isnull', True)), models.Q(('account__isnull', True), ('organization__isnull', True)), models.Q(('account__isnull', True), ('body__isnull', True)), _connector='OR'), name='obligation_has_one_owner', violation_error_code='organization', violation_error_message='An organization, a body or one person owes it, not several of them.'),
        ),
    ]
