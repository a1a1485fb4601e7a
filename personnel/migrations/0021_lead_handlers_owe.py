"""Those who handle leads owe the answers to instructions on leads; see `personnel.models.Seat`."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("personnel.migrations.0006_seats").SEATS
SEATS = """
CREATE OR REPLACE VIEW personnel_seat AS
WITH holder AS (
    SELECT u.id, u.organization_id, u.body_id, g.role,
           bool_or(g.role = 'liaison') OVER (PARTITION BY u.organization_id) AS with_liaison
    FROM personnel_user u
    JOIN personnel_rolegrant g ON g.user_id = u.id AND g.revoked_on IS NULL
    WHERE u.is_active AND u.username <> 'system'
), of_organization (owner) AS (
    VALUES ('organization'), ('secretary')
), leader AS (
    SELECT u.id, p.team_id, p.posted_on, least(p.released_on, t.dissolved_on) AS until
    FROM personnel_posting p
    JOIN rounds_team t ON t.id = p.team_id
    JOIN personnel_user u ON u.person_id = p.person_id
    WHERE p.role = 'leader' AND u.is_active AND u.username <> 'system'
)
SELECT owner::varchar(20), owner_id::bigint, circle::smallint, account_id, since, until
FROM (
    SELECT o.owner, h.organization_id,
           CASE WHEN h.role = 'secretary' AND h.with_liaison AND o.owner = 'organization' THEN 1 ELSE 0 END,
           h.id, NULL::date, NULL::date
    FROM holder h CROSS JOIN of_organization o
    WHERE h.role IN ('liaison', 'secretary') AND h.organization_id IS NOT NULL
    UNION ALL
    SELECT o.owner, p.organization_id, 2, h.id, NULL, NULL
    FROM holder h JOIN personnel_user_portfolio p ON p.user_id = h.id CROSS JOIN of_organization o
    WHERE h.role = 'division_leader'
    UNION ALL
    SELECT 'body', h.body_id, 0, h.id, NULL, NULL
    FROM holder h WHERE h.role IN ('discipline', 'organization_department') AND h.body_id IS NOT NULL
    UNION ALL
    SELECT 'body', b.id, 2, h.id, NULL, NULL FROM holder h CROSS JOIN rounds_body b WHERE h.role = 'lead_handler'
    UNION ALL
    SELECT 'office', 0, 0, h.id, NULL, NULL FROM holder h WHERE h.role = 'office'
    UNION ALL
    SELECT 'office', 0, 2, h.id, NULL, NULL FROM holder h WHERE h.role = 'leading_group'
    UNION ALL
    SELECT 'lead_handler', 0, 0, h.id, NULL, NULL FROM holder h WHERE h.role = 'lead_handler'
    UNION ALL
    SELECT 'lead_handler', 0, 2, h.id, NULL, NULL FROM holder h WHERE h.role = 'leading_group'
    UNION ALL
    SELECT 'leading_group', 0, 0, h.id, NULL, NULL FROM holder h WHERE h.role = 'leading_group'
    UNION ALL
    SELECT 'team_leader', l.team_id, 0, l.id, l.posted_on, l.until FROM leader l
    UNION ALL
    SELECT 'team_leader', t.id, 2, h.id, NULL, t.dissolved_on
    FROM holder h CROSS JOIN rounds_team t WHERE h.role = 'office'
) seat (owner, owner_id, circle, account_id, since, until)
"""
BACK = "DROP VIEW personnel_seat;" + BEFORE


class Migration(migrations.Migration):
    dependencies = [
        ("personnel", "0020_conduct_training_evaluation"),
    ]

    operations = [migrations.RunSQL(SEATS, BACK)]
