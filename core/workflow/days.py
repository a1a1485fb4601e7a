"""The day on which something became true: not still to come, and not before what it follows (docs/domain.md, days).

Figures are computed "as of" a day from these days, so a day out of order would falsify them.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.workdays.reckoning import today


def require_past(name: str, day: date, *, since: date | None = None, fact: str | Promise = "") -> None:
    """Refuse for the field `name` a day still to come, or one before the day `since` of an earlier `fact`.

    Raises `ValidationError`; where nobody knows the earlier day, nothing is before it.
    """
    if day > today():
        raise ValidationError({name: _("This day is still to come. Enter the day on which it happened.")})
    if since and day < since:
        words = _("This day cannot be before %(day)s (%(fact)s).") if fact else _("This day cannot be before %(day)s.")
        raise ValidationError({name: words % {"day": since.isoformat(), "fact": fact}})
