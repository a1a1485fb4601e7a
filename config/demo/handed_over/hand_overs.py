"""The hand-overs of round 18, each as far as its stage."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy

from config.demo.dossiers.archive import Archive
from config.demo.live import Stage, before
from findings.models import DeadlineKind
from rectification import duties
from rectification.models import HandOver, Item, Receipt
from rounds.deadlines.obligations import facts_of, titles_of
from rounds.models import Inspection, Obligation


def write_hand_over(archive: Archive, inspection: Inspection, stage: str, today: date, *, on_paper: bool) -> HandOver:
    """The hand-over with its feedbacks, its receipts and the days of what has happened so far."""
    delivered_on = inspection.fed_back_on
    signed_on = delivered_on + timedelta(days=1) if delivered_on else None
    days = {
        Stage.PREPARING: {},
        Stage.AWAITING_RECEIPT: {},
        Stage.AWAITING_PLAN: {"signed_on": signed_on},
        Stage.PLAN_REVIEW: {"signed_on": signed_on, "plan_filed_on": before(today, 4)},
    }
    hand_over = archive.batch.add(
        HandOver(
            inspection=inspection,
            prepared_by=archive.cast.office,
            delivered_on=delivered_on,
            focus_ends_on=delivered_on and archive.reckoning.due_on(duties.FOCUSED_RECTIFICATION, delivered_on),
            closed_on=before(today, 6) if stage == Stage.CLOSED else None,
            status=stage,
            **(days[stage] if stage in days else _planned(delivered_on)),
        )
    )
    if delivered_on:
        way = Receipt.Way.PAPER if on_paper else Receipt.Way.DRAWN
        archive.to_feed_back.append((hand_over, archive.writer.name(), way))
        _owe_next(archive, hand_over)
    return hand_over


def _planned(delivered_on: date) -> dict[str, date]:
    """The days up to the accepted plan."""
    return {
        "signed_on": delivered_on + timedelta(days=1),
        "plan_filed_on": delivered_on + timedelta(days=14),
        "plan_accepted_on": delivered_on + timedelta(days=19),
    }


NEXT = {
    Stage.AWAITING_RECEIPT: (duties.SIGN_RECEIPTS, gettext_lazy("Sign both receipts for the inspection feedback")),
    Stage.AWAITING_PLAN: (duties.FILE_PLAN, gettext_lazy("File the rectification plan")),
}


def owe_focused(archive: Archive, hand_over: HandOver, items: list[Item]) -> None:
    """The end of focused rectification is owed from the delivery until the last focused item is closed out."""
    open_items = [item for item in items if item.deadline_kind == DeadlineKind.FOCUSED and not item.is_closed]
    if not hand_over.delivered_on or not open_items:
        return
    inspection = hand_over.inspection
    archive.batch.owe(
        Obligation(
            **facts_of(duties.FOCUSED_RECTIFICATION),
            **titles_of(gettext_lazy("Finish focused rectification")),
            inspection=inspection,
            organization=inspection.organization,
            from_on=hand_over.delivered_on,
            due_on=hand_over.focus_ends_on,
        ),
        hand_over,
    )


def _owe_next(archive: Archive, hand_over: HandOver) -> None:
    """The next step the organization owes for the whole of the hand-over."""
    if hand_over.status not in NEXT:
        return
    kind, title = NEXT[hand_over.status]
    inspection, from_on = hand_over.inspection, hand_over.delivered_on
    due = archive.reckoning.due(kind, from_on)
    archive.batch.owe(
        Obligation(
            **facts_of(kind, due),
            **titles_of(title),
            inspection=inspection,
            organization=inspection.organization,
            from_on=from_on,
            due_on=due.on,
        ),
        hand_over,
    )
