"""How plans, items and publications come back to the organization from those who decide."""

from core.workflow.returns import WayBack
from rectification.models import HandOver, Item, Measure, Progress, Publication


def _plan_events(hand_over: HandOver):
    """What became of the items of a plan and of their measures."""
    items = hand_over.items.values("pk")
    return [
        Item.pgh_event_model.objects.filter(hand_over=hand_over.pk),
        Measure.pgh_event_model.objects.filter(item__in=items),
    ]


def _progress_events(item: Item):
    """What was reported on an item."""
    return [Progress.pgh_event_model.objects.filter(item=item.pk)]


RETURNED_PLAN = WayBack(
    HandOver.Status.AWAITING_PLAN,
    out_of=(HandOver.Status.PLAN_REVIEW,),
    mended_by=("write_plan", "file_plan"),
    beside=_plan_events,
)
RETURNED_ITEM = WayBack(
    Item.Status.RETURNED, mended_by=("progress",), beside=_progress_events, mends_nothing="replanned"
)
REFUSED_KEEPING_BACK = WayBack(
    Publication.Status.OWED, out_of=(Publication.Status.PROPOSED,), mended_by=("record", "propose")
)
REPLANNED = {RETURNED_ITEM.mends_nothing: True}
"""What an accepted change of the plan says of itself in the trail: by it nothing is rectified."""
