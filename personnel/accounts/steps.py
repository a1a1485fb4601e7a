"""The steps the two administrators take on an account."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Step, page, register_steps
from personnel.models import User

accounts = User.objects

register_steps(
    User,
    Step(
        "grant",
        _("Grant a role"),
        page("personnel:account_grant"),
        rows=lambda user: accounts.grantable_by(user).active(),
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
        page("personnel:account_shut"),
        rows=lambda user: accounts.shuttable_by(user).active(),
        primary=False,
    ),
    Step(
        "open",
        _("Open the account"),
        page("personnel:account_open"),
        rows=lambda user: accounts.keepable_by(user).filter(is_active=False),
    ),
)
