"""What a second person confirms about accounts: roles and new passwords that open a way to leads, and names."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right, Role
from core.consent.kinds import Kind, register
from core.ui.views.record import field_label
from personnel.accounts.oversight import GRANT
from personnel.accounts.roles import take_grant
from personnel.accounts.services import NAMES, RENAME, RESET, take_names
from personnel.models import User

ADMINISTRATORS = frozenset({Right.GRANT_ROLES, Right.KEEP_ACCOUNTS, Right.READ_TRAIL})


def _names(proposal) -> list[tuple]:
    return [(field_label(User, name), *proposal.facts[name]) for name in NAMES if name in proposal.facts]


def _role(proposal) -> list[tuple]:
    side = proposal.facts.get("side")
    stands_for = [(_("Stands for"), "", side)] if side else []
    return [(_("Role"), "", str(Role(proposal.facts["role"]).label)), *stands_for]


register(Kind(GRANT, _("Grant a role"), ADMINISTRATORS, words=_role, take=take_grant))
register(Kind(RESET, _("Reset the password"), ADMINISTRATORS, words=lambda proposal: []))
register(
    Kind(
        RENAME,
        _("Rename the account"),
        frozenset({Right.GRANT_ROLES, Right.KEEP_ACCOUNTS}),
        words=_names,
        take=take_names,
    )
)
