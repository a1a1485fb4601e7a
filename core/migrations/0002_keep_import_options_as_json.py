from django.db import migrations, models


def keep_options(apps, schema_editor):
    """What was said of each upload becomes the answers to the form of its kind."""
    uploads = apps.get_model("core", "LedgerUpload").objects.all()
    for upload in uploads.only("round", "delivered_on", "update_existing"):
        upload.options = {
            "round": upload.round,
            "delivered_on": upload.delivered_on and upload.delivered_on.isoformat(),
            "update": upload.update_existing,
        }
        upload.save(update_fields=["options"])


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="ledgerupload",
            name="options",
            field=models.JSONField(blank=True, default=dict, verbose_name="what the ledger leaves out"),
        ),
        migrations.RunPython(keep_options, migrations.RunPython.noop),
        migrations.RemoveField(model_name="ledgerupload", name="delivered_on"),
        migrations.RemoveField(model_name="ledgerupload", name="round"),
        migrations.RemoveField(model_name="ledgerupload", name="update_existing"),
    ]
