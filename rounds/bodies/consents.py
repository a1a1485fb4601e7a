"""What a second person confirms about bodies: their names, by which a handler sends leads."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.consent.kinds import Kind, new_name, register
from rounds.bodies.services import RENAME, take_name

register(
    Kind(
        RENAME,
        _("Rename the body"),
        frozenset({Right.KEEP_ROUNDS, Right.APPROVE_ROUNDS}),
        words=new_name,
        take=take_name,
    )
)
