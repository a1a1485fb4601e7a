"""The rectification plan: the organization drafts and files it, the office accepts or returns it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Case, TextField, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.editing import require_unchanged, version_as_read, with_version
from core.workflow.guards import day_or_today, require_reason, require_side, require_status
from core.workflow.moves import hold, lock, move, move_all, require_ready, require_step
from core.workflow.saving import save_checked
from rectification import duties, ledger_duties, permissions
from rectification.addressees import tell_office, tell_organization
from rectification.hand_over import conditions
from rectification.models import HandOver, Item, Measure, PlanReview
from rectification.reviews.on_items import of_plan
from rectification.reviews.services import end_review
from rectification.reviews.words import in_one
from rectification.sides import of_office, require_none_of_office, require_not_of_organization
from rounds.deadlines import obligations


@dataclass(frozen=True)
class PlannedMeasure:
    """One row of the plan's table of measures."""

    content: str
    kind: str = ""
    leader: str = ""
    department: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class PlannedItem:
    """What the plan says of one item; `item` is its key and `seen` what a form remembers of it."""

    item: int
    goal: str = ""
    leader: str = ""
    department: str = ""
    kept_up: bool = False
    seen: str = ""
    measures: list[PlannedMeasure] = field(default_factory=list)


@all_or_nothing
def save_plan(hand_over, plan: Iterable[PlannedItem], *, by) -> HandOver:
    """Keep the plan as far as it is written (暂存). Items not named stay as they are.

    Raises `ValidationError` when an item belongs to another hand-over or a measure is due on a day it cannot be.
    """
    require_side(permissions.can_file_plan(by, hand_over))
    lock(hand_over)
    plan = list(plan)
    named = hand_over.items.filter(pk__in=[planned.item for planned in plan])
    items = {item.pk: item for item in with_version(named.annotate(of_office=of_office(hand_over)))}
    for item in items.values():
        require_none_of_office(by, hand_over, item.of_office)
    require_status(hand_over, HandOver.Status.AWAITING_PLAN)
    with acting(by):
        for planned in plan:
            if planned.item not in items:
                raise ValidationError(_("The plan names an item that is not part of this hand-over."))
            item = items[planned.item]
            require_unchanged(item, planned.seen, now=version_as_read(item))
            _write(item, planned, by)
    return hand_over


@all_or_nothing
def file_plan(hand_over, *, by, on: date | None = None) -> HandOver:
    """File the plan as kept, for the office's review."""
    require_side(permissions.can_file_plan(by, hand_over))
    lock(hand_over)
    items = list(conditions.plan_of(hand_over).annotate(of_office=of_office(hand_over)))
    for item in items:
        require_none_of_office(by, hand_over, item.of_office)
    require_step(hand_over, HandOver.Status.PLAN_REVIEW)
    require_ready(conditions.why_not_by_plan(hand_over, items))
    on = day_or_today(on, since=hand_over.signed_on)
    with acting(by):
        if any(item.plan_returned_why for item in items):
            hand_over.items.exclude(plan_returned_why="").update(plan_returned_why="")
    move(hand_over, HandOver.Status.PLAN_REVIEW, by=by, plan_filed_on=on)
    obligations.meet(duties.FILE_PLAN, hand_over, on)
    tell_office(
        hand_over,
        kind="plan.filed",
        subject=gettext_lazy("%(organization)s filed its rectification plan"),
        url=hand_over.get_absolute_url(),
    )
    return hand_over


@all_or_nothing
def accept_plan(hand_over, opinion: str = "", *, by, on: date | None = None) -> HandOver:
    """Accept the plan, with an opinion or without: every item is being rectified from now on.

    What is owed by when stands since the delivery. A review by others ends with it, whoever has not answered.
    """
    require_side(permissions.can_hand_over(by, hand_over))
    require_not_of_organization(by, hand_over)
    lock(hand_over)
    require_step(hand_over, HandOver.Status.RECTIFYING)
    on, opinion = day_or_today(on, since=hand_over.plan_filed_on), opinion.strip()
    with acting(by, reason=opinion):
        move(hand_over, HandOver.Status.RECTIFYING, by=by, reason=opinion, plan_accepted_on=on)
        end_review(hand_over, PlanReview.Outcome.ACCEPTED, opinion, by=by, on=on)
        items = [hold(item) for item in hand_over.items.select_for_update(of=("self",))]
        move_all(items, Item.Status.RECTIFYING, by=by)
        ledger_duties.owe_next_aims(items, on)
        obligations.open_all(ledger_duties.of_double_report(hand_over, on))
    _tell_review(hand_over, gettext_lazy("The rectification plan was accepted"))
    return hand_over


@all_or_nothing
def return_plan(
    hand_over, reason: str = "", *, by, on_items: Iterable[dict[str, Any]] = (), on: date | None = None
) -> HandOver:
    """Return the plan with a reason, on the whole or by the numbers of its items (rows of `number` and `text`).

    It is owed again, counted from today. No item gets a later day by it.
    """
    require_side(permissions.can_hand_over(by, hand_over))
    require_not_of_organization(by, hand_over)
    on_items = of_plan(on_items, hand_over.items.values_list("number", flat=True))
    reason = require_reason(in_one(reason, on_items))
    on = day_or_today(on, since=hand_over.plan_filed_on)
    with acting(by, reason=reason):
        lock(hand_over)
        require_status(hand_over, HandOver.Status.PLAN_REVIEW)
        _mark(hand_over, on_items)  # before the move: what comes after it mends the plan
        move(hand_over, HandOver.Status.AWAITING_PLAN, by=by, reason=reason, plan_filed_on=None)
        end_review(hand_over, PlanReview.Outcome.RETURNED, reason, by=by, on=on)
        obligations.open_obligation(
            duties.FILE_PLAN,
            hand_over,
            gettext_lazy("Mend and file the returned rectification plan"),
            inspection=hand_over.inspection,
            organization=hand_over.inspection.organization,
            from_on=on,
        )
    _tell_review(hand_over, gettext_lazy("The rectification plan was returned; see the reason"))
    return hand_over


def _mark(hand_over: HandOver, on_items: list[dict[str, Any]]) -> None:
    """Each item that is to be mended says why, until the plan is filed again."""
    said = {each["number"]: each["text"] for each in on_items}
    if said:
        why = Case(*[When(number=number, then=Value(text)) for number, text in said.items()], output_field=TextField())
        hand_over.items.filter(number__in=said).update(plan_returned_why=why)


def _tell_review(hand_over: HandOver, subject) -> None:
    tell_organization(hand_over, kind="plan.reviewed", subject=subject, url=hand_over.get_absolute_url())


def _write(item: Item, planned: PlannedItem, by: Actor) -> None:
    for measure in planned.measures:
        if measure.due_on and (why_not := conditions.why_not_due(measure.due_on, item)):
            raise ValidationError(why_not)
    said = {name: getattr(planned, name) for name in ("goal", "leader", "department", "kept_up")}
    save_checked(item, by=by, **said)
    stood = [
        PlannedMeasure(each.content, each.kind, each.leader, each.department, each.due_on)
        for each in item.measures.order_by("number")
    ]
    if stood == planned.measures:
        return  # saved as it stood, a returned plan is not mended
    if stood:
        item.measures.all().delete()
    Measure.objects.bulk_create(
        Measure(item=item, number=number, **asdict(measure))
        for number, measure in enumerate(planned.measures, start=1)
    )
