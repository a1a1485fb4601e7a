"""Eight programs that write at once, each over a connection of its own."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import psycopg
from django.db import connection

from config.bench.measure import Measured, seconds
from config.bench.server import Site, with_token
from core.workdays.reckoning import today
from personnel.models import User
from rectification.models import Item
from rounds.models import Inspection

CLIENTS, EACH = 8, 24
PAPER = {"title": "计时", "facts": "事实", "basis": "依据", "responsibility": "责任", "found_on": today()}
PAPER_FLOOR = """
    INSERT INTO findings_workingpaper (inspection_id, number, title, facts, basis, responsibility, found_on,
                                       written_by_id, status, updated_at)
    VALUES (%(inspection)s, %(number)s, %(title)s, %(facts)s, %(basis)s, %(responsibility)s, %(found_on)s,
            %(by)s, 'draft', now())
"""
PROGRESS_FLOOR = """
    INSERT INTO rectification_progress (item_id, text, completion, rules_made, funds_recovered, reported_on,
                                        reported_by_id)
    VALUES (%(item)s, %(text)s, %(completion)s, 0, 0, %(day)s, %(by)s)
"""
Work = Callable[[int], object]
"""One call of a client; it is told which of its calls this is."""


def papers_created(scale: int, site: Site) -> Measured:
    """Working papers created over the API, each with its trace; the floor inserts such rows."""
    member = User.objects.get(username="member")
    place, headers = _place_of(member), with_token(member)
    body = PAPER | {"inspection": place.pk, "found_on": today().isoformat()}

    def client(at: int) -> Work:
        one = Site(site.port)
        return lambda call: one.post("/api/v1/working-papers/", headers, body)

    def plain(at: int, server: psycopg.Connection) -> Work:
        row = PAPER | {"inspection": place.pk, "by": member.pk}
        stamp = time.monotonic_ns()
        return lambda call: server.execute(PAPER_FLOOR, row | {"number": f"{stamp}-{at}-{call}"})

    return _measured("papers created by eight clients", scale, "≥ 140 a second", client, plain)


def progress_reported(scale: int, site: Site) -> Measured:
    """Progress reported on items, which changes them; the floor inserts such rows."""
    liaison = User.objects.get(username="liaison")
    open_items = Item.objects.visible_to(liaison).filter(status=Item.Status.RECTIFYING).values_list("pk", flat=True)
    items, headers = list(open_items[:CLIENTS]), with_token(liaison)
    body = {"text": "计时", "completion": Item.Completion.MOSTLY}

    def client(at: int) -> Work:
        one = Site(site.port)
        return lambda call: one.post(f"/api/v1/items/{items[at % len(items)]}/progress/", headers, body)

    def plain(at: int, server: psycopg.Connection) -> Work:
        row = body | {"item": items[at % len(items)], "by": liaison.pk, "day": today()}
        return lambda call: server.execute(PROGRESS_FLOOR, row)

    return _measured("progress reported by eight clients", scale, "≥ 100 a second", client, plain)


def _place_of(member: User) -> Inspection:
    place = Inspection.objects.visible_to(member).filter(status__in=Inspection.WORKING).first()
    if place is None:
        raise LookupError("The demo's member works on no inspection.")
    return place


def _measured(name: str, scale: int, want: str, client, plain) -> Measured:
    parameters = connection.get_connection_params()
    with ExitStack() as opened:
        servers = [opened.enter_context(psycopg.connect(**parameters, autocommit=True)) for _ in range(CLIENTS)]
        floor = _per_second([plain(at, server) for at, server in enumerate(servers)])
    value = _per_second([client(at) for at in range(CLIENTS)])
    return Measured(name, scale, value, floor, "a second", want, {"clients": CLIENTS})


def _per_second(clients: list[Work]) -> float:
    """How many calls are answered a second, after two of each client that do not count."""
    with ThreadPoolExecutor(CLIENTS) as pool:

        def all_call(calls: range) -> None:
            list(pool.map(lambda client: [client(call) for call in calls], clients))

        all_call(range(2))
        return round(CLIENTS * EACH / seconds(lambda: all_call(range(2, 2 + EACH))), 1)
