"""Serializers that read rows straight from the database, without building model objects.

DRF's own serializers cost some tenth of a millisecond a row; a list of 500 would take most of its time there. A
`RowSerializer` is declared like a `ModelSerializer` (and documented from the same declaration), but turns its fields
into the columns of one `values_list`. A field that must be computed names the columns it needs:

    class ObligationRow(PlacedRow):  # itself a RowSerializer
        node_label = LabelField(source="node")
        days_left = ComputedField(serializers.IntegerField(), needs=("due_on",))

        class Meta:
            model = Obligation
            fields = ["id", "node", "node_label", "title", …, "due_on", "days_left", …]

        def compute_days_left(self, due_on):
            return days_left(due_on)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework import serializers

from core.api.kept_fields import KeptFieldsSerializer
from core.trail.words import model_field


class LabelField(serializers.CharField):
    """The words for a field with choices, in the reader's language."""

    def __init__(self, **kwargs):
        super().__init__(read_only=True, **kwargs)


class ComputedField(serializers.Field):
    """A value the serializer's `compute_<name>` makes from the columns it `needs`; `shape` documents its type."""

    def __init__(self, shape: serializers.Field, needs: Sequence[str]):
        super().__init__(read_only=True, source="*")
        self.shape, self.needs = shape, tuple(needs)


@dataclass(frozen=True)
class _Column:
    """One member of the answer: which columns it reads and what is done to them."""

    name: str
    paths: tuple[str, ...]
    convert: Callable[..., Any] | None


class RowSerializer(KeptFieldsSerializer):
    """Reads rows as dictionaries; see the module.

    `hidden_from(user)` names members this reader does not get; `kept_from_some` are all that it names to anybody.
    """

    kept_from_some: frozenset[str] = frozenset()

    def hidden_from(self, user) -> frozenset[str]:
        """Members left out of the answer for this reader."""
        return frozenset()

    def read(self, queryset: QuerySet, *, user, keys: Sequence[str] = ("pk",)) -> tuple[list[dict], list[tuple]]:
        """The rows of a queryset as dictionaries, and beside them the values of `keys`; one query."""
        hidden = self.hidden_from(user)
        columns = [_column(self, name, field) for name, field in self.fields.items() if name not in hidden]
        paths = list(dict.fromkeys([*keys, *(path for column in columns for path in column.paths)]))
        at = {path: number for number, path in enumerate(paths)}
        plan = [(column.name, [at[path] for path in column.paths], column.convert) for column in columns]
        found = list(queryset.values_list(*paths))
        return [_row(plan, values) for values in found], [values[: len(keys)] for values in found]


def _row(plan, values: tuple) -> dict:
    row = {}
    for name, places, convert in plan:
        if convert is None:
            row[name] = values[places[0]]
        else:
            row[name] = convert(*[values[place] for place in places])
    return row


def _column(serializer: RowSerializer, name: str, field: serializers.Field) -> _Column:
    if isinstance(field, ComputedField):
        return _Column(name, field.needs, getattr(serializer, f"compute_{name}"))
    path = "__".join(field.source_attrs)
    return _Column(name, (path,), _converter(serializer, path, field))


def _converter(serializer: RowSerializer, path: str, field: serializers.Field) -> Callable | None:
    if isinstance(field, LabelField):
        choices = model_field(serializer.Meta.model, path).flatchoices
        words = {value: str(label) for value, label in choices}
        return lambda value: words.get(value, value)
    if isinstance(field, serializers.DateTimeField):
        return local_time
    if isinstance(field, serializers.DecimalField):
        return lambda value: None if value is None else field.to_representation(value)  # or JSON makes a float of it
    if isinstance(field, serializers.ManyRelatedField | serializers.BaseSerializer):
        raise TypeError(f"{type(serializer).__name__}.{path}: rows are flat; give many values an address of their own")
    return None


def local_time(moment: datetime | None) -> str | None:
    return None if moment is None else timezone.localtime(moment).isoformat()
