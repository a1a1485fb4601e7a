"""What became of what was sent: whether a request has written something for good, whatever fails afterwards.

The connection notes it as it writes and commits (`config.postgresql`). Whoever answers for a failure asks here before
saying that nothing was saved.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

from django.db import DatabaseError, connection


class Fate(Enum):
    """Of what one request wrote."""

    NOTHING = "nothing"
    SAVED = "saved"
    IN_DOUBT = "in doubt"


TRACES = ("core_idempotencykey", "core_access", "axes_accesslog", "axes_accessattempt", "axes_accessfailurelog")
"""Tables of what is noted about a request itself: nobody sent that."""
WRITING = re.compile(r'\s*(?:insert\s+into|update|delete\s+from|merge\s+into)\s+"?(\w+)', re.IGNORECASE)
WRITING_WITHIN = re.compile(r'\b(?:insert\s+into|update|delete\s+from)\s+"?\w+"?[\s(]', re.IGNORECASE)
UNDOING = ("22", "23", "25", "40", "42", "53", "55", "57014")
"""How the states begin by which the server says that a statement, or a commit, has not taken place."""


def begin(*, sends: bool) -> None:
    """A request begins: nothing of it is written yet. One that only asks `sends` nothing, whatever is noted of it."""
    connection.fate, connection.sends = Fate.NOTHING, sends


def fate() -> Fate:
    """What became of what this request sent so far."""
    return getattr(connection, "fate", Fate.NOTHING) if getattr(connection, "sends", True) else Fate.NOTHING


def writes(sql: Any) -> bool:
    """Whether a statement writes what somebody may have sent; in doubt, yes."""
    if not isinstance(sql, str):
        return True
    if sql.lstrip()[:4].lower() == "with":
        return bool(WRITING_WITHIN.search(sql))
    written = WRITING.match(sql)
    return written is not None and written[1] not in TRACES


def state_of(error: BaseException | None) -> str:
    """The SQLSTATE that the server gave as the cause of an error, its own or Django's; "" where it said nothing."""
    return next((found for each in (error, getattr(error, "__cause__", None)) if (found := _told(each))), "")


@contextmanager
def deciding(connection: Any) -> Iterator[None]:
    """What happens inside is for good once it has ended, and not if the server says so. Silence leaves it in doubt."""
    before, connection.fate = connection.fate, Fate.IN_DOUBT
    try:
        yield
    except DatabaseError as error:
        if state_of(error).startswith(UNDOING):
            connection.fate = before
        raise
    connection.fate = Fate.SAVED


def _told(error: BaseException | None) -> str:
    return getattr(error, "sqlstate", None) or ""
