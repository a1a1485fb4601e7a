"""What the office sees to because nobody else is reminded of it."""

from django.utils.translation import gettext as _

from core.workflow.at_once import amounts_of
from core.worklist.duties import Duty, register
from personnel.reminders.seats import WORDS, unreminded_address, unreminded_for


def _sets(user):
    return [unreminded_for(user)]


def unreminded(user):
    """One line for all that is owed with nobody to be reminded of it; it opens their list."""
    [amount] = amounts_of(user, _sets)
    if amount:
        yield Duty(str(WORDS) % {"amount": amount}, "", unreminded_address(), _("Go and see to it"))


register(unreminded)
