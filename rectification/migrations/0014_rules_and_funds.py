"""Rules that organizations made and funds they returned, row by row."""

import core.names.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rectification', '0013_words_of_registers'),
    ]

    operations = [
        migrations.CreateModel(
            name='OrganizationRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='void since')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('why', models.CharField(blank=True, max_length=500, verbose_name='reason of the correction')),
                ('kind', models.CharField(blank=True, choices=[('new', 'Newly made'), ('revised', 'Revised')], max_length=10, verbose_name='kind')),
                ('title', core.names.fields.NameField(blank=True, max_length=100, verbose_name='title of the rule')),
                ('number', models.CharField(blank=True, max_length=50, verbose_name='document number')),
                ('made_on', models.DateField(verbose_name='made on')),
                ('amount', models.PositiveIntegerField(default=1, verbose_name='how many')),
                ('source', models.CharField(choices=[('entered', 'Entered one by one'), ('report', 'A number in a report'), ('ledger', 'A number in a ledger')], default='entered', max_length=10, verbose_name='source')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='rectification.organizationrule', verbose_name='corrects')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='rectification.item', verbose_name='item')),
            ],
            options={
                'verbose_name': 'rule of an organization',
                'ordering': ['-made_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReturnedFunds',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='void since')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('why', models.CharField(blank=True, max_length=500, verbose_name='reason of the correction')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='amount (yuan)')),
                ('returned_on', models.DateField(verbose_name='returned on')),
                ('voucher', models.CharField(blank=True, max_length=50, verbose_name='voucher number')),
                ('source', models.CharField(choices=[('entered', 'Entered one by one'), ('report', 'A number in a report'), ('ledger', 'A number in a ledger')], default='entered', max_length=10, verbose_name='source')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='rectification.returnedfunds', verbose_name='corrects')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funds', to='rectification.item', verbose_name='item')),
            ],
            options={
                'verbose_name': 'funds returned',
                'ordering': ['-returned_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReturnedFundsEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='void since')),
                ('why', models.CharField(blank=True, max_length=500, verbose_name='reason of the correction')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='amount (yuan)')),
                ('returned_on', models.DateField(verbose_name='returned on')),
                ('voucher', models.CharField(blank=True, max_length=50, verbose_name='voucher number')),
                ('source', models.CharField(choices=[('entered', 'Entered one by one'), ('report', 'A number in a report'), ('ledger', 'A number in a ledger')], default='entered', max_length=10, verbose_name='source')),
                ('corrects', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rectification.returnedfunds', verbose_name='corrects')),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rectification.item', verbose_name='item')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rectification.returnedfunds')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RuleAlsoFor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rectification.item', verbose_name='item')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='further', to='rectification.organizationrule', verbose_name='rule')),
            ],
            options={
                'verbose_name': 'further item of a rule',
            },
        ),
        migrations.AddField(
            model_name='organizationrule',
            name='also_for',
            field=models.ManyToManyField(blank=True, help_text='Further items of the organization that it is an answer to; it counts once, for the first.', related_name='further_rules', through='rectification.RuleAlsoFor', to='rectification.item', verbose_name='also for'),
        ),
        migrations.CreateModel(
            name='RuleAlsoForEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rectification.item', verbose_name='item')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rectification.rulealsofor')),
                ('rule', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rectification.organizationrule', verbose_name='rule')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganizationRuleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('voided_on', models.DateField(blank=True, null=True, verbose_name='void since')),
                ('why', models.CharField(blank=True, max_length=500, verbose_name='reason of the correction')),
                ('kind', models.CharField(blank=True, choices=[('new', 'Newly made'), ('revised', 'Revised')], max_length=10, verbose_name='kind')),
                ('title', core.names.fields.NameField(blank=True, max_length=100, verbose_name='title of the rule')),
                ('number', models.CharField(blank=True, max_length=50, verbose_name='document number')),
                ('made_on', models.DateField(verbose_name='made on')),
                ('amount', models.PositiveIntegerField(default=1, verbose_name='how many')),
                ('source', models.CharField(choices=[('entered', 'Entered one by one'), ('report', 'A number in a report'), ('ledger', 'A number in a ledger')], default='entered', max_length=10, verbose_name='source')),
                ('corrects', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rectification.organizationrule', verbose_name='corrects')),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rectification.item', verbose_name='item')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rectification.organizationrule')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_created_at'], name='rectificati_pgh_cre_32243c_idx')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationruleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f56e7e76f1d58b85f30cc02b3a0fdb2b2384bd8c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5e687', table='rectification_organizationruleevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='returnedfunds',
            index=models.Index(fields=['updated_at', 'id'], name='rectificati_updated_fe6a12_idx'),
        ),
        migrations.AddConstraint(
            model_name='returnedfunds',
            constraint=models.CheckConstraint(condition=models.Q(('corrects__isnull', True), models.Q(('why', ''), _negated=True), _connector='OR'), name='returnedfunds_corrected_says_why', violation_error_code='why', violation_error_message='Say why it is corrected.'),
        ),
        migrations.AddConstraint(
            model_name='returnedfunds',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_on__isnull', True), models.Q(('voucher', ''), _negated=True)), fields=('item', 'voucher', 'returned_on', 'amount'), name='funds_of_a_voucher_once', violation_error_code='voucher', violation_error_message='These funds are entered already.'),
        ),
        migrations.AddConstraint(
            model_name='returnedfunds',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='funds_returned_are_above_zero', violation_error_code='amount', violation_error_message='Enter an amount above zero.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnedfunds',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = CLOCK_TIMESTAMP(); RETURN NEW;', hash='323fe75a3c9210b7f9f58565f25ad262707424fa', operation='INSERT OR UPDATE', pgid='pgtrigger_touch_3fd20', table='rectification_returnedfunds', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnedfunds',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_returnedfundsevent" ("amount", "corrects_id", "id", "item_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_on", "source", "voided_on", "voucher", "why") VALUES (NEW."amount", NEW."corrects_id", NEW."id", NEW."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."returned_on", NEW."source", NEW."voided_on", NEW."voucher", NEW."why"); RETURN NULL;', hash='c00daf2b10bdb33be7dd9897b17616076dcd3454', operation='INSERT', pgid='pgtrigger_insert_insert_2d8b4', table='rectification_returnedfunds', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnedfunds',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."returned_on" IS DISTINCT FROM (NEW."returned_on") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."voided_on" IS DISTINCT FROM (NEW."voided_on") OR OLD."voucher" IS DISTINCT FROM (NEW."voucher") OR OLD."why" IS DISTINCT FROM (NEW."why"))', func='INSERT INTO "rectification_returnedfundsevent" ("amount", "corrects_id", "id", "item_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_on", "source", "voided_on", "voucher", "why") VALUES (NEW."amount", NEW."corrects_id", NEW."id", NEW."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."returned_on", NEW."source", NEW."voided_on", NEW."voucher", NEW."why"); RETURN NULL;', hash='4efefb7e7e143a59ed80e9583edf927f7e43a76c', operation='UPDATE', pgid='pgtrigger_update_update_48854', table='rectification_returnedfunds', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnedfunds',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_returnedfundsevent" ("amount", "corrects_id", "id", "item_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_on", "source", "voided_on", "voucher", "why") VALUES (OLD."amount", OLD."corrects_id", OLD."id", OLD."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."returned_on", OLD."source", OLD."voided_on", OLD."voucher", OLD."why"); RETURN NULL;', hash='eaf4a90b9a79a01a7dd6020f99e56d543a116dad', operation='DELETE', pgid='pgtrigger_delete_delete_c5ead', table='rectification_returnedfunds', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='returnedfundsevent',
            index=models.Index(fields=['pgh_created_at'], name='rectificati_pgh_cre_040e3b_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnedfundsevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4785b7a3be05feaaf9fdff2a21b993d83b33a211', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_13791', table='rectification_returnedfundsevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='rulealsofor',
            constraint=models.UniqueConstraint(fields=('rule', 'item'), name='rule_is_for_an_item_once', violation_error_code='item', violation_error_message='This item is named already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rulealsofor',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_rulealsoforevent" ("id", "item_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id") VALUES (NEW."id", NEW."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."rule_id"); RETURN NULL;', hash='2ecfda10d9ca811b63ee19b5fd6d0554a1b6ff57', operation='INSERT', pgid='pgtrigger_insert_insert_e8301', table='rectification_rulealsofor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rulealsofor',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "rectification_rulealsoforevent" ("id", "item_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id") VALUES (NEW."id", NEW."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."rule_id"); RETURN NULL;', hash='26cf985e9a94d0f6d3f6511c70deeafdb76f8196', operation='UPDATE', pgid='pgtrigger_update_update_97653', table='rectification_rulealsofor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rulealsofor',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_rulealsoforevent" ("id", "item_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id") VALUES (OLD."id", OLD."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."rule_id"); RETURN NULL;', hash='89f0e3fadf8294b4802dcedfc7530efe9cfcdce0', operation='DELETE', pgid='pgtrigger_delete_delete_fcd24', table='rectification_rulealsofor', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='organizationrule',
            index=models.Index(fields=['updated_at', 'id'], name='rectificati_updated_fcbb2e_idx'),
        ),
        migrations.AddConstraint(
            model_name='organizationrule',
            constraint=models.CheckConstraint(condition=models.Q(('corrects__isnull', True), models.Q(('why', ''), _negated=True), _connector='OR'), name='organizationrule_corrected_says_why', violation_error_code='why', violation_error_message='Say why it is corrected.'),
        ),
        migrations.AddConstraint(
            model_name='organizationrule',
            constraint=models.UniqueConstraint(condition=models.Q(('source', 'entered'), ('voided_on__isnull', True)), fields=('item', 'kind', 'title', 'made_on'), name='rule_of_an_item_once', violation_error_code='title', violation_error_message='This rule is entered already.'),
        ),
        migrations.AddConstraint(
            model_name='organizationrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount', 1), ('source', 'entered'), models.Q(('kind', ''), _negated=True), models.Q(('title', ''), _negated=True)), models.Q(('amount__gte', 1), ('kind', ''), ('title', ''), models.Q(('source', 'entered'), _negated=True)), _connector='OR'), name='rule_is_one_and_has_a_title', violation_error_code='title', violation_error_message='Enter each rule by itself, with its title.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationrule',
            trigger=pgtrigger.compiler.Trigger(name='touch', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = CLOCK_TIMESTAMP(); RETURN NEW;', hash='b6480bccbb506b570b633e8301c89bb6ceb22b78', operation='INSERT OR UPDATE', pgid='pgtrigger_touch_2ec96', table='rectification_organizationrule', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationrule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_organizationruleevent" ("amount", "corrects_id", "id", "item_id", "kind", "made_on", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "voided_on", "why") VALUES (NEW."amount", NEW."corrects_id", NEW."id", NEW."item_id", NEW."kind", NEW."made_on", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."source", NEW."title", NEW."voided_on", NEW."why"); RETURN NULL;', hash='1a732e6effa00f7ac17bc2652f303516e7edf4cc', operation='INSERT', pgid='pgtrigger_insert_insert_33a3f', table='rectification_organizationrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationrule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."made_on" IS DISTINCT FROM (NEW."made_on") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."voided_on" IS DISTINCT FROM (NEW."voided_on") OR OLD."why" IS DISTINCT FROM (NEW."why"))', func='INSERT INTO "rectification_organizationruleevent" ("amount", "corrects_id", "id", "item_id", "kind", "made_on", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "voided_on", "why") VALUES (NEW."amount", NEW."corrects_id", NEW."id", NEW."item_id", NEW."kind", NEW."made_on", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."source", NEW."title", NEW."voided_on", NEW."why"); RETURN NULL;', hash='c701e0cf3760862fab0a40b574166aa702a6aa60', operation='UPDATE', pgid='pgtrigger_update_update_74bf7', table='rectification_organizationrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organizationrule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rectification_organizationruleevent" ("amount", "corrects_id", "id", "item_id", "kind", "made_on", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "voided_on", "why") VALUES (OLD."amount", OLD."corrects_id", OLD."id", OLD."item_id", OLD."kind", OLD."made_on", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."source", OLD."title", OLD."voided_on", OLD."why"); RETURN NULL;', hash='5ed73ee6685a19c3b738d59f3d9668cd4e8a601d', operation='DELETE', pgid='pgtrigger_delete_delete_e33c8', table='rectification_organizationrule', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='rulealsoforevent',
            index=models.Index(fields=['pgh_created_at'], name='rectificati_pgh_cre_f3c786_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rulealsoforevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e67f31b6d36b03c48ff89062e78a4a77b4e31bf1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_73128', table='rectification_rulealsoforevent', when='BEFORE')),
        ),
    ]
