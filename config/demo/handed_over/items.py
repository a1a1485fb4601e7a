"""The items of round 18, each written as far as the stage of its hand-over."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from config.demo import phrases
from config.demo.dossiers.archive import Archive
from config.demo.dossiers.findings import write_finding
from config.demo.dossiers.items import (
    write_acceptance,
    write_application,
    write_check,
    write_item,
    write_measures,
    write_obligation,
    write_progress,
)
from config.demo.handed_over.stories import Story
from config.demo.live import Stage, before
from config.demo.writing import weekday
from findings.models import DeadlineKind, Finding
from rectification import duties
from rectification.closing.services import return_item
from rectification.models import HandOver, Item
from rounds.deadlines.obligations import facts_of, titles_of
from rounds.models import Obligation

Kind, State, Completion = DeadlineKind, Item.Status, Item.Completion


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


def _waiting_item(archive: Archive, hand_over: HandOver, number: int, story: Story, today: date) -> Item:
    """An item that is listed, has no plan yet and, once delivered, is owed by its day."""
    finding, due_on = _found(archive, hand_over, story, today)
    blank = {"goal": "", "leader": "", "department": "", "kept_up": False}
    item = write_item(archive, hand_over, finding, number=number, due_on=due_on, status=State.PENDING, **blank)
    _not_applied(archive, item, today)
    return item


def _planned_item(archive: Archive, hand_over: HandOver, number: int, story: Story, today: date) -> Item:
    """An item whose plan the office is looking at."""
    finding, due_on = _found(archive, hand_over, story, today)
    item = write_item(archive, hand_over, finding, number=number, due_on=due_on, status=State.PENDING)
    write_measures(archive, item, None)
    _not_applied(archive, item, today)
    return item


def _running_item(archive: Archive, hand_over: HandOver, number: int, story: Story, today: date) -> Item:
    """An item in the midst of it, or closed out."""
    finding, due_on = _found(archive, hand_over, story, today)
    closed = story.state == State.CLOSED
    done = story.state in (State.CLOSED, *Item.APPLIED_FOR)
    started = story.state != State.RECTIFYING or number % 2
    reported_on = _reported_on(due_on, closed, today)
    item = write_item(
        archive,
        hand_over,
        finding,
        number=number,
        due_on=due_on,
        completion=Completion.DONE if done else Completion.MOSTLY if started else Completion.NOT_DONE,
        closed_on=weekday(reported_on + timedelta(days=10)) if closed else None,
        status=State.AWAITING_ACCEPTANCE if story.state == State.RETURNED else story.state,
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
    return item


def _reported_on(due_on: date | None, closed: bool, today: date) -> date:
    """Closed ones were reported in time, the others lately."""
    if not closed:
        return before(today, 9)
    return min(before(today, 22), weekday(due_on - timedelta(days=6)) if due_on else today)


def _not_applied(archive: Archive, item: Item, today: date) -> None:
    if item.due_on:
        write_obligation(archive, item, None)


def _returned(archive: Archive, item: Item, today: date) -> None:
    """Applied for, and to be returned as the office does it, so that its page knows whence it came back."""
    write_application(archive, item, before(today, 8))
    archive.to_return.append((item, archive.writer.pick(phrases.RETURNED)))


def return_items(archive: Archive, today: date) -> None:
    """What the office has decided on those that come back; they are in the database by now."""
    for item, opinion in archive.to_return:
        return_item(item, opinion, by=archive.cast.office, on=before(today, 4))


def _with_team(archive: Archive, item: Item, today: date) -> None:
    """Applied for: now it is the team that owes its acceptance, or the office in its place."""
    application = write_application(archive, item, before(today, 3))
    stands = item.hand_over.inspection.team.dissolved_on is None
    kind = duties.ACCEPT_RECTIFICATION if stands else duties.ACCEPT_FOR_TEAM
    words = gettext_lazy("Accept item %(number)s of %(organization)s as rectified")
    _owe(archive, item, kind, words, application.applied_on)


def _with_office(archive: Archive, item: Item, today: date) -> None:
    """Accepted: now it is the office that owes a decision."""
    application = write_application(archive, item, before(today, 6))
    words = gettext_lazy("Decide on the close-out of item %(number)s of %(organization)s")
    _owe(archive, item, duties.DECIDE_CLOSE_OUT, words, application.accepted_on)


def _owe(archive: Archive, item: Item, kind: str, words: Any, from_on: date) -> None:
    inspection = item.hand_over.inspection
    facts = {"number": item.number, "organization": inspection.organization}
    due = archive.reckoning.due(kind, from_on)
    owed = {**facts_of(kind, due), **titles_of(words, facts), "from_on": from_on, "due_on": due.on}
    archive.batch.owe(Obligation(inspection=inspection, **owed), item)


APPLIED: dict[str, Callable] = {
    State.RETURNED: _returned,
    State.AWAITING_TEAM: _with_team,
    State.AWAITING_ACCEPTANCE: _with_office,
}
WRITE: dict[str, Callable] = {
    Stage.PREPARING: _waiting_item,
    Stage.AWAITING_RECEIPT: _waiting_item,
    Stage.AWAITING_PLAN: _waiting_item,
    Stage.PLAN_REVIEW: _planned_item,
    Stage.RECTIFYING: _running_item,
    Stage.CLOSED: _running_item,
}
