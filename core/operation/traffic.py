"""What is counted of requests: how many by route and status, how long they took, what they asked of the database."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

from core.operation.counters import SharedCounters

STATUSES = (200, 201, 204, 206, 302, 304, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429, 500, 503, 507)
OTHER = "other"
LIMITS = (0.025, 0.1, 0.5, 2.5)
"""Seconds: what is quick, what is felt, what is slow, what is too slow."""
NOWHERE = "none"
"""The route of what is none of our addresses, or is refused before."""
FIRST_TIME = len(STATUSES) + 1
SECONDS = FIRST_TIME + len(LIMITS) + 1
STATEMENTS, SQL_SECONDS = SECONDS + 1, SECONDS + 2
NUMBERS = SECONDS + 3
"""Of each route: a number for each status, one for each span of time, and three sums."""


class Traffic:
    """The numbers of every route."""

    def __init__(self) -> None:
        self.routes = [NOWHERE, *sorted(set(_names(get_resolver().url_patterns)))]
        self.first = {route: place * NUMBERS for place, route in enumerate(self.routes)}
        self.counters = SharedCounters(len(self.routes) * NUMBERS)

    def note(self, route: str, status: int, seconds: float, statements: int, sql_seconds: float) -> None:
        """Count one request."""
        first = self.first.get(route, 0)
        self.counters.add(
            (
                (first + _PLACES.get(status, len(STATUSES)), 1),
                (first + FIRST_TIME + bisect_left(LIMITS, seconds), 1),
                (first + SECONDS, seconds),
                (first + STATEMENTS, statements),
                (first + SQL_SECONDS, sql_seconds),
            )
        )

    def by_route(self) -> dict[str, list[float]]:
        """The numbers of each route that was asked for."""
        totals = self.counters.totals()
        numbers = {route: totals[first : first + NUMBERS] for route, first in self.first.items()}
        return {route: counted for route, counted in numbers.items() if any(counted)}


_PLACES = {status: place for place, status in enumerate(STATUSES)}


@cache
def traffic() -> Traffic:
    """The numbers of this server; asked for before it forks (`config.wsgi`)."""
    return Traffic()


def _names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            yield from _names(
                pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )
