"""What the two administrators do with a request for accounts, and where the office asks for them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ui.forms import ReasonForm
from core.workflow.steps import Asks, Step, Task, register_steps
from personnel.account_requests import services
from personnel.account_requests.querysets import lacking_accounts
from personnel.models import AccountRequest, User
from personnel.permissions import can_request_accounts
from rounds.models import Organization

requests = AccountRequest.objects
ASK = _("Request accounts")
ASK_CONFIRM = _(
    "Both administrators are asked: one makes the accounts, the other gives the roles."
    " You are told when they are there."
)
ASKED = _("The accounts are asked for. You are told when they are there.")


def _where_made(request: AccountRequest) -> str:
    return f"{reverse('personnel:account_add')}?organization={request.organization_id}"


def _where_granted(request: AccountRequest) -> str:
    """The account that waits for its role; the list where none does any more."""
    waiting = (
        User.objects.active()
        .filter(organization=request.organization_id)
        .exclude(grants__isnull=False, grants__revoked_on=None)
    )
    account = waiting.order_by("pk").first()
    return account.get_absolute_url() if account else reverse("personnel:accounts")


def _facts(request: AccountRequest) -> dict:
    return {"organization": request.organization, "posts": request.posts_in_words}


def lacking(user):
    """Organizations in the register whose accounts the office may ask for."""
    if not can_request_accounts(user):
        return Organization.objects.none()
    return lacking_accounts(Organization.objects.visible_to(user).standing(), "")


def _keepable(user):
    return Organization.objects.visible_to(user) if can_request_accounts(user) else Organization.objects.none()


OF_ORGANIZATION = register_steps(
    Organization,
    Step(
        "request_accounts",
        ASK,
        rows=_keepable,
        offered=lacking,
        primary=False,
        service=services.request_accounts,
        confirm=ASK_CONFIRM,
        done=ASKED,
        then=lambda organization, request: request,
    ),
)
STEPS = register_steps(
    AccountRequest,
    Step(
        "make",
        _("Make the account"),
        _where_made,
        rows=requests.makeable_by,
        task=Task(
            _("Make accounts of %(organization)s: %(posts)s"),
            _("Go and make"),
            facts=_facts,
            detail=lambda request: request.get_occasion_display(),
            kind=_("Make accounts"),
            listed="personnel:account_requests",
        ),
    ),
    Step(
        "give_role",
        _("Give the role"),
        _where_granted,
        rows=requests.awaiting_role_by,
        task=Task(
            _("Give the accounts of %(organization)s their roles: %(posts)s"),
            _("Go and grant"),
            facts=_facts,
            detail=lambda request: request.get_occasion_display(),
            kind=_("Give roles"),
            listed="personnel:account_requests",
        ),
    ),
    Step(
        "decline",
        _("Decline"),
        rows=requests.declinable_by,
        states=(AccountRequest.Status.OPEN,),
        primary=False,
        service=services.decline_request,
        asks=Asks(ReasonForm, consequence=_("No account is made; whoever asked reads the reason."), danger=True),
        done=_("The request is declined. Whoever asked is told."),
    ),
    reads=("organization", "asked_by"),
)
