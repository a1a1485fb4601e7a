"""How the trail names records to somebody who may not read them: by a number, an account, a role, a day.

Apps say in their `audit.py` how each kind of record is named and which of its fields hold no content; everything else
a record says stays out of the trail's pages and workbooks. A record that is not named so is told by its kind alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Value
from django.db.models.functions import Cast, JSONArray
from django.urls import reverse

from core.trail.words import model_field, value_words

Row = tuple[type[models.Model], str]
"""A row: its model, and its key as text."""


def _one_after_the_other(*words: Any) -> str:
    return " ".join(str(each) for each in words if each not in ("", None))


@dataclass(frozen=True)
class Naming:
    """How records of one model are named.

    `words` puts together what stands at the `paths`; `told` are the fields whose values are no content. A record that
    hangs on another (`hangs_on`: type and key) is named after it. `account` is the path to the account whose page says
    more, `at` the name of the addresses of such records; `labels` name fields that have no words of their own.
    """

    paths: tuple[str, ...]
    words: Callable[..., str] = _one_after_the_other
    told: frozenset[str] = frozenset()
    hangs_on: tuple[str, str] | None = None
    account: str = ""
    at: str = ""
    labels: dict[str, Any] = field(default_factory=dict)

    def label(self, column: Any) -> str:
        """What a field is called."""
        return str(self.labels.get(column.name, column.verbose_name))

    @property
    def asked(self) -> list[str]:
        """Every path that has to be read to name a record."""
        return [*self.paths, *(self.hangs_on or ()), *filter(None, [self.account])]


_namings: dict[type[models.Model], Naming] = {}


def name_records(
    model: type[models.Model],
    *paths: str,
    words: Callable[..., str] = _one_after_the_other,
    told: Iterable[str] = (),
    **facts: Any,
) -> None:
    """Say how records of this model are named; a state is always told."""
    _namings[model] = Naming(paths, words, frozenset({"status", *told}), **facts)


def naming_of(model: type[models.Model]) -> Naming:
    """How its records are named; only a state is told of those that nobody has named."""
    return _namings.get(model, Naming((), told=frozenset({"status"})))


@cache
def _addresses() -> dict[str, type[models.Model]]:
    return {reverse(naming.at, args=[0]).removesuffix("0/"): model for model, naming in _namings.items() if naming.at}


def row_at(path: str) -> Row | None:
    """The record whose page, or a page below it, has this address."""
    for beginning, model in _addresses().items():
        key = path.removeprefix(beginning).split("/")[0]
        if path.startswith(beginning) and key.isdecimal():
            return model, key
    return None


class Names:
    """What records are called: all of them are asked for at once, and what they hang on once more."""

    def __init__(self, rows: Iterable[Row]):
        self.found: dict[Row, dict[str, Any]] = {}
        self._ask(set(rows))
        self._ask({on for row in list(self.found) if (on := self.held_by(row))} - set(self.found))

    def _ask(self, rows: set[Row]) -> None:
        wanted: dict[type[models.Model], list[str]] = {}
        for model, key in rows:
            if naming_of(model).asked:
                wanted.setdefault(model, []).append(key)
        if not wanted:
            return
        first, *others = [
            model._base_manager.order_by()
            .filter(pk__in=keys)
            .values_list(Value(model._meta.label_lower), Cast("pk", CharField()), JSONArray(*naming_of(model).asked))
            for model, keys in wanted.items()
        ]
        models_of = {model._meta.label_lower: model for model in wanted}
        for label, key, values in first.union(*others, all=True) if others else first:
            model = models_of[label]
            self.found[model, key] = dict(zip(naming_of(model).asked, values, strict=True))

    def held_by(self, row: Row, said: dict[str, Any] | None = None) -> Row | None:
        """What a record hangs on; `said` is what it held when it is no longer there."""
        on, values = naming_of(row[0]).hangs_on, self.found.get(row, said)
        if on is None or not values:
            return None
        kind, key = (values.get(name) for name in on)
        model = ContentType.objects.get_for_id(kind).model_class() if kind else None
        return (model, str(key)) if model else None

    def words(self, row: Row, said: dict[str, Any] | None = None) -> str:
        """What a record is called; `said` is what it held when it is no longer there."""
        model, naming, values = row[0], naming_of(row[0]), self.found.get(row, said or {})
        known = bool(naming.paths) and all(path in values for path in naming.paths)
        own = naming.words(*(_value(model, path, values[path]) for path in naming.paths)) if known else ""
        on = self.held_by(row, said)
        return _one_after_the_other(own, self.with_kind(on)) if on else own

    def with_kind(self, row: Row, said: dict[str, Any] | None = None) -> str:
        """The kind of record it is, and what it is called."""
        return _one_after_the_other(str(row[0]._meta.verbose_name), self.words(row, said))

    def account(self, row: Row) -> Any:
        """The key of the account whose page says more, if any."""
        return self.found.get(row, {}).get(naming_of(row[0]).account)


def _value(model: type[models.Model], path: str, value: Any) -> Any:
    column = model_field(model, path)
    return value if isinstance(value, int) else value_words(column, column.to_python(value))
