"""Rows by their keys, out of a set of a user, read by a statement that is kept.

As with `at_once`: to build a set with its rights costs many times what it costs to read a few rows of it. Kept is the
question, never a row.
"""

from collections.abc import Callable, Sequence
from copy import copy
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Field, Lookup, QuerySet

from core.workflow.at_once import KEPT, Asking

SetOf = Callable[[Any], QuerySet]
"""A set of a user that depends on who asks, what they reach and the day alone, and is told without asking for rows."""
KEYS = "\0keys"
"""What stands in a kept statement where the keys will be; no text in the database has such a letter."""


@Field.register_lookup
class Among(Lookup):
    """Whether a key is one of a list: unlike `in`, the same statement however many they are."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        key, parameters = self.process_lhs(compiler, connection)
        return f"{key} = ANY(%s)", [*parameters, self.rhs]


def rows_with(keys: Sequence[int], user: Any, of: SetOf) -> list[Any]:
    """Those rows of this set of the user whose key is among these, in its order."""
    rows, kept, sql, parameters = _kept(of, Asking.by(user)) if keys else (None, None, "", ())
    if not sql:
        return []
    given = tuple([*keys] if parameter == KEYS else parameter for parameter in parameters)
    compiler: Any = copy(kept)
    compiler.connection = connection  # that of this thread
    compiler.as_sql = lambda *args, **options: (sql, given)
    asked: Any = rows.all()
    asked.query.get_compiler = lambda *args, **options: compiler
    return [*asked]


def is_never_open(user: Any, of: SetOf) -> bool:
    """Whether this set is known to be empty for the user without asking, as of a seat that takes no such step."""
    return not _kept(of, Asking.by(user))[2]


def adds_to_rows(user: Any, of: SetOf) -> bool:
    """Whether this set tells more of its rows than they do themselves."""
    return bool(_kept(of, Asking.by(user))[0].query.annotations)


@lru_cache(KEPT)
def _kept(of: SetOf, asking: Asking) -> tuple[QuerySet, Any, str, tuple]:
    """The set, with what reads it, and the statement; none where the set is known to be empty."""
    rows = of(asking.user).filter(pk__among=KEYS)
    compiler = rows.query.get_compiler(connection.alias)
    try:
        return rows, compiler, *compiler.as_sql()
    except EmptyResultSet:
        return rows, compiler, "", ()
