"""The first three administrators, and the way back for one who is locked out: by whoever has a shell on the server."""

from collections.abc import Mapping
from dataclasses import dataclass

from axes.utils import reset as forget_failures
from django.utils.translation import gettext as _

from core.access.roles import ADMIN_ROLES, Role
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_text
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from personnel.accounts.services import give_new_password, open_account, system_account
from personnel.models import RoleGrant, User

USER_NAMES: Mapping[Role, str] = {
    Role.SYSTEM_ADMIN: "sysadmin",
    Role.SECURITY_ADMIN: "secadmin",
    Role.AUDIT_ADMIN: "auditor",
}
"""Under which the three sign in first; renamed as any account is."""


@dataclass(frozen=True)
class Admission:
    """What one administrator is handed, sealed, and signs in with once."""

    user: User
    role: Role
    password: str


@all_or_nothing
def found_administrators(names: Mapping[Role, str]) -> list[Admission]:
    """Make the system, the security and the audit administrator, called so, while nobody holds such a role.

    Raises `IllegalStep` where somebody does: everything further is theirs (docs/security.md).
    """
    by = system_account()
    if User.objects.holding(*ADMIN_ROLES).exists():
        raise IllegalStep(_("There are administrators already. They make and reset accounts."))
    return [_admit(role, require_text("name", names[role], _("The name")), by) for role in USER_NAMES]


@all_or_nothing
def readmit_administrator(user_name: str, reason: str) -> Admission:
    """A new one-time password for an administrator who is locked out and whom no other can let in.

    The other administrators are told, and the trail says that it was done on the server, and why.
    Raises `IllegalStep` for an account that is none of an administrator's, or shut.
    """
    reason, user = require_text("reason", reason, _("The reason")), _administrator(user_name)
    by = system_account()
    password = give_new_password(lock_row(user), by=by, reason=reason)
    [role] = ADMIN_ROLES.intersection(user.grants.current().values_list("role", flat=True))
    return Admission(user, Role(role), password)


def _admit(role: Role, name: str, by: User) -> Admission:
    user, password = open_account(by=by, username=USER_NAMES[role], name=name)
    save_checked(RoleGrant(user=user, role=role, granted_on=today()), by=by)
    forget_failures(username=user.username)  # of whoever tried the name before there was an account
    return Admission(user, role, password)


def _administrator(user_name: str) -> User:
    user = User.objects.holding(*ADMIN_ROLES).filter(username=user_name).first()
    if user is None:
        raise IllegalStep(
            _("“%(name)s” is the user name of no open administrator's account. They are called: %(names)s.")
            % {"name": user_name, "names": "、".join(_user_names()) or "—"}
        )
    return user


def _user_names() -> list[str]:
    return sorted(User.objects.holding(*ADMIN_ROLES).values_list("username", flat=True))
