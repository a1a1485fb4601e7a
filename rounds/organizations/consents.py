"""What a second person confirms about organizations: the names by which plans say who is inspected."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.consent.kinds import Kind, new_name, register
from rounds.organizations.services import RENAME, take_name

register(
    Kind(
        RENAME,
        _("Rename the organization"),
        frozenset({Right.KEEP_ROUNDS, Right.APPROVE_ROUNDS}),
        words=new_name,
        take=take_name,
    )
)
