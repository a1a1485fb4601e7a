"""The row on which a step is taken: locked, and asked whether the step is open to the user, in one statement."""

from functools import cache
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.expressions import Col
from django.http import Http404
from django.shortcuts import get_object_or_404

from core.workflow.kept_rows import SetOf, row_with
from core.workflow.moves import bring_up_to_date, hold
from core.workflow.steps import Rows, reads_of

XMIN: models.Field = models.IntegerField()
XMIN.set_attributes_from_name("xmin")
"""What every table of PostgreSQL has a column for: the transaction that wrote the row as it stands."""


def row_of_step(seen: models.QuerySet, rows: Rows, user: Any, pk: Any, *, after: str = "") -> models.Model:
    """The row of this key among those `seen`, locked; whether it is of the user's `rows` is then known of it.

    `after` names the row above it which the service locks before: who locks both in another order waits for ever.
    Raises `Http404` for a row that is not seen.
    """
    seen = seen.filter(pk=pk)
    above = _locked_above(seen, after) if after else None
    return _held(get_object_or_404(_to_lock(seen, rows, user)), rows, user, after, above)


def one_of_many(model: Any, rows: Rows, user: Any, pk: int, *, after: str = "") -> models.Model:
    """The same of a row of this kind, with the rows its step reads, where many are taken one after the other."""
    above = _locked_above(model.objects.visible_to(user).filter(pk=pk), after) if after else None
    row = row_with(pk, user, _all_to_lock(model, rows))
    if row is None:
        raise Http404
    return _held(row, rows, user, after, above)


@cache
def _all_to_lock(model: Any, rows: Rows) -> SetOf:
    """What `one_of_many` asks: of each user one question, whatever the row."""
    return lambda user: _to_lock(model.objects.visible_to(user).select_related(*reads_of(model)), rows, user)


def _to_lock(seen: models.QuerySet, rows: Rows, user: Any) -> models.QuerySet:
    """These, each with whether the step is open on it (`step_is_open`), locked once they are read."""
    # As it stands: while the lock is waited for, the row may change, and the set does not see it.
    unchanged = _with_writer(rows(user)).filter(pk=OuterRef("pk"), writer=OuterRef("writer"))
    return _with_writer(seen).annotate(step_is_open=Exists(unchanged)).select_for_update(of=("self",))


def _held(row: Any, rows: Rows, user: Any, after: str, above: models.Model | None) -> models.Model:
    if above is not None:
        _set_above(row, after, above)
    return hold(row, open_to=(rows, user.pk) if row.step_is_open else ())


def _with_writer(rows: models.QuerySet) -> models.QuerySet:
    return rows.alias(writer=Col(rows.query.get_initial_alias(), XMIN))


def _locked_above(seen: models.QuerySet, name: str) -> models.Model:
    rows = seen.model._meta.get_field(name).related_model._base_manager
    return hold(get_object_or_404(rows.select_for_update(of=("self",)), pk__in=seen.values(name)))


def _set_above(row: models.Model, name: str, above: models.Model) -> None:
    """What was read with the row above stays with it."""
    if row._meta.get_field(name).is_cached(row):
        bring_up_to_date(getattr(row, name), above)
    else:
        setattr(row, name, above)
