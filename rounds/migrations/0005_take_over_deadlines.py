"""Deadline rules and obligations come here from `rectification`, with their tables and histories as they are.

What points to their kinds of row goes along; the triggers are named after the model, so they are made anew.
"""

import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import rounds.deadlines.kinds
from django.db import migrations, models


MODELS = ["deadlinerule", "deadlineruleevent", "obligation", "obligationevent"]


def move(apps, source, target):
    kinds = apps.get_model("contenttypes", "ContentType").objects
    kinds.filter(app_label=source, model__in=MODELS).update(app_label=target)


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('rounds', '0004_give_constraints_words'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='DeadlineRuleEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('node', models.CharField(choices=rounds.deadlines.kinds.limited, max_length=30, verbose_name='node')),
                        ('amount', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='length')),
                        ('unit', models.CharField(choices=[('workdays', 'working days'), ('days', 'days'), ('months', 'months')], max_length=10, verbose_name='unit')),
                        ('effective_from', models.DateField(verbose_name='effective from')),
                        ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                    ],
                    options={
                        'db_table': 'rectification_deadlineruleevent',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Obligation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('node', models.CharField(choices=rounds.deadlines.kinds.registered, max_length=30, verbose_name='node')),
                        ('title', models.CharField(max_length=200, verbose_name='what is owed')),
                        ('subject_id', models.BigIntegerField()),
                        ('from_on', models.DateField(verbose_name='counted from')),
                        ('due_on', models.DateField(verbose_name='due on')),
                        ('amount', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='length')),
                        ('unit', models.CharField(blank=True, choices=[('workdays', 'working days'), ('days', 'days'), ('months', 'months')], max_length=10, verbose_name='unit')),
                        ('met_on', models.DateField(blank=True, null=True, verbose_name='met on')),
                        ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='cancelled on')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                    ],
                    options={
                        'verbose_name': 'obligation',
                        'db_table': 'rectification_obligation',
                        'ordering': ['due_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ObligationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('node', models.CharField(choices=rounds.deadlines.kinds.registered, max_length=30, verbose_name='node')),
                        ('title', models.CharField(max_length=200, verbose_name='what is owed')),
                        ('subject_id', models.BigIntegerField()),
                        ('from_on', models.DateField(verbose_name='counted from')),
                        ('due_on', models.DateField(verbose_name='due on')),
                        ('amount', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='length')),
                        ('unit', models.CharField(blank=True, choices=[('workdays', 'working days'), ('days', 'days'), ('months', 'months')], max_length=10, verbose_name='unit')),
                        ('met_on', models.DateField(blank=True, null=True, verbose_name='met on')),
                        ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='cancelled on')),
                    ],
                    options={
                        'db_table': 'rectification_obligationevent',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='DeadlineRule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('node', models.CharField(choices=rounds.deadlines.kinds.limited, max_length=30, verbose_name='node')),
                        ('amount', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='length')),
                        ('unit', models.CharField(choices=[('workdays', 'working days'), ('days', 'days'), ('months', 'months')], max_length=10, verbose_name='unit')),
                        ('effective_from', models.DateField(verbose_name='effective from')),
                        ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                    ],
                    options={
                        'verbose_name': 'deadline rule',
                        'db_table': 'rectification_deadlinerule',
                        'ordering': ['node', '-effective_from'],
                        'constraints': [models.UniqueConstraint(fields=('node', 'effective_from'), name='one_rule_a_node_and_day', violation_error_code='effective_from', violation_error_message='There is a rule from that day already. Choose a later day.')],
                    },
                ),
                migrations.AddField(
                    model_name='deadlineruleevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rounds.deadlinerule'),
                ),
                migrations.AddField(
                    model_name='obligation',
                    name='body',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='rounds.body', verbose_name='body'),
                ),
                migrations.AddField(
                    model_name='obligation',
                    name='inspection',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='rounds.inspection', verbose_name='inspection'),
                ),
                migrations.AddField(
                    model_name='obligation',
                    name='organization',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='rounds.organization', verbose_name='party organization'),
                ),
                migrations.AddField(
                    model_name='obligation',
                    name='subject_type',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype'),
                ),
                migrations.AddField(
                    model_name='obligationevent',
                    name='body',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rounds.body', verbose_name='body'),
                ),
                migrations.AddField(
                    model_name='obligationevent',
                    name='inspection',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rounds.inspection', verbose_name='inspection'),
                ),
                migrations.AddField(
                    model_name='obligationevent',
                    name='organization',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rounds.organization', verbose_name='party organization'),
                ),
                migrations.AddField(
                    model_name='obligationevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rounds.obligation'),
                ),
                migrations.AddField(
                    model_name='obligationevent',
                    name='subject_type',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contenttypes.contenttype'),
                ),
                migrations.AddIndex(
                    model_name='deadlineruleevent',
                    index=models.Index(fields=['pgh_created_at'], name='rectificati_pgh_cre_fb102d_idx'),
                ),
                migrations.AddIndex(
                    model_name='obligation',
                    index=models.Index(condition=models.Q(('cancelled_on__isnull', True), ('met_on__isnull', True)), fields=['due_on'], name='obligation_open_by_due_date'),
                ),
                migrations.AddIndex(
                    model_name='obligation',
                    index=models.Index(fields=['subject_type', 'subject_id'], name='rectificati_subject_fe1dda_idx'),
                ),
                migrations.AddIndex(
                    model_name='obligation',
                    index=models.Index(fields=['updated_at', 'id'], name='rectificati_updated_2ee084_idx'),
                ),
                migrations.AddConstraint(
                    model_name='obligation',
                    constraint=models.UniqueConstraint(condition=models.Q(('cancelled_on__isnull', True), ('met_on__isnull', True)), fields=('node', 'subject_type', 'subject_id'), name='one_open_obligation_a_node_and_subject', violation_error_code='node', violation_error_message='This is owed already.'),
                ),
                migrations.AddConstraint(
                    model_name='obligation',
                    constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('from_on'))), name='obligation_due_after_its_start', violation_error_code='due_on', violation_error_message='Nothing is due before it begins.'),
                ),
                migrations.AddConstraint(
                    model_name='obligation',
                    constraint=models.CheckConstraint(condition=models.Q(('organization__isnull', True), ('body__isnull', True), _connector='OR'), name='obligation_has_one_owner', violation_error_code='organization', violation_error_message='An organization or a body owes it, not both.'),
                ),
                migrations.AddIndex(
                    model_name='obligationevent',
                    index=models.Index(fields=['pgh_created_at'], name='rectificati_pgh_cre_a3f93b_idx'),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadlinerule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_deadlineruleevent" ("amount", "effective_from", "id", "node", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "unit") VALUES (NEW."amount", NEW."effective_from", NEW."id", NEW."node", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."source", NEW."unit"); RETURN NULL;', hash='90dae78e56f3643799a5b28097448a8d7d1f955b', operation='INSERT', pgid='pgtrigger_insert_insert_bac03', table='rectification_deadlinerule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadlinerule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "rectification_deadlineruleevent" ("amount", "effective_from", "id", "node", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "unit") VALUES (NEW."amount", NEW."effective_from", NEW."id", NEW."node", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."source", NEW."unit"); RETURN NULL;', hash='7528e829ec7b6c7fd8f3b588251989b0f658dcfb', operation='UPDATE', pgid='pgtrigger_update_update_4863f', table='rectification_deadlinerule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadlinerule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_deadlineruleevent" ("amount", "effective_from", "id", "node", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "unit") VALUES (OLD."amount", OLD."effective_from", OLD."id", OLD."node", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."source", OLD."unit"); RETURN NULL;', hash='1a97b322d32744f65fa51dab7c4d6095a3471eb7', operation='DELETE', pgid='pgtrigger_delete_delete_e7f6c', table='rectification_deadlinerule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadlineruleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1e9ef24ce9d0f36a1768ceba1162aa25395d2e31', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b1fdc', table='rectification_deadlineruleevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = CLOCK_TIMESTAMP(); RETURN NEW;', hash='ed32da98dfcd0dbec2b017907e584de7815163be', operation='INSERT OR UPDATE', pgid='pgtrigger_touch_2ce05', table='rectification_obligation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_obligationevent" ("amount", "body_id", "cancelled_on", "due_on", "from_on", "id", "inspection_id", "met_on", "node", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject_id", "subject_type_id", "title", "unit") VALUES (NEW."amount", NEW."body_id", NEW."cancelled_on", NEW."due_on", NEW."from_on", NEW."id", NEW."inspection_id", NEW."met_on", NEW."node", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."subject_id", NEW."subject_type_id", NEW."title", NEW."unit"); RETURN NULL;', hash='be8a83e5a1668b04b4f012732f8687a54ac0b252', operation='INSERT', pgid='pgtrigger_insert_insert_2d41a', table='rectification_obligation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."cancelled_on" IS DISTINCT FROM (NEW."cancelled_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."inspection_id" IS DISTINCT FROM (NEW."inspection_id") OR OLD."met_on" IS DISTINCT FROM (NEW."met_on") OR OLD."node" IS DISTINCT FROM (NEW."node") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."subject_type_id" IS DISTINCT FROM (NEW."subject_type_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit" IS DISTINCT FROM (NEW."unit"))', func='INSERT INTO "rectification_obligationevent" ("amount", "body_id", "cancelled_on", "due_on", "from_on", "id", "inspection_id", "met_on", "node", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject_id", "subject_type_id", "title", "unit") VALUES (NEW."amount", NEW."body_id", NEW."cancelled_on", NEW."due_on", NEW."from_on", NEW."id", NEW."inspection_id", NEW."met_on", NEW."node", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."subject_id", NEW."subject_type_id", NEW."title", NEW."unit"); RETURN NULL;', hash='e0d99ea415cda365a7231b2045ee353c7da90ca1', operation='UPDATE', pgid='pgtrigger_update_update_bc8e3', table='rectification_obligation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_obligationevent" ("amount", "body_id", "cancelled_on", "due_on", "from_on", "id", "inspection_id", "met_on", "node", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject_id", "subject_type_id", "title", "unit") VALUES (OLD."amount", OLD."body_id", OLD."cancelled_on", OLD."due_on", OLD."from_on", OLD."id", OLD."inspection_id", OLD."met_on", OLD."node", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."subject_id", OLD."subject_type_id", OLD."title", OLD."unit"); RETURN NULL;', hash='e4896572c0ced2478c1b4cd7ea8d277b75bdf034', operation='DELETE', pgid='pgtrigger_delete_delete_bdd01', table='rectification_obligation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b2f949c0c1901351de965936976b6bbcdb62cec', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d4a48', table='rectification_obligationevent', when='BEFORE')),
        ),
        migrations.RunPython(
            lambda apps, editor: move(apps, "rectification", "rounds"),
            lambda apps, editor: move(apps, "rounds", "rectification"),
        ),
    ]
