"""An item goes by what was said when its ledger was checked; nobody applied for that."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rectification', '0033_held_to_account'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='itemchange',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='itemchange',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='itemchange',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='itemchange',
            name='item_change_decided_by_another',
        ),
        migrations.AddField(
            model_name='itemchange',
            name='of_check',
            field=models.BooleanField(db_default=False, default=False, verbose_name='said when its ledger was checked'),
        ),
        migrations.AddField(
            model_name='itemchangeevent',
            name='of_check',
            field=models.BooleanField(db_default=False, default=False, verbose_name='said when its ledger was checked'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='itemchange',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_itemchangeevent" ("applied_by_id", "applied_on", "decided_by_id", "decided_on", "decision", "department", "due_on", "former_department", "former_due_on", "former_goal", "former_leader", "former_since", "goal", "id", "item_id", "leader", "of_check", "opinion", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reopening_id") VALUES (NEW."applied_by_id", NEW."applied_on", NEW."decided_by_id", NEW."decided_on", NEW."decision", NEW."department", NEW."due_on", NEW."former_department", NEW."former_due_on", NEW."former_goal", NEW."former_leader", NEW."former_since", NEW."goal", NEW."id", NEW."item_id", NEW."leader", NEW."of_check", NEW."opinion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reason", NEW."reopening_id"); RETURN NULL;', hash='56ce91798698f9bf057d31156be1e2a616d79662', operation='INSERT', pgid='pgtrigger_insert_insert_4c807', table='rectification_itemchange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='itemchange',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "rectification_itemchangeevent" ("applied_by_id", "applied_on", "decided_by_id", "decided_on", "decision", "department", "due_on", "former_department", "former_due_on", "former_goal", "former_leader", "former_since", "goal", "id", "item_id", "leader", "of_check", "opinion", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reopening_id") VALUES (NEW."applied_by_id", NEW."applied_on", NEW."decided_by_id", NEW."decided_on", NEW."decision", NEW."department", NEW."due_on", NEW."former_department", NEW."former_due_on", NEW."former_goal", NEW."former_leader", NEW."former_since", NEW."goal", NEW."id", NEW."item_id", NEW."leader", NEW."of_check", NEW."opinion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reason", NEW."reopening_id"); RETURN NULL;', hash='2245fd5e34bb0236e6a43136682f2f929f9d21a7', operation='UPDATE', pgid='pgtrigger_update_update_4ba1e', table='rectification_itemchange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='itemchange',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_itemchangeevent" ("applied_by_id", "applied_on", "decided_by_id", "decided_on", "decision", "department", "due_on", "former_department", "former_due_on", "former_goal", "former_leader", "former_since", "goal", "id", "item_id", "leader", "of_check", "opinion", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reopening_id") VALUES (OLD."applied_by_id", OLD."applied_on", OLD."decided_by_id", OLD."decided_on", OLD."decision", OLD."department", OLD."due_on", OLD."former_department", OLD."former_due_on", OLD."former_goal", OLD."former_leader", OLD."former_since", OLD."goal", OLD."id", OLD."item_id", OLD."leader", OLD."of_check", OLD."opinion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reason", OLD."reopening_id"); RETURN NULL;', hash='96ec39102a97a988586d0068ebb94baf1748c052', operation='DELETE', pgid='pgtrigger_delete_delete_721e1', table='rectification_itemchange', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='itemchange',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('applied_by')), _negated=True), ('of_check', True), ('decision', 'withdrawn'), _connector='OR'), name='item_change_decided_by_another', violation_error_code='decided_by', violation_error_message='Nobody decides on their own application.'),
        ),
    ]
