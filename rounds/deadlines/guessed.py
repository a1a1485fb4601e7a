"""Deadlines whose working days ran into a year without holidays: they are reckoned anew once these are entered.

Nobody's day moves by itself: whoever keeps the rules sees old and new beside one another, and then says so.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.trail.recording import acting
from core.workdays.reckoning import Calendar, add_limit
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side
from core.workflow.moves import Conflict
from rounds.models import Obligation
from rounds.permissions import can_edit_rules

REASON = gettext_lazy("Reckoned anew with the holidays that were entered")


@dataclass(frozen=True)
class ReckonedAnew:
    """A deadline whose holidays are all known by now; where none of them matters, old and new are the same."""

    obligation: Obligation
    old: date
    new: date


def reckoned_anew(rows: Iterable[Obligation]) -> list[ReckonedAnew]:
    """Those of these guessed deadlines that need no guess any more."""
    calendar = Calendar()
    found = []
    for owed in rows:
        since = owed.recounted_from or owed.from_on
        new = add_limit(since, owed.amount, owed.unit, calendar=calendar)
        if not calendar.missing_years(since, new):
            found.append(ReckonedAnew(owed, owed.due_on, new))
    return found


def mark_of(found: Iterable[ReckonedAnew]) -> str:
    """What somebody saw who agrees to it."""
    return hashlib.sha256(repr([(each.obligation.pk, each.old, each.new) for each in found]).encode()).hexdigest()


@all_or_nothing
def reckon_anew(*, seen: str, by) -> int:
    """Give these deadlines their new days; how many moved. Raises `Conflict` where they are no longer those `seen`.

    Whoever owes is reminded by the new day, as of one that was extended.
    """
    require_side(can_edit_rules(by))
    found = reckoned_anew(Obligation.objects.guessed().select_for_update().order_by("pk"))
    if mark_of(found) != seen:
        raise Conflict(_("Meanwhile the calendar or the deadlines have changed. Look at them again."))
    with acting(by, reason=REASON):
        for each in found:
            each.obligation.due_on, each.obligation.is_guessed = each.new, False
            each.obligation.save(update_fields=["due_on", "is_guessed"])
    return sum(each.old != each.new for each in found)
