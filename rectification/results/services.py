"""What holds for results beside their constraints, and what follows from rules and funds: the sums of their items."""

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from core.access.reach import Actor, reach_of
from core.registers.register import Links
from core.workflow.guards import require_side
from core.workflow.moves import lock, write
from rectification.items.sums import Result, add_up
from rectification.models import HeldToAccount, Item, OrganizationRule, ReturnedFunds
from rectification.permissions import can_enter_results_of
from rectification.sides import require_not_of_office, require_not_of_organization

DAYS: dict[type[Model], str] = {OrganizationRule: "made_on", ReturnedFunds: "returned_on", HeldToAccount: "held_on"}


def of_its_item(result: Result | HeldToAccount, links: Links) -> None:
    """What came of an item came after the team entered; further items of a rule are of the same organization."""
    inspection = result.item.hand_over.inspection
    name = DAYS[type(result)]
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
    item = _held_for(result, by)
    try:
        add_up(item)
    except ValidationError as refusal:
        raise ValidationError({"amount": refusal.messages}) from refusal
    write(item, "rules_made", "funds_recovered")


def stands_at_item(held: HeldToAccount, by: Actor) -> None:
    """The same, of who was held to account: nothing is added up."""
    _held_for(held, by)


def _held_for(result: Result | HeldToAccount, by: Actor) -> Item:
    """The item of a result, locked, for who may enter what came of it."""
    item = lock(Item.objects.select_related("hand_over__inspection").get(pk=result.item_id))
    require_side(can_enter_results_of(by, item))
    hand_over = item.hand_over
    own = hand_over.inspection.organization_id in reach_of(by).organizations
    (require_not_of_office if own else require_not_of_organization)(by, hand_over)
    return item
