from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('personnel', '0010_one_identity_for_one_name'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('name_skeleton', 'employer', 'phone'), name='person_known_by_name_employer_phone', violation_error_code='name', violation_error_message='A person of this name, employer and phone is entered already.'),
        ),
    ]
