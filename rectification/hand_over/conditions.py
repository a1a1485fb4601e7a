"""Why a step of a hand-over is not open yet, in words; "" when it is. Services refuse by these and pages show them."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from findings.models import Finding
from rectification.changes.conditions import why_not_between
from rectification.models import Feedback, HandOver, Item, Measure, Side
from rectification.returns import RETURNED_PLAN
from rounds.models import Inspection


def why_not_prepare(inspection: Inspection) -> str:
    """A hand-over needs at least one finding the team has submitted."""
    if inspection.findings.filter(status=Finding.Status.SUBMITTED).exists():
        return ""
    return _("The team has not submitted any finding of this inspection yet.")


def why_not_deliver(hand_over: HandOver) -> str:
    """Both feedbacks first (双反馈), the field stage ended, and as items all that the team has submitted."""
    given = hand_over.feedbacks.values_list("side", flat=True)
    listed = hand_over.items.values_list("finding", flat=True)
    return why_not_by_list(hand_over, given, listed, _submitted(hand_over))


def why_not_by_list(
    hand_over: HandOver, given: Collection[str], listed: Collection[int], submitted: Collection[int]
) -> str:
    """The same, where the sides whose feedback is given, the findings listed and those submitted were read."""
    if hand_over.inspection.status != Inspection.Status.REPORTING:
        return _("The field stage of this inspection has not ended yet.")
    missing = [str(side.label) for side in Side if side not in given]
    if missing:
        return _("Record the feedback first: %(sides)s.") % {"sides": _(", ").join(missing)}
    if not listed:
        return _("There is no item to hand over. Take in the submitted findings first.")
    if set(listed) != set(submitted):
        return _("The team has submitted or taken back findings meanwhile. Take in the submitted findings again.")
    return ""


def has_news(hand_over: HandOver) -> bool:
    """Whether the team has submitted, or taken back, findings since the list was drawn."""
    return set(_submitted(hand_over)) != set(hand_over.items.values_list("finding", flat=True))


def opinions_before_list(hand_over: HandOver) -> str:
    """Which opinions were recorded before the list of findings was drawn anew, in words; "" when none was.

    They may tell other problems, or other numbers, than the list that is signed for with them.
    """
    drawn = Item.pgh_event_model.objects.filter(hand_over=hand_over).aggregate(at=Max("pgh_created_at"))["at"]
    recorded = Feedback.pgh_event_model.objects.filter(hand_over=hand_over).order_by().values_list("side")
    before = {side for side, at in recorded.annotate(Max("pgh_created_at")) if drawn and at < drawn}
    sides = [str(side.label) for side in Side if side in before]
    words = _("%(sides)s: recorded before the list of findings was drawn anew; check their problems and numbers.")
    return words % {"sides": _(", ").join(sides)} if sides else ""


def _submitted(hand_over: HandOver) -> QuerySet:
    return hand_over.inspection.findings.filter(status=Finding.Status.SUBMITTED).values_list("pk", flat=True)


def plan_of(hand_over: HandOver) -> QuerySet[Item]:
    """The items with their measures, each with whether nothing of the plan was changed since it came back."""
    return hand_over.items.annotate(is_unmended=RETURNED_PLAN.unmended(hand_over)).prefetch_related("measures")


def why_not_file(hand_over: HandOver) -> str:
    """Each item needs a goal, a leader, a department and a measure, each measure an owner and a day in time."""
    return why_not_by_plan(hand_over, plan_of(hand_over))


def why_not_by_plan(hand_over: HandOver, items: Iterable[Item]) -> str:
    """The same, where the plan was read (`plan_of`)."""
    if not hand_over.signed_on:
        return _("Both receipts must be signed first.")
    if again := RETURNED_PLAN.why_not_again(hand_over, any(item.is_unmended for item in items)):
        return again
    lacking = [f"{item.number}" for item in items if _incomplete(item)]
    if not lacking:
        return ""
    return _(
        "Items %(numbers)s are not complete: each needs a goal, a leader, a department and at least one measure, and "
        "each measure an owner and a day from the hand-over up to the item's own."
    ) % {"numbers": _(", ").join(lacking)}


def why_not_due(day: date, item: Item) -> str:
    """See `why_not_between`."""
    return why_not_between(day, item.hand_over.delivered_on, item.due_on)


def _incomplete(item: Item) -> bool:
    measures = item.measures.all()
    named = item.goal and item.leader and item.department
    return not named or not measures or any(_unowned(measure, item) for measure in measures)


def _unowned(measure: Measure, item: Item) -> bool:
    owned = measure.leader or measure.department
    in_time = measure.due_on and not why_not_due(measure.due_on, item)
    return not (measure.content and owned and in_time)
