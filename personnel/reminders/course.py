"""What people did about one thing owed: urged to it, paused, resumed or reassigned it; whatever day it was owed by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.workdays.reckoning import today
from personnel.models import Urging, User
from rounds.models import Obligation, Reassignment, Standstill
from rounds.models.standstills import words_of_pause


@dataclass(frozen=True)
class Happened:
    """One thing that happened on a day; by itself where `by` is empty."""

    day: date
    what: str
    by: str = ""
    why: str = ""


def course_of(obligation: Obligation, user: User) -> list[Happened]:
    """All of it, as far as this user sees what is owed, the latest first.

    A day that moved is owed anew: so it is asked by what it is about and the kind, not by the one row.
    """
    about = {f"obligation__{name}": getattr(obligation, name) for name in ("node", "subject_type", "subject_id")}
    pauses = Standstill.objects.visible_to(user).filter(**about).select_related("paused_by", "resumed_by")
    urgings = Urging.objects.visible_to(user).filter(**about).select_related("urged_by")
    reassigned = Reassignment.objects.visible_to(user).filter(**about)
    reassigned = reassigned.select_related("reassigned_by", "former_account", "account", "former_body", "body")
    told = [each for pause in pauses for each in _of_pause(pause)]
    told += [Happened(each.urged_on, _("Urged"), each.urged_by.name, each.words) for each in urgings]
    told += [Happened(each.reassigned_on, each.told, each.reassigned_by.name, each.why) for each in reassigned]
    return sorted(told, key=lambda each: each.day, reverse=True)


def _of_pause(pause: Standstill) -> Iterator[Happened]:
    on = today()
    if pause.resumed_by:
        yield Happened(pause.resumed_on, _("Runs again"), pause.resumed_by.name, pause.resumed_why)
    elif pause.until and pause.until <= on:
        yield Happened(pause.until, _("Runs again by itself"))
    words = words_of_pause(pause.until)
    if pause.gives_back:
        words += _("; the days are given back, formerly due on %(day)s") % {"day": f"{pause.former_due_on:%Y-%m-%d}"}
    yield Happened(pause.paused_on, words, pause.paused_by.name, pause.why)
