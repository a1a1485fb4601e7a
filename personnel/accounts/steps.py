"""The steps the two administrators take on an account."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from core.models import Proposal
from core.ui.forms import Form, ReasonForm
from core.workflow.steps import Asks, Step, Task, page, register_steps
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


def _facts(account) -> dict:
    return {"account": account, "role": account.get_wanted_role_display()}


def _unit(account) -> str:
    return str(account.unit or "")


STEPS = register_steps(
    User,
    Step(
        "confirm_role",
        _("Confirm the role"),
        rows=accounts.awaiting_role_by,
        service=roles.confirm_role,
        many=True,
        asks=Asks(
            Form,
            consequence=_("The role that the workbook names is granted from today."),
            button=_("Confirm"),
        ),
        done=_("The role is confirmed."),
        task=Task(
            _("Confirm the role of %(account)s: %(role)s"),
            _("Look at it"),
            facts=_facts,
            detail=_unit,
            kind=_("Confirm roles of accounts"),
            listed="personnel:accounts",
        ),
    ),
    Step(
        "refuse_role",
        _("Refuse the role"),
        rows=accounts.awaiting_role_by,
        primary=False,
        service=roles.refuse_role,
        asks=Asks(ReasonForm, consequence=_("The account stays without a role."), danger=True),
        done=_("The role is refused."),
    ),
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
        "slip",
        _("Print a sealed slip"),
        page("personnel:account_slip"),
        rows=lambda user: accounts.keepable_by(user).active(),
        offered=_to_reset,
        primary=False,
        posts=True,
        confirm=_("Draw a new one-time password and print its slip? A password or slip from before is void."),
        task=Task(
            _("Print the sealed slip of %(account)s"),
            _("Go and print"),
            facts=_facts,
            detail=_unit,
            rows=accounts.awaiting_slip,
            kind=_("Print sealed slips"),
            listed="personnel:accounts",
        ),
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
    reads=("organization", "body"),
)
