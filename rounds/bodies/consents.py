"""What a second person confirms about bodies: their names, by which a handler sends leads."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.consent.kinds import Kind, register
from rounds.bodies.services import RENAME, take_name


def _name(proposal) -> list[tuple]:
    return [(_("Name"), *proposal.facts["name"])]


register(
    Kind(
        RENAME,
        _("Rename the body"),
        frozenset({Right.KEEP_ROUNDS, Right.APPROVE_ROUNDS}),
        words=_name,
        take=take_name,
    )
)
