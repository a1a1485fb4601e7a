"""The register of accountability."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registers.register import Links, Register, Words, keep
from rectification.accountability.filters import AccountabilityFilter
from rectification.accountability.forms import AccountabilityForm
from rectification.accountability.proposing import settle_accountability
from rectification.accountability.tables import AccountabilityTable
from rectification.models import Accountability
from rectification.permissions import can_keep_follow_up, reads_accountability


def for_items_of_its_own(accountability: Accountability, links: Links) -> None:
    """Nobody is held to account for what another organization was to rectify; a criticism of the unit names nobody."""
    if accountability.kind == Accountability.Kind.UNIT_CRITICIZED and accountability.person:
        raise ValidationError({"person": _("A criticism of the unit names nobody.")})
    named = links.get("items", [])
    if any(item.hand_over.inspection.organization_id != accountability.organization_id for item in named):
        raise ValidationError({"items": _("These are not all items of this organization.")})


ACCOUNTABILITY = keep(
    Register(
        Accountability,
        named="rectification:accountability_entry",
        listed="rectification:accountability",
        words=Words(
            gettext_lazy("Accountability"),
            gettext_lazy("Record an accountability"),
            gettext_lazy("Change the accountability"),
            gettext_lazy("Nobody was held to account yet."),
            gettext_lazy("Record each head who was admonished and each unit that was criticized, with the reason."),
        ),
        day="taken_on",
        form=AccountabilityForm,
        table=AccountabilityTable,
        filters=AccountabilityFilter,
        facts=("kind", "organization", "person", "taken_on", "number", "cause", "items"),
        wide=("organization", "cause"),
        reads=("organization",),
        links_read={"items": ("hand_over__inspection__organization",)},
        opens=reads_accountability,
        may_enter=can_keep_follow_up,
        refuses=for_items_of_its_own,
        tells=settle_accountability,
    )
)
