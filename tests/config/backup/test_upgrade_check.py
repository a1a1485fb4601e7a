"""Rows that break a rule which an upgrade brings are named before it begins."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.migrations import operations
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q

from config.backup.upgrade import rules_of
from config.roles import as_owner
from rounds.models import Body
from tests.factories import BodyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """`asked(operation)`: the rules of an operation on today's tables of rounds."""
    state = MigrationExecutor(connection).loader.project_state()

    def ask(operation):
        after = state.clone()
        operation.state_forwards("rounds", after)
        return [(rule.name, rule.broken_by) for rule in rules_of(operation, "rounds", state, after)]

    return ask


@pytest.fixture
def bodies():
    return [BodyFactory(name=name, kind=Body.Kind.COOPERATING) for name in ("市审计局", "市财政局")]


def test_rows_that_break_a_check_are_named(asked, bodies):
    rule = models.CheckConstraint(condition=~Q(name="市审计局"), name="not_that_one")
    assert asked(operations.AddConstraint("body", rule)) == [("not_that_one", [str(bodies[0].pk)])]


def test_rows_that_a_check_says_nothing_about_are_not_named(asked, bodies):
    rule = models.CheckConstraint(condition=Q(name__contains="局"), name="each_is_one")
    assert asked(operations.AddConstraint("body", rule)) == [("each_is_one", [])]


def test_rows_that_are_the_same_where_they_may_not_be_are_named(asked, bodies):
    rule = models.UniqueConstraint(fields=["kind"], name="one_of_each")
    assert asked(operations.AddConstraint("body", rule)) == [("one_of_each", [str(body.pk) for body in bodies])]


def test_a_rule_for_some_rows_is_asked_of_these_alone(asked, bodies):
    rule = models.UniqueConstraint(fields=["kind"], condition=Q(name="市审计局"), name="one_of_these")
    assert asked(operations.AddConstraint("body", rule)) == [("one_of_these", [])]


def test_a_rule_about_an_expression_cannot_be_asked_and_says_so(asked, bodies):
    rule = models.UniqueConstraint(models.functions.Lower("name"), name="by_letters")
    assert asked(operations.AddConstraint("body", rule)) == [("by_letters", None)]


def test_a_shorter_or_unique_column_names_what_it_does_not_hold(asked, bodies):
    shorter = operations.AlterField("body", "name", models.CharField(max_length=3, unique=True))
    assert asked(shorter) == [
        ("name UNIQUE", []),
        ("name ≤ 3", [str(body.pk) for body in bodies]),
    ]


def test_the_command_names_what_is_to_come():
    told = io.StringIO()
    call_command("upgrade_check", stdout=told)
    assert "0 个迁移" in told.getvalue()
    with as_owner() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'rounds' AND name >= '0015'")
    call_command("upgrade_check", stdout=told)
    assert "planned_round_has_its_days" in told.getvalue()


def test_the_command_fails_where_rows_break_a_rule_to_come():
    with as_owner() as cursor:
        cursor.execute("ALTER TABLE rounds_body DROP CONSTRAINT IF EXISTS body_named_once")
        cursor.execute("DROP INDEX IF EXISTS body_named_once")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'rounds' AND name >= '0010'")
    for _time in range(2):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO rounds_body (name, kind, name_skeleton) VALUES ('一', 'discipline', '一')")
    told = io.StringIO()
    with pytest.raises(CommandError, match="1"):
        call_command("upgrade_check", stdout=told)
    assert "rounds_body" in told.getvalue()
