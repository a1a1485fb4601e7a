"""Reminders and their rules come here from `rectification`, with their tables and histories as they are.

What points to their kinds of row goes along; the triggers are named after the model, so they are made anew.
"""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


MODELS = ["reminder", "reminderrule", "reminderruleevent"]


def move(apps, source, target):
    kinds = apps.get_model("contenttypes", "ContentType").objects
    kinds.filter(app_label=source, model__in=MODELS).update(app_label=target)


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('personnel', '0004_give_constraints_words'),
        ('rounds', '0006_place_pause_and_confidence'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='ReminderRule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('days_left', models.SmallIntegerField(help_text='Negative when overdue.', unique=True, verbose_name='days left')),
                        ('audience', models.CharField(choices=[('owner', 'Those who owe'), ('secretary', 'Those who owe and their party secretary'), ('division', 'Those who owe, their secretary and division leader')], max_length=20, verbose_name='who is told')),
                    ],
                    options={
                        'verbose_name': 'reminder rule',
                        'db_table': 'rectification_reminderrule',
                        'ordering': ['-days_left'],
                    },
                ),
                migrations.CreateModel(
                    name='ReminderRuleEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('days_left', models.SmallIntegerField(help_text='Negative when overdue.', verbose_name='days left')),
                        ('audience', models.CharField(choices=[('owner', 'Those who owe'), ('secretary', 'Those who owe and their party secretary'), ('division', 'Those who owe, their secretary and division leader')], max_length=20, verbose_name='who is told')),
                    ],
                    options={
                        'db_table': 'rectification_reminderruleevent',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Reminder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('threshold', models.SmallIntegerField(verbose_name='days left')),
                        ('due_on', models.DateField(verbose_name='due on')),
                        ('written_at', models.DateTimeField(auto_now_add=True, verbose_name='written at')),
                        ('obligation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='rounds.obligation')),
                        ('recipient', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'reminder',
                        'db_table': 'rectification_reminder',
                        'ordering': ['-pk'],
                    },
                ),
                migrations.AddField(
                    model_name='reminderruleevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='personnel.reminderrule'),
                ),
                migrations.AddConstraint(
                    model_name='reminder',
                    constraint=models.UniqueConstraint(fields=('obligation', 'threshold', 'due_on', 'recipient'), name='reminded_once', violation_error_code='threshold', violation_error_message='This reminder is written already.'),
                ),
                migrations.AddIndex(
                    model_name='reminderruleevent',
                    index=models.Index(fields=['pgh_created_at'], name='rectificati_pgh_cre_66b916_idx'),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reminderrule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_reminderruleevent" ("audience", "days_left", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."audience", NEW."days_left", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id"); RETURN NULL;', hash='ccdc7a617d913ad8bb5f8bce89b4e363aeec6b69', operation='INSERT', pgid='pgtrigger_insert_insert_c799b', table='rectification_reminderrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reminderrule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "rectification_reminderruleevent" ("audience", "days_left", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."audience", NEW."days_left", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id"); RETURN NULL;', hash='f587b00d5889453a8f2a61eb7b7b4332ef82538b', operation='UPDATE', pgid='pgtrigger_update_update_c4489', table='rectification_reminderrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reminderrule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_reminderruleevent" ("audience", "days_left", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."audience", OLD."days_left", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id"); RETURN NULL;', hash='e6081bb2b4ae3c9c48912e310b3740a40ff9ef77', operation='DELETE', pgid='pgtrigger_delete_delete_df0f1', table='rectification_reminderrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reminderruleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='704d6cd1089f2ce1920387df44bf0d298c2e90ca', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_db1b6', table='rectification_reminderruleevent', when='BEFORE')),
        ),
        migrations.RunPython(
            lambda apps, editor: move(apps, "rectification", "personnel"),
            lambda apps, editor: move(apps, "personnel", "rectification"),
        ),
    ]
