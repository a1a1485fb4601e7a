import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_what_sweeps_deleted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SheetChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left_out', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None, verbose_name='sheets left out')),
                ('whole', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None, verbose_name='sheets with their whole history')),
            ],
            options={
                'verbose_name': 'choice of sheets',
            },
        ),
        migrations.CreateModel(
            name='SheetChoiceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('left_out', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None, verbose_name='sheets left out')),
                ('whole', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None, verbose_name='sheets with their whole history')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='monthlyreport',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='monthlyreport',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='monthlyreport',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='monthlyreport',
            name='monthly_report_once',
        ),
        migrations.AddField(
            model_name='monthlyreport',
            name='left_out',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None, verbose_name='sheets left out'),
        ),
        migrations.AddField(
            model_name='monthlyreport',
            name='whole',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None, verbose_name='sheets with their whole history'),
        ),
        migrations.AddField(
            model_name='monthlyreportevent',
            name='left_out',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None, verbose_name='sheets left out'),
        ),
        migrations.AddField(
            model_name='monthlyreportevent',
            name='whole',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None, verbose_name='sheets with their whole history'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monthlyreport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_monthlyreportevent" ("asked_at", "done_at", "drawn_for", "expires_at", "failure", "file", "id", "language", "left_out", "month", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "whole") VALUES (NEW."asked_at", NEW."done_at", NEW."drawn_for", NEW."expires_at", NEW."failure", NEW."file", NEW."id", NEW."language", NEW."left_out", NEW."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."user_id", NEW."whole"); RETURN NULL;', hash='e9996fd84b5509716d24c6dea93cfa7c84bcf64b', operation='INSERT', pgid='pgtrigger_insert_insert_f4222', table='core_monthlyreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monthlyreport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_monthlyreportevent" ("asked_at", "done_at", "drawn_for", "expires_at", "failure", "file", "id", "language", "left_out", "month", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "whole") VALUES (NEW."asked_at", NEW."done_at", NEW."drawn_for", NEW."expires_at", NEW."failure", NEW."file", NEW."id", NEW."language", NEW."left_out", NEW."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."user_id", NEW."whole"); RETURN NULL;', hash='ebaf9624244e0f08047cf25242d0cd4a2cda9835', operation='UPDATE', pgid='pgtrigger_update_update_15969', table='core_monthlyreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monthlyreport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_monthlyreportevent" ("asked_at", "done_at", "drawn_for", "expires_at", "failure", "file", "id", "language", "left_out", "month", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "whole") VALUES (OLD."asked_at", OLD."done_at", OLD."drawn_for", OLD."expires_at", OLD."failure", OLD."file", OLD."id", OLD."language", OLD."left_out", OLD."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."user_id", OLD."whole"); RETURN NULL;', hash='f41e7c3c1c87542443ac2373f5c9b90b02cf037c', operation='DELETE', pgid='pgtrigger_delete_delete_5a865', table='core_monthlyreport', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='monthlyreport',
            constraint=models.UniqueConstraint(condition=models.Q(('done_at', None)), fields=('user', 'month', 'left_out', 'whole'), name='monthly_report_once', violation_error_code='month', violation_error_message='The workbook of this month is being drawn for you already.'),
        ),
        migrations.AddField(
            model_name='sheetchoice',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
        migrations.AddField(
            model_name='sheetchoiceevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.sheetchoice'),
        ),
        migrations.AddField(
            model_name='sheetchoiceevent',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sheetchoice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_sheetchoiceevent" ("id", "left_out", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "whole") VALUES (NEW."id", NEW."left_out", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."user_id", NEW."whole"); RETURN NULL;', hash='849742cb918b5615206445a43ca710576816b18b', operation='INSERT', pgid='pgtrigger_insert_insert_6beb4', table='core_sheetchoice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sheetchoice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_sheetchoiceevent" ("id", "left_out", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "whole") VALUES (NEW."id", NEW."left_out", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."user_id", NEW."whole"); RETURN NULL;', hash='5ad915dadc136c5db8f8ab43238131879afd6ce2', operation='UPDATE', pgid='pgtrigger_update_update_72f32', table='core_sheetchoice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sheetchoice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_sheetchoiceevent" ("id", "left_out", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "whole") VALUES (OLD."id", OLD."left_out", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."user_id", OLD."whole"); RETURN NULL;', hash='acad45efa003e0dc958cf0b92554b11d80c1acd5', operation='DELETE', pgid='pgtrigger_delete_delete_0fa9f', table='core_sheetchoice', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='sheetchoiceevent',
            index=models.Index(fields=['pgh_created_at'], name='core_sheetc_pgh_cre_e04eb8_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sheetchoiceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='541e4f0b0923be49bf3b3843199a6b139a775551', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bed5d', table='core_sheetchoiceevent', when='BEFORE')),
        ),
    ]
