"""Findings of rounds 1 to 17: handed over, rectified and, but for some lasting ones, closed out."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from config.demo.dossiers.archive import Archive
from config.demo.dossiers.findings import write_finding
from config.demo.dossiers.hand_overs import write_feedback, write_receipt
from config.demo.dossiers.items import (
    write_acceptance,
    write_check,
    write_item,
    write_measures,
    write_progress,
)
from config.demo.writing import Writer, weekday
from findings.models import DeadlineKind, Finding
from rectification import duties
from rectification.models import HandOver, Item
from rectification.models.handover import Side
from rounds.models import Inspection

STILL_OPEN_FROM = 15  # lasting items of these rounds are still pursued
KINDS = (
    [DeadlineKind.IMMEDIATE] * 4 + [DeadlineKind.FOCUSED] * 9 + [DeadlineKind.DATED] * 5 + [DeadlineKind.LASTING] * 2
)


@dataclass(frozen=True)
class Days:
    """The days of one hand-over, as its fields are called."""

    delivered_on: date
    signed_on: date
    plan_filed_on: date
    plan_accepted_on: date
    focus_ends_on: date


@dataclass(frozen=True)
class Fate:
    """What becomes of one item. Without `closed_on` it is pursued to this day."""

    kind: str
    due_on: date | None
    reported_on: date
    closed_on: date | None


def days_of(archive: Archive, inspection: Inspection) -> Days:
    """Handed over on the day of the feedback; receipts, plan and its acceptance follow in time."""
    writer, delivered_on = archive.writer, inspection.fed_back_on
    signed_on = writer.after(delivered_on, 1, 4)
    plan_filed_on = writer.after(signed_on, 12, 19)
    return Days(
        delivered_on=delivered_on,
        signed_on=signed_on,
        plan_filed_on=plan_filed_on,
        plan_accepted_on=writer.after(plan_filed_on, 3, 8),
        focus_ends_on=archive.reckoning.due_on(duties.FOCUSED_RECTIFICATION, delivered_on),
    )


def fate_of(writer: Writer, inspection: Inspection, days: Days) -> Fate:
    """Mostly reported in time and closed out soon after; some lasting items are still pursued."""
    kind = writer.pick(KINDS)
    due_on = _due_on(writer, kind, days)
    if due_on:
        reported_on = writer.after(due_on, -14, 6 if writer.chance(0.05) else -1)
    else:
        reported_on = writer.after(days.focus_ends_on, 5, 60)
    pursued = not due_on and inspection.team.round.number >= STILL_OPEN_FROM and writer.chance(0.4)
    return Fate(kind, due_on, reported_on, None if pursued else writer.after(reported_on, 5, 12))


def _due_on(writer: Writer, kind: str, days: Days) -> date | None:
    """When an item of that kind falls due; lasting ones never do."""
    if kind == DeadlineKind.LASTING:
        return None
    if kind == DeadlineKind.IMMEDIATE:
        return weekday(days.delivered_on + timedelta(days=30))
    if kind == DeadlineKind.FOCUSED:
        return days.focus_ends_on
    return writer.after(days.delivered_on, 45, 170)


def write_hand_over(archive: Archive, inspection: Inspection, days: Days, fates: list[Fate]) -> HandOver:
    """The hand-over with its feedbacks and receipts; closed once all of its items are."""
    closed = all(fate.closed_on for fate in fates)
    hand_over = archive.batch.add(
        HandOver(
            inspection=inspection,
            prepared_by=archive.cast.office,
            closed_on=max(fate.closed_on for fate in fates) if closed else None,
            status=HandOver.Status.CLOSED if closed else HandOver.Status.RECTIFYING,
            **asdict(days),
        )
    )
    leader = archive.writer.name()
    for side in Side.values:
        write_feedback(archive, hand_over, side, leader)
        write_receipt(archive, hand_over, side, days.signed_on)
    return hand_over


def write_rectified_item(archive: Archive, hand_over: HandOver, number: int, fate: Fate) -> None:
    """A finding and its item with all that hangs on it."""
    writer, inspection = archive.writer, hand_over.inspection
    finding = write_finding(
        archive,
        inspection,
        writer.after(inspection.entered_on, 3, 38),
        deadline_kind=fate.kind,
        due_on=fate.due_on if fate.kind == DeadlineKind.DATED else None,
        submitted_on=inspection.left_on,
        issued_on=hand_over.delivered_on,
        status=Finding.Status.ISSUED,
    )
    item = write_item(
        archive,
        hand_over,
        finding,
        number=number,
        due_on=fate.due_on,
        completion=Item.Completion.DONE if fate.closed_on else Item.Completion.MOSTLY,
        closed_on=fate.closed_on,
        status=Item.Status.CLOSED if fate.closed_on else Item.Status.RECTIFYING,
    )
    write_measures(archive, item, fate.reported_on)
    write_progress(archive, item, fate.reported_on)
    if fate.closed_on or writer.chance(0.25):  # nothing is closed out without a check that confirms it
        write_check(archive, item, weekday(fate.reported_on + timedelta(days=2)))
    if fate.closed_on:
        write_acceptance(archive, item, weekday(fate.reported_on + timedelta(days=3)))
