"""Sealed slips: one-time passwords given to accounts to be printed once, and good for some days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.wording import kept_alone
from core.workflow.acts import all_or_nothing
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from personnel.accounts.services import give_reset_password
from personnel.models import PasswordSlip, User
from personnel.permissions import can_keep_accounts

AT_ONCE = 24
"""So many slips are drawn in one request: each password takes some tenths of a second to be hashed."""
DRAWN = kept_alone(gettext_lazy("A sealed slip was printed."))


@dataclass(frozen=True)
class Drawn:
    """A slip with its password, on the way to the page that is printed; kept nowhere else."""

    slip: PasswordSlip
    password: str


@all_or_nothing
def draw_slips(accounts: Iterable[User], *, by: User) -> list[Drawn]:
    """A new one-time password for each of these accounts; what password and slip they had is void.

    Raises `IllegalStep` for more than `AT_ONCE`, for none, for an account that is shut, and as `reset_password` does.
    """
    require(can_keep_accounts(by), _("Only the system administrator keeps accounts."))
    chosen = list(accounts)
    if not chosen:
        raise IllegalStep(_("Tick the accounts whose slips are to be printed."))
    if len(chosen) > AT_ONCE:
        raise IllegalStep(_("At most %(amount)s slips are printed at once. Tick fewer.") % {"amount": AT_ONCE})
    return [_draw(user, by=by) for user in chosen]


def _draw(user: User, *, by: User) -> Drawn:
    lock_row(user)
    if not user.is_active:
        raise IllegalStep(_("This account is shut. It is opened before it gets a slip."))
    anew = user.has_usable_password()
    password = give_reset_password(user, by=by, reason=DRAWN)
    drawn_at = user.password_set_at or timezone.now()
    ends = drawn_at + timedelta(days=settings.ONE_TIME_PASSWORD_DAYS)
    slip = PasswordSlip(account=user, drawn_by=by, drawn_at=drawn_at, expires_at=ends, anew=anew)
    return Drawn(save_checked(slip, by=by, sure=["account"]), password)
