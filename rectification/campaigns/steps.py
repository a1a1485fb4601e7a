"""Accounts of all whom a campaign was sent to and who cannot report it here."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side
from core.workflow.moves import IllegalStep
from core.workflow.steps import Step, may_take
from personnel.account_requests.querysets import lacking_accounts
from personnel.account_requests.services import request_accounts
from personnel.account_requests.steps import ASK, ASK_CONFIRM
from personnel.models import User
from rectification.models import Campaign, SelfCheck


def _lacking(user) -> QuerySet[SelfCheck]:
    return lacking_accounts(SelfCheck.objects.recordable_by(user), "organization")


def _with_some_lacking(user) -> QuerySet[Campaign]:
    return Campaign.objects.keepable_by(user).filter(Exists(_lacking(user).filter(campaign=OuterRef("pk"))))


@all_or_nothing
def request_accounts_of_all(campaign: Campaign, *, by: User) -> Campaign:
    """Ask for the accounts of every organization that still has to report and lacks one, but for those asked for.

    Raises `IllegalStep` where there is none.
    """
    require_side(may_take(Campaign.objects.keepable_by, by, campaign))
    checks = _lacking(by).filter(campaign=campaign).select_related("organization__answered_by")
    lacking = {check.organization.answering.pk: check.organization.answering for check in checks}
    if not lacking:
        raise IllegalStep(_("Every organization that still has to report has its accounts, or they are asked for."))
    for organization in lacking.values():
        request_accounts(organization, by=by, occasion="campaign")
    return campaign


ASK_FOR_ALL = Step(
    "request_accounts",
    ASK,
    rows=Campaign.objects.keepable_by,
    offered=_with_some_lacking,
    primary=False,
    service=request_accounts_of_all,
    confirm=ASK_CONFIRM,
    done=gettext_lazy(
        "The accounts of all organizations without one are asked for. You are told when they are there."
    ),
)
