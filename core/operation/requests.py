"""Each request is counted, and has one line of the log: what was asked by whom, how it was answered, what it took.

The line is JSON. It names the account by its key and the page by its route; of a failure it tells the code of its
cause.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from http import HTTPStatus
from time import perf_counter
from typing import Any

from django.core.signals import got_request_exception
from django.db import connection
from django.utils.functional import empty

from core.access.proxies import client_address
from core.operation.traffic import NOWHERE, traffic
from core.trail.causes import cause_of
from core.trail.logs import REQUESTS, path_of

log = logging.getLogger(REQUESTS)


class Tally:
    """How many statements one request put to the database, and how long it waited for them."""

    __slots__ = ("seconds", "statements")

    def __init__(self) -> None:
        self.statements = 0
        self.seconds = 0.0

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        begun = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.statements += 1
            self.seconds += perf_counter() - begun


class RequestLineMiddleware:
    """Stands right behind the one that gives the request its id, so that nothing is answered without a line."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        begun, tally = perf_counter(), Tally()
        status = HTTPStatus.INTERNAL_SERVER_ERROR.value  # where even the page of the error fails
        try:
            with connection.execute_wrapper(tally):
                response = self.get_response(request)
            status = response.status_code
        finally:
            _note(request, status, perf_counter() - begun, tally)
        return response


def _note(request, status: int, seconds: float, tally: Tally) -> None:
    log.info(_line(request, status, seconds, tally))
    traffic().note(route_of(request) or NOWHERE, status, seconds, tally.statements, tally.seconds)


def route_of(request) -> str:
    """The name of the address that was asked for; empty for what is none, or was refused before."""
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else ""


def _line(request, status: int, seconds: float, tally: Tally) -> str:
    facts = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "id": request.request_id,
        "from": client_address(request),
        "account": _account_of(request),
        "method": request.method,
        "path": path_of(request),
        "route": route_of(request),
        "status": status,
        "ms": round(seconds * 1000, 1),
        "sql": tally.statements,
        "sql_ms": round(tally.seconds * 1000, 1),
    }
    cause = getattr(request, "failed_by", "")
    return json.dumps(facts | {"cause": cause} if cause else facts)


def _account_of(request) -> int | None:
    """The key of whoever signed in, where that was asked already: the line asks for nothing."""
    user = getattr(request, "user", None)
    known = getattr(user, "_wrapped", user)  # of a lazy user, who it is
    return None if known is empty or known is None else known.pk


def _remember_cause(sender, request=None, **signal) -> None:
    """Of whatever made a page or an answer of the API fail."""
    error = sys.exc_info()[1]
    if error is not None and request is not None:
        getattr(request, "_request", request).failed_by = cause_of(error)  # the API wraps the request


got_request_exception.connect(_remember_cause)
