"""暂停计时: a duty is paused by hand, and runs again by hand or by itself; the days of the pause are given back.

What was left of a limit when it was paused is left when it runs again, in the unit its rule counts in. A day that
moves is owed anew, as after an extension, so that figures of days before stay (docs/domain.md, pauses). A day to come
is known from the beginning where the pause has an end, so that nothing has to be done on it.
"""

from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from core.access.reach import Actor
from core.trail.recording import acting
from core.workdays.reckoning import Calendar, Unit, today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side, require_text
from rounds.deadlines import kinds
from rounds.deadlines.obligations import cancel_each, held, owed_on
from rounds.deadlines.signals import years_missing
from rounds.models import Obligation, Standstill
from rounds.permissions import can_pause, can_resume

LONGEST = timedelta(days=366)
"""How far ahead the end of a pause is told: years whose holidays nobody knows are not reckoned with."""


@dataclass(frozen=True)
class RunsOn:
    """By when a duty is owed that runs again, as an obligation keeps it: so many units after `recounted_from`."""

    recounted_from: date
    due_on: date
    amount: int | None
    missing_years: tuple[int, ...] = ()


def owed_after(due_on: date, unit: str, *, paused_on: date, runs_on: date) -> RunsOn:
    """By when it is owed on running again on `runs_on`: what was left on `paused_on`, that day counted, is left then.

    Working days are counted by the calendar, everything else in days. Never before it runs again.
    """
    eve = runs_on - timedelta(days=1)
    if unit != Unit.WORKDAYS:
        return RunsOn(eve, runs_on + (due_on - paused_on), None)
    calendar = Calendar()
    left = calendar.workdays_in(paused_on, due_on)
    moved = max(calendar.add_workdays(eve, left), runs_on)
    return RunsOn(eve, moved, left, tuple(calendar.missing_years(paused_on, moved)))


@all_or_nothing
def rest(obligation: Obligation, *, by: Actor, why: str, until: date | None = None) -> Standstill:
    """Pause it until the day `until`, on which it runs again by itself, or until somebody resumes it.

    The days are given back where a rule says its day and it is not late yet; the day of what it is about, such as an
    item, moves only as that does. Raises `ValidationError` without a reason, for a day that has come, and for one
    more than a year ahead.
    """
    owed = held(obligation)
    require_side(can_pause(by, owed))
    why = require_text("why", why, _("The reason"))
    on, former = today(), owed.due_on
    if until and until <= on:
        raise ValidationError({"until": _("The day on which it runs again must be after today.")})
    if until and until > on + LONGEST:
        raise ValidationError({"until": _("At most a year from today; without a day it rests until it is resumed.")})
    gives_back = kinds.kind_of(owed.node).gives_back and former >= on
    with acting(by, reason=why):
        Standstill.objects.filter(obligation=owed, resumed_on=None).update(resumed_on=F("until"))
        if gives_back and until:
            owed = _owed_anew(owed, owed_after(former, owed.unit, paused_on=on, runs_on=until))
        return Standstill.objects.create(
            obligation=owed,
            paused_on=on,
            paused_by_id=by.pk,
            why=why,
            until=until,
            gives_back=gives_back,
            former_due_on=former,
        )


@all_or_nothing
def run_again(obligation: Obligation, *, by: Actor, reason: str) -> Obligation:
    """It runs again from today; the obligation that does, by another day where days are given back."""
    owed = held(obligation)
    require_side(can_resume(by, owed))
    reason = require_text("reason", reason, _("The reason"))
    on = today()
    pause = owed.standstills.get(resumed_on=None)
    with acting(by, reason=reason):
        pause.resumed_on, pause.resumed_by_id, pause.resumed_why = on, by.pk, reason
        pause.save(update_fields=["resumed_on", "resumed_by", "resumed_why"])
        if not pause.gives_back:
            return owed
        moved = owed_after(pause.former_due_on, owed.unit, paused_on=pause.paused_on, runs_on=on)
        return owed if moved.due_on == owed.due_on else _owed_anew(owed, moved)


def _owed_anew(owed: Obligation, moved: RunsOn) -> Obligation:
    anew = copy(owed)
    cancel_each(owed_on(owed.subject, owed.node), today())
    anew.pk, anew._state = None, copy(owed._state)
    anew._state.adding = True
    anew.recounted_from, anew.due_on = moved.recounted_from, moved.due_on
    anew.is_guessed = bool(moved.missing_years)
    anew.amount = moved.amount if anew.is_guessed else None  # no rule says it any more; needed to reckon it anew
    anew.save(force_insert=True)
    if anew.is_guessed:
        years_missing.send(Obligation, years=moved.missing_years)
    return anew
