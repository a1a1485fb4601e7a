from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0012_accesses'),
    ]

    operations = [
        migrations.AddField(
            model_name='notice',
            name='subjects',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
    ]
