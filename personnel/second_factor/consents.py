"""What two administrators do about a second factor."""

from django.utils.translation import gettext_lazy as _

from core.consent.kinds import Kind, register
from personnel.accounts.consents import ADMINISTRATORS
from personnel.accounts.oversight import FACTOR_RESET
from personnel.second_factor.services import take_reset

register(Kind(FACTOR_RESET, _("Take the second factor away"), ADMINISTRATORS, words=lambda p: [], take=take_reset))
