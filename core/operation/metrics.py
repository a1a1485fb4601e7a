"""The numbers as Prometheus reads them: those counted here, and those looked up as `core.operation.gauges` says.

Written by hand: Prometheus' own client keeps files for each process that ever was, and a worker here lives for five
thousand requests. What it does a request costs ten times as much.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate

import redis

from core.operation.gauges import Metric, Sample, looked_up, queued, sample
from core.operation.probes import Probe, Words, ask
from core.operation.readiness import OUTAGES, own_connection, own_redis
from core.operation.traffic import (
    FIRST_TIME,
    LIMITS,
    OTHER,
    SECONDS,
    SQL_SECONDS,
    STATEMENTS,
    STATUSES,
    traffic,
)

PREFIX = "inspection_"
TYPE = "text/plain; version=0.0.4; charset=utf-8"
DATABASE_UP = Metric("database_up", "1 where the database answers in time.", list)
REDIS_UP = Metric("redis_up", "1 where Redis answers in time.", list)
QUEUE = Metric("queue_length", "Tasks that wait for a worker.", list)


def exposition() -> str:
    """All numbers; without those of a server that does not answer in time."""
    return "".join((*of_requests(), *ask(_database, _redis).values()))


def of_requests() -> Iterator[str]:
    """What this server has counted since it was started."""
    counted = traffic().by_route()
    spans = range(FIRST_TIME, FIRST_TIME + len(LIMITS) + 1)
    yield _told(
        Metric("requests_total", "Requests answered.", list, grows=True),
        (
            sample(numbers[place], route=route, status=str(status))
            for route, numbers in counted.items()
            for place, status in enumerate((*STATUSES, OTHER))
            if numbers[place]
        ),
    )
    yield _heading("request_seconds", "How long requests took.", "histogram")
    for route, numbers in counted.items():
        within = accumulate(numbers[place] for place in spans)
        for limit, amount in zip((*LIMITS, "+Inf"), within, strict=True):
            yield _line("request_seconds_bucket", sample(amount, route=route, le=str(limit)))
        yield _line("request_seconds_sum", sample(numbers[SECONDS], route=route))
        yield _line("request_seconds_count", sample(sum(numbers[place] for place in spans), route=route))
    for name, help, place in (
        ("sql_statements_total", "Statements put to the database for requests.", STATEMENTS),
        ("sql_seconds_total", "Seconds that requests waited for the database.", SQL_SECONDS),
    ):
        sums = (sample(numbers[place], route=route) for route, numbers in counted.items())
        yield _told(Metric(name, help, list, grows=True), sums)


def look_up() -> Words:
    """What stands in the database."""
    try:
        with own_connection():
            found = "".join(_told(metric, metric.values()) for metric in looked_up())
    except OUTAGES:
        return {"database": _told(DATABASE_UP, [sample(0)])}
    return {"database": _told(DATABASE_UP, [sample(1)]) + found}


def look_at_queue() -> Words:
    """What waits in Redis."""
    try:
        with own_redis() as server:
            waiting = queued(server)
    except (redis.RedisError, OSError):
        return {"redis": _told(REDIS_UP, [sample(0)])}
    return {"redis": _told(REDIS_UP, [sample(1)]) + _told(QUEUE, [sample(waiting)])}


def _told(metric: Metric, samples: Iterable[Sample]) -> str:
    lines = [_line(metric.name, each) for each in samples]
    return "".join((_heading(metric.name, metric.help, "counter" if metric.grows else "gauge"), *lines))


def _heading(name: str, help: str, kind: str) -> str:
    return f"# HELP {PREFIX}{name} {help}\n# TYPE {PREFIX}{name} {kind}\n"


def _line(name: str, sampled: Sample) -> str:
    """Labels are names of the program's own: they hold no quotes."""
    labels, value = sampled
    told = ",".join(f'{label}="{word}"' for label, word in labels)
    return f"{PREFIX}{name}{{{told}}} {float(value):.17g}\n" if told else f"{PREFIX}{name} {float(value):.17g}\n"


_database = Probe(look_up, {"database": _told(DATABASE_UP, [sample(0)])})
_redis = Probe(look_at_queue, {"redis": _told(REDIS_UP, [sample(0)])})
