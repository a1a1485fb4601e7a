"""What holds for rules and funds beside their constraints, and what follows from them: the sums of their items."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.access.reach import Actor, reach_of
from core.registers.register import Links
from core.workflow.guards import require_side
from core.workflow.moves import lock, write
from rectification.items.sums import Result, add_up
from rectification.models import Item, OrganizationRule
from rectification.permissions import can_enter_results_of
from rectification.sides import require_not_of_office, require_not_of_organization


def of_its_item(result: Result, links: Links) -> None:
    """What came of an item came after the team entered; further items of a rule are of the same organization."""
    inspection = result.item.hand_over.inspection
    name = "made_on" if isinstance(result, OrganizationRule) else "returned_on"
    day, since = getattr(result, name), inspection.entered_on
    if day and since and day < since:
        words = _("This day cannot be before %(day)s (%(fact)s).")
        raise ValidationError({name: words % {"day": since.isoformat(), "fact": _("entered on")}})
    further = links.get("also_for", ())
    if result.item in further:
        raise ValidationError({"also_for": _("This is the item it counts for already.")})
    if any(item.hand_over.inspection.organization_id != inspection.organization_id for item in further):
        raise ValidationError({"also_for": _("These are not all items of this organization.")})


def add_to_item(result: Result, by: Actor) -> None:
    """The item adds up; only who enters what came of it may change that, and nobody acts for both sides."""
    item = lock(Item.objects.select_related("hand_over__inspection").get(pk=result.item_id))
    require_side(can_enter_results_of(by, item))
    hand_over = item.hand_over
    own = hand_over.inspection.organization_id in reach_of(by).organizations
    (require_not_of_office if own else require_not_of_organization)(by, hand_over)
    try:
        add_up(item)
    except ValidationError as refusal:
        raise ValidationError({"amount": refusal.messages}) from refusal
    write(item, "rules_made", "funds_recovered")
