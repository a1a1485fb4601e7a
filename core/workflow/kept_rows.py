"""Rows by their keys, out of a set of a user, or what is told about one row, read by a statement that is kept.

As with `at_once`: to build a set with its rights costs many times what it costs to read a few rows of it. Kept is the
question, never a row.
"""

from collections.abc import Callable, Sequence
from copy import copy
from functools import cache, lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Field, Lookup, QuerySet

from core.workflow.at_once import KEPT, ROW, Asking

SetOf = Callable[[Any], QuerySet]
"""A set of a user that depends on who asks, what they reach and the day alone, and is told without asking for rows."""
KEYS = "\0keys"
"""What stands in a kept statement where the keys will be; no text in the database has such a letter."""
SOME, ONE = ("pk__among", KEYS), ("pk", ROW)


@Field.register_lookup
class Among(Lookup):
    """Whether a key is one of a list: unlike `in`, the same statement however many they are."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        key, parameters = self.process_lhs(compiler, connection)
        return f"{key} = ANY(%s)", [*parameters, self.rhs]


class About(Expression):
    """The one value that a question about a row tells, as a column of whatever is read."""

    def __init__(self, row: int, question: Callable[[int], QuerySet], output_field: Field):
        """`question` gives the set of one row and one value for any key."""
        super().__init__(output_field)
        self.row, self.question = row, question

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, parameters = _statement_about(self.question)
        return f"({sql})", [self.row if parameter == ROW else parameter for parameter in parameters]


@cache
def _statement_about(question: Callable[[int], QuerySet]) -> tuple[str, tuple]:
    return question(ROW).query.sql_with_params()


class _PlannedOnce:
    """The connection of this thread, for a statement that the server is to plan once and keep."""

    def __getattr__(self, name: str) -> Any:
        return getattr(connection, name)

    def cursor(self) -> Any:
        return connection.prepared_cursor()


def rows_with(keys: Sequence[int], user: Any, of: SetOf) -> list[Any]:
    """Those rows of this set of the user whose key is among these, in its order."""
    return _read(_kept(of, Asking.by(user)), {KEYS: [*keys]}, connection) if keys else []


def row_with(key: int, user: Any, of: SetOf) -> Any:
    """The row of this key if this set of the user has it, or None; many are asked for after each other, one by one."""
    found = _read(_kept(of, Asking.by(user), ONE), {ROW: key}, _PlannedOnce())
    return found[0] if found else None


def _read(kept: tuple[QuerySet, Any, str, tuple], told: dict[Any, Any], through: Any) -> list[Any]:
    rows, kept_compiler, sql, parameters = kept
    if not sql:
        return []
    given = tuple(told[each] if each in (KEYS, ROW) else each for each in parameters)
    compiler: Any = copy(kept_compiler)
    compiler.connection = through  # that of this thread
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
def _kept(of: SetOf, asking: Asking, found_by: tuple = SOME) -> tuple[QuerySet, Any, str, tuple]:
    """The set, with what reads it, and the statement; none where the set is known to be empty."""
    rows = of(asking.user).filter(found_by)
    compiler = rows.query.get_compiler(connection.alias)
    try:
        return rows, compiler, *compiler.as_sql()
    except EmptyResultSet:
        return rows, compiler, "", ()
