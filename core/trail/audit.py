"""Who did what when, for the audit administrator, never what records say (docs/domain.md, administrators).

Every tracked model is a source by itself; sign-ins are another; apps register what else leaves a trace, such as looks
at leads, in their `audit.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from axes.models import AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Case, CharField, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat
from django.db.models.lookups import Exact
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.models import Access
from core.names.matching import matching
from core.trail.naming import Row, row_at

COLUMNS = ("trace_at", "trace_by", "trace_kind", "trace_step", "trace_of", "trace_row")
STEPS = {
    "insert": _("created"),
    "update": _("changed"),
    "delete": _("deleted"),
    "sign_in": _("signed in"),
    "failure": _("failed to sign in"),
}


Subject = Callable[[str], tuple[str, Row | None]]


def plainly(of: str) -> tuple[str, Row | None]:
    """What a trace is about stands there in words."""
    return of, None


def record_of(model) -> Subject:
    """What a trace is about is a record of this model, by its key."""
    return lambda of: ("", (model, of))


@dataclass(frozen=True)
class Source:
    """A table of traces. `rows()` is annotated with the `COLUMNS`, all text but the time and the row's own key.

    `subject` tells of what stands in `trace_of` the words of a place and the record it is about; `events` is the table
    of events of a tracked model.
    """

    kind: str
    label: str | Promise
    rows: Callable[[], QuerySet]
    subject: Subject
    events: Any = None


_sources: dict[str, Source] = {}


def register(
    kind: str, label, rows: Callable[[], QuerySet], *, subject: Subject = plainly, steps: dict | None = None
) -> None:
    """Add a source; `steps` are the words for its own kinds of step."""
    _sources[kind] = Source(kind, label, rows, subject)
    STEPS.update(steps or {})


_groups: dict[str, tuple[str | Promise, dict[str, Q]]] = {}


def register_group(key: str, label, narrowed: dict[str, Q]) -> None:
    """Several kinds of trace to be read together, each narrowed to what belongs there."""
    _groups[key] = (label, narrowed)


def kinds() -> list[tuple[str, str]]:
    """What the traces can be narrowed to: the groups, then every kind of record, by its words."""
    groups = [(key, str(label)) for key, (label, _narrowed) in _groups.items()]
    every = ((source.kind, str(source.label)) for source in sources().values())
    return [*groups, *sorted(every, key=lambda kind: kind[1])]


def sources() -> dict[str, Source]:
    """Every source: the tracked models, sign-ins, and what apps registered."""
    tracked = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    return {event.pgh_tracked_model._meta.label_lower: _history(event) for event in tracked} | _sources


def _history(event) -> Source:
    model = event.pgh_tracked_model

    def rows():
        return event._base_manager.annotate(
            trace_at=F("pgh_created_at"),
            trace_by=_who_acted(),
            trace_kind=Value(model._meta.label_lower),
            trace_step=F("pgh_label"),
            trace_of=Cast("pgh_obj_id", CharField()),
            trace_row=F("pgh_id"),
        )

    return Source(model._meta.label_lower, capfirst(model._meta.verbose_name), rows, record_of(model), event)


def _who_acted():
    """Who did it as the trail has it: the name, user name and key of then; a command or task by its name."""
    said = {name: KeyTextTransform(name, "pgh_context") for name in ("actor_name", "command", "task")}
    account = [KeyTextTransform(name, "pgh_context") for name in ("actor_name", "actor_account", "actor")]
    named = Case(When(pgh_context__has_key="actor", then=_account(*account)), output_field=CharField())
    return Coalesce(named, *said.values(), Value(""), output_field=CharField())


def _account(name, username, key):
    """An account as `core.trail.history.named_account` names it."""
    numbered = Concat(Value("#"), Cast(key, CharField()), output_field=CharField())
    inside = Func(Value(" "), username, numbered, function="CONCAT_WS", output_field=CharField())
    of_program = When(Exact(username, Value(get_user_model().SYSTEM)), then=Value(str(_("The system"))))
    called = Case(of_program, default=name, output_field=CharField())
    return Concat(called, Value(" ("), inside, Value(")"), output_field=CharField())


def account_at(to: str):
    """Likewise the account that the foreign key `to` of a trace points to, as it is called now; for apps."""
    return _account(F(f"{to}__name"), F(f"{to}__username"), F(f"{to}__pk"))


def _sign_ins(model, step: str) -> Callable[[], QuerySet]:
    """Sign-ins by the name of the account, as other traces are; by what was typed where no account is called so."""

    def rows():
        accounts = get_user_model()._base_manager.filter(username=OuterRef("username"))
        accounts = accounts.annotate(called=_account(F("name"), F("username"), F("pk")))
        return model._base_manager.annotate(
            trace_at=F("attempt_time"),
            trace_by=Coalesce(
                Subquery(accounts.values("called")[:1]), "username", Value(""), output_field=CharField()
            ),
            trace_kind=Value(f"sign_in.{step}"),
            trace_step=Value(step),
            trace_of=Coalesce(Func("ip_address", function="HOST", output_field=CharField()), Value("")),
            trace_row=F("pk"),
        )

    return rows


register("sign_in.sign_in", _("Sign-in"), _sign_ins(AccessLog, "sign_in"))
register("sign_in.failure", _("Sign-in that failed"), _sign_ins(AccessFailureLog, "failure"))


def _accesses() -> QuerySet:
    return Access._base_manager.annotate(
        trace_at=F("at"),
        trace_by=account_at("user"),
        trace_kind=Value("core.access"),
        trace_step=Concat(Value("access."), "kind", output_field=CharField()),
        trace_of=F("path"),
        trace_row=F("pk"),
    )


def page_at(path: str) -> tuple[str, Row | None]:
    """The title of the page at an address, or the pattern of the address, and the record it is about."""
    try:
        match = resolve(path)
    except Resolver404:
        return path, None
    view = getattr(match.func, "view_class", None) or getattr(match.func, "cls", None)
    model, key = getattr(view, "model", None), match.kwargs.get("pk")
    row = row_at(path) or ((model, str(key)) if model and key else None)
    return str(getattr(view, "title", "") or ("" if row else f"/{match.route}")), row


register(
    "core.access",
    _("File taken away, print or refusal"),
    _accesses,
    subject=page_at,
    steps={f"access.{kind.value}": kind.label for kind in Access.Kind},
)


def entries(start: date, end: date, *, actor: str = "", kind: str = "", step: str = "") -> QuerySet:
    """The traces of these days, both counted, the newest first, as dictionaries of `COLUMNS`."""
    wanted: dict[str, Any] = {
        "trace_at__gte": _midnight(start),
        "trace_at__lt": _midnight(date.fromordinal(end.toordinal() + 1)),
    }
    wanted |= {"trace_step": step} if step else {}
    by = matching(actor, "trace_by")
    first, *others = [rows.order_by().filter(by, **wanted).values(*COLUMNS) for rows in _chosen(kind)]
    return (first.union(*others, all=True) if others else first).order_by("-trace_at", "trace_kind", "trace_of")


def _chosen(kind: str) -> list[QuerySet]:
    """The rows of a kind, of a group of kinds, or of all."""
    known = sources()
    if kind in _groups:
        return [known[each].rows().filter(narrowed) for each, narrowed in _groups[kind][1].items()]
    return [source.rows() for source in ([known[kind]] if kind in known else known.values())]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
