"""Many questions put to the database in one statement: each answer is a column of the asking user's own row."""

from collections.abc import Sequence
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
    return [keys or [] for keys in _answers(user, [ArraySubquery(rows.values("pk")) for rows in sets])]


def amounts_at_once(user: Any, sets: Sequence[QuerySet]) -> list[int]:
    """How many rows each set has."""
    return _answers(user, [AmountOf(rows.order_by()) for rows in sets])


def _answers(user: Any, questions: Sequence[Subquery]) -> list:
    named = {f"answer_{at}": question for at, question in enumerate(questions)}
    return list(get_user_model()._base_manager.filter(pk=user.pk).values_list(*named.values()).get()) if named else []
