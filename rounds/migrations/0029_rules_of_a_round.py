"""A round has limits of its own: frozen at its approval, or stated for it."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.utils import timezone


NODES = (
    "sign_receipts",
    "sign_supplement",
    "file_plan",
    "review_plan",
    "review_plan_office",
    "review_plan_team",
    "rectify_item",
    "focused_rectification",
    "report_as_secretary",
    "report_rectification",
    "accept_rectification",
    "accept_for_team",
    "decide_close_out",
    "decide_change",
    "decide_reopening",
    "set_aim",
    "review_aim",
    "receipt_letter",
    "assess_again",
    "acknowledge_transfer",
    "answer_transfer",
    "settle_input",
    "receipt_notice",
)

KEEP = """
INSERT INTO rectification_deadlinerule (node, amount, unit, effective_from, source, round_id, frozen_from_id)
SELECT rule.node, rule.amount, rule.unit, greatest(rule.effective_from, approved.approved_on), rule.source,
       approved.id, rule.id
FROM rounds_round approved
JOIN rectification_deadlinerule rule ON rule.round_id IS NULL AND rule.effective_from <= %s
WHERE approved.approved_on IS NOT NULL AND rule.node = ANY(%s) AND rule.effective_from >= coalesce((
    SELECT max(former.effective_from) FROM rectification_deadlinerule former
    WHERE former.round_id IS NULL AND former.node = rule.node AND former.effective_from <= approved.approved_on
), '-infinity'::date)
"""


def keep_limits(apps, schema_editor):
    """Each approved round keeps the limits it went by until today: that of its approval, and what came since."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(KEEP, [timezone.localdate(), list(NODES)])


class Migration(migrations.Migration):

    dependencies = [
        ('rounds', '0028_duties_of_a_person'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='deadlinerule',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='deadlinerule',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='deadlinerule',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='deadlinerule',
            name='one_rule_a_node_and_day',
        ),
        migrations.AddField(
            model_name='deadlinerule',
            name='frozen_from',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='rounds.deadlinerule', verbose_name='frozen from'),
        ),
        migrations.AddField(
            model_name='deadlinerule',
            name='round',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deadline_rules', to='rounds.round', verbose_name='round'),
        ),
        migrations.AddField(
            model_name='deadlineruleevent',
            name='frozen_from',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rounds.deadlinerule', verbose_name='frozen from'),
        ),
        migrations.AddField(
            model_name='deadlineruleevent',
            name='round',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rounds.round', verbose_name='round'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadlinerule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_deadlineruleevent" ("amount", "effective_from", "frozen_from_id", "id", "node", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "source", "unit") VALUES (NEW."amount", NEW."effective_from", NEW."frozen_from_id", NEW."id", NEW."node", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."round_id", NEW."source", NEW."unit"); RETURN NULL;', hash='4fccc5cce5afa31a2223f852c667d16e3d99028a', operation='INSERT', pgid='pgtrigger_insert_insert_bac03', table='rectification_deadlinerule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadlinerule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "rectification_deadlineruleevent" ("amount", "effective_from", "frozen_from_id", "id", "node", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "source", "unit") VALUES (NEW."amount", NEW."effective_from", NEW."frozen_from_id", NEW."id", NEW."node", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."round_id", NEW."source", NEW."unit"); RETURN NULL;', hash='6342f66e539122bbe568a8652cb4072d00202651', operation='UPDATE', pgid='pgtrigger_update_update_4863f', table='rectification_deadlinerule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadlinerule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_deadlineruleevent" ("amount", "effective_from", "frozen_from_id", "id", "node", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "source", "unit") VALUES (OLD."amount", OLD."effective_from", OLD."frozen_from_id", OLD."id", OLD."node", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."round_id", OLD."source", OLD."unit"); RETURN NULL;', hash='37a54b40a684cbea4d396c1dce294e168614a7bc', operation='DELETE', pgid='pgtrigger_delete_delete_e7f6c', table='rectification_deadlinerule', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='deadlinerule',
            constraint=models.UniqueConstraint(fields=('node', 'effective_from', 'round'), name='one_rule_a_node_and_day', nulls_distinct=False, violation_error_code='effective_from', violation_error_message='There is a rule from that day already. Choose a later day.'),
        ),
        migrations.RunPython(keep_limits, migrations.RunPython.noop),
    ]
