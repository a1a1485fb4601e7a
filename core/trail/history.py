"""What the trail says of one row: who moved it, who wrote it, and its timeline."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from core.trail.recording import HIDDEN_FIELDS
from core.trail.words import account_words, value_words
from core.wording import for_reader, told_again


def movers_of(obj, status: str, *, out_of: str = "") -> QuerySet:
    """The accounts that ever moved this row to this status; with `out_of`, those that moved it there from that one."""
    moves = _with_before(obj.events.filter(status=status)).exclude(before=None).exclude(before=status)
    return actors_of(moves.filter(before=out_of) if out_of else moves)


def actors_of(events) -> QuerySet:
    """The accounts that made these changes; None among them where nobody signed."""
    return events.order_by().annotate(by=_ACTOR).values_list("by", flat=True)


def anothers_name(obj, name: str, value: str) -> bool:
    """Whether another row of this kind has, or ever had, this value in the column `name`; capitals count for nothing.

    `obj` may be a row that is not saved yet.
    """
    had = obj.__class__.pgh_event_model.objects.filter(**{f"{name}__iexact": value})
    return (had.exclude(pgh_obj=obj.pk) if obj.pk else had).exists()


def rows_written(model, status: str, accounts) -> QuerySet:
    """The keys of the rows that one of these accounts wrote (`written_here`), for a subquery."""
    return written_here(model, status).filter(pgh_context__actor__in=accounts).values("pgh_obj")


def written_here(model, status: str) -> QuerySet:
    """The events by which rows were entered in this status or changed there, each with the account, `by`.

    Who only moved a row there has not written it.
    """
    found = _with_before(model.pgh_event_model.objects.filter(status=status)).annotate(by=_ACTOR)
    return found.filter(Q(before=None) | Q(before=status))


_ACTOR = Cast(KeyTextTransform("actor", "pgh_context"), BigIntegerField())


def _with_before(events) -> QuerySet:
    """The events, each with the status its row had before it."""
    all_of_row = events.model.objects.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    return events.annotate(before=Subquery(all_of_row.order_by("-pgh_id").values("status")[:1]))


@dataclass(frozen=True)
class Entry:
    """One line of a timeline: when, who, what changed from what to what, and why."""

    at: datetime
    actor: str
    created: bool
    deleted: bool
    changes: list[tuple[str, str, str]]
    reason: str
    status: str


def events_of(obj) -> list:
    """The events of one row, oldest first. The caller has already reached `obj` through its one door."""
    return list(obj.events.order_by("pgh_id"))


def timeline(obj, events=None, *, hide=(), after: int = 0, accounts: bool = False) -> list[Entry]:
    """The history of one row, oldest first, told of its `events` where they were read already.

    With `after` only what followed that event, with `accounts` the user name and key of each account. What the program
    makes of another field (a pinyin key) tells nothing.
    """
    fields = [field for field in obj._meta.fields if field.editable and field.name not in HIDDEN_FIELDS | set(hide)]
    names: dict[tuple, str] = {}
    entries, before = [], None
    for event in events_of(obj) if events is None else events:
        if event.pgh_id > after:
            entries.append(_entry(event, before, fields, names, accounts=accounts))
        before = event
    return [entry for entry in entries if entry.created or entry.deleted or entry.changes]


def actor_of(event, *, account: bool = False) -> str:
    """Who made a change, as they were called then; with `account` also the user name and the key of the account."""
    context = event.pgh_context or {}
    if account and context.get("actor"):
        return named_account(context.get("actor_name", ""), context.get("actor_account", ""), context["actor"])
    called = account_words(context.get("actor_name", ""), context.get("actor_account", ""))
    return called or context.get("command") or context.get("task") or ""


def named_account(name: str, username: str, key: int) -> str:
    """An account as the trail names it: what it is called, what it signs in with, and its key."""
    return f"{account_words(name, username)} ({' '.join(filter(None, [username, f'#{key}']))})"


def _entry(event, before, fields, names, *, accounts: bool) -> Entry:
    context = event.pgh_context or {}
    recorded = [field for field in fields if hasattr(event, field.attname)]
    changes = []
    if before is not None:
        changes = [
            (str(field.verbose_name), _words(before, field, names), _words(event, field, names))
            for field in recorded
            if getattr(before, field.attname) != getattr(event, field.attname) and field.name != "status"
        ]
    status_changed = hasattr(event, "status") and (before is None or before.status != event.status)
    if status_changed and before is not None:
        changes.insert(0, ("", _status(before), _status(event)))
    return Entry(
        at=event.pgh_created_at,
        actor=actor_of(event, account=accounts),
        created=event.pgh_label == "insert",
        deleted=event.pgh_label == "delete",
        changes=changes,
        reason=_reason(context),
        status=_status(event) if status_changed else "",
    )


def _reason(context) -> str:
    """Why it was changed; early traces have no `reasons`, so the program's own are told again."""
    reason = context.get("reason", "")
    return for_reader(reason, context["reasons"]) if "reasons" in context else told_again(reason)


def _status(event) -> str:
    return str(event.get_status_display())


def _words(event, field: models.Field, names: dict) -> str:
    """The value of a field as people read it; `names` keeps those of related rows, each asked for once."""
    value = getattr(event, field.attname)
    if not field.is_relation or value is None:
        return value_words(field, value)
    if (field, value) not in names:
        related = field.related_model._base_manager.filter(pk=value).first()
        names[field, value] = str(related) if related else ""
    return names[field, value]
