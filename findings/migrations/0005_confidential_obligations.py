"""What a transferred lead makes a body owe says itself that it is confidential."""

from django.db import migrations

from core.trail.recording import acting


def state(apps, editor):
    obligations = apps.get_model("rounds", "Obligation").objects
    with acting(command="migrate"):
        obligations.filter(node__in=["acknowledge_transfer", "answer_transfer"]).update(is_confidential=True)


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0004_give_constraints_words"),
        ("rounds", "0006_place_pause_and_confidence"),
    ]

    operations = [
        migrations.RunPython(state, migrations.RunPython.noop),
    ]
