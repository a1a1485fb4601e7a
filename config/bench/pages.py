"""The pages that tell of everything: what they cost beside their statements, which do not grow with the office."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test import Client

from config.bench.measure import Measured, median_seconds, milliseconds
from config.bench.server import BACKEND, Site, signed_in
from personnel.models import User

TIMES = 20
Statement = tuple[str, Any]
PAGES = {
    "26445 page": ("leadinggroup", "/26445/", "≤ 100 ms"),
    "26445 page of a day in 2022": ("leadinggroup", "/26445/?as_of=2022-10-15", "≤ 100 ms"),
    "board of coverage": ("office", "/coverage/", "≤ 100 ms"),
    "overview": ("office", "/reports/", "≤ 150 ms"),
    "list of inputs": ("office", "/inputs/", "≤ 50 ms"),
    "list of self-checks": ("office", "/self-checks/", "≤ 50 ms"),
    "list of letters": ("office", "/letters/", "≤ 50 ms"),
}
"""Who opens which page, and what we want of it at scale 1."""


def pages_that_tell(scale: int, site: Site) -> Iterator[Measured]:
    """Each of them; the floor runs the same statements one by one, and does nothing with what they find."""
    for name, (username, path, want) in PAGES.items():
        user = User.objects.get(username=username)
        headers = signed_in(user)
        statements, page = statements_of(path, user)
        value = median_seconds(lambda path=path, headers=headers: site.get(path, headers), TIMES)
        floor = median_seconds(lambda statements=statements: _run(statements), TIMES)
        facts = {"sql": len(statements), "kilobytes": len(page) // 1024}
        yield Measured(name, scale, milliseconds(value), milliseconds(floor), "ms", want, facts)


def statements_of(path: str, user: User) -> tuple[list[Statement], bytes]:
    """The statements that a page takes, and its bytes."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend=BACKEND)
    client.get(path)
    statements: list[Statement] = []

    def note(execute, sql, params, many, context):
        statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        page = client.get(path).content
    return statements, page


def _run(statements: list[Statement]) -> None:
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()
