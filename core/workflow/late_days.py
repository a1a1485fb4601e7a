"""Recording days that a ledger left out (docs/domain.md, ledgers): each once, by a person who knows it."""

from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.workdays.unrecorded import CameWithLedger
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import require_among

Row = TypeVar("Row", bound=CameWithLedger)


@all_or_nothing
def record_late_days(
    row: Row, rows: QuerySet, *, by: Any, names: tuple[str, ...], until: str, **told: date | None
) -> Row:
    """Enter those of the days `names` that were not recorded and are `told` now; a known day stays as it is.

    `names` follow one another, and the day `until` follows them. Raises `Refused` where `rows` do not hold the row,
    `IllegalStep` where every day is known, and `ValidationError` for no day at all or one that cannot be.
    """
    require_among(rows, row, _("This step is not yours to take."))
    lock_row(row)
    lacking = [name for name in names if row.lacks_day(name)]
    if not lacking:
        raise IllegalStep(_("These days are recorded already."))
    days: dict[str, Any] = {name: day for name in lacking if (day := told.get(name))}
    if not days:
        raise ValidationError(_("Enter at least one day."))
    _require_in_order(row, {name: days.get(name) or getattr(row, name) for name in [*names, until]})
    return save_checked(row, by=by, **days)


def _require_in_order(row: CameWithLedger, days: dict[str, date | None]) -> None:
    known = {name: day for name, day in days.items() if day is not None}
    later: date | None = None
    for name, day in reversed(known.items()):
        require_past(name, day)
        if later and day > later:
            raise ValidationError({name: _("This day cannot be after %(day)s.") % {"day": later.isoformat()}})
        later = day
