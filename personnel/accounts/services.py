"""Accounts: made, changed, shut and opened by the system administrator, who grants no role."""

import secrets
import string
from collections.abc import Iterable
from copy import copy
from typing import Any

from axes.utils import reset as forget_failures
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.access.roles import ORGANIZATION_ROLES, Role
from core.api.tokens import revoke_tokens
from core.consent.services import confirmed_words, propose, require_as_proposed, use_consent
from core.models import Proposal
from core.names.lookalikes import refuse_deceptive, skeleton
from core.trail.history import anothers_name
from core.trail.recording import acting
from core.wording import in_each_language, kept_alone
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.moves import IllegalStep
from core.workflow.saving import check, lock_row, locked, save_checked
from personnel.account_requests.services import settle_requests
from personnel.accounts import oversight
from personnel.accounts.roles import require_another
from personnel.models import PasswordSlip, RoleGrant, User
from personnel.permissions import can_keep_accounts, can_shut
from personnel.takeovers.services import follow_change_of_person
from rounds.models import Organization

ONE_TIME_LENGTH = 14
ALPHABET = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lI")))


RESET, RENAME = "account.reset", "account.rename"
"""What a second person confirms (`consents`)."""
NAMES = ("username", "name")
PASSWORD_RESET = kept_alone(gettext_lazy("The password was reset."))
PASSWORD_CHANGED = kept_alone(gettext_lazy("The password was changed."))


def one_time_password() -> str:
    """A random password of three classes without letters that look alike; read out once, changed at first use."""
    while True:
        text = "".join(secrets.choice(ALPHABET) for _n in range(ONE_TIME_LENGTH))
        if any(c.islower() for c in text) and any(c.isupper() for c in text) and any(c.isdigit() for c in text):
            return text


def _require_keeper(by: User) -> None:
    require(can_keep_accounts(by), _("Only the system administrator keeps accounts."))


@all_or_nothing
def create_user(*, by: User, portfolio: Iterable[Organization] = (), **facts: Any) -> tuple[User, str]:
    """A new account without any role, and its one-time password; `facts` are the fields of `User`.

    The security administrator grants the roles; a person of the talent pools is linked by the office.
    """
    _require_keeper(by)
    user, password = open_account(by=by, **facts)
    _set_portfolio(user, portfolio, by=by)
    return user, password


def open_account(*, by: User, **facts: Any) -> tuple[User, str]:
    """The same for callers that have asked whether `by` may."""
    user = User(must_change_password=True, **facts)
    _require_free({name: getattr(user, name) for name in NAMES}, user)
    password = _leave_password_to_directory(user) if user.by_directory else _give_one_time_password(user)
    return save_checked(user, by=by), password


def _give_one_time_password(user: User) -> str:
    password = one_time_password()
    user.replace_password(password)
    return password


def _leave_password_to_directory(user: User) -> str:
    """The account has no password here; sessions that were begun with one end."""
    user.password, user.former_passwords = make_password(None), []
    user.must_change_password = False
    return ""


@all_or_nothing
def update_user(
    user: User, *, by: User, seen: str = "", portfolio: Iterable[Organization] | None = None, **facts: Any
) -> User:
    """Correct the name, the mail address or the side an account stands on.

    Its organization, body and portfolio give access together with its roles: they stay while it holds such a role.
    What an account may stand for together is a constraint of `User`.
    A new name or user name waits for the security administrator: by it others know whom they trust.
    `seen` refuses to undo what someone else changed meanwhile.
    """
    _require_keeper(by)
    lock_row(user, seen=seen)
    names = {name: facts.pop(name) for name in NAMES if name in facts}
    sides = ["organization", "body", "by_directory"]
    moved = [side for side in sides if side in facts and facts[side] != getattr(user, side)]
    if portfolio is not None and set(portfolio) != set(user.portfolio.all()):
        moved.append("portfolio")
    if moved and user.grants.current().exists():
        raise IllegalStep(_("This account holds roles. They are revoked before its organization or body changes."))
    if "by_directory" in moved:
        _move_password(user, to_directory=facts["by_directory"])
    save_checked(user, by=by, **facts)
    if portfolio is not None:
        _set_portfolio(user, portfolio, by=by)
    _propose_names(user, names, by=by)
    oversight.tell_auditors(user, oversight.CHANGED, by=by)
    return user


def _move_password(user: User, *, to_directory: bool) -> None:
    """Whoever keeps the directory could sign in from now on: not to an account that stands for a person."""
    if user.person_id:
        raise IllegalStep(_("This account stands for a person. It is parted from them before it signs in elsewhere."))
    revoke_tokens(user)
    if to_directory:
        _leave_password_to_directory(user)


def _propose_names(user: User, names: dict[str, str], *, by: User) -> None:
    changed = {name: [getattr(user, name), new] for name, new in names.items() if new != getattr(user, name)}
    if changed:
        _check_names(user, {name: new for name, (_old, new) in changed.items()})
        propose(RENAME, user, by=by, subject=oversight.named(user), facts=changed, concerns=user)


def _check_names(user: User, names: dict[str, str]) -> None:
    """Refuse now what could not be saved when it is confirmed."""
    _require_free(names, user)
    wanted = copy(user)
    wanted.name, wanted.username = names.get("name", user.name), names.get("username", user.username)
    check(wanted)


def _require_free(names: dict[str, str], user: User) -> None:
    """No account bears the name or user name of another, present or former, or one that looks so.

    The trail and every page name people by it.
    """
    refuse_deceptive(user, names, once=["name"])
    for name, new in names.items():
        if anothers_name(user, name, new) or is_of_program(new):
            words = _("Another account is or was called so. Add what tells the two apart.")
            raise ValidationError({name: words})


def is_of_program(name: str) -> bool:
    """Whether the program's own account is called so in a language, or the name looks so."""
    stored, others = in_each_language(gettext_lazy("The system"))
    return skeleton(name) in map(skeleton, [User.SYSTEM, stored, *others.values()])


def take_names(proposal: Proposal) -> User:
    """Give the account the confirmed names."""
    by = proposal.made_by
    _require_keeper(by)
    user = locked(User, proposal.about)
    require_as_proposed(all(getattr(user, name) == old for name, (old, _new) in proposal.facts.items()))
    names = {name: new for name, (_old, new) in proposal.facts.items()}
    _require_free(names, user)
    return save_checked(user, by=by, reason=confirmed_words(proposal), **names)


@all_or_nothing
def ask_reset(user: User, *, by: User, reason: str) -> Proposal:
    """Ask another administrator to consent to a new password of an account that opens a way to leads."""
    _require_keeper(by)
    _require_password_here(lock_row(user))
    if not oversight.needs_consent(user, by=by):
        raise IllegalStep(_("This password can be reset without anybody's consent."))
    return propose(RESET, user, by=by, subject=oversight.named(user), concerns=user, reason=reason)


def _require_password_here(user: User) -> None:
    if user.by_directory:
        raise IllegalStep(_("The office's directory keeps the password of this account. It is changed there."))


def _set_portfolio(user: User, organizations: Iterable[Organization], *, by: User) -> None:
    with acting(by):
        user.portfolio.set(organizations)


@all_or_nothing
def shut_user(user: User, *, by: User, reason: str) -> User:
    """Shut an account at once: its tokens and its sessions are dead, and stay so when it is opened again.

    Two who shut each other in the same moment: the second finds their own account shut, and so one remains.
    """
    both = User.objects.select_for_update().filter(pk__in=[by.pk, user.pk]).order_by("pk")
    still_open = any(account.is_active for account in both if account.pk == by.pk)
    allowed = still_open and can_shut(by, user)
    require(allowed, _("Only the system administrator shuts accounts, and never their own."))
    lock_row(user)
    if not user.is_active:
        raise IllegalStep(_("This account is shut already."))
    require_another(user, roles=user.grants.current().values_list("role", flat=True))
    revoke_tokens(user)
    oversight.tell_auditors(user, oversight.SHUT, by=by)
    save_checked(user, by=by, reason=reason, is_active=False, sessions_ended_at=timezone.now())
    _follow_change_of_person(user, by=by)
    return user


def _follow_change_of_person(user: User, *, by: User) -> None:
    """Of an account of an organization: somebody else may have a post alone by now, or nobody any more."""
    for role in sorted(ORGANIZATION_ROLES if user.organization_id else ()):
        follow_change_of_person(user.organization, role, by=by)


@all_or_nothing
def open_user(user: User, *, by: User, reason: str = "") -> User:
    """Open an account again, with the roles it still holds."""
    _require_keeper(by)
    lock_row(user)
    if user.is_active:
        raise IllegalStep(_("This account is open already."))
    oversight.tell_auditors(user, oversight.OPENED, by=by)
    save_checked(user, by=by, reason=reason, is_active=True)
    settle_requests(user.organization_id, by=by)
    _follow_change_of_person(user, by=by)
    return user


@all_or_nothing
def reset_password(user: User, *, by: User) -> str:
    """Give an account a new one-time password and end its sessions and tokens; returns the password, shown once.

    Whoever reads it out could sign in with it. So an account that opens a way to leads needs the consent of another
    administrator first (`ask_reset`).
    """
    _require_keeper(by)
    return give_reset_password(lock_row(user), by=by, reason=PASSWORD_RESET)


def give_reset_password(user: User, *, by: User, reason: str | Promise) -> str:
    """The same for an account that is locked, by who may; `reason` is what the trail says."""
    _require_password_here(user)
    if oversight.needs_consent(user, by=by):
        use_consent(RESET, user, by=by, why=_("Another administrator consents first. Ask for the consent."))
    return give_new_password(user, by=by, reason=reason)


def give_new_password(user: User, *, by: User, reason: str | Promise) -> str:
    """A one-time password for an account that is locked; who watches it and its owner are told."""
    had_one = user.has_usable_password()
    password = _give_one_time_password(user)
    revoke_tokens(user)
    save_checked(user, by=by, reason=reason, must_change_password=True)
    _close_slip(user, by=by, voided_at=user.password_set_at)
    forget_failures(username=user.username)
    oversight.tell_auditors(user, oversight.RESET, by=by)
    if had_one:
        oversight.tell_owner(user, by=by)
    return password


def _close_slip(user: User, *, by: User, **closed: Any) -> None:
    """The password of the slip that was good is good no more: replaced, or changed by its owner."""
    with acting(by):
        PasswordSlip.objects.open().filter(account=user).update(**closed)


@all_or_nothing
def change_password(user: User, password: str) -> User:
    """Take over the password its owner chose. Other sessions and all tokens end."""
    lock_row(user)
    user.replace_password(password)
    revoke_tokens(user)
    if user.must_change_password:
        _close_slip(user, by=user, used_at=user.password_set_at)
    return save_checked(user, by=user, reason=PASSWORD_CHANGED, must_change_password=False)


@all_or_nothing
def system_account() -> User:
    """The account under which commands and tasks act. It has no password, and no list shows it."""
    with translation.override(settings.LANGUAGE_CODE):
        facts = {"name": _("The system"), "password": make_password(None)}
    user, created = User.objects.get_or_create(username=User.SYSTEM, defaults=facts)
    if created:
        RoleGrant.objects.create(user=user, role=Role.OFFICE, granted_on=today())
    return user
