"""The steps the two administrators take on an account."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from core.models import Proposal
from core.ui.forms import ReasonForm
from core.workflow.steps import Asks, Step, page, register_steps
from personnel.accounts import roles, services
from personnel.accounts.forms import GrantForm
from personnel.accounts.oversight import opening_leads
from personnel.models import User

accounts = User.objects


def _is_open(account) -> bool:
    return account.is_active


def _with_consent() -> Exists:
    return Exists(Proposal.objects.usable().filter(kind=services.RESET, about=OuterRef("pk")))


def _with_wish() -> Exists:
    return Exists(Proposal.objects.pending().filter(kind=services.RESET, about=OuterRef("pk")))


def _to_ask_for(user):
    asked = accounts.shuttable_by(user).active().filter(by_directory=False)
    return asked.filter(opening_leads(), ~_with_consent(), ~_with_wish())


def _to_reset(user):
    return accounts.keepable_by(user).active().filter(by_directory=False).filter(~opening_leads() | _with_consent())


STEPS = register_steps(
    User,
    Step(
        "grant",
        _("Grant a role"),
        applies=_is_open,
        rows=accounts.grantable_by,
        service=roles.grant_role,
        asks=Asks(
            GrantForm,
            consequence=_(
                "What the role allows is open with the next page the person asks for. A role that opens a way to leads"
                " waits for another administrator to confirm it."
            ),
            button=_("Grant"),
        ),
        done=_("The role is granted, or waits to be confirmed."),
        then=lambda account, made: made if isinstance(made, Proposal) else account,
    ),
    Step(
        "ask_reset",
        _("Ask for consent to a new password"),
        rows=lambda user: accounts.shuttable_by(user).active(),
        offered=_to_ask_for,
        primary=False,
        service=services.ask_reset,
        asks=Asks(
            ReasonForm,
            consequence=_(
                "This account opens a way to leads: another administrator consents before its password is reset."
                " Its owner and the audit administrator are told."
            ),
            button=_("Ask for it"),
        ),
        done=_("Another administrator is asked. Then the password can be reset."),
    ),
    Step(
        "reset",
        _("Reset the password"),
        page("personnel:account_reset"),
        rows=lambda user: accounts.keepable_by(user).active(),
        offered=_to_reset,
        primary=False,
        posts=True,
        confirm=_("Set a new one-time password? The account is signed out at once and its API tokens end."),
    ),
    Step(
        "shut",
        _("Shut the account"),
        applies=_is_open,
        rows=accounts.shuttable_by,
        primary=False,
        service=services.shut_user,
        locks_first=False,
        asks=Asks(
            ReasonForm,
            consequence=_("It is signed out at once and cannot sign in any more; its API tokens end."),
            danger=True,
        ),
        done=_("The account is shut."),
    ),
    Step(
        "open",
        _("Open the account"),
        applies=lambda account: not account.is_active,
        rows=accounts.keepable_by,
        service=services.open_user,
        asks=Asks(ReasonForm, consequence=_("It can sign in again, with the roles it still holds.")),
        done=_("The account is open."),
    ),
)
