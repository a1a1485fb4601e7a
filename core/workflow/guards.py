"""What services ask before they change a row. What people typed is refused at the field it was typed into."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.access.reach import require
from core.workdays.reckoning import today
from core.workflow.days import require_past
from core.workflow.editing import require_unchanged
from core.workflow.moves import IllegalStep, lock


def require_side(allowed: bool) -> None:
    """Refuse whoever acts for the wrong side or holds no right to the step."""
    require(allowed, _("This step is not yours to take."))


def require_status(obj: models.Model, *allowed: str) -> None:
    """Refuse a change that the row's state does not admit."""
    if obj.status not in allowed:
        raise IllegalStep(
            _("“%(what)s” is in state “%(status)s”; this is not possible now.")
            % {"what": obj, "status": obj.get_status_display()}
        )


def lock_draft(row: models.Model, *, seen: str = "") -> None:
    """Lock the row until the transaction ends; refuse unless it is a draft, and still as a form has `seen` it."""
    lock(row)
    if row.status != row.Status.DRAFT:
        raise IllegalStep(
            _("“%(what)s” is in state “%(status)s”; only a draft can be changed. Have it returned first.")
            % {"what": row, "status": row.get_status_display()}
        )
    require_unchanged(row, seen)


def require_text(name: str, text: str, what: str | Promise) -> str:
    """The text without surrounding blanks. Raises `ValidationError` for the field `name` when nothing is left."""
    text = (text or "").strip()
    if not text:
        raise ValidationError({name: _("%(what)s is required.") % {"what": what}})
    return text


def require_reason(reason: str) -> str:
    """The reason for giving something back, without surrounding blanks. Raises `ValidationError` without one."""
    reason = (reason or "").strip()
    if not reason:
        raise ValidationError({"reason": _("Say what is to be mended.")})
    return reason


def day_or_today(on: date | None, name: str = "on", *, since: date | None = None) -> date:
    """The day a fact became true. Raises `ValidationError` for a day to come, or before the day `since` it follows."""
    day = on or today()
    require_past(name, day, since=since)
    return day
