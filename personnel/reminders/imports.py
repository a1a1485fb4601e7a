"""Every preview says how many duties an import makes, how many begin unchecked, and what reminders come of them."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from core.ledgers.foreseen import count_duties_by
from core.ledgers.importer import Creation
from personnel.reminders.foretold import COMING_DAYS, reminders_foretold
from rounds.models import Obligation


def duties_foretold(owed: Iterable[Obligation], on: date) -> list[Creation]:
    """Of what a ledger brings: what was due before it came waits for a check, what rests or waits reminds nobody."""
    new = list(owed)
    late = [each for each in new if each.due_on < on]
    running = [each for each in new if each.due_on >= on and each.paused_on is None]
    reminders, people = reminders_foretold(running, on)
    words = _("They were due before today. Nobody is reminded of them until somebody checks which still stand.")
    will = _("Reminders of the next %(days)s days, to %(people)s people") % {"days": COMING_DAYS, "people": people}
    return [
        Creation(_("New deadlines"), len(new)),
        Creation(_("Of these from a ledger, unchecked"), len(late), warning=words),
        Creation(will, reminders),
    ]


count_duties_by(duties_foretold)
