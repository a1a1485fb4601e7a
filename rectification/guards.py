"""What every step asks before it is taken."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from core.access.reach import require
from core.workdays.reckoning import today
from core.workflow.days import require_past
from core.workflow.moves import IllegalStep


def require_side(allowed: bool) -> None:
    """Refuse whoever acts for the wrong side or holds no right to the step."""
    require(allowed, _("This step is not yours to take."))


def require_status(obj, *allowed: str) -> None:
    """Refuse a change that the row's state does not admit."""
    if obj.status not in allowed:
        raise IllegalStep(
            _("“%(what)s” is in state “%(status)s”; this is not possible now.")
            % {"what": obj, "status": obj.get_status_display()}
        )


def require_text(text: str, what: str) -> str:
    """The text without surrounding blanks. Raises `ValidationError` when nothing is left."""
    text = (text or "").strip()
    if not text:
        raise ValidationError(_("%(what)s is required.") % {"what": what})
    return text


def day_or_today(on, *, not_before=None):
    """The day a fact became true. Raises `ValidationError` for a day to come, or before the fact it follows."""
    day = on or today()
    require_past(NON_FIELD_ERRORS, day, since=not_before)
    return day
