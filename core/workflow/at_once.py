"""Many questions put to the database in one statement: each answer is a column of the asking user's own row."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import IntegerField, QuerySet, Subquery


class AmountOf(Subquery):
    """How many rows a set has, each counted as it stands there: distinct, grouped or not."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
    empty_result_set_value = 0


def keys_at_once(user: Any, sets: Sequence[QuerySet]) -> list[list[int]]:
    """The keys of the rows of each set, in its order."""
    answers = _answers(user, {at: ArraySubquery(rows.values("pk")) for at, rows in _not_empty(sets)})
    return [answers.get(at) or [] for at in range(len(sets))]


def amounts_at_once(user: Any, sets: Sequence[QuerySet]) -> list[int]:
    """How many rows each set has."""
    answers = _answers(user, {at: AmountOf(rows.order_by()) for at, rows in _not_empty(sets)})
    return [answers.get(at, 0) for at in range(len(sets))]


def _not_empty(sets: Sequence[QuerySet]) -> Iterator[tuple[int, QuerySet]]:
    """The sets with their places; those that are known to hold nothing need not be asked, which is most of them."""
    return ((at, rows) for at, rows in enumerate(sets) if not rows.query.is_empty())


def _answers(user: Any, questions: dict[int, Subquery]) -> dict[int, Any]:
    if not questions:
        return {}
    asked = get_user_model()._base_manager.filter(pk=user.pk)
    return dict(zip(questions, asked.values_list(*questions.values()).get(), strict=True))
