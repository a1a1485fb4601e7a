"""What a trace says as a sentence: the step, the record by its name, the fields; values only of what is no content.

The rows come from `core.trail.audit.entries`. However many they are, what they need is read in three statements.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from core.trail import audit
from core.trail.naming import Names, Row, naming_of
from core.trail.recording import HIDDEN_FIELDS
from core.trail.words import value_words


def told_fields(model: Any) -> list[Any]:
    """The fields of a kind of record that the trail tells of: what people enter, not what a record hangs on."""
    kept = HIDDEN_FIELDS | {"id"} | {name.removesuffix("_id") for name in naming_of(model).hangs_on or ()}
    return [
        field for field in model._meta.concrete_fields if field.editable and field.name.removesuffix("_id") not in kept
    ]


class Trace:
    """One trace with what its table of events holds: the values after it and before it."""

    def __init__(self, row: dict[str, Any], source: audit.Source):
        self.row, self.source = row, source
        self.page, self.about = source.subject(row["trace_of"])
        self.now: dict[str, Any] = {}
        self.before: dict[str, Any] = {}

    @property
    def model(self) -> Any:
        """The kind of record it is about."""
        return self.about[0] if self.about else None

    def rows_named(self) -> list[Row]:
        """The records that its sentence names."""
        related: list[Row] = [
            (field.related_model, str(values[field.attname]))
            for field in self._told()
            if field.is_relation
            for values in (self.now, self.before)
            if values.get(field.attname) is not None
        ]
        return [*([self.about] if self.about else []), *related]

    def _fields(self) -> list[Any]:
        return told_fields(self.model) if self.model and self.now else []

    def _told(self) -> list[Any]:
        return [field for field in self._fields() if field.name in naming_of(self.model).told]

    def sentence(self, names: Names) -> str:
        """The step, the kind of record and its name."""
        step = str(audit.STEPS.get(self.row["trace_step"], self.row["trace_step"]))
        record = names.with_kind(self.about, self.now) if self.about else ""
        subject = " ".join(filter(None, [self.page, record]))
        return _("%(step)s: %(subject)s") % {"step": step, "subject": subject} if subject else step

    def changes(self, names: Names) -> str:
        """Which fields it was about, from what to what where that is no content."""
        told = [words for field in self._told() if (words := self._change(field, names))]
        hidden = [naming_of(self.model).label(field) for field in self._fields() if self._is_hidden(field)]
        if hidden and self.before:
            told.append(_("%(fields)s (not shown)") % {"fields": _(", ").join(hidden)})
        return _("; ").join(told)

    def _is_hidden(self, field: Any) -> bool:
        return self._is_changed(field) and field.name not in naming_of(self.model).told

    def _is_changed(self, field: Any) -> bool:
        known = field.attname in self.now
        return known and self.now.get(field.attname) != self.before.get(field.attname)

    def _change(self, field: Any, names: Names) -> str:
        if self.row["trace_step"] == "delete" or not self._is_changed(field):
            return ""
        old, new = (_words(field, values.get(field.attname), names) for values in (self.before, self.now))
        facts = {"field": naming_of(self.model).label(field), "old": old or "—", "new": new or "—"}
        return (_("%(field)s: %(old)s → %(new)s") if self.before else _("%(field)s: %(new)s")) % facts

    def address(self, names: Names) -> str:
        """The page of the account it is about."""
        key = names.account(self.about) if self.about else None
        return get_user_model()(pk=key).get_absolute_url() if key else ""


def _words(field: Any, value: Any, names: Names) -> str:
    if value is None:
        return ""
    if field.is_relation:
        return names.words((field.related_model, str(value)))
    return value_words(field, field.to_python(value))


def tell(rows: list[dict[str, Any]]) -> None:
    """Add to each trace what it says (`told`), the fields (`fields`) and where more is to be read (`address`)."""
    known = audit.sources()
    traces = [Trace(row, known[row["trace_kind"]]) for row in rows]
    _read_events(traces)
    names = Names(named for trace in traces for named in trace.rows_named())
    for trace in traces:
        trace.row["told"] = trace.sentence(names)
        trace.row["fields"] = trace.changes(names)
        trace.row["address"] = trace.address(names)


def _read_events(traces: list[Trace]) -> None:
    """What the events of these traces hold, and what the one before each held, in one statement."""
    wanted: dict[str, dict[int, Trace]] = {}
    for trace in traces:
        if trace.source.events:
            wanted.setdefault(trace.source.kind, {})[int(trace.row["trace_row"])] = trace
    if not wanted:
        return
    known = audit.sources()
    first, *others = [_events(known[kind], list(keys)) for kind, keys in wanted.items()]
    for kind, key, now, before in first.union(*others, all=True) if others else first:
        trace = wanted[kind][key]
        trace.now, trace.before = now, before or {}


def _events(source: audit.Source, keys: list[int]):
    events = source.events._base_manager.order_by()
    earlier = events.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")
    names = {field.attname for field in source.events._meta.concrete_fields if not field.name.startswith("pgh_")}
    held = JSONObject(**{name: name for name in sorted(names)})
    return events.filter(pk__in=keys).values_list(
        Value(source.kind), "pgh_id", held, Subquery(earlier.values_list(held)[:1])
    )
