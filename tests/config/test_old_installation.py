"""An installation made before deadlines had an app of their own goes on without loss.

`old_demo/` holds the tables of that version, a part of the demo as it wrote it, and what it counted there: the live
rounds, a sixth of the two before them, and two plans. They are loaded into a database, which is then migrated.
"""

import json
import lzma
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Sum
from django.utils import translation
from psycopg import sql

from config.roles import serve_as_application
from core.reports.figures import values_on
from core.trail.verification import breaches
from core.workdays.reckoning import today
from rectification.models import Item, OrganizationRule, Progress, ReturnedFunds
from rounds.models import Obligation
from tests.databases import empty_beside

FILES = Path(__file__).parent / "old_demo"
EXPECTED = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))
NEW_KINDS = {
    "approve_plan": 1,
    "begin_field_stage": 1,
    "end_field_stage": 1,
    "enter_organization": 3,
    "post_leader": 2,
}
"""What is owed by a day since then, as far as it is under way there."""
NEW_FIGURES = {
    "cases_filed": {"2022-10-15": 3, "2026-11-28": 3},
    "persons_admonished": {"2022-10-15": 1, "2026-11-28": 10},
    "persons_criticized": {"2022-10-15": 14, "2026-11-28": 27},
    "persons_disciplined": {"2022-10-15": 4, "2026-11-28": 4},
    "persons_to_judiciary": {"2022-10-15": 1, "2026-11-28": 1},
    "inspections_entered": {"2022-10-15": 11, "2026-11-28": 57},
    "items_fed_back": {"2022-10-15": 107, "2026-11-28": 266},
    "items_checked": {"2022-10-15": 105, "2026-11-28": 165},
    "funds_returned": {"2022-10-15": 135800, "2026-11-28": 393900},
} | {
    key: {}
    for key in (
        "advice_answered",
        "advice_sent",
        "assessed_fair",
        "assessed_good",
        "assessed_ordinary",
        "assessed_poor",
        "cadres_commended",
        "cadres_promoted",
        "cooperation_notices",
        "cooperation_problems",
        "discipline_heads_admonished",
        "elevated_county_units",
        "elevated_townships",
        "items_reopened",
        "letters_of_accountability",
        "letters_of_guidance",
        "letters_of_reminder",
        "letters_of_supervision",
        "letters_of_warning",
        "leading_group_rules",
        "members_replaced",
        "office_rules",
        "portfolio_notices",
        "results_circulated",
        "results_kept_back",
        "results_published",
        "rules_new",
        "rules_revised",
        "secondments",
        "second_rectifications",
        "secretaries_admonished",
        "secretary_instructions",
        "secretary_special_meetings",
        "standing_committee_meetings",
        "standing_committee_rules",
        "self_check_funds_returned",
        "self_check_problems_rectified",
        "suggestion_letters",
        "supervision_visits",
        "teams_ordered_to_redo",
        "trainings_held",
        "units_criticized",
    )
}
"""What is counted since then, and how much of it there is on which day."""
NEW_LIMITS = 23
"""Kinds of duty since then whose day a rule says; the rule is entered when the migrations are done."""
KEPT_LIMITS = 7 * 5
"""Limits that approved rounds of that installation keep as their own: seven kinds of duty, five rounds."""
READ_AS_SURNAMES = 5
"""People whose first character is read otherwise as a surname than in words: they are found by another key."""


@pytest.fixture(scope="module")
def migrated(django_db_setup, django_db_blocker):
    """The default connection leads to the old installation, migrated to today."""
    with django_db_blocker.unblock(), empty_beside("old"):
        make_tables()
        load()
        call_command("migrate", verbosity=0)
        serve_as_application(connection, settings.APPLICATION_ROLE)
        yield


@transaction.atomic
def make_tables() -> None:
    """As the migrations of that version made them; to apply those again would take longer than all the rest."""
    with connection.cursor() as cursor, lzma.open(FILES / "schema.sql.xz", "rt", encoding="utf-8") as script:
        cursor.execute(script.read())


@transaction.atomic
def load() -> None:
    """Write the rows as they are, past the triggers that would write their history, which comes with them."""
    with (
        connection.cursor() as cursor,
        lzma.open(FILES / "data.copy.xz", "rt", encoding="utf-8", newline="\n") as lines,
    ):
        tables = tables_of(cursor)
        _for_each(cursor, "ALTER TABLE {} DISABLE TRIGGER USER", tables)
        while head := lines.readline():
            copy_in(cursor, head, iter(lines.readline, "\\.\n"))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _for_each(cursor, "ALTER TABLE {} ENABLE TRIGGER USER", tables)
        count_on(cursor)


def copy_in(cursor, head: str, lines) -> None:
    table, names = head.rstrip("\n").split("\t")
    columns = sql.SQL(", ").join(map(sql.Identifier, names.split(",")))
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)) as copy:
        for line in lines:
            copy.write(line)


def tables_of(cursor) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations'")
    return [table for (table,) in cursor.fetchall()]


def _for_each(cursor, statement: str, tables: list[str]) -> None:
    for table in tables:
        cursor.execute(sql.SQL(statement).format(sql.Identifier(table)))


def count_on(cursor) -> None:
    """Sequences go on after the keys that were loaded."""
    cursor.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND is_identity = 'YES'"
    )
    for table, column in cursor.fetchall():
        cursor.execute(
            sql.SQL("SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max({}), 0) + 1, false) FROM {}").format(
                sql.Identifier(column), sql.Identifier(table)
            ),
            [table, column],
        )


def rows(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("migrated")]


@pytest.mark.parametrize("day", EXPECTED["figures"])
def test_figures_are_the_same(day):
    values = values_on(date.fromisoformat(day))
    new = {key: on.get(day, 0) for key, on in NEW_FIGURES.items()}
    assert {value.figure.key: value.value for value in values} == EXPECTED["figures"][day] | new


def test_obligations_are_the_same_and_the_new_kinds_are_added():
    owed = Obligation.objects.order_by("pk")
    kept = owed.exclude(node__in=NEW_KINDS)
    facts = kept.values_list("id", "node", "title", "due_on", "met_on", "organization_id", "body_id")
    told = "\n".join("|".join("" if value is None else str(value) for value in row) for row in facts)
    assert {"count": len(kept), "sha256": sha256(told.encode()).hexdigest()} == EXPECTED["obligations"]
    added = Counter(owed.filter(node__in=NEW_KINDS).values_list("node", flat=True))
    assert dict(added) == NEW_KINDS


def test_what_was_told_before_is_told_in_both_languages():
    notices = rows("SELECT subject, subjects ->> 'en' FROM core_notice")
    assert notices
    for house, english in notices:
        assert "到期：" in house
        assert english.startswith(("Due on ", "Overdue, was due on "))
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in english), english


def test_what_was_owed_before_is_told_in_english_too():
    owed = list(Obligation.objects.all())
    with translation.override("en"):
        told = {each.told for each in owed}
    assert sorted(each for each in told if each in {owed.title for owed in owed}) == []
    assert {"Rectify item 1 and have it closed out", "Finish focused rectification"} <= told
    assert {each.split(" of Round ")[0] for each in told if " of Round " in each} == {
        "Approve the plan",
        "Begin the field stage",
        "End the field stage",
    }
    assert all(each.told == each.title for each in owed)


def test_what_concerns_a_lead_and_what_rests_is_said_by_the_obligation():
    assert not Obligation.objects.filter(body=None, is_confidential=True).exists()
    assert not Obligation.objects.exclude(body=None).filter(is_confidential=False).exists()
    waiting = rows("SELECT id FROM rectification_item WHERE status = 'awaiting_acceptance'")
    paused = Obligation.objects.exclude(paused_on=None)
    assert sorted(paused.values_list("subject_id")) == sorted(waiting) != []


def test_the_trail_is_the_same_but_for_what_the_migration_changed():
    """It wrote each new obligation and each that became confidential or paused, and signed them; and keys of names."""
    events = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    trail = {event._meta.db_table: event.objects.count() for event in events}
    trail = {table: trail[table] for table in EXPECTED["trail"]}
    changed = Obligation.objects.exclude(is_confidential=False, paused_on=None).count() + sum(NEW_KINDS.values())
    trail["rectification_obligationevent"] -= changed
    trail["personnel_personevent"] -= READ_AS_SURNAMES
    trail["rectification_deadlineruleevent"] -= NEW_LIMITS + KEPT_LIMITS
    assert trail == EXPECTED["trail"]
    signed = rows("SELECT count(*) FROM rectification_obligationevent WHERE pgh_context ->> 'command' = 'migrate'")
    assert signed == [(changed,)]


def test_the_trail_is_whole():
    assert list(breaches()) == []


@pytest.mark.parametrize(
    ("number", "results", "day"),
    [("rules_made", OrganizationRule, "made_on"), ("funds_recovered", ReturnedFunds, "returned_on")],
)
def test_numbers_of_reports_and_items_are_rows_now_and_every_sum_is_what_it_was(number, results, day):
    told = Progress.objects.exclude(**{number: 0}).values_list("reported_on", "item").annotate(Sum(number)).order_by()
    entered = results.objects.filter(**{f"{day}__lt": today()}).order_by().values_list(day, "item")
    assert Counter(entered.annotate(Sum("amount"))) == Counter(told)
    sums = results.objects.order_by().values_list("item").annotate(Sum("amount"))
    assert dict(sums) == dict(Item.objects.exclude(**{number: 0}).values_list("pk", number))


def test_reminders_are_the_same():
    assert rows("SELECT count(*) FROM rectification_reminder") == [(EXPECTED["reminders"],)]


def test_each_kind_of_row_has_kept_its_key():
    """What points to a kind of row, as a finding's files do, still does."""
    moved = rows("SELECT app_label, model FROM django_content_type WHERE model IN ('obligation', 'reminderrule')")
    assert sorted(moved) == [("personnel", "reminderrule"), ("rounds", "obligation")]
