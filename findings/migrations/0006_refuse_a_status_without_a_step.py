import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('findings', '0005_confidential_obligations'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', declare='DECLARE _step TEXT;', func="\n        _step = NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB ->> 'step';\n        IF _step IS DISTINCT FROM TG_TABLE_NAME || ':' || OLD.id || ':' || NEW.status THEN\n            RAISE EXCEPTION 'Only a step changes a status: % % to %', TG_TABLE_NAME, OLD.id, NEW.status;\n        END IF;\n        RETURN NEW;\n    ", hash='abd155266262468d9b7c06803d0a9f3baae5ff49', operation='UPDATE OF "status"', pgid='pgtrigger_step_6ad7c', table='findings_finding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lead',
            trigger=pgtrigger.compiler.Trigger(name='step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', declare='DECLARE _step TEXT;', func="\n        _step = NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB ->> 'step';\n        IF _step IS DISTINCT FROM TG_TABLE_NAME || ':' || OLD.id || ':' || NEW.status THEN\n            RAISE EXCEPTION 'Only a step changes a status: % % to %', TG_TABLE_NAME, OLD.id, NEW.status;\n        END IF;\n        RETURN NEW;\n    ", hash='660ad9d97236487ea230687c14a66a9ca3681f02', operation='UPDATE OF "status"', pgid='pgtrigger_step_c9553', table='findings_lead', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', declare='DECLARE _step TEXT;', func="\n        _step = NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB ->> 'step';\n        IF _step IS DISTINCT FROM TG_TABLE_NAME || ':' || OLD.id || ':' || NEW.status THEN\n            RAISE EXCEPTION 'Only a step changes a status: % % to %', TG_TABLE_NAME, OLD.id, NEW.status;\n        END IF;\n        RETURN NEW;\n    ", hash='af8091b0917af0cb962e16c099e381146a791092', operation='UPDATE OF "status"', pgid='pgtrigger_step_7b19f', table='findings_transfer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workingpaper',
            trigger=pgtrigger.compiler.Trigger(name='step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', declare='DECLARE _step TEXT;', func="\n        _step = NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB ->> 'step';\n        IF _step IS DISTINCT FROM TG_TABLE_NAME || ':' || OLD.id || ':' || NEW.status THEN\n            RAISE EXCEPTION 'Only a step changes a status: % % to %', TG_TABLE_NAME, OLD.id, NEW.status;\n        END IF;\n        RETURN NEW;\n    ", hash='e14db9d76e4e2d7f8b773f8865655aac17ad6888', operation='UPDATE OF "status"', pgid='pgtrigger_step_061a1', table='findings_workingpaper', when='BEFORE')),
        ),
    ]
