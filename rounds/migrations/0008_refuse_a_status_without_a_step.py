import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('rounds', '0007_duties_of_rounds'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='inspection',
            trigger=pgtrigger.compiler.Trigger(name='step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', declare='DECLARE _step TEXT;', func="\n        _step = NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB ->> 'step';\n        IF _step IS DISTINCT FROM TG_TABLE_NAME || ':' || OLD.id || ':' || NEW.status THEN\n            RAISE EXCEPTION 'Only a step changes a status: % % to %', TG_TABLE_NAME, OLD.id, NEW.status;\n        END IF;\n        RETURN NEW;\n    ", hash='c1a16c90307c0ff2d9ba0e74a6524fc4281e758c', operation='UPDATE OF "status"', pgid='pgtrigger_step_a4197', table='rounds_inspection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', declare='DECLARE _step TEXT;', func="\n        _step = NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB ->> 'step';\n        IF _step IS DISTINCT FROM TG_TABLE_NAME || ':' || OLD.id || ':' || NEW.status THEN\n            RAISE EXCEPTION 'Only a step changes a status: % % to %', TG_TABLE_NAME, OLD.id, NEW.status;\n        END IF;\n        RETURN NEW;\n    ", hash='ee263d7c4fd73ebf36e1b100cabb50eed3cea2a1', operation='UPDATE OF "status"', pgid='pgtrigger_step_c5893', table='rounds_round', when='BEFORE')),
        ),
    ]
