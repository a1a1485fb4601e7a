
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0010_monthly_reports'),
    ]

    operations = [
        migrations.AddField(
            model_name='ledgerupload',
            name='cells',
            field=models.BinaryField(null=True),
        ),
    ]
