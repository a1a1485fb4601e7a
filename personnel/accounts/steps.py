"""The steps the two administrators take on an account."""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import ReasonForm
from core.workflow.steps import Asks, Step, page, register_steps
from personnel.accounts import roles, services
from personnel.accounts.forms import GrantForm
from personnel.models import User

accounts = User.objects


def _is_open(account) -> bool:
    return account.is_active


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
            consequence=_("What the role allows is open with the next page the person asks for."),
            button=_("Grant"),
        ),
        done=_("The role is granted."),
    ),
    Step(
        "reset",
        _("Reset the password"),
        page("personnel:account_reset"),
        rows=lambda user: accounts.keepable_by(user).active(),
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
