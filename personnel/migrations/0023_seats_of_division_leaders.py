"""A division leader stands for what they owe in person; one level up is the office. See `personnel.models.Seat`."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("personnel.migrations.0021_lead_handlers_owe").SEATS
IN_PERSON = """    UNION ALL
    SELECT 'division_leader', h.id, 0, h.id, NULL, NULL FROM holder h WHERE h.role = 'division_leader'
    UNION ALL
    SELECT 'division_leader', l.id, 2, h.id, NULL, NULL
    FROM holder l CROSS JOIN holder h WHERE l.role = 'division_leader' AND h.role = 'office' AND h.id <> l.id
) seat ("""
SEATS = BEFORE.replace(") seat (", IN_PERSON)


class Migration(migrations.Migration):
    dependencies = [
        ("personnel", "0022_words_of_registers"),
    ]

    operations = [migrations.RunSQL(SEATS, BEFORE)]
