"""A database of its own for each scale: the demo office, with everyone owing something."""

from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from psycopg import sql

from config import roles
from config.bench.registers import fill_registers
from config.demo.load import load_demo
from core.access.roles import Role
from core.workdays.reckoning import today
from personnel.models import RoleGrant, User
from rectification import duties
from rectification.models import Item
from rounds.models import Organization

WITH_OBLIGATIONS = """
    INSERT INTO rectification_obligation
           (node, title, titles, subject_type_id, subject_id, inspection_id, organization_id,
            from_on, due_on, unit, is_confidential, updated_at)
    SELECT %(node)s, 'benchmark', '{}', %(items)s, item.id, inspection.id, inspection.organization_id,
           %(today)s::date - 90, %(today)s::date - 10 + (item.id %% 40)::int, '', false, now()
      FROM rectification_item item
      JOIN rectification_handover hand_over ON hand_over.id = item.hand_over_id
      JOIN rounds_inspection inspection ON inspection.id = hand_over.inspection_id
    ON CONFLICT DO NOTHING
"""


def database_urls(scale: int) -> dict[str, str]:
    """The addresses of the scale's database, on the server that the environment names or the embedded one."""
    urls = {"DATABASE_URL": roles.application_url(), "DATABASE_OWNER_URL": roles.owner_url()}
    path = f"/{database_name(scale)}"
    return {variable: urlunsplit(urlsplit(url)._replace(path=path)) for variable, url in urls.items()}


def database_name(scale: int) -> str:
    """Its name tells the scale."""
    return f"inspection_bench_{scale}"


def create_database(scale: int) -> None:
    """Create the scale's database unless it is there."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as server:
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database_name(scale)]).fetchone()
        if not known:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database_name(scale))))


def furnish(scale: int, say) -> None:
    """Fill the database this process is connected to: the demo at this scale, and something owed on every item."""
    call_command("migrate", verbosity=0)
    if Organization.objects.exists():
        return
    with transaction.atomic():
        load_demo(today=today(), scale=scale, say=say)
        fill_registers(scale)
        _give_every_organization_a_liaison()
        _let_every_item_be_owed()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _give_every_organization_a_liaison() -> None:
    liaisons = [
        User(username=f"bench-{organization.pk}", name="联络员", organization=organization, password="!")  # noqa: S106
        for organization in Organization.objects.all()
    ]
    User.objects.bulk_create(liaisons)
    RoleGrant.objects.bulk_create(
        RoleGrant(user=liaison, role=Role.LIAISON, granted_on=today()) for liaison in liaisons
    )


def _let_every_item_be_owed() -> None:
    given = {"node": duties.RECTIFY_ITEM, "items": ContentType.objects.get_for_model(Item).pk, "today": today()}
    with connection.cursor() as cursor:
        cursor.execute(WITH_OBLIGATIONS, given)
