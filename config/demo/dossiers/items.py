"""One item and what hangs on it: measures, progress, checks, the close-out and what is owed."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from config.demo import phrases
from config.demo.dossiers.archive import Archive
from config.demo.writing import weekday
from findings.models import DeadlineKind
from rectification import duties
from rectification.models import CheckResult, CloseOut, Item, Measure, Progress
from rounds.deadlines.obligations import facts_of, titles_of
from rounds.models import Obligation


def write_item(archive: Archive, hand_over, finding, **facts) -> Item:
    """The item of a finding; `facts` are its number, its day, its state and what departs from the usual."""
    writer = archive.writer
    return archive.batch.add(
        Item(
            hand_over=hand_over,
            finding=finding,
            deadline_kind=finding.deadline_kind,
            **{
                "goal": writer.pick(phrases.GOALS),
                "leader": writer.name(),
                "department": writer.pick(phrases.DEPARTMENTS),
                "kept_up": finding.deadline_kind == DeadlineKind.IMMEDIATE and facts["number"] % 3 == 0,
            }
            | facts,
        )
    )


def write_obligation(archive: Archive, item: Item, met_on: date | None, paused_on: date | None = None) -> None:
    """What the organization owes for an item with a due date."""
    hand_over = item.hand_over
    organization = hand_over.inspection.organization
    archive.batch.owe(
        Obligation(
            **facts_of(duties.RECTIFY_ITEM),
            **titles_of(gettext_lazy("Rectify item %(number)s and have it closed out"), {"number": item.number}),
            inspection=hand_over.inspection,
            organization=organization,
            from_on=hand_over.delivered_on,
            due_on=item.due_on,
            met_on=met_on,
            paused_on=paused_on,
        ),
        item,
    )


def write_measures(archive: Archive, item: Item, done_on: date | None, amount: int = 0) -> None:
    """The measures of an item: as many as told, else one to three."""
    writer = archive.writer
    chosen = writer.random.sample(phrases.MEASURES, amount or writer.random.randint(1, 3))
    for number, (content, kind) in enumerate(chosen, start=1):
        archive.batch.add(
            Measure(
                item=item,
                number=number,
                content=content,
                kind=kind,
                leader=item.leader,
                department=item.department,
                due_on=item.due_on,
                done_on=done_on,
            )
        )


def write_progress(archive: Archive, item: Item, on: date) -> None:
    """One report that says all that the item says of itself."""
    writer = archive.writer
    archive.batch.add(
        Progress(
            item=item,
            text=writer.fill(writer.pick(phrases.PROGRESS), on.year),
            completion=item.completion,
            reported_on=on,
            reported_by=archive.cast.speaker_of(item.hand_over.inspection),
        )
    )


def write_check(archive: Archive, item: Item, on: date, verdict: str = CheckResult.Verdict.CONFIRMED) -> None:
    """A check on site by two people."""
    writer = archive.writer
    archive.batch.add(
        CheckResult(
            item=item,
            checked_on=on,
            checkers=f"{writer.name()}、{writer.name()}",
            place=str(item.hand_over.inspection.organization).removesuffix("党组").removesuffix("党委"),
            verdict=verdict,
            opinion=writer.pick(phrases.CHECKED) if verdict == CheckResult.Verdict.CONFIRMED else phrases.PARTLY,
            recorded_by=archive.cast.handler,
        )
    )


def write_acceptance(archive: Archive, item: Item, applied_on: date) -> None:
    """How a closed item came to be closed, and that it was no longer owed from then on."""
    application = write_application(archive, item, applied_on, met_on=item.closed_on)
    decide(archive, application, CloseOut.Decision.ACCEPTED, phrases.ACCEPTED, item.closed_on)


def write_application(archive: Archive, item: Item, applied_on: date, met_on: date | None = None) -> CloseOut:
    """The application for the close-out of an item, and whether the item is still owed; not while it is decided."""
    if item.due_on:
        waiting = item.status in Item.APPLIED_FOR
        write_obligation(archive, item, met_on, paused_on=applied_on if waiting else None)
    accepted = {} if item.status == Item.Status.AWAITING_TEAM else _acceptance(archive, item, applied_on)
    return archive.batch.add(
        CloseOut(
            item=item,
            root_cause=archive.writer.pick(phrases.ROOT_CAUSES),
            statement=archive.writer.pick(phrases.STATEMENTS),
            wider_lessons=archive.writer.pick(phrases.WIDER_LESSONS),
            applied_by=archive.cast.speaker_of(item.hand_over.inspection),
            applied_on=applied_on,
            **accepted,
        )
    )


def _acceptance(archive: Archive, item: Item, applied_on: date) -> dict[str, Any]:
    """Accepted the day after by the leader of the team, or in its place once it was dissolved."""
    stands = item.hand_over.inspection.team.dissolved_on is None
    the_day_after = weekday(applied_on + timedelta(days=1))
    return {
        "acceptance": CloseOut.Acceptance.TEAM if stands else CloseOut.Acceptance.IN_PLACE,
        "accepted_by": archive.cast.users["leader"] if stands else archive.cast.handler,
        "accepted_on": min(the_day_after, item.closed_on) if item.closed_on else the_day_after,
        "acceptance_opinion": phrases.TAKEN_AS_RECTIFIED,
    }


def decide(archive: Archive, application: CloseOut, decision: str, opinions: list[str], decided_on: date) -> None:
    """What the office decided on an application."""
    application.decision = decision
    application.opinion = archive.writer.pick(opinions)
    application.decided_by = archive.cast.office
    application.decided_on = decided_on
