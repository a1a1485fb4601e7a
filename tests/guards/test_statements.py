"""How many statements an address that is read takes, counted by the database itself, with one row and with fifty.

Cursors, savepoints and checks count, too. What it may take is pinned here; what is written is pinned in `writes.py`.
"""

from collections import Counter

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.guards.counting import taken
from tests.guards.grown import MORE, READERS, grow, tell_all
from tests.guards.routes import Route, client_of, opened_by
from tests.guards.test_doors import own_models
from tests.guards.world import built_once, cast, world

__all__ = ["built_once", "cast", "taken", "world"]

LIST, BOARD = 8, 12
BOARDS = {"worklist", "menu_counts", "reports", "search", "rectification:article"}
RECORDS = {
    "findings:paper": 22,  # its way back, the posts of its handlers, its files: each has a history to be read
    "working-paper-detail": 16,
    "rectification:item": 20,  # measures, progress, three kinds of results, checks, applications: files of each
    "rectification:hand_over": 23,  # feedbacks, receipts, reviews, reports, publications, assessment: files of each
    "rectification:forwarded_report": 11,  # its files, the opinions of the feedback, what other bodies say, leads
    "rectification:hand_over_accept_plan": 10,  # the whole plan, and what reviewers say of it
    "rectification:hand_over_return_plan": 10,
    "rectification:assessment": 13,  # its points and vetoes, what followed, other assessments, its files
    "rectification:assessment_revise": 12,  # the scheme, and what is counted beside each criterion
    "rectification:hand_over_assess": 11,  # the same
    "rectification:supervision_group": 10,  # its members with their seats, what it checks, its visits
    "rectification:supervision_visit": 9,  # who went, what was found of each item, photographs
    "findings:lead": 11,
    "findings:transfer": 11,
    "lead-detail": 10,
    "transfer-detail": 10,
    "personnel:person": 11,
    "rectification:letter_proposals": 9,  # a list, with the facts that each proposal counts
    "worklist": 20,  # a statement for each task that there is a line of; the registers of people have four more
    "personnel:takeover": 10,  # duties, items, plans, letters, reports, self-checks: each app names what lies open
    "personnel:takeover_take_over": 9,  # the same, before it is taken over
    "archive-detail": 9,  # its documents, its earlier archives, what each app says of its lines
    "personnel:account": 9,  # both tell what waits for a second person
    "rounds:round": 9,  # its teams with their people and organizations, and its history
    "rounds:round_approve": 9,  # the same: who decides sees what is decided
}
"""Records that take more than a list."""
NOT_MULTIPLIED = {
    "core.Access": "files taken away and refusals; only the trail shows them, by the page",
    "core.ChainLink": "digests of traces, written when a transaction ends; no page shows them",
    "core.ChainShape": "the columns of the tables of traces; no page shows them",
    "core.Cleared": "how many things sweeps deleted; only the trail shows them, by the page",
    "core.DemoMark": "one row at most, which says that the city is invented",
    "core.Digest": "what was mailed; the page of the system's running shows fifty at most",
    "core.IdempotencyKey": "answers given to programs; no page shows them",
    "core.LastRun": "one row for each kind of regular work",
    "core.SheetChoice": "one of an account, which its owner alone is shown",
    "findings.Category": "the classification of problems, which comes with the program",
    "findings.CategoryScheme": "the same",
    "findings.LeadLedgerAccess": "looks at ledgers of leads; only the trail shows them, by the page",
    "personnel.SecondFactor": "one of an account, which its owner alone is shown",
    "rectification.Criterion": "of a scheme, whose criteria have a hundred points together; a page shows those of one",
    "rectification.Veto": "the same",
}
"""Models of which no page shows more rows when there are more, and why; of any other, fifty are made."""


def most(route: Route) -> int:
    """What an address may take."""
    return RECORDS.get(route.name, BOARD if route.name in BOARDS else LIST)


def opened(cast, world) -> list[tuple[str, Route]]:
    """What each reader opens, asked before there is more: with other rows a step may be another's."""
    return [(who, route) for who in READERS for route in opened_by(who, cast, world)]


def costs(asked, cast, world, taken) -> dict[tuple[str, Route], int]:
    """What each reader's addresses take; what takes too many is asked again, for what a process keeps.

    Kinds of content, sets worked out once, the first connection.
    """
    clients = {who: client_of(cast[who]) for who in READERS}
    found = {}
    for who, route in asked:
        address = route.at(world)
        found[who, route] = taken_by(clients[who], address, taken)
        if found[who, route] > most(route):
            found[who, route] = taken_by(clients[who], address, taken)
    return found


def taken_by(client, address, taken) -> int:
    """What one answer takes, without asking anything twice; what it may have changed is taken back."""
    said = []

    def ask():
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        said.append(asked.captured_queries)

    with transaction.atomic():
        amount = taken(ask)
        transaction.set_rollback(True)
    assert repeated(said[-1]) == [], address
    return amount


def repeated(asked) -> list[str]:
    """What was asked twice with the same values; of a prepared statement they are not known."""
    times = Counter(each["sql"] for each in asked if "$1" not in each["sql"])
    return [sql for sql in times if times[sql] > 1 and sql.lstrip().startswith(("SELECT", "WITH"))]


def rows_of_each_model() -> dict[str, int]:
    """How many rows there are, by model; history is left out, it grows with what it tells of."""
    return {model._meta.label: model._base_manager.count() for model in own_models()}


def named(found: dict) -> dict:
    """By who and the address's name, for people."""
    return {(who, route.name): amount for (who, route), amount in found.items()}


def test_what_is_read_takes_few_statements_and_no_more_with_fifty_rows(cast, world, taken):
    tell_all(cast, MORE)
    asked = opened(cast, world)
    grow(world, cast, range(1))  # a board reads only the kinds of lines that it shows: let all be there
    few, rows = costs(asked, cast, world, taken), rows_of_each_model()
    assert named({(who, route): few[who, route] for who, route in few if few[who, route] > most(route)}) == {}
    grow(world, cast, range(1, 1 + MORE))
    many, more_rows = costs(asked, cast, world, taken), rows_of_each_model()
    assert named({key: (few[key], many[key]) for key in few if many[key] > few[key]}) == {}
    assert {label for label in rows if more_rows[label] < rows[label] + MORE} == set(NOT_MULTIPLIED)


def test_nothing_is_excused_that_is_not_there():
    assert set(NOT_MULTIPLIED) - {model._meta.label for model in own_models()} == set()
