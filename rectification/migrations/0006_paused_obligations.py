"""The rectification of an item that awaits the office's decision is paused since its application."""

from django.db import migrations

from core.trail.recording import acting


def pause(apps, editor):
    obligations = apps.get_model("rounds", "Obligation").objects.filter(met_on=None, cancelled_on=None)
    waiting = apps.get_model("rectification", "CloseOut").objects.filter(decision="")
    waiting = waiting.filter(item__status="awaiting_acceptance")
    with acting(command="migrate"):
        for item, applied_on in waiting.values_list("item", "applied_on"):
            obligations.filter(node="rectify_item", subject_id=item).update(paused_on=applied_on)


class Migration(migrations.Migration):
    dependencies = [
        ("rectification", "0005_let_go_of_deadlines"),
        ("rounds", "0006_place_pause_and_confidence"),
    ]

    operations = [
        migrations.RunPython(pause, migrations.RunPython.noop),
    ]
