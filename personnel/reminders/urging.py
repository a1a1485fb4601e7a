"""催办: whoever stands above who owes something urges them by hand, once a day."""

from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.notices.services import Reminded, tell
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side
from core.workflow.moves import Conflict, IllegalStep
from personnel.models import Reminder, Urging, User
from personnel.permissions import can_urge
from personnel.reminders.seats import accounts_to_urge, unit_of
from rounds.models import Obligation

KIND = "urging"
"""The kind of notice that an urging is."""


@all_or_nothing
def urge(obligation: Obligation, words: str = "", *, by: User) -> Urging:
    """Urge who owes it, and their secretary, at once.

    Raises `IllegalStep` where nobody would be told, `Conflict` where it was urged today already.
    """
    require_side(can_urge(by, obligation))
    told = list(accounts_to_urge(obligation))
    if not told:
        raise IllegalStep(_("No account stands for who owes this, so nobody would be told."))
    urging = Urging(obligation=obligation, words=words.strip(), urged_by=by, urged_on=today(), told=len(told))
    with acting(by, reason=urging.words):
        _once_a_day(urging)
    by_hand = {"obligation": obligation, "threshold": Reminder.BY_HAND, "due_on": obligation.due_on}
    Reminder.objects.bulk_create([Reminder(recipient=user, **by_hand) for user in told], ignore_conflicts=True)
    tell(
        told,
        kind=KIND,
        subject=gettext_lazy("%(name)s urges: %(what)s, due on %(day)s"),
        body=urging.words,
        url=reverse("rounds:obligation", args=[obligation.pk]),
        reminds=Reminded(obligation.pk, obligation.due_on, unit_of(obligation)),
        **_facts(obligation, by),
    )
    return urging


def _once_a_day(urging: Urging) -> None:
    try:
        with transaction.atomic():
            urging.full_clean(validate_constraints=False)
            urging.save()
    except IntegrityError as double:
        raise Conflict(_("This was urged today already.")) from double


def _facts(obligation: Obligation, by: User) -> dict[str, Any]:
    """What the notice says; the obligation tells its words in each language."""
    return {"name": by.name, "what": obligation, "day": f"{obligation.due_on:%Y-%m-%d}"}
