"""暂停、恢复计时: who stands above who owes something pauses it and lets it run again; who owes it is told at once."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.notices.services import tell
from core.workflow.acts import all_or_nothing
from personnel.models import User
from personnel.reminders.seats import accounts_to_urge
from personnel.reminders.voiding import void_reminders
from rounds.deadlines.standing_still import rest, run_again
from rounds.models import Obligation

PAUSED, RESUMED = "obligation.paused", "obligation.resumed"
"""The kinds of notice that tell of it."""


@all_or_nothing
def pause_duty(obligation: Obligation, why: str = "", until: date | None = None, *, by: User) -> Obligation:
    """Pause it until the day `until`, on which it runs again by itself, or until somebody resumes it.

    Reminders written before are void, and none is written while it lasts. Answers what is owed now: see `rest`.
    """
    pause = rest(obligation, by=by, why=why, until=until)
    void_reminders([obligation.pk])
    until_then = gettext_lazy("Paused until %(until)s: %(what)s")
    subject = until_then if until else gettext_lazy("Paused until further notice: %(what)s")
    told = {"until": f"{until:%Y-%m-%d}"} if until else {}
    _tell(pause.obligation, PAUSED, subject, pause.why, **told)
    return pause.obligation


@all_or_nothing
def resume_duty(obligation: Obligation, reason: str = "", *, by: User) -> Obligation:
    """It runs again from today; what was left of its limit when it was paused is left now (`run_again`)."""
    runs = run_again(obligation, by=by, reason=reason)
    subject = gettext_lazy("Runs again, due on %(day)s: %(what)s")
    _tell(runs, RESUMED, subject, reason, day=f"{runs.due_on:%Y-%m-%d}")
    return runs


def _tell(obligation: Obligation, kind: str, subject, body: str, **facts: str) -> None:
    address = reverse("personnel:obligation", args=[obligation.pk])
    tell(
        list(accounts_to_urge(obligation)),
        kind=kind,
        subject=subject,
        body=body,
        url=address,
        what=obligation,
        **facts,
    )
