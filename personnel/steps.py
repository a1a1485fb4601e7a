"""The steps the two administrators take on an account."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Step, page, register_steps
from personnel.models import User
from personnel.permissions import can_grant_roles, can_keep_accounts, can_shut

register_steps(
    User,
    Step(
        name="grant",
        label=_("Grant a role"),
        url=page("personnel:account_grant"),
        allowed=can_grant_roles,
        applies=lambda account: account.is_active,
    ),
    Step(
        name="reset",
        label=_("Reset the password"),
        url=page("personnel:account_reset"),
        allowed=can_keep_accounts,
        applies=lambda account: account.is_active,
        primary=False,
        posts=True,
        confirm=_("Set a new one-time password? The account is signed out at once and its API tokens end."),
    ),
    Step(
        name="shut",
        label=_("Shut the account"),
        url=page("personnel:account_shut"),
        allowed=can_shut,
        applies=lambda account: account.is_active,
        primary=False,
    ),
    Step(
        name="open",
        label=_("Open the account"),
        url=page("personnel:account_open"),
        allowed=can_keep_accounts,
        applies=lambda account: not account.is_active,
    ),
)
