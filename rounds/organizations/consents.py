"""What a second person confirms about organizations: the names by which plans say who is inspected."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.consent.kinds import Kind, register
from rounds.organizations.services import RENAME, take_name


def _name(proposal) -> list[tuple]:
    return [(_("Name"), *proposal.facts["name"])]


register(
    Kind(
        RENAME,
        _("Rename the organization"),
        frozenset({Right.KEEP_ROUNDS, Right.APPROVE_ROUNDS}),
        words=_name,
        take=take_name,
    )
)
