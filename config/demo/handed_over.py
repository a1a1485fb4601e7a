"""Round 18 around today: hand-overs in every state, items green, yellow, red, returned, awaiting and closed out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from config.demo import phrases
from config.demo.dossiers import (
    Archive,
    write_acceptance,
    write_check,
    write_feedback,
    write_finding,
    write_item,
    write_lead,
    write_measures,
    write_obligation,
    write_progress,
    write_receipt,
    write_transfer,
)
from config.demo.live import Stage, before, stage_of
from config.demo.writing import weekday
from core.workdays import Unit, add_limit
from findings.models import DeadlineKind, Disposal, Finding, Lead, Outcome, Transfer
from rectification.models import CheckResult, CloseOut, HandOver, Item, Node, Obligation
from rectification.models.handover import Side
from rounds.models import Inspection

Kind, State, Completion = DeadlineKind, Item.Status, Item.Completion


@dataclass(frozen=True)
class Story:
    """One item as it stands today: its kind, its days left, its state and what was checked of it."""

    kind: str
    days_left: int | None
    state: str
    verdict: str = ""


CONFIRMED, PARTLY = CheckResult.Verdict.CONFIRMED, CheckResult.Verdict.PARTLY
STORIES = [
    Story(Kind.IMMEDIATE, -41, State.CLOSED, CONFIRMED),
    Story(Kind.FOCUSED, None, State.RECTIFYING),
    Story(Kind.DATED, -5, State.RECTIFYING),
    Story(Kind.DATED, 2, State.RECTIFYING),
    Story(Kind.DATED, 8, State.RECTIFYING, PARTLY),
    Story(Kind.FOCUSED, None, State.AWAITING_ACCEPTANCE, CONFIRMED),
    Story(Kind.DATED, 12, State.RETURNED, PARTLY),
    Story(Kind.DATED, 38, State.RECTIFYING),
    Story(Kind.LASTING, None, State.RECTIFYING),
    Story(Kind.FOCUSED, None, State.CLOSED, CONFIRMED),
    Story(Kind.DATED, 0, State.AWAITING_ACCEPTANCE),
    Story(Kind.DATED, -1, State.RETURNED),
]


def load_handed_over(archive: Archive, inspections: list[Inspection], today: date) -> None:
    """Write what round 18 has handed over, and its leads."""
    for index, inspection in enumerate(inspections):
        stage = stage_of(index)
        hand_over = _hand_over(archive, inspection, stage, today)
        for number, story in enumerate(_stories(archive, stage, index), start=1):
            WRITE[stage](archive, hand_over, number, story, today)
        _leads(archive, inspection, index, today)
    archive.batch.flush()


def _stories(archive: Archive, stage: str, index: int) -> list[Story]:
    """The first organization has one of each; the others some, the closed one only closed ones."""
    if stage == Stage.CLOSED:
        return [story for story in STORIES if story.state == State.CLOSED] * 3
    if index == 0:
        return STORIES
    writer = archive.writer
    chosen = writer.random.sample(STORIES, writer.random.randint(6, 9))
    return sorted(chosen, key=STORIES.index)


def _hand_over(archive: Archive, inspection: Inspection, stage: str, today: date) -> HandOver:
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
            focus_ends_on=delivered_on and add_limit(delivered_on, 3, Unit.MONTHS),
            closed_on=before(today, 6) if stage == Stage.CLOSED else None,
            status=stage,
            **(days[stage] if stage in days else _planned(delivered_on)),
        )
    )
    if delivered_on:
        _write_papers(archive, hand_over)
        _owe_next(archive, hand_over)
    return hand_over


def _planned(delivered_on: date) -> dict[str, date]:
    """The days up to the accepted plan."""
    return {
        "signed_on": delivered_on + timedelta(days=1),
        "plan_filed_on": delivered_on + timedelta(days=14),
        "plan_accepted_on": delivered_on + timedelta(days=19),
    }


def _write_papers(archive: Archive, hand_over: HandOver) -> None:
    """Both feedbacks, and the receipts; where they are awaited, one of them is signed."""
    leader = archive.writer.name()
    for side in Side.values:
        write_feedback(archive, hand_over, side, leader)
    signed = Side.values if hand_over.signed_on else [Side.HEAD]
    for side in signed:
        write_receipt(archive, hand_over, side, hand_over.delivered_on + timedelta(days=1))


NEXT = {
    Stage.AWAITING_RECEIPT: (Node.SIGN_RECEIPTS, "签收巡察反馈意见（双签收）", 3, Unit.WORKDAYS),
    Stage.AWAITING_PLAN: (Node.FILE_PLAN, "报送整改方案", 15, Unit.WORKDAYS),
    Stage.RECTIFYING: (Node.FOCUSED_RECTIFICATION, "完成集中整改", 3, Unit.MONTHS),
}


def _owe_next(archive: Archive, hand_over: HandOver) -> None:
    """What the organization owes for the whole of the hand-over."""
    if hand_over.status not in NEXT:
        return
    node, title, amount, unit = NEXT[hand_over.status]
    inspection, from_on = hand_over.inspection, hand_over.delivered_on
    archive.batch.owe(
        Obligation(
            node=node,
            title=title,
            inspection=inspection,
            organization=inspection.organization,
            from_on=from_on,
            due_on=add_limit(from_on, amount, unit, calendar=archive.calendar),
            amount=amount,
            unit=unit,
        ),
        hand_over,
    )


def _found(archive: Archive, hand_over: HandOver, story: Story, today: date) -> tuple[Finding, date | None]:
    """The finding behind an item, and the day the item falls due."""
    inspection, delivered_on = hand_over.inspection, hand_over.delivered_on
    due_on = _due_on(story, hand_over, today)
    finding = write_finding(
        archive,
        inspection,
        archive.writer.after(inspection.entered_on, 3, 40),
        deadline_kind=story.kind,
        due_on=due_on or today + timedelta(days=60) if story.kind == Kind.DATED else None,
        submitted_on=inspection.left_on,
        issued_on=delivered_on,
        status=Finding.Status.ISSUED if delivered_on else Finding.Status.SUBMITTED,
    )
    return finding, due_on


def _due_on(story: Story, hand_over: HandOver, today: date) -> date | None:
    """Nothing falls due before the hand-over or, while a plan is still owed, for the time being."""
    if story.kind == Kind.LASTING or not hand_over.delivered_on:
        return None
    if story.days_left is None:
        return hand_over.focus_ends_on
    days = story.days_left if hand_over.status in (Stage.RECTIFYING, Stage.CLOSED) else abs(story.days_left) + 30
    return today + timedelta(days=days)


def _waiting_item(archive: Archive, hand_over: HandOver, number: int, story: Story, today: date) -> None:
    """An item that is listed and dated, and has no plan yet."""
    finding, due_on = _found(archive, hand_over, story, today)
    blank = {"goal": "", "leader": "", "department": ""}
    write_item(archive, hand_over, finding, number=number, due_on=due_on, status=State.PENDING, **blank)


def _planned_item(archive: Archive, hand_over: HandOver, number: int, story: Story, today: date) -> None:
    """An item whose plan the office is looking at."""
    finding, due_on = _found(archive, hand_over, story, today)
    item = write_item(archive, hand_over, finding, number=number, due_on=due_on, status=State.PENDING)
    write_measures(archive, item, None)


def _running_item(archive: Archive, hand_over: HandOver, number: int, story: Story, today: date) -> None:
    """An item in the midst of it, or closed out."""
    finding, due_on = _found(archive, hand_over, story, today)
    closed = story.state == State.CLOSED
    done = story.state in (State.CLOSED, State.AWAITING_ACCEPTANCE)
    started = story.state != State.RECTIFYING or number % 2
    reported_on = _reported_on(due_on, closed, today)
    item = write_item(
        archive,
        hand_over,
        finding,
        recovered=closed,
        number=number,
        due_on=due_on,
        completion=Completion.DONE if done else Completion.MOSTLY if started else Completion.NOT_DONE,
        closed_on=weekday(reported_on + timedelta(days=10)) if closed else None,
        status=story.state,
    )
    write_measures(archive, item, reported_on if done else None, amount=2)
    if started:
        write_progress(archive, item, reported_on)
    if story.verdict:
        write_check(archive, item, reported_on if done else before(today, 7), story.verdict)
    if closed:
        write_acceptance(archive, item, weekday(reported_on + timedelta(days=3)))
    else:
        APPLIED.get(story.state, _not_applied)(archive, item, today)


def _reported_on(due_on: date | None, closed: bool, today: date) -> date:
    """Closed ones were reported in time, the others lately."""
    if not closed:
        return before(today, 9)
    return min(before(today, 22), weekday(due_on - timedelta(days=6)) if due_on else today)


def _not_applied(archive: Archive, item: Item, today: date) -> None:
    if item.due_on:
        write_obligation(archive, item, None)


def _applied(archive: Archive, item: Item, applied_on: date, **decision) -> None:
    archive.batch.add(
        CloseOut(
            item=item,
            statement=archive.writer.pick(phrases.STATEMENTS),
            applied_by=archive.cast.speaker_of(item.hand_over.inspection),
            applied_on=applied_on,
            **decision,
        )
    )
    if item.due_on:
        write_obligation(archive, item, None)


def _returned(archive: Archive, item: Item, today: date) -> None:
    _applied(
        archive,
        item,
        before(today, 8),
        decision=CloseOut.Decision.RETURNED,
        opinion=archive.writer.pick(phrases.RETURNED),
        decided_by=archive.cast.office,
        decided_on=before(today, 4),
    )


def _awaiting(archive: Archive, item: Item, today: date) -> None:
    """Applied for: now it is the office that owes a decision."""
    applied_on = before(today, 3)
    _applied(archive, item, applied_on)
    inspection = item.hand_over.inspection
    archive.batch.owe(
        Obligation(
            node=Node.DECIDE_CLOSE_OUT,
            title=f"审核{inspection.organization}第{item.number}项问题的销号申请",
            inspection=inspection,
            from_on=applied_on,
            due_on=add_limit(applied_on, 10, Unit.WORKDAYS, calendar=archive.calendar),
            amount=10,
            unit=Unit.WORKDAYS,
        ),
        item,
    )


APPLIED: dict[str, Callable] = {
    State.RETURNED: _returned,
    State.AWAITING_ACCEPTANCE: _awaiting,
}
WRITE: dict[str, Callable] = {
    Stage.PREPARING: _waiting_item,
    Stage.AWAITING_RECEIPT: _waiting_item,
    Stage.AWAITING_PLAN: _waiting_item,
    Stage.PLAN_REVIEW: _planned_item,
    Stage.RECTIFYING: _running_item,
    Stage.CLOSED: _running_item,
}


def _leads(archive: Archive, inspection: Inspection, index: int, today: date) -> None:
    """Two transferred leads: one concluded, the other still being handled, and late where the index says so."""
    cast, writer = archive.cast, archive.writer
    for open_still in (False, True):
        referred_on = before(today, 98 if index % 5 == 0 else 84)
        lead = write_lead(
            archive,
            inspection,
            referred_on - timedelta(days=16),
            decided_by=cast.leadinggroup,
            decided_on=referred_on - timedelta(days=6),
            referred_on=referred_on,
            concluded_on=None if open_still else before(today, 20),
            status=Lead.Status.TRANSFERRED if open_still else Lead.Status.CONCLUDED,
        )
        transfer = write_transfer(
            archive,
            lead,
            cast.bodies["市纪委监委"],
            Transfer.Status.HANDLING if open_still else Transfer.Status.CONCLUDED,
            acknowledged_on=referred_on + timedelta(days=2),
            concluded_on=lead.concluded_on,
        )
        archive.batch.add(
            Disposal(
                transfer=transfer,
                method=writer.pick(Disposal.Method.values[:2]),
                decided_on=referred_on + timedelta(days=20),
                note=writer.pick(phrases.DISPOSALS),
                reported_by=cast.users["discipline"],
            )
        )
        if not open_still:
            archive.batch.add(
                Outcome(
                    transfer=transfer,
                    kind=writer.pick([Outcome.Kind.ADMONISHED, Outcome.Kind.CRITICIZED]),
                    form=Outcome.Form.FIRST,
                    decided_on=lead.concluded_on,
                    note=writer.pick(phrases.OUTCOMES),
                    reported_by=cast.users["discipline"],
                )
            )
