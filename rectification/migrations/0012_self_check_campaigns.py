"""Self-check campaigns, and what each organization reports of itself."""

import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('findings', '0013_cooperation_inputs'),
        ('rectification', '0011_letters_and_accountability'),
        ('rounds', '0021_duties_about_neither'),
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='void since')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('title', models.CharField(max_length=100, verbose_name='title')),
                ('text', models.TextField(max_length=2000, verbose_name='common problem')),
                ('begun_on', models.DateField(verbose_name='begun on')),
                ('report_due_on', models.DateField(verbose_name='report due on')),
                ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='findings.category', verbose_name='category')),
            ],
            options={
                'verbose_name': 'self-check campaign',
                'ordering': ['-begun_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CampaignEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='void since')),
                ('title', models.CharField(max_length=100, verbose_name='title')),
                ('text', models.TextField(max_length=2000, verbose_name='common problem')),
                ('begun_on', models.DateField(verbose_name='begun on')),
                ('report_due_on', models.DateField(verbose_name='report due on')),
                ('category', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='findings.category', verbose_name='category')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rectification.campaign')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SelfCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='void since')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('sent_on', models.DateField(verbose_name='sent out on')),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='reported on')),
                ('problems_found', models.PositiveIntegerField(default=0, verbose_name='problems found')),
                ('problems_rectified', models.PositiveIntegerField(default=0, verbose_name='problems rectified')),
                ('funds_returned', models.DecimalField(decimal_places=2, default=0, max_digits=14, validators=[django.core.validators.MinValueValidator(0)], verbose_name='funds returned (yuan)')),
                ('remark', models.TextField(blank=True, max_length=1000, verbose_name='remark')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='checked on the spot on')),
                ('verdict', models.CharField(blank=True, choices=[('true', 'As reported'), ('motions', 'Went through the motions')], max_length=10, verbose_name='verdict of the spot check')),
                ('opinion', models.TextField(blank=True, max_length=500, verbose_name='opinion')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='rectification.campaign', verbose_name='campaign')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_checks', to='rounds.organization', verbose_name='party organization')),
            ],
            options={
                'verbose_name': 'self-check',
                'ordering': ['-sent_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SelfCheckEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='void since')),
                ('sent_on', models.DateField(verbose_name='sent out on')),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='reported on')),
                ('problems_found', models.PositiveIntegerField(default=0, verbose_name='problems found')),
                ('problems_rectified', models.PositiveIntegerField(default=0, verbose_name='problems rectified')),
                ('funds_returned', models.DecimalField(decimal_places=2, default=0, max_digits=14, validators=[django.core.validators.MinValueValidator(0)], verbose_name='funds returned (yuan)')),
                ('remark', models.TextField(blank=True, max_length=1000, verbose_name='remark')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='checked on the spot on')),
                ('verdict', models.CharField(blank=True, choices=[('true', 'As reported'), ('motions', 'Went through the motions')], max_length=10, verbose_name='verdict of the spot check')),
                ('opinion', models.TextField(blank=True, max_length=500, verbose_name='opinion')),
                ('campaign', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rectification.campaign', verbose_name='campaign')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rounds.organization', verbose_name='party organization')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rectification.selfcheck')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='campaign',
            index=models.Index(fields=['updated_at', 'id'], name='rectificati_updated_c69fe7_idx'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_on__isnull', True)), fields=('title', 'begun_on'), name='one_campaign_a_title_and_day', violation_error_code='title', violation_error_message='A campaign of this title is entered already.'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('report_due_on__gte', models.F('begun_on'))), name='campaign_reported_after_it_begins', violation_error_code='report_due_on', violation_error_message='No report is due before the campaign begins.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaign',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = CLOCK_TIMESTAMP(); RETURN NEW;', hash='0bf4cee6a4df6aa92023b1acbbf2a43038edf34a', operation='INSERT OR UPDATE', pgid='pgtrigger_touch_ef1dd', table='rectification_campaign', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaign',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_campaignevent" ("begun_on", "category_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_due_on", "text", "title", "voided_on") VALUES (NEW."begun_on", NEW."category_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."report_due_on", NEW."text", NEW."title", NEW."voided_on"); RETURN NULL;', hash='a15a585a6eaf40498c59f5a4c57245d38b6b9273', operation='INSERT', pgid='pgtrigger_insert_insert_33631', table='rectification_campaign', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaign',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."begun_on" IS DISTINCT FROM (NEW."begun_on") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."report_due_on" IS DISTINCT FROM (NEW."report_due_on") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."voided_on" IS DISTINCT FROM (NEW."voided_on"))', func='INSERT INTO "rectification_campaignevent" ("begun_on", "category_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_due_on", "text", "title", "voided_on") VALUES (NEW."begun_on", NEW."category_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."report_due_on", NEW."text", NEW."title", NEW."voided_on"); RETURN NULL;', hash='18763b79f5115b8ea58c56b0bc92089035f9e8a2', operation='UPDATE', pgid='pgtrigger_update_update_47a9a', table='rectification_campaign', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaign',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_campaignevent" ("begun_on", "category_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_due_on", "text", "title", "voided_on") VALUES (OLD."begun_on", OLD."category_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."report_due_on", OLD."text", OLD."title", OLD."voided_on"); RETURN NULL;', hash='a268fa8249600d81c35ce036dc52a134eefef478', operation='DELETE', pgid='pgtrigger_delete_delete_03526', table='rectification_campaign', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='campaignevent',
            index=models.Index(fields=['pgh_created_at'], name='rectificati_pgh_cre_0cbb45_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5fe7813c96ab0cf231ecabc77233e2f32a12b6d6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_943c4', table='rectification_campaignevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='selfcheck',
            index=models.Index(fields=['updated_at', 'id'], name='rectificati_updated_1fa761_idx'),
        ),
        migrations.AddConstraint(
            model_name='selfcheck',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_on__isnull', True)), fields=('campaign', 'organization'), name='campaign_sent_once_an_organization', violation_error_code='organization', violation_error_message='The campaign was sent to this organization already.'),
        ),
        migrations.AddConstraint(
            model_name='selfcheck',
            constraint=models.CheckConstraint(condition=models.Q(('problems_rectified__lte', models.F('problems_found'))), name='no_more_rectified_than_found', violation_error_code='problems_rectified', violation_error_message='No more problems are rectified than were found.'),
        ),
        migrations.AddConstraint(
            model_name='selfcheck',
            constraint=models.CheckConstraint(condition=models.Q(('reported_on__isnull', True), ('reported_on__gte', models.F('sent_on')), _connector='OR'), name='self_check_reported_after_sent', violation_error_code='reported_on', violation_error_message='Nothing is reported before the campaign was sent.'),
        ),
        migrations.AddConstraint(
            model_name='selfcheck',
            constraint=models.CheckConstraint(condition=models.Q(('reported_on__isnull', False), models.Q(('funds_returned', 0), ('problems_found', 0)), _connector='OR'), name='self_check_numbers_have_their_day', violation_error_code='reported_on', violation_error_message='Give the day of the report.'),
        ),
        migrations.AddConstraint(
            model_name='selfcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_on__isnull', True), ('verdict', '')), models.Q(('checked_on__gte', models.F('reported_on')), ('checked_on__isnull', False), ('reported_on__isnull', False), models.Q(('verdict', ''), _negated=True)), _connector='OR'), name='self_check_checked_wholly', violation_error_code='verdict', violation_error_message='A spot check has a day, not before the report, and a verdict.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfcheck',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = CLOCK_TIMESTAMP(); RETURN NEW;', hash='9b9dc66604ef8879920a02c49723219d678c91b8', operation='INSERT OR UPDATE', pgid='pgtrigger_touch_bd13f', table='rectification_selfcheck', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfcheck',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_selfcheckevent" ("campaign_id", "checked_on", "funds_returned", "id", "opinion", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problems_found", "problems_rectified", "remark", "reported_on", "sent_on", "verdict", "voided_on") VALUES (NEW."campaign_id", NEW."checked_on", NEW."funds_returned", NEW."id", NEW."opinion", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."problems_found", NEW."problems_rectified", NEW."remark", NEW."reported_on", NEW."sent_on", NEW."verdict", NEW."voided_on"); RETURN NULL;', hash='2fb721882fc32d5396c85fc58356b3bbe15a9d03', operation='INSERT', pgid='pgtrigger_insert_insert_287fa', table='rectification_selfcheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfcheck',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."checked_on" IS DISTINCT FROM (NEW."checked_on") OR OLD."funds_returned" IS DISTINCT FROM (NEW."funds_returned") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."opinion" IS DISTINCT FROM (NEW."opinion") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."problems_found" IS DISTINCT FROM (NEW."problems_found") OR OLD."problems_rectified" IS DISTINCT FROM (NEW."problems_rectified") OR OLD."remark" IS DISTINCT FROM (NEW."remark") OR OLD."reported_on" IS DISTINCT FROM (NEW."reported_on") OR OLD."sent_on" IS DISTINCT FROM (NEW."sent_on") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict") OR OLD."voided_on" IS DISTINCT FROM (NEW."voided_on"))', func='INSERT INTO "rectification_selfcheckevent" ("campaign_id", "checked_on", "funds_returned", "id", "opinion", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problems_found", "problems_rectified", "remark", "reported_on", "sent_on", "verdict", "voided_on") VALUES (NEW."campaign_id", NEW."checked_on", NEW."funds_returned", NEW."id", NEW."opinion", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."problems_found", NEW."problems_rectified", NEW."remark", NEW."reported_on", NEW."sent_on", NEW."verdict", NEW."voided_on"); RETURN NULL;', hash='89b8ee6189abbace69ebeba198794230022e033e', operation='UPDATE', pgid='pgtrigger_update_update_cf19f', table='rectification_selfcheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfcheck',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_selfcheckevent" ("campaign_id", "checked_on", "funds_returned", "id", "opinion", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problems_found", "problems_rectified", "remark", "reported_on", "sent_on", "verdict", "voided_on") VALUES (OLD."campaign_id", OLD."checked_on", OLD."funds_returned", OLD."id", OLD."opinion", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."problems_found", OLD."problems_rectified", OLD."remark", OLD."reported_on", OLD."sent_on", OLD."verdict", OLD."voided_on"); RETURN NULL;', hash='7128a8c36a8f607ea638fb9c35083e21d740b7b6', operation='DELETE', pgid='pgtrigger_delete_delete_a6940', table='rectification_selfcheck', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='selfcheckevent',
            index=models.Index(fields=['pgh_created_at'], name='rectificati_pgh_cre_7866b7_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfcheckevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='23f9f9524abfba23128f7a2337c27bb0e7c22392', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_09c53', table='rectification_selfcheckevent', when='BEFORE')),
        ),
    ]
