import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('rectification', '0006_paused_obligations'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='handover',
            trigger=pgtrigger.compiler.Trigger(name='step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', declare='DECLARE _step TEXT;', func="\n        _step = NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB ->> 'step';\n        IF _step IS DISTINCT FROM TG_TABLE_NAME || ':' || OLD.id || ':' || NEW.status THEN\n            RAISE EXCEPTION 'Only a step changes a status: % % to %', TG_TABLE_NAME, OLD.id, NEW.status;\n        END IF;\n        RETURN NEW;\n    ", hash='80db5bdbcc7fb72568851ef15109210d116e5a6b', operation='UPDATE OF "status"', pgid='pgtrigger_step_402ad', table='rectification_handover', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', declare='DECLARE _step TEXT;', func="\n        _step = NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB ->> 'step';\n        IF _step IS DISTINCT FROM TG_TABLE_NAME || ':' || OLD.id || ':' || NEW.status THEN\n            RAISE EXCEPTION 'Only a step changes a status: % % to %', TG_TABLE_NAME, OLD.id, NEW.status;\n        END IF;\n        RETURN NEW;\n    ", hash='9cdac558cadd32c99f68c043948a1190de767600', operation='UPDATE OF "status"', pgid='pgtrigger_step_d1563', table='rectification_item', when='BEFORE')),
        ),
    ]
