"""How many statements an answer takes, counted by the database itself: cursors, savepoints and checks count, too.

What a page, a board, a record and a write may take is pinned here. With more rows none takes more (`test_statements`).
"""

import pytest
from django.db import connection

from core.workflow.once import FIELD, LENGTH
from tests.guards.routes import client_of
from tests.guards.test_statements import READERS, opened
from tests.guards.world import cast, world
from tests.guards.writes import CALLS, FORMS, Write

__all__ = ["cast", "world"]

COUNTED = """
    SELECT coalesce(sum(calls), 0)::int FROM pg_stat_statements
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
LIST, BOARD = 8, 12
BOARDS = {"worklist", "menu_counts", "reports", "search"}
RECORDS = {
    "findings:paper": 22,  # its way back, the posts of its handlers, its files: each has a history to be read
    "working-paper-detail": 16,
    "rectification:item": 17,  # measures, progress, checks and applications, with the files of each
    "rectification:hand_over": 13,
    "findings:lead": 11,
    "findings:transfer": 11,
    "lead-detail": 10,
    "transfer-detail": 10,
    "personnel:person": 11,
    "personnel:account": 9,  # both tell what waits for a second person
    "rounds:round": 9,  # its teams with their people and organizations, and its history
    "rounds:round_approve": 9,  # the same: who decides sees what is decided
}
"""Records that take more than a list."""


@pytest.fixture
def taken():
    """`taken(ask)`: how many statements the database counts while `ask` asks, but for the one that asks this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'")
        if not cursor.fetchone()[0]:
            pytest.skip("this server counts no statements")

    def count() -> int:
        with connection.cursor() as cursor:
            cursor.execute(COUNTED)
            return cursor.fetchone()[0]

    def taken(ask) -> int:
        before = count()
        ask()
        return count() - before - 1

    return taken


def most(route) -> int:
    """What an address that is read may take."""
    return RECORDS.get(route.name, BOARD if route.name in BOARDS else LIST)


def test_what_is_read_takes_few_statements(cast, world, taken):
    clients = {who: client_of(cast[who]) for who in READERS}
    too_many = {}
    for who, route in opened(cast, world):
        address = route.at(world)
        clients[who].get(address)  # once for what a process keeps: kinds of content, the first connection
        amount = taken(lambda at=address, who=who: clients[who].get(at))
        if amount > most(route):
            too_many[who, route.name] = amount
    assert too_many == {}


def row_of(write: Write, world, cast) -> str:
    """The address of a write, with the row it is about as it must be before."""
    made = write.made(world, cast)
    keys = {noun: getattr(row, "pk", row) for noun, row in vars(world).items()} | {"row": getattr(made, "pk", None)}
    return write.address.format(**keys)


@pytest.mark.parametrize("write", CALLS, ids=[write.address for write in CALLS])
def test_what_a_program_writes_takes_as_many_as_is_pinned(cast, world, taken, write):
    client = client_of(cast[write.who])
    client.cookies.clear()  # a program signs in with its token alone
    client.get("/api/v1/rounds/")
    address, body, answers = row_of(write, world, cast), write.body(world), []

    def ask():
        answers.append(client.post(f"/api/v1/{address}", body, content_type="application/json"))

    amount = taken(ask)
    assert answers[0].status_code in (200, 201), answers[0].content.decode()
    assert amount <= write.most


@pytest.mark.parametrize("write", FORMS, ids=[write.address for write in FORMS])
def test_what_a_form_writes_takes_as_many_as_is_pinned(cast, world, taken, write):
    client = client_of(cast[write.who])
    client.get("/")
    address, body, answers = row_of(write, world, cast), write.body(world), []

    def ask():
        answers.append(client.post(address, body | {FIELD: "k" * LENGTH}))

    amount = taken(ask)
    assert answers[0].status_code == 302
    assert amount <= write.most
