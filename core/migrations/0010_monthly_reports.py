import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0009_captions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthlyReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='month')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('asked_at', models.DateTimeField(verbose_name='asked for at')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='drawn at')),
                ('failure', models.TextField(blank=True, verbose_name='why it could not be drawn')),
                ('drawn_for', models.CharField(blank=True, max_length=64)),
                ('file', models.FileField(blank=True, max_length=200, upload_to='monthly/%Y/%m', verbose_name='file')),
                ('expires_at', models.DateTimeField(db_index=True, verbose_name='kept until')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked for by')),
            ],
            options={
                'verbose_name': 'monthly report',
                'ordering': ['-asked_at'],
            },
        ),
        migrations.CreateModel(
            name='MonthlyReportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('month', models.DateField(verbose_name='month')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('asked_at', models.DateTimeField(verbose_name='asked for at')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='drawn at')),
                ('failure', models.TextField(blank=True, verbose_name='why it could not be drawn')),
                ('drawn_for', models.CharField(blank=True, max_length=64)),
                ('file', models.FileField(blank=True, max_length=200, upload_to='monthly/%Y/%m', verbose_name='file')),
                ('expires_at', models.DateTimeField(verbose_name='kept until')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.monthlyreport')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked for by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='monthlyreport',
            constraint=models.UniqueConstraint(condition=models.Q(('done_at', None)), fields=('user', 'month'), name='monthly_report_once', violation_error_code='month', violation_error_message='The workbook of this month is being drawn for you already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monthlyreport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_monthlyreportevent" ("asked_at", "done_at", "drawn_for", "expires_at", "failure", "file", "id", "language", "month", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."asked_at", NEW."done_at", NEW."drawn_for", NEW."expires_at", NEW."failure", NEW."file", NEW."id", NEW."language", NEW."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;', hash='192386f3708af2b40388bd130943270ce53fd8ed', operation='INSERT', pgid='pgtrigger_insert_insert_f4222', table='core_monthlyreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monthlyreport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_monthlyreportevent" ("asked_at", "done_at", "drawn_for", "expires_at", "failure", "file", "id", "language", "month", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."asked_at", NEW."done_at", NEW."drawn_for", NEW."expires_at", NEW."failure", NEW."file", NEW."id", NEW."language", NEW."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;', hash='7c9bc683e8a905ad11518e48801593c46c54bf15', operation='UPDATE', pgid='pgtrigger_update_update_15969', table='core_monthlyreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monthlyreport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_monthlyreportevent" ("asked_at", "done_at", "drawn_for", "expires_at", "failure", "file", "id", "language", "month", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."asked_at", OLD."done_at", OLD."drawn_for", OLD."expires_at", OLD."failure", OLD."file", OLD."id", OLD."language", OLD."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;', hash='c74c0fbc223c004f95a4e7fdbc3c3533be6354e4', operation='DELETE', pgid='pgtrigger_delete_delete_5a865', table='core_monthlyreport', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='monthlyreportevent',
            index=models.Index(fields=['pgh_created_at'], name='core_monthl_pgh_cre_86b156_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monthlyreportevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='56d7c601e420adb469f6fa426262f76e73f8f0e1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6f584', table='core_monthlyreportevent', when='BEFORE')),
        ),
    ]
