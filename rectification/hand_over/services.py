"""交账: the office prepares a hand-over, records both feedbacks and delivers it to the organization."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Case, DateField, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files.attachments import store_attachments
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.editing import require_unchanged
from core.workflow.guards import day_or_today, require_side, require_status, require_text
from core.workflow.moves import IllegalStep, lock, move, require_ready, require_step
from core.workflow.saving import save_checked
from core.workflow.steps import require_among
from core.workflow.updates import Statement
from findings.findings import services
from findings.models import DeadlineKind, Finding
from personnel.models import User
from rectification import duties, ledger_duties, permissions
from rectification.addressees import telling_organization
from rectification.hand_over import conditions
from rectification.hand_over.days import feedback_days
from rectification.models import Feedback, HandOver, Item, Measure
from rounds.deadlines import obligations
from rounds.deadlines.rules import Reckoning
from rounds.inspections import services as inspection_services
from rounds.models import Inspection


@all_or_nothing
def prepare_hand_over(inspection: Inspection, *, by: User) -> HandOver:
    """Make the submitted findings of an inspection into items numbered from 1. Asked twice, it answers the first."""
    require_side(permissions.can_prepare(by, inspection))
    lock(inspection)
    standing = HandOver.objects.filter(inspection=inspection).first()
    if standing is not None:
        return standing
    require_ready(conditions.why_not_prepare(inspection))
    with acting(by):
        hand_over = save_checked(HandOver(inspection=inspection, prepared_by=by), by=by)
        _list_items(hand_over)
    return hand_over


@all_or_nothing
def take_in_findings(hand_over: HandOver, *, by: User) -> HandOver:
    """Draw the list of items anew from what the team has submitted by now, as long as nothing is delivered."""
    require_side(permissions.can_hand_over(by, hand_over))
    lock(hand_over)
    require_status(hand_over, HandOver.Status.PREPARING)
    with acting(by):
        hand_over.items.all().delete()
        _list_items(hand_over)
    return hand_over


@all_or_nothing
def give_feedback(
    hand_over: HandOver,
    side: str,
    *,
    given_on: date,
    given_by: str,
    by: User,
    seen: str = "",
    files: Sequence[UploadedFile] = (),
    **told: Any,
) -> Feedback:
    """Record one of the two feedbacks; until the delivery it may be corrected by recording it again.

    `told` are the event (`Feedback.EVENT`) and the parts of the opinion (`Feedback.PARTS`), or the one `opinion` of a
    feedback that was recorded so; `files` are the minutes. `seen` refuses to undo what another recorded meanwhile.
    """
    require_side(permissions.can_hand_over(by, hand_over))
    lock(hand_over)
    require_status(hand_over, HandOver.Status.PREPARING)
    feedback = hand_over.feedbacks.filter(side=side).first() or Feedback(hand_over=hand_over, side=side)
    require_unchanged(feedback, seen)
    save_checked(
        feedback,
        by=by,
        sure=["side"],  # that of this side, if there was one, read while the hand-over is held
        given_on=day_or_today(given_on, "given_on", since=_last_visit(hand_over.inspection)),
        given_by=require_text("given_by", given_by, _("Who gave the feedback")),
        **told | _opinion(told),
    )
    with acting(by):
        store_attachments(feedback, files, by=by)
    return feedback


def _opinion(told: dict[str, Any]) -> dict[str, str]:
    """The texts of the opinion, none of them empty."""
    if told.get("opinion"):
        return {"opinion": require_text("opinion", told["opinion"], _("The opinion"))}
    parts = [Feedback._meta.get_field(name) for name in Feedback.PARTS if name != "report_back_on"]
    return {part.name: require_text(part.name, told.get(part.name, ""), part.verbose_name) for part in parts}


@all_or_nothing
def deliver_hand_over(hand_over: HandOver, *, by: User, on: date | None = None) -> HandOver:
    """Hand the items over: issue the findings, fix every deadline; from now on the organization owes by them."""
    require_side(permissions.can_hand_over(by, hand_over))
    require_step(hand_over, HandOver.Status.AWAITING_RECEIPT)
    lock(hand_over.inspection)  # nothing more is submitted from here on; see `submit_finding`
    lock(hand_over)
    inspection, findings = hand_over.inspection, _held_findings(hand_over)
    on = day_or_today(on, since=_earliest_delivery(inspection, findings[0].fed_back_on))
    items = sorted((finding.item for finding in findings), key=lambda item: item.number)
    reckoning = Reckoning(*duties.OF_LEDGERS, about=inspection)
    to, focus_ends_on = HandOver.Status.AWAITING_RECEIPT, reckoning.due_on(duties.FOCUSED_RECTIFICATION, on)
    with acting(by):
        services.issue_findings(findings, by=by, on=on)
        inspection_services.record_feedback(inspection, by=by, on=on)
        told = _telling_of_delivery(hand_over)
        move(hand_over, to, by=by, delivered_on=on, focus_ends_on=focus_ends_on, beside=told)
        days = _deadlines(hand_over, items, reckoning)
        signing = obligations.obligation(
            duties.SIGN_RECEIPTS,
            hand_over,
            gettext_lazy("Sign both receipts for the inspection feedback"),
            inspection=inspection,
            organization=inspection.organization,
            from_on=on,
            reckoning=reckoning,
        )
        owed = [*ledger_duties.of_rectification(hand_over, items), signing]
        obligations.open_beside(hand_over.items.all(), owed, due_on=days)
    return hand_over


@all_or_nothing
def record_day_of_feedback(hand_over: HandOver, *, by: User, on: date) -> HandOver:
    """Enter when both feedbacks were given on paper, and fix from it what runs from it.

    Raises `IllegalStep` when the day is known, and `ValidationError` for a day that what was found or done forbids.
    """
    require_among(HandOver.objects.handled_by(by), hand_over, _("This step is not yours to take."))
    lock(hand_over)
    if hand_over.delivered_on is not None:
        raise IllegalStep(_("The day of this feedback is recorded already."))
    require_among(HandOver.objects.lacking_day_of_feedback(by), hand_over, _("This step is not yours to take."))
    days = feedback_days([hand_over])[hand_over.pk]
    on = day_or_today(on, since=days.since)
    if days.until and on > days.until:
        words = _("An item was checked or closed out on %(day)s; the feedback was before.")
        raise ValidationError({"on": words % {"day": days.until.isoformat()}})
    reckoning = Reckoning(about=hand_over.inspection)
    with acting(by):
        ends_on = reckoning.due_on(duties.FOCUSED_RECTIFICATION, on)
        save_checked(hand_over, by=by, delivered_on=on, focus_ends_on=ends_on)
        inspection_services.record_day_of_feedback(hand_over.inspection, by=by, on=on)
        services.record_day_of_issue(hand_over.inspection.findings.all(), by=by, on=on)
        ledger_duties.owe_from_recorded_day(hand_over, _fix_open_deadlines(hand_over, reckoning))
    return hand_over


def _telling_of_delivery(hand_over: HandOver) -> Statement | None:
    subject = gettext_lazy("The inspection feedback was handed over; both receipts await signature")
    url = hand_over.get_absolute_url()
    return telling_organization(hand_over, kind="hand_over.delivered", subject=subject, url=url)


def _last_visit(inspection: Inspection) -> date | None:
    """The day the team left or, while it is on site, entered: feedback comes after it. Unknown in some old ledgers."""
    return inspection.left_on or inspection.entered_on


def _earliest_delivery(inspection: Inspection, fed_back_on: date) -> date:
    """The items follow both feedbacks, and these the visit (docs/domain.md, days)."""
    return max(day for day in (fed_back_on, _last_visit(inspection)) if day)


def _held_findings(hand_over: HandOver) -> list[Finding]:
    """All that the team has submitted, locked, each with its item and the day of the last feedback (`fed_back_on`).

    Refuse unless both feedbacks are given, and these are the findings listed. Who lists or feeds back locks the
    hand-over, which is held.
    """
    feedbacks = hand_over.feedbacks.order_by("-given_on")
    beside = {
        "given": ArraySubquery(feedbacks.values("side")),
        "fed_back_on": Subquery(feedbacks.values("given_on")[:1]),
        "listed": ArraySubquery(hand_over.items.order_by().values("finding")),
    }
    findings = services.held_for_issue(hand_over.inspection.findings.select_related("item").annotate(**beside))
    if not findings:
        require_ready(conditions.why_not_deliver(hand_over))
    given, listed = findings[0].given, findings[0].listed
    require_ready(conditions.why_not_by_list(hand_over, given, listed, [finding.pk for finding in findings]))
    return findings


def _list_items(hand_over: HandOver) -> None:
    findings = hand_over.inspection.findings.filter(status=Finding.Status.SUBMITTED).order_by(
        "category__order", "category", "number"
    )
    Item.objects.bulk_create(
        Item(hand_over=hand_over, finding=finding, number=number, deadline_kind=finding.deadline_kind)
        for number, finding in enumerate(findings, start=1)
    )


def _deadlines(hand_over: HandOver, items: list[Item], reckoning: Reckoning) -> Cast:
    """The day of every item, once, from the rules in force on the day of the feedback; for all in one update."""
    for item in items:
        item.due_on = ledger_duties.rectified_by(item.deadline_kind, item.finding.due_on, hand_over, reckoning)
        if item.due_on and item.due_on < hand_over.delivered_on:
            raise ValidationError(
                _("Item %(number)s is due on %(day)s, before the feedback. Have the finding corrected first.")
                % {"number": item.number, "day": f"{item.due_on:%Y-%m-%d}"}
            )
    return Cast(Case(*(When(pk=item.pk, then=Value(item.due_on)) for item in items)), DateField())


def _fix_open_deadlines(hand_over: HandOver, reckoning: Reckoning) -> list[Item]:
    """Give their day to the items whose day runs from the feedback, and to their measures; answers the open ones."""
    waiting = hand_over.items.bound().filter(due_on=None).exclude(deadline_kind=DeadlineKind.LASTING)
    items = list(waiting.select_related("finding"))
    for item in items:
        item.due_on = ledger_duties.rectified_by(item.deadline_kind, item.finding.due_on, hand_over, reckoning)
    Item.objects.bulk_update(items, ["due_on"])
    measures = list(Measure.objects.filter(item__in=items, due_on=None))
    days = {item.pk: item.due_on for item in items}
    for measure in measures:
        measure.due_on = days[measure.item_id]
    Measure.objects.bulk_update(measures, ["due_on"])
    return [item for item in items if item.status != Item.Status.CLOSED]
