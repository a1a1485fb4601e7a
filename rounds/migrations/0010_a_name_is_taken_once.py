import core.names.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('rounds', '0009_one_identity_for_one_name'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='body',
            constraint=core.names.fields.TakenOnce(fields=('name_skeleton',), name='body_named_once', violation_error_code='name', violation_error_message='This name, or one that looks like it, is entered already.'),
        ),
        migrations.AddConstraint(
            model_name='organization',
            constraint=core.names.fields.TakenOnce(fields=('name_skeleton',), name='organization_named_once', violation_error_code='name', violation_error_message='This name, or one that looks like it, is entered already.'),
        ),
    ]
