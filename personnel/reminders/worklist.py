"""What the office sees to because nobody else is reminded of it: nobody stands for it, or nobody has checked it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.workflow.at_once import amounts_of
from core.worklist.duties import Duty, register
from personnel.reminders.seats import WORDS, unreminded_address, unreminded_for
from rounds.models import Obligation


def _sets(user):
    return [unreminded_for(user), Obligation.objects.visible_to(user).checkable_by(user)]


def unreminded(user):
    """One line for all that is owed with nobody to be reminded of it, and one for all that ledgers brought and nobody
    has checked; each opens its list.
    """
    amount, unchecked = amounts_of(user, _sets)
    if amount:
        yield Duty(str(WORDS) % {"amount": amount}, "", unreminded_address(), _("Go and see to it"))
    if unchecked:
        words = _("Check deadlines that ledgers brought: %(amount)s") % {"amount": unchecked}
        yield Duty(words, "", f"{reverse('personnel:obligations')}?unchecked=true", _("Check"))


register(unreminded)
