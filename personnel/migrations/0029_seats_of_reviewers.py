"""Whoever stands for a body reviews plans for it; one level up is the office. See `personnel.models.Seat`."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("personnel.migrations.0023_seats_of_division_leaders").SEATS
REVIEWERS = """    UNION ALL
    SELECT DISTINCT 'reviewer', h.body_id, 0, h.id, NULL::date, NULL::date FROM holder h
    WHERE h.role IN ('discipline', 'organization_department', 'cooperating') AND h.body_id IS NOT NULL
    UNION ALL
    SELECT 'reviewer', b.id, 2, h.id, NULL, NULL FROM holder h CROSS JOIN rounds_body b WHERE h.role = 'office'
) seat ("""
SEATS = BEFORE.replace(") seat (", REVIEWERS)


class Migration(migrations.Migration):
    dependencies = [
        ("personnel", "0028_sealed_slips_and_takeovers"),
    ]

    operations = [migrations.RunSQL(SEATS, BEFORE)]
