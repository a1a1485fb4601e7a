"""Many questions put to the database in one statement: each answer is a column of the asking user's own row.

What a user is asked on every page, such as which rows wait for them, or which steps they may take on a row, is one
such statement over dozens of sets. To build it costs many times what it costs to answer, so it is kept (`keys_of`,
`holding`). Kept is the question, never an answer.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, IntegerField, Model, QuerySet, Subquery
from psycopg.sql import Literal

from core.access.reach import Reach, reach_of
from core.workdays.reckoning import today

KEPT = 1024
"""How many statements a process keeps: a dozen for each of those who work at a time, most alike in their words."""
ROW = -(2**31) + 1
"""What stands in a kept statement where the key of the row will be."""

SetsOf = Callable[[Any], Sequence[QuerySet]]
"""Sets of a user that depend on who asks, what they reach and the day alone, and are told without asking for rows."""
Question = Callable[[QuerySet], Subquery]


class AmountOf(Subquery):
    """How many rows a set has, each counted as it stands there: distinct, grouped or not."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
    empty_result_set_value = 0


@dataclass(frozen=True)
class Asking:
    """Who asks, and all that the sets of a `SetsOf` depend on: the same asking is the same statement."""

    account: int
    reach: Reach
    on: date
    user: Any = field(compare=False, repr=False)

    @classmethod
    def by(cls, user: Any) -> "Asking":
        """That this user asks today."""
        return cls(user.pk, reach_of(user), today(), user)


def keys_of(user: Any, sets: SetsOf) -> list[list[int]]:
    """The keys of the rows of each of these sets of the user, in its order."""
    return [keys or [] for keys in _answers(user, sets, _keys)]  # none: a set only its statement shows to be empty


def amounts_of(user: Any, sets: SetsOf) -> list[int]:
    """How many rows each of these sets of the user has."""
    return [amount or 0 for amount in _answers(user, sets, _amount)]


def holding(row: Model, user: Any, sets: SetsOf) -> list[bool]:
    """Whether each of these sets of the user has the row among its own."""
    return [bool(answer) for answer in _answers(user, sets, _holds, row.pk)]


def _answers(user: Any, sets: SetsOf, question: Question, key: int | None = None) -> list[Any]:
    kept = _kept(sets, question, Asking.by(user))
    answers: list[Any] = [None] * kept.amount
    if kept.places:
        with _cursor(key) as cursor:
            cursor.execute(kept.sql, [key if parameter == ROW else parameter for parameter in kept.parameters])
            for place, answer in zip(kept.places, cursor.fetchone(), strict=True):
                answers[place] = answer
    return answers


def _cursor(key: int | None) -> Any:
    """A statement takes longer to plan than to answer, but those about one row are too many for plans to be kept."""
    return connection.prepared_cursor() if key is None else connection.cursor()


@dataclass(frozen=True)
class _Kept:
    """A statement, and the places of its answers among so many."""

    sql: str
    parameters: tuple
    places: tuple[int, ...]
    amount: int


@lru_cache(KEPT)
def _kept(sets: SetsOf, question: Question, asking: Asking) -> _Kept:
    all_sets = sets(asking.user)
    asked = {place: question(rows) for place, rows in _not_empty(all_sets)}
    if not asked:
        return _Kept("", (), (), len(all_sets))
    sql, parameters = _with_its_words(*_of_own_row(asking.user, asked).query.sql_with_params())
    # Those of many people differ in their parameters alone.
    return _Kept(sys.intern(sql), parameters, tuple(asked), len(all_sets))


def _with_its_words(sql: str, parameters: tuple) -> tuple[str, tuple]:
    """The statement with states and kinds as they are: planned once for all, it must know which of them are rare."""
    words = [_literal(each) if isinstance(each, str) else "%s" for each in parameters]
    kept = sql.replace("%%", "%%%%")  # what stands for one sign goes on standing for it
    return kept % tuple(words), tuple(each for each in parameters if not isinstance(each, str))


def _literal(word: str) -> str:
    return Literal(word).as_string().replace("%", "%%")


def _keys(rows: QuerySet) -> Subquery:
    return ArraySubquery(rows.values("pk"))


def _amount(rows: QuerySet) -> Subquery:
    return AmountOf(rows.order_by())


def _holds(rows: QuerySet) -> Exists:
    return Exists(rows.filter(pk=ROW))


def _not_empty(sets: Sequence[QuerySet]) -> Iterator[tuple[int, QuerySet]]:
    """The sets with their places; those that are known to hold nothing need not be asked, which is most of them."""
    return ((place, rows) for place, rows in enumerate(sets) if not rows.query.is_empty())


def _of_own_row(user: Any, questions: dict[int, Subquery]) -> QuerySet:
    return get_user_model()._base_manager.filter(pk=user.pk).values_list(*questions.values())
