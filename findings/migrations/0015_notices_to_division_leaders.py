"""Notices to division leaders, and what they tell."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('findings', '0014_outcomes_of_persons'),
        ('rounds', '0026_terms_of_present_secretaries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PortfolioNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='void since')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('leader_name', models.CharField(max_length=110, verbose_name='division leader')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='text of the notice')),
                ('drawn_on', models.DateField(blank=True, editable=False, null=True, verbose_name='drawn on')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='notice sent on')),
                ('receipted_on', models.DateField(blank=True, null=True, verbose_name='receipted on')),
                ('receipt_document', models.CharField(blank=True, max_length=100, verbose_name='document of the receipt')),
                ('leader', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='portfolio_notices', to=settings.AUTH_USER_MODEL, verbose_name='account of the division leader')),
                ('receipted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='receipted by')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='portfolio_notices', to='rounds.round', verbose_name='round')),
                ('sent_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='notice sent by')),
            ],
            options={
                'verbose_name': 'notice to a division leader',
                'ordering': ['-sent_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PortfolioNoticeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='void since')),
                ('leader_name', models.CharField(max_length=110, verbose_name='division leader')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='text of the notice')),
                ('drawn_on', models.DateField(blank=True, editable=False, null=True, verbose_name='drawn on')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='notice sent on')),
                ('receipted_on', models.DateField(blank=True, null=True, verbose_name='receipted on')),
                ('receipt_document', models.CharField(blank=True, max_length=100, verbose_name='document of the receipt')),
                ('leader', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account of the division leader')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='findings.portfolionotice')),
                ('receipted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='receipted by')),
                ('round', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rounds.round', verbose_name='round')),
                ('sent_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='notice sent by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PortfolioNoticeLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organization_name', models.CharField(max_length=100, verbose_name='name on that day')),
                ('category', models.CharField(max_length=110, verbose_name='category')),
                ('findings', models.PositiveIntegerField(verbose_name='findings')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='findings.portfolionotice', verbose_name='notice to a division leader')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rounds.organization', verbose_name='party organization')),
            ],
            options={
                'verbose_name': 'line of a notice',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PortfolioNoticeLineEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('organization_name', models.CharField(max_length=100, verbose_name='name on that day')),
                ('category', models.CharField(max_length=110, verbose_name='category')),
                ('findings', models.PositiveIntegerField(verbose_name='findings')),
                ('notice', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='findings.portfolionotice', verbose_name='notice to a division leader')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rounds.organization', verbose_name='party organization')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='findings.portfolionoticeline')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='portfolionotice',
            index=models.Index(fields=['updated_at', 'id'], name='findings_po_updated_29effc_idx'),
        ),
        migrations.AddConstraint(
            model_name='portfolionotice',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_on__isnull', True)), fields=('round', 'leader_name'), name='one_notice_a_round_and_leader', violation_error_code='leader_name', violation_error_message='This division leader has a notice of this round already.'),
        ),
        migrations.AddConstraint(
            model_name='portfolionotice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('drawn_on__isnull', True), ('leader__isnull', True), ('sent_on__isnull', False)), models.Q(('drawn_on__isnull', False), ('leader__isnull', False)), _connector='OR'), name='notice_drawn_or_sent_on_paper', violation_error_code='sent_on', violation_error_message='Say on which day it was sent.'),
        ),
        migrations.AddConstraint(
            model_name='portfolionotice',
            constraint=models.CheckConstraint(condition=models.Q(('sent_on__isnull', True), ('drawn_on__isnull', True), ('sent_on__gte', models.F('drawn_on')), _connector='OR'), name='notice_sent_once_drawn', violation_error_code='sent_on', violation_error_message='It is not sent before it was drawn.'),
        ),
        migrations.AddConstraint(
            model_name='portfolionotice',
            constraint=models.CheckConstraint(condition=models.Q(('receipted_on__isnull', True), models.Q(('receipted_on__gte', models.F('sent_on')), ('sent_on__isnull', False)), _connector='OR'), name='notice_receipted_once_sent', violation_error_code='receipted_on', violation_error_message='It is not receipted before it was sent.'),
        ),
        migrations.AddConstraint(
            model_name='portfolionotice',
            constraint=models.CheckConstraint(condition=models.Q(('receipted_by__isnull', True), models.Q(('receipted_by', models.F('leader')), ('receipted_on__isnull', False)), _connector='OR'), name='notice_receipted_by_its_leader', violation_error_code='receipted_on', violation_error_message='Nobody but its division leader receipts it here.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='portfolionotice',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = CLOCK_TIMESTAMP(); RETURN NEW;', hash='cdfea6d2f84c266d58d27108969f9626ca4cc8d1', operation='INSERT OR UPDATE', pgid='pgtrigger_touch_ab3eb', table='findings_portfolionotice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='portfolionotice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "findings_portfolionoticeevent" ("drawn_on", "id", "leader_id", "leader_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt_document", "receipted_by_id", "receipted_on", "round_id", "sent_by_id", "sent_on", "text", "voided_on") VALUES (NEW."drawn_on", NEW."id", NEW."leader_id", NEW."leader_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."receipt_document", NEW."receipted_by_id", NEW."receipted_on", NEW."round_id", NEW."sent_by_id", NEW."sent_on", NEW."text", NEW."voided_on"); RETURN NULL;', hash='35386d774b4c211c2d64c7aa43958cc5687c770d', operation='INSERT', pgid='pgtrigger_insert_insert_5fd13', table='findings_portfolionotice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='portfolionotice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."drawn_on" IS DISTINCT FROM (NEW."drawn_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."leader_id" IS DISTINCT FROM (NEW."leader_id") OR OLD."leader_name" IS DISTINCT FROM (NEW."leader_name") OR OLD."receipt_document" IS DISTINCT FROM (NEW."receipt_document") OR OLD."receipted_by_id" IS DISTINCT FROM (NEW."receipted_by_id") OR OLD."receipted_on" IS DISTINCT FROM (NEW."receipted_on") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."sent_by_id" IS DISTINCT FROM (NEW."sent_by_id") OR OLD."sent_on" IS DISTINCT FROM (NEW."sent_on") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."voided_on" IS DISTINCT FROM (NEW."voided_on"))', func='INSERT INTO "findings_portfolionoticeevent" ("drawn_on", "id", "leader_id", "leader_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt_document", "receipted_by_id", "receipted_on", "round_id", "sent_by_id", "sent_on", "text", "voided_on") VALUES (NEW."drawn_on", NEW."id", NEW."leader_id", NEW."leader_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."receipt_document", NEW."receipted_by_id", NEW."receipted_on", NEW."round_id", NEW."sent_by_id", NEW."sent_on", NEW."text", NEW."voided_on"); RETURN NULL;', hash='411159347ec6715eafdf96152cd27a0871227c8a', operation='UPDATE', pgid='pgtrigger_update_update_46c4a', table='findings_portfolionotice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='portfolionotice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "findings_portfolionoticeevent" ("drawn_on", "id", "leader_id", "leader_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt_document", "receipted_by_id", "receipted_on", "round_id", "sent_by_id", "sent_on", "text", "voided_on") VALUES (OLD."drawn_on", OLD."id", OLD."leader_id", OLD."leader_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."receipt_document", OLD."receipted_by_id", OLD."receipted_on", OLD."round_id", OLD."sent_by_id", OLD."sent_on", OLD."text", OLD."voided_on"); RETURN NULL;', hash='0714a1acb0ddac5a84af15da6d060db1e8461069', operation='DELETE', pgid='pgtrigger_delete_delete_b1e08', table='findings_portfolionotice', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='portfolionoticeevent',
            index=models.Index(fields=['pgh_created_at'], name='findings_po_pgh_cre_fb271a_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='portfolionoticeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b4ee1fdc5981bbf3925c69527e09368325677e90', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_97651', table='findings_portfolionoticeevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='portfolionoticeline',
            constraint=models.UniqueConstraint(fields=('notice', 'organization', 'category'), name='one_line_an_organization_and_category', violation_error_code='category', violation_error_message='The notice tells of this category already.'),
        ),
        migrations.AddConstraint(
            model_name='portfolionoticeline',
            constraint=models.CheckConstraint(condition=models.Q(('findings__gte', 1)), name='line_tells_of_a_finding', violation_error_code='findings', violation_error_message='A line tells of one finding at least.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='portfolionoticeline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "findings_portfolionoticelineevent" ("category", "findings", "id", "notice_id", "organization_id", "organization_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."category", NEW."findings", NEW."id", NEW."notice_id", NEW."organization_id", NEW."organization_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id"); RETURN NULL;', hash='cea44ec8458114f8ae0a7606307b0ad35a02cb38', operation='INSERT', pgid='pgtrigger_insert_insert_8d630', table='findings_portfolionoticeline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='portfolionoticeline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "findings_portfolionoticelineevent" ("category", "findings", "id", "notice_id", "organization_id", "organization_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."category", NEW."findings", NEW."id", NEW."notice_id", NEW."organization_id", NEW."organization_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id"); RETURN NULL;', hash='a73fdea87f0e79ade155634c7e4471d9c9335dd0', operation='UPDATE', pgid='pgtrigger_update_update_e8fa0', table='findings_portfolionoticeline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='portfolionoticeline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "findings_portfolionoticelineevent" ("category", "findings", "id", "notice_id", "organization_id", "organization_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."category", OLD."findings", OLD."id", OLD."notice_id", OLD."organization_id", OLD."organization_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id"); RETURN NULL;', hash='2395ff91823f6328e2dff081a4cf0604f8e1977b', operation='DELETE', pgid='pgtrigger_delete_delete_774db', table='findings_portfolionoticeline', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='portfolionoticelineevent',
            index=models.Index(fields=['pgh_created_at'], name='findings_po_pgh_cre_32c5ba_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='portfolionoticelineevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ff9f16a75d26eb54de00aa9fb1c6e91c06b40834', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_17b4a', table='findings_portfolionoticelineevent', when='BEFORE')),
        ),
    ]
