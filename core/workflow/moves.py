"""The one way a row's status changes.

A model states its legal steps in `STEPS` ({from: {to, …}}); a service checks the right and calls `move`. Page, API,
import, bulk action and task all go through the same services, so a rule kept here is kept everywhere.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from core.trail.recording import acting, step_of, step_of_all
from core.trail.transactions import lasts, where
from core.trail.versions import forget_version, note_version, version_in
from core.workflow.constraints import checks_in_words
from core.workflow.updates import Statement, update_held

Row = TypeVar("Row", bound=models.Model)


class IllegalStep(Exception):
    """The row is not in a state from which this step leads."""


class Conflict(Exception):
    """Someone else changed the row since it was read."""


def lock(obj: Row) -> Row:
    """Lock the row until the transaction ends and bring `obj` up to date.

    Raises `Conflict` if its status is no longer the one the caller saw: of two people at once the second is told.
    """
    lock_all([obj])
    return obj


def lock_all(rows: Sequence[Row]) -> None:
    """The same for several rows of one kind, in one statement."""
    waiting = [row for row in rows if not is_held(row)]
    locked = {fresh.pk: fresh for fresh in _locked(waiting)}
    for row in waiting:
        fresh = locked[row.pk]
        if fresh.status != row.status:
            raise Conflict(
                _("Meanwhile someone else moved “%(what)s” to “%(status)s”. Look at it again before you go on.")
                % {"what": row, "status": fresh.get_status_display()}
            )
        bring_up_to_date(row, fresh)


def lock_anew(obj: Row) -> Row:
    """Lock the row until the transaction ends and bring `obj` up to date, whatever became of it meanwhile."""
    if not is_held(obj):
        [fresh] = _locked([obj])
        bring_up_to_date(obj, fresh)
    return obj


def is_held(obj: Row) -> bool:
    """Whether the transaction locked the row through this very object: nobody else can have changed it since."""
    return lasts(getattr(obj, "_locked_at", None))


def hold(obj: Row, *, open_to: tuple[Any, ...] = ()) -> Row:
    """Note that `obj` was read with its row locked; with `open_to`, that this set of this user held it then."""
    connection.locks = _locks() + 1
    obj._locked_at, obj._lock, obj._open_to = where(), connection.locks, open_to
    return obj


def hold_entered(obj: Row) -> Row:
    """Note that the transaction entered the row: nobody else sees it before the end, and no lock was waited for."""
    obj._locked_at, obj._lock, obj._open_to = where(), 0, ()
    return obj


def is_as_read(obj: Row) -> bool:
    """Whether the row did not move while its lock was waited for, so that all read with it is of the same moment."""
    return is_held(obj) and bool(obj._open_to)


def is_open(rows: Callable[..., models.QuerySet], user: Any, obj: models.Model) -> bool:
    """Whether the row was locked as one of this set of this user, and no other lock was waited for since."""
    return is_held(obj) and obj._lock == _locks() and obj._open_to == (rows, user.pk)


def _locks() -> int:
    """How many locks were waited for through this connection; a new one has waited for none."""
    return getattr(connection, "locks", 0)


def _locked(rows: Sequence[Row]) -> list[Row]:
    """The rows as they are now, locked until the transaction ends. Raises `Conflict` if one is gone."""
    if not rows:
        return []
    model = rows[0].__class__  # type() sees the wrapper of a lazy user
    fresh = model._base_manager.select_for_update(of=("self",)).filter(pk__in=[row.pk for row in rows])
    found = list(fresh.order_by("pk"))
    if len(found) < len(rows):
        raise Conflict(_("This record no longer exists."))
    return found


def bring_up_to_date(obj: Row, fresh: Row) -> None:
    """Let `obj` say what `fresh`, the same row read with its lock, says."""
    for field in obj._meta.concrete_fields:
        setattr(obj, field.attname, getattr(fresh, field.attname))
    hold(obj)


def move(obj: Row, to: str, *, by, reason: str = "", beside: Statement | None = None, **facts: Any) -> Row:
    """Take one legal step: lock the row, check the step, save status and `facts`, leave the trace, all or nothing.

    The transaction is that of the service which moves the row. A statement given as `beside` goes with the step, as
    the one that tells of it does (`core.notices.services.telling`).

    Raises `IllegalStep` when `STEPS` knows no way there, `Conflict` when another person was faster, and
    `ValidationError` for facts that break a rule of the row.
    """
    lock(obj)
    require_step(obj, to)
    with acting(by, reason=reason, step=step_of(obj, to)), checks_in_words(type(obj)):
        for name, value in ({"status": to} | facts).items():
            setattr(obj, name, value)
        write(obj, "status", *facts, beside=beside)
    return hold(obj)  # another set may hold it now


def move_all(rows: Sequence[Row], to: str, *, by, **facts: Any) -> None:
    """The same step for all of these rows of one kind, in one statement; all or none. Raises as `move` does."""
    lock_all(rows)
    for row in rows:
        require_step(row, to)
    if not rows:
        return
    model = type(rows[0])
    with acting(by, step=step_of_all(model, to)), checks_in_words(model):
        update_held(model._base_manager.filter(pk__in=[row.pk for row in rows]), "id", status=to, **facts)
    for row in rows:
        for name, value in ({"status": to} | facts).items():
            setattr(row, name, value)
        forget_version(hold(row))


def write(obj: models.Model, *names: str, beside: Statement | None = None) -> None:
    """Save these fields of a locked row as they are; it then says its version, too, if it has one."""
    version = version_in(obj.__class__)
    row = obj.__class__._base_manager.filter(pk=obj.pk)
    [(told,)] = update_held(row, version or "id", beside=beside, **{name: getattr(obj, name) for name in names})
    if version:
        setattr(obj, version, told)
        note_version(obj)


def require_step(obj: models.Model, to: str) -> None:
    """Raise `IllegalStep` unless `STEPS` leads from the row's status to `to`."""
    if to not in obj.STEPS.get(obj.status, ()):
        raise IllegalStep(
            _("“%(what)s” is in state “%(status)s”; from there it cannot go to “%(to)s”.")
            % {"what": obj, "status": obj.get_status_display(), "to": type(obj).Status(to).label}
        )


def require_ready(why_not: str) -> None:
    """Refuse a step whose conditions are not met yet; the reason says what to do first."""
    if why_not:
        raise IllegalStep(why_not)
