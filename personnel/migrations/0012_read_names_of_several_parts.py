from django.db import migrations

from core.search.pinyin import person_key


def read_parts(apps, schema_editor):
    """Give people whose name has several parts the key without the dot between them."""
    Person = apps.get_model("personnel", "Person")
    for person in Person.objects.filter(name__contains="·"):
        Person.objects.filter(pk=person.pk).update(name_key=person_key(person.name)[:600])


class Migration(migrations.Migration):

    dependencies = [
        ('personnel', '0011_a_name_is_taken_once'),
    ]

    operations = [
        migrations.RunPython(read_parts, migrations.RunPython.noop),
    ]
