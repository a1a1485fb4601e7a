"""Two people in the same form: the second is told what the first changed, instead of undoing it unseen.

A form over a row carries the row's version as it was shown, sealed; the service that saves hands it to
`require_unchanged` once it holds the lock. The version counts the trail, so a change by bulk, task or SQL is noticed
too and a mere sign-in is not.
"""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.trail.history import actor_of, timeline
from core.trail.recording import history_of
from core.workflow.moves import Conflict, is_as_read, is_held

SHOWN = 40  # letters of a value in the message
LINES = 5  # changes in the message, the latest
AS_READ = "version_as_read"


class ChangedMeanwhile(Conflict):
    """Someone else changed the row after the form was opened; `seen` is what to save with once that is known."""

    def __init__(self, message: str, seen: str):
        super().__init__(message)
        self.seen = seen


def is_versioned(model: type[models.Model]) -> bool:
    """Whether the trail keeps this model, so that its rows have versions."""
    return hasattr(model, "pgh_event_model")


def with_version(rows: QuerySet) -> QuerySet:
    """The rows with their version, read in one statement with what they say: never newer than what is shown."""
    latest = [
        Subquery(events._base_manager.filter(**{key: OuterRef("pk")}).order_by("-pgh_id").values("pgh_id")[:1])
        for events, key in history_of(rows.model)
    ]
    return rows.annotate(**dict(zip(_columns(rows.model), latest, strict=True)))


def version_as_read(row: Any) -> str:
    """The version that was read with the row; "" for a row read without."""
    read = [value for name, value in vars(row).items() if name.startswith(AS_READ)]
    return _joined(read) if any(read) else ""


def version_of(row: Any) -> str:
    """The version read with the row ("" without one), or that of now where it moved while its lock was waited for."""
    return version_as_read(row) if is_as_read(row) or not is_held(row) else _version_now(row)


def seen_of(row: models.Model) -> str:
    """What a form remembers of the row it shows."""
    return _seal(row, version_as_read(row) or _version_now(row))


def require_unchanged(row: models.Model, seen: str, *, now: str = "") -> None:
    """Raise `ChangedMeanwhile` if the row, which the caller has locked, is not as it was `seen` in a form.

    "" comes from callers who showed the row to nobody. `now` is its version, where it was read with the row once
    nobody else could change it.
    """
    if not seen:
        return
    now = now or (version_as_read(row) if is_as_read(row) else "") or _version_now(row)
    try:
        shown = _signer(row).unsign(seen)
    except BadSignature:
        shown = _joined([])
    if shown != now:
        raise ChangedMeanwhile(_told(row, shown), _seal(row, now))


def _version_now(row: models.Model) -> str:
    """The newest entries of the trail about the row and about what is edited with it."""
    model = type(row)
    read = with_version(model._base_manager.filter(pk=row.pk)).values_list(*_columns(model)) if row.pk else []
    return _joined(next(iter(read), []))


def _columns(model: type[models.Model]) -> list[str]:
    return [f"{AS_READ}_{number}" for number in range(len(history_of(model)))]


def _joined(entries) -> str:
    return ".".join(str(entry or 0) for entry in entries) or "0"


def _signer(row) -> Signer:
    return Signer(salt=f"core.workflow.editing:{row._meta.label_lower}:{row.pk or ''}")


def _seal(row, version: str) -> str:
    return _signer(row).sign(version)


def _told(row, shown: str) -> str:
    words = [_("Someone else has changed this record since you opened it; nothing of yours is saved yet.")]
    words += list(_changes(row, [int(entry) for entry in shown.split(".")]))[-LINES:]
    words.append(_("What you typed is kept below. Compare, and save again if it shall replace the other's."))
    return " ".join(words)


def _changes(row, shown: list[int]):
    """Who changed what since: fields with their values, and the kinds of rows edited with it."""
    (_own, *parts), (since, *since_parts) = history_of(type(row)), shown
    for entry in timeline(row, after=since):
        what = [_("the record was entered")] if entry.created else [_change(*change) for change in entry.changes]
        yield _line(entry.actor, entry.at, "、".join(what))
    for (events, key), after in zip(parts, since_parts, strict=False):
        last = events._base_manager.filter(**{key: row.pk}, pgh_id__gt=after).order_by("pgh_id").last()
        if last is not None:
            yield _line(actor_of(last), last.pgh_created_at, str(events.pgh_tracked_model._meta.verbose_name))


def _change(name: str, before: str, after: str) -> str:
    if not name:
        return after
    values = {"name": name, "before": _short(before), "after": _short(after)}
    return _("%(name)s from “%(before)s” to “%(after)s”") % values


def _short(value: str) -> str:
    return Truncator(value).chars(SHOWN)


def _line(who: str, at, what: str) -> str:
    when = f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
    who = who or _("The system")
    return _("%(who)s at %(when)s changed: %(what)s.") % {"who": who, "when": when, "what": what}
