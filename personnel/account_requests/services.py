"""Accounts of an organization: asked for by the office, settled by what the two administrators do, or declined."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.access.roles import Role
from core.notices.services import tell
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_reason, require_side
from core.workflow.moves import IllegalStep, move
from core.workflow.saving import save_checked
from core.workflow.steps import may_take
from personnel.account_requests.querysets import seats_of
from personnel.models import AccountRequest, User
from personnel.models.account_requests import POSTS
from personnel.permissions import can_request_accounts
from rounds.models import Organization

Status = AccountRequest.Status
ASKED = gettext_lazy("%(by)s asks for accounts of %(organization)s: %(posts)s")
SETTLED = gettext_lazy("%(organization)s has the accounts you asked for: %(posts)s")
DECLINED = gettext_lazy("The accounts of %(organization)s that you asked for were declined")


@all_or_nothing
def request_accounts(organization: Organization, *, by: User, occasion: str = "register") -> AccountRequest:
    """Ask for the accounts that nobody of the organization holds yet; whoever answers for it today gets them.

    Raises `IllegalStep` where each post has its account, or they are asked for already.
    """
    require(can_request_accounts(by), _("Only the inspection office asks for accounts of organizations."))
    seats = seats_of(organization, by)
    if seats.request:
        words = _("Accounts of %(organization)s are asked for already.")
        raise IllegalStep(words % {"organization": seats.organization})
    if not seats.lacking:
        words = _("The party secretary and the liaison of %(organization)s have their accounts.")
        raise IllegalStep(words % {"organization": seats.organization})
    wanted = {field: role in seats.lacking for field, role in POSTS.items()}
    request = AccountRequest(
        organization=seats.organization, occasion=occasion, asked_by=by, asked_on=today(), **wanted
    )
    save_checked(request, by=by)
    _tell(User.objects.holding(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN), request, ASKED, by=by)
    return request


@all_or_nothing
def decline_request(request: AccountRequest, *, by: User, reason: str) -> AccountRequest:
    """Either administrator does not make the accounts, and says why; the office may ask again."""
    require_side(may_take(AccountRequest.objects.declinable_by, by, request))
    reason = require_reason(reason)
    move(request, Status.DECLINED, by=by, reason=reason, decided_by=by, decided_on=today(), opinion=reason)
    _tell([request.asked_by], request, DECLINED)
    return request


def settle_requests(organization: int | None, *, by: User) -> None:
    """Settle what was asked for this organization, if each post asked for has its account by now.

    Called by whatever gives an account of an organization its role or opens it, in the same transaction.
    """
    if organization is None:
        return
    standing: QuerySet[AccountRequest] = AccountRequest.objects.open().filter(organization=organization)
    for request in standing.with_standing().filter(lacks=0):
        move(request, Status.SETTLED, by=by, decided_by=by, decided_on=today())
        _tell([request.asked_by], request, SETTLED)


def _tell(recipients: Iterable[User], request: AccountRequest, subject: Any, **facts: Any) -> None:
    tell(
        recipients,
        kind="account.request",
        subject=subject,
        url=request.get_absolute_url(),
        organization=request.organization,
        posts=request.posts_in_words,
        **facts,
    )
