"""The trail is checked end to end: a row changed behind its back is found, and so is a guard switched off."""

import pytest
from django.core.management import CommandError, call_command

from config.roles import as_owner, past_the_trail
from core.trail.verification import breaches


def by_hand(statement, *values):
    """What somebody with a database client does behind the triggers, as the tables' owner."""
    with as_owner() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # links that wait for the end of the transaction
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(statement, values)


@pytest.fixture
def unguarded(organization):
    """The triggers of the organizations' table are off."""
    by_hand("ALTER TABLE rounds_organization DISABLE TRIGGER USER")
    return organization


def words():
    return " ".join(breach.what for breach in breaches())


def test_an_untouched_trail_is_whole(organization, capsys):
    call_command("verify_trail")
    assert list(breaches()) == []


def test_a_row_changed_behind_the_triggers_is_found(unguarded):
    by_hand("UPDATE rounds_organization SET note = 'x' WHERE id = %s", unguarded.pk)
    by_hand("ALTER TABLE rounds_organization ENABLE TRIGGER USER")
    assert str(unguarded.pk) in words()
    with pytest.raises(CommandError):
        call_command("verify_trail")


def test_a_row_deleted_behind_the_triggers_is_found(unguarded):
    by_hand("DELETE FROM rounds_organization WHERE id = %s", unguarded.pk)
    assert any("without an event" in breach.what or "没有留痕" in breach.what for breach in breaches())


def test_a_trigger_switched_off_is_found(unguarded):
    assert "rounds_organization" in words()


def test_an_event_table_without_its_guard_is_found(organization):
    by_hand("ALTER TABLE rounds_organizationevent DISABLE TRIGGER USER")
    assert "rounds_organizationevent" in words()


@pytest.mark.parametrize("state", ["DISABLE", "ENABLE REPLICA"])
def test_the_looks_at_leads_without_their_guard_are_found(db, state):
    by_hand(f"ALTER TABLE findings_leadaccess {state} TRIGGER pgtrigger_append_only_b4b26")
    assert "findings_leadaccess" in words()


def test_a_dropped_guard_is_found_even_where_another_bears_its_name(db):
    by_hand("ALTER TRIGGER pgtrigger_append_only_57556 ON rounds_organizationevent RENAME TO pgtrigger_append_only_x")
    assert "rounds_organizationevent" in words()


def test_a_history_emptied_at_one_stroke_is_found(organization):
    with past_the_trail() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE rounds_organizationevent")
    assert str(organization.pk) in words()
