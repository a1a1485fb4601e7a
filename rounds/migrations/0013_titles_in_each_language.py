from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rounds', '0012_submit_a_plan'),
    ]

    operations = [
        migrations.AddField(
            model_name='obligation',
            name='titles',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
    ]
