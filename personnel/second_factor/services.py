"""Setting a second factor up, trying its codes, and taking it away."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import codes
from core.access.reach import require
from core.api.tokens import revoke_tokens
from core.consent.services import confirmed_words, propose
from core.models import Proposal
from core.trail.recording import acting
from core.wording import kept_alone
from core.workflow.acts import all_or_nothing
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, locked, save_checked
from core.workflow.steps import may_take
from personnel.accounts import oversight
from personnel.accounts.founding import Admission, readmit_administrator
from personnel.accounts.services import system_account
from personnel.models import SecondFactor, User
from personnel.second_factor import telling

SET_UP = kept_alone(gettext_lazy("The second factor was set up."))
REMOVED = kept_alone(gettext_lazy("The second factor was taken away by its owner."))
RECOVERED = kept_alone(gettext_lazy("A recovery code was used."))
RENEWED = kept_alone(gettext_lazy("New recovery codes were made."))


@all_or_nothing
def set_up(user: User, *, secret: str, code: str) -> list[str]:
    """Switch the second factor on, once a code shows that the device knows its secret; answers the recovery codes.

    Other sessions end, and all tokens: they were begun without it. Raises `ValidationError` at `code`.
    """
    lock_row(user)
    if user.second_factor_at:
        raise IllegalStep(_("This account has a second factor already."))
    step = codes.step_of(secret, code)
    if step is None:
        raise ValidationError({"code": _("This is not the code of this minute. Type the one the device shows now.")})
    written_down = codes.new_recovery_codes()
    factor = SecondFactor(user=user, secret=codes.seal(secret), last_step=step, **_kept(written_down))
    save_checked(factor, by=user, sure=["user"])
    revoke_tokens(user)
    now = timezone.now()
    save_checked(user, by=user, reason=SET_UP, second_factor_at=now, sessions_ended_at=now)
    telling.tell_owner(user, telling.SET_UP)
    return written_down


def _kept(written_down: list[str]) -> dict[str, Any]:
    """What is kept of recovery codes."""
    return {"recovery_codes": [codes.digest_of(each) for each in written_down], "codes_left": len(written_down)}


@all_or_nothing
def take_code(user: User, code: str) -> bool:
    """Whether this is a code of the account, good now; it is good no second time, nor is one from before it."""
    factor = SecondFactor.objects.select_for_update().filter(user=user).first()
    if factor is None:
        return False
    secret = codes.unseal(factor.secret)
    step = codes.step_of(secret, code, after=factor.last_step) if secret else None
    if step is not None:
        SecondFactor.objects.filter(pk=factor.pk).update(last_step=step, secret=codes.sealed_anew(factor.secret))
        return True
    return _take_recovery_code(factor, code)


def _take_recovery_code(factor: SecondFactor, code: str) -> bool:
    digests = codes.digests_of(code)
    left = [each for each in factor.recovery_codes if each not in digests]
    if len(left) == len(factor.recovery_codes):
        return False
    with acting(factor.user, reason=RECOVERED):
        SecondFactor.objects.filter(pk=factor.pk).update(recovery_codes=left, codes_left=len(left))
    return True


@all_or_nothing
def renew_recovery_codes(user: User) -> list[str]:
    """Ten new recovery codes, shown once; what is left of the old ones is good no more. The caller took a code."""
    factor = _factor_of(user)
    written_down = codes.new_recovery_codes()
    save_checked(factor, by=user, reason=RENEWED, **_kept(written_down))
    return written_down


@all_or_nothing
def remove(user: User) -> User:
    """Take one's own second factor away, as for another device. The caller took a code."""
    telling.tell_owner(user, telling.REMOVED)
    return _remove(user, by=user, why=REMOVED)


@all_or_nothing
def ask_reset(user: User, *, by: User, reason: str) -> Proposal:
    """Ask another administrator to confirm that the second factor is taken away: of whoever lost the device.

    Always two: one who reset the password as well would have the account.
    """
    _require_asking(by, user)
    lock_row(user)
    _require_factor(user)
    return propose(oversight.FACTOR_RESET, user, by=by, subject=oversight.named(user), concerns=user, reason=reason)


def _require_asking(by: User, user: User) -> None:
    require(may_take(User.objects.recoverable_by, by, user), _("Two administrators reset a second factor."))


def take_reset(proposal: Proposal) -> User:
    """Take the second factor away as confirmed; the account sets up another where it must have one."""
    user, by = locked(User, proposal.about), proposal.made_by
    _require_asking(by, user)
    return _remove(user, by=by, why=confirmed_words(proposal))


@all_or_nothing
def readmit(user_name: str, reason: str) -> Admission:
    """Let an administrator in again who is locked out (`readmit_administrator`), also one who lost the device."""
    admission = readmit_administrator(user_name, reason)
    if admission.user.second_factor_at:
        _remove(admission.user, by=system_account(), why=reason)
    return admission


def _remove(user: User, *, by: User, why: str | Promise) -> User:
    factor = _factor_of(user)
    with acting(by, reason=why):
        factor.delete()
    revoke_tokens(user)
    return save_checked(user, by=by, reason=why, second_factor_at=None, sessions_ended_at=timezone.now())


def _factor_of(user: User) -> SecondFactor:
    """The second factor of an account that is locked from here on."""
    lock_row(user)
    _require_factor(user)
    return SecondFactor.objects.select_for_update().get(user=user)


def _require_factor(user: User) -> None:
    if not user.second_factor_at:
        raise IllegalStep(_("This account has no second factor."))
