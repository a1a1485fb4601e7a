"""Rows that came back to be mended: who returned them, when and why, and whether anything was changed since.

A room says once which move gives its rows back (`WayBack`); its page shows the band, its condition refuses to send
the row again as it was, and its steps turn the main button to mending.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

from core.trail.history import actor_of, events_of
from core.trail.recording import history_of


@dataclass(frozen=True)
class Return:
    """That a row came back: from whom, when, and with which opinion; `event` is its line in the trail."""

    by: str
    at: datetime
    reason: str
    event: int


@dataclass(frozen=True)
class WayBack:
    """How rows of one kind come back: `into` a state, `out_of` these (any, if none is named).

    `mended_by` names the steps of those who may mend the row. Changes that say `mends_nothing` of themselves in the
    trail are none of theirs. `beside` gives the events of what is changed with it but
    does not declare itself a part of it (`tracked(part_of=…)`).
    """

    into: str
    out_of: tuple[str, ...] = ()
    mended_by: tuple[str, ...] = ("change",)
    beside: Callable[[Any], Iterable[QuerySet]] = lambda row: ()
    mends_nothing: str = ""

    def last_return(self, row: models.Model, events: Sequence[Any]) -> Return | None:
        """The return that put the row with these events where it stands; None for a row that did not come back."""
        moved = self._moves(events)[-1:] if row.status == self.into else []
        return next((_return(event) for before, event in moved if self._is_return(before, event)), None)

    def latest_return(self, row: models.Model) -> Return | None:
        """The latest return of the row wherever it stands by now: who decides again sees what was asked for."""
        moved = reversed(self._moves(events_of(row)))
        return next((_return(event) for before, event in moved if self._is_return(before, event)), None)

    def _moves(self, events: Sequence[Any]) -> list[tuple[Any, Any]]:
        """Those by which the row went from one state to another, each after the one before it."""
        return [(before, event) for before, event in pairwise(events) if event.status != before.status]

    def _is_return(self, before, event) -> bool:
        return event.status == self.into and (not self.out_of or before.status in self.out_of)

    def is_unmended(self, row: models.Model) -> bool:
        """Whether the row came back and nothing of it was changed since."""
        return row.status == self.into and type(row)._base_manager.filter(self.unmended(row), pk=row.pk).exists()

    def unmended(self, row: models.Model) -> Exists:
        """The same of a row that stands where rows come back to, as a column of whatever is read.

        What the trail says last of the row is then that it came there, and nothing of its parts came after.
        """
        (own, key), *parts = history_of(type(row))
        events = own._base_manager.filter(**{key: row.pk})
        before = events.filter(pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id").values("status")[:1]
        came = events.filter(status=self.into).alias(before=Subquery(before)).exclude(before=self.into)
        came = came.filter(before__in=self.out_of) if self.out_of else came.exclude(before=None)
        came = came.exclude(Exists(self._mending(events).filter(pgh_id__gt=OuterRef("pgh_id"))))
        for others in [*(part._base_manager.filter(**{to: row.pk}) for part, to in parts), *self.beside(row)]:
            later = self._mending(others).filter(pgh_created_at__gt=OuterRef("pgh_created_at"))
            came = came.exclude(Exists(later))
        return Exists(came)

    def _mending(self, events: QuerySet) -> QuerySet:
        if not self.mends_nothing:
            return events
        return events.filter(Q(pgh_context=None) | ~Q(pgh_context__has_key=self.mends_nothing))

    def why_not_again(self, row: models.Model, unmended: bool | None = None) -> str:
        """Why a returned row cannot be sent again yet; "" when it can. `unmended` is what was read beside."""
        still = self.is_unmended(row) if unmended is None else unmended and row.status == self.into
        return _("Nothing was changed since it came back. Mend it first.") if still else ""


def with_opinion(rows: QuerySet, into: str) -> QuerySet:
    """The rows, each with the reason of the move that put it into the state where it stands (`returned_with`).

    None for a row that stands elsewhere, or never left this state. Not for leads: worklists are read over shoulders.
    """
    events = rows.model.pgh_event_model.objects
    before = events.filter(pgh_obj=OuterRef("pgh_obj")).exclude(status=into).order_by("-pgh_id").values("pgh_id")[:1]
    came = events.filter(pgh_obj=OuterRef("pk"), status=into, pgh_id__gt=Subquery(before)).order_by("pgh_id")
    return rows.annotate(returned_with=Subquery(came.values(said=KeyTextTransform("reason", "pgh_context"))[:1]))


def _return(event) -> Return:
    context = event.pgh_context or {}
    return Return(actor_of(event), event.pgh_created_at, context.get("reason", ""), event.pgh_id)
