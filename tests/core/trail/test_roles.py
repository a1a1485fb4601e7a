"""The application's role adds to the trail and can do nothing else to it, whatever it sets in its session.

Asked on a connection that the role has opened itself, as the server, the worker and the beat do. What the owner can
do is found and named: see test_chain.
"""

from contextlib import closing

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import sql
from psycopg.errors import InsufficientPrivilege

from config import roles
from core.models import ChainLink
from core.trail.chain import covered
from core.trail.rights import READ_ONLY, give_rights, tables_open_to_the_application
from tests.core.trail.test_chain import all_triggers, by_hand, folder, found, history, lead, past_all, sign_ins
from tests.factories import OrganizationFactory

__all__ = ["folder", "history", "lead", "sign_ins"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        roles.name_of(roles.owner_url()) == settings.APPLICATION_ROLE, reason="one role serves and owns the tables"
    ),
]

COPIED = """INSERT INTO rounds_organizationevent SELECT (jsonb_populate_record(
    event, jsonb_build_object('pgh_id', event.pgh_id + 1000000))).* FROM rounds_organizationevent event"""
MANIPULATIONS = {
    "a middle event changed": (
        ["UPDATE rounds_organizationevent SET note = 'forged' WHERE pgh_id = (SELECT min(pgh_id) + 1 FROM {e})"],
        "changed after they were written",
    ),
    "a middle event deleted": (
        ["DELETE FROM rounds_organizationevent WHERE pgh_id = (SELECT min(pgh_id) + 1 FROM {e})"],
        "traces are gone",
    ),
    "the last event deleted and the row set back": (
        [
            "DELETE FROM rounds_organizationevent WHERE pgh_id = (SELECT max(pgh_id) FROM {e})",
            "UPDATE rounds_organization SET note = 'one'",
        ],
        "traces are gone",
    ),
    "a lead deleted with its history": (
        ["DELETE FROM findings_leadaccess", "DELETE FROM findings_leadevent", "DELETE FROM findings_lead"],
        "Lead: 1 traces are gone",
    ),
    "the looks at a lead deleted": (["DELETE FROM findings_leadaccess"], "Look at a lead: 1 traces are gone"),
    "the sign-ins deleted": (["DELETE FROM axes_accesslog"], "Sign-in: 1 traces are gone"),
    "the failed sign-ins deleted": (["DELETE FROM axes_accessfailurelog"], "Sign-in that failed: 1 traces are gone"),
    "an event forged": ([COPIED], "in no link"),
}
"""What was done to the trail while nobody noticed: the statements, and what `verify_trail` says of them."""
OTHER_WAYS = [
    "TRUNCATE rounds_organizationevent",
    "TRUNCATE core_chainlink",
    "UPDATE core_chainlink SET digest = content",
    "INSERT INTO core_chainlink SELECT * FROM core_chainlink",
    "DELETE FROM core_chainshape",
    "DELETE FROM django_migrations",
    "UPDATE axes_accesslog SET username = 'li'",
    "ALTER TABLE rounds_organization DISABLE TRIGGER ALL",
    "ALTER TABLE rounds_organizationevent DROP COLUMN note",
    "DROP TRIGGER trail_append_only ON rounds_organizationevent",
    "DROP TABLE core_chainlink",
    "CREATE TABLE public.mine ()",
    "SET session_replication_role = replica",
    "SET ROLE {owner}",
    "SELECT trail_append(1, 1, 'x'::bytea, false)",
    "SELECT trail_take_over('rounds_organizationevent', 1, 'pgh_id', '{{}}')",
    "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql "
    "AS 'SELECT true'",
    "CREATE TEMP TABLE mine (pgh_id bigint);"
    "CREATE TRIGGER forging AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION trail_link('1', 'pgh_id')",
    "CREATE TEMP TABLE mine (LIKE rounds_organization);"
    "CREATE TRIGGER forging AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION {writes_events}()",
    "CREATE TEMP TABLE pg_class AS SELECT oid, '{application}'::regrole::oid AS relowner FROM pg_catalog.pg_class;"
    "DELETE FROM findings_leadaccess",
]
WRITES_EVENTS = """
    SELECT tgname FROM pg_trigger WHERE tgrelid = 'rounds_organization'::regclass AND tgname ~ 'insert_insert'
"""


@pytest.fixture
def client_of_the_application(db):
    """A connection that the application's role opened, with everything set that once had triggers look away."""
    address = psycopg.conninfo.conninfo_to_dict(roles.application_url())
    address["dbname"] = connection.settings_dict["NAME"]
    with closing(psycopg.connect(**address)) as opened:
        opened.execute("SELECT set_config('pgtrigger.ignore', %s, false)", [f"{{{all_triggers()}}}"])
        opened.execute("SET trail.maintenance = 'on'")
        opened.commit()
        yield opened


@pytest.fixture
def scene(history, lead, sign_ins):
    """One of everything that is manipulated, written and linked."""
    assert found() == []


def told(statements) -> list[str]:
    return [statement.format(e="rounds_organizationevent") for statement in statements]


@pytest.mark.parametrize("manipulation", MANIPULATIONS)
def test_the_application_is_refused(manipulation, client_of_the_application):
    statements = "; ".join(told(MANIPULATIONS[manipulation][0]))
    with pytest.raises(InsufficientPrivilege):
        client_of_the_application.execute(statements)


@pytest.mark.parametrize("manipulation", MANIPULATIONS)
def test_the_owner_is_found_out(manipulation, scene):
    statements, words = MANIPULATIONS[manipulation]
    past_all(*told(statements))
    assert words in " ".join(found())


@pytest.mark.parametrize("statement", OTHER_WAYS)
def test_no_other_way_leads_there(statement, client_of_the_application):
    with connection.cursor() as cursor:
        cursor.execute(WRITES_EVENTS)
        [writes_events] = cursor.fetchone()
    names = {"owner": roles.name_of(roles.owner_url()), "application": settings.APPLICATION_ROLE}
    with pytest.raises(InsufficientPrivilege):
        client_of_the_application.execute(statement.format(writes_events=writes_events, **names))


def test_what_the_application_writes_leaves_its_trace_whatever_it_ignores(client_of_the_application):
    written = client_of_the_application
    insert = """INSERT INTO rounds_body (name, kind, name_skeleton) VALUES ('市纪委', 'discipline', '') RETURNING id"""
    [row] = written.execute(insert).fetchone()
    written.execute("UPDATE rounds_body SET name = '县纪委' WHERE id = %s", [row])
    written.execute("DELETE FROM rounds_body WHERE id = %s", [row])
    written.execute("SET CONSTRAINTS ALL IMMEDIATE")
    events = written.execute("SELECT pgh_id, pgh_label FROM rounds_bodyevent WHERE pgh_obj_id = %s", [row]).fetchall()
    assert [label for _key, label in events] == ["insert", "update", "delete"]
    linked = """SELECT count(*) FROM core_chainlink link JOIN core_chainshape shape ON shape.id = link.shape_id
        WHERE shape.table = 'rounds_bodyevent' AND link.row = ANY (%s)"""
    assert written.execute(linked, [[key for key, _label in events]]).fetchone() == (3,)
    written.rollback()


def test_a_status_without_a_step_is_refused_whatever_the_application_ignores(client_of_the_application):
    insert = """
        INSERT INTO rounds_round (number, term, kind, theme, starts_on, field_ends_on, status)
        VALUES (99, 15, 'regular', '', '2026-03-02', '2026-04-30', 'preparing') RETURNING id
    """
    [row] = client_of_the_application.execute(insert).fetchone()
    with pytest.raises(psycopg.errors.RaiseException, match="Only a step"):
        client_of_the_application.execute("UPDATE rounds_round SET status = 'approved' WHERE id = %s", [row])


def test_the_application_has_no_right_on_the_trail_but_to_add(db):
    assert tables_open_to_the_application() == []
    with connection.cursor() as cursor:
        for traces in covered():
            cursor.execute(
                "SELECT has_table_privilege(%s, %s, 'SELECT'), has_table_privilege(%s, %s, 'INSERT')",
                [settings.APPLICATION_ROLE, traces.table] * 2,
            )
            assert cursor.fetchone() == (True, not traces.by_triggers), traces.table


@pytest.mark.parametrize("table", ["rounds_organizationevent", "findings_leadaccess", *READ_ONLY[:2]])
def test_a_right_given_by_the_owner_is_named(db, table):
    by_hand(f"GRANT DELETE ON {table} TO {settings.APPLICATION_ROLE}")
    assert found() == [f"Chain of the trail: The application's role may change rows of table {table}."]


def test_a_new_table_has_its_rights_after_the_next_migrate(db):
    with roles.as_owner() as cursor:
        cursor.execute("CREATE TABLE rounds_new (id int)")
        give_rights()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO rounds_new VALUES (1)")
        cursor.execute("SELECT * FROM rounds_new")
        assert cursor.fetchone() == (1,)


def test_the_tests_themselves_run_as_the_application(organization):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.APPLICATION_ROLE,)
    OrganizationFactory()
    before = ChainLink.objects.count()
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier("core_chainlink")))
    assert ChainLink.objects.count() == before
