"""Roles: granted and revoked by the security administrator, who keeps no account."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.access.reach import require
from core.access.roles import ADMIN_ROLES, ORGANIZATION_ROLES, Role, roles_conflict
from core.consent.services import confirmed_words, propose, require_as_proposed
from core.models import Proposal
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_reason
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from core.workflow.taking import row_of_step
from personnel.account_requests.services import settle_requests
from personnel.accounts import oversight
from personnel.models import RoleGrant, User
from personnel.permissions import can_grant_role
from personnel.takeovers.services import follow_change_of_person
from rounds.models import Body

SIDE_OF_BODY: dict[str, Body.Kind] = {
    Role.DISCIPLINE: Body.Kind.DISCIPLINE,
    Role.ORGANIZATION_DEPARTMENT: Body.Kind.ORGANIZATION_DEPARTMENT,
    Role.COOPERATING: Body.Kind.COOPERATING,
}


def _require_granter(by, user) -> None:
    words = _("Only the security administrator grants and revokes roles, and never their own.")
    require(can_grant_role(by, user), words)


@all_or_nothing
def grant_role(user, role: str, *, by) -> RoleGrant | Proposal:
    """Give an account a role from today. Roles that exclude each other or its side are refused (`roles_conflict`).

    A role that opens a way to leads waits for another administrator.
    """
    _require_granter(by, user)
    held = _require_grantable(lock_row(user), role)
    if role not in oversight.OPENING_ROLES:
        return _grant(user, role, held, by=by)
    facts = {"role": role, "side": str(user.side or ""), "sides": _sides(user)}
    return propose(oversight.GRANT, user, by=by, subject=oversight.named(user), facts=facts, concerns=user)


def take_grant(proposal: Proposal) -> RoleGrant:
    """Give the role as confirmed, if nothing stands against it meanwhile."""
    role, by = proposal.facts["role"], proposal.made_by
    user = row_of_step(User.objects.all(), User.objects.grantable_by, by, proposal.about)
    _require_granter(by, user)
    require_as_proposed(proposal.facts.get("sides") == _sides(user))
    held = _require_grantable(user, role)
    return _grant(user, role, held, by=by, why=confirmed_words(proposal))


def _sides(user) -> list[int | str | None]:
    """Whom or what the account stands for, by key, and whether others keep its password: another way to leads."""
    return [user.person_id, user.organization_id, user.body_id, *(["by_directory"] if user.by_directory else [])]


def _grant(user, role: str, held: set[str], *, by, why: str | Promise = "") -> RoleGrant:
    oversight.tell_auditors(user, oversight.GRANTED, by=by, role=role, held=held)
    grant = RoleGrant(user=user, role=role, granted_on=today())
    save_checked(grant, by=by, reason=why, sure=["user", "role"])  # asked with the account's lock
    if user.wanted_role == role:
        save_checked(user, by=by, wanted_role="")
    settle_requests(user.organization_id, by=by)
    follow_change_of_person(user.organization, role, by=by)
    return grant


@all_or_nothing
def confirm_role(user, *, by) -> RoleGrant | Proposal:
    """The security administrator gives the role that the workbook named, by which the account was made."""
    _require_granter(by, user)
    lock_row(user)
    if not user.wanted_role:
        raise IllegalStep(_("No role of this account waits to be confirmed."))
    return grant_role(user, user.wanted_role, by=by)


@all_or_nothing
def refuse_role(user, *, by, reason: str) -> User:
    """The security administrator does not give it; the account stays without a role. The reason is in the trail."""
    _require_granter(by, user)
    reason = require_reason(reason)
    lock_row(user)
    if not user.wanted_role:
        raise IllegalStep(_("No role of this account waits to be confirmed."))
    return save_checked(user, by=by, reason=reason, wanted_role="")


def _require_grantable(user, role: str) -> set[str]:
    """Refuse what stands against this role of the account; answers those it holds."""
    if not user.is_active:
        raise IllegalStep(_("This account is shut. It is opened before it gets a role."))
    held = set(user.grants.current().values_list("role", flat=True))
    if role in held:
        raise IllegalStep(_("This account holds the role already."))
    require(not (conflict := roles_conflict(held | {role})), conflict)
    require(not (missing := _what_is_missing(user, role)), missing)
    return held


def _what_is_missing(user, role: str) -> str:
    """Why the account cannot act in this role as it stands, or ""."""
    if role in ADMIN_ROLES and (user.person_id or user.organization_id or user.body_id):
        return _("An administrator's account stands for no person of a team, no organization and no body.")
    if role in ADMIN_ROLES and user.by_directory:
        return _("An administrator signs in here, so that somebody can while the office's directory is away.")
    if user.organization_id and role not in ORGANIZATION_ROLES:
        return _("Who stands for an organization holds no role but its secretary's and its liaison's.")
    if role in ORGANIZATION_ROLES and not user.organization_id:
        return _("The account is not linked to an organization. The system administrator does this first.")
    if role in SIDE_OF_BODY and (user.body is None or user.body.kind != SIDE_OF_BODY[role]):
        return _("The account is not linked to a body of this kind. The system administrator does this first.")
    return ""


def lock_grants(roles) -> list[str]:
    """Let nobody else revoke an administrator's role meanwhile; which of the roles are one."""
    held = sorted(ADMIN_ROLES.intersection(roles))
    list(RoleGrant.objects.current().filter(role__in=held).select_for_update().order_by("pk"))
    return held


def require_another(user, *, roles) -> None:
    """Somebody else goes on in those of the roles that are administrators': each of the three watches the others."""
    for role in lock_grants(roles):
        if not User.objects.holding(role).exclude(pk=user.pk).exists():
            words = _("Nobody else holds the role “%(role)s”. Somebody else must hold it first.")
            raise IllegalStep(words % {"role": Role(role).label})


@all_or_nothing
def revoke_role(grant, *, by, reason: str = "") -> RoleGrant:
    """Take a role back; what it gave access to is out of reach with the next request."""
    _require_granter(by, grant.user)
    lock_grants([grant.role])  # all of them before this one: two who revoke at once wait for each other in one order
    lock_row(grant)
    if grant.revoked_on:
        raise IllegalStep(_("This role is revoked already."))
    require_another(grant.user, roles=[grant.role])
    oversight.tell_auditors(grant.user, oversight.REVOKED, by=by, role=grant.role)
    save_checked(grant, by=by, reason=reason, revoked_on=today())
    follow_change_of_person(grant.user.organization, grant.role, by=by)
    return grant
