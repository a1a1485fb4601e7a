"""Writing the findings of a ledger in bulk: hand-overs, findings, items, measures, reports and what is owed."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from django.utils.translation import gettext_lazy

from core.wording import in_house_language, kept_alone
from core.workbook.read_rows import Row
from core.workflow.guards import day_or_today
from core.workflow.moves import lock
from findings.models import DeadlineKind, Finding
from findings.numbering import next_finding_numbers
from personnel.models import User
from rectification import duties, ledger_duties
from rectification.items.sums import enter_numbers
from rectification.ledger.lines import LedgerInspection, Line, measures_of
from rectification.models import HandOver, Item, Measure, Progress, Source
from rounds.deadlines.obligations import facts_of, titles_of, unchecked_since
from rounds.deadlines.rules import Reckoning, reckonings
from rounds.inspections.lookup import InspectionLookup
from rounds.inspections.services import take_feedback_from_ledger
from rounds.models import Inspection, Obligation

FROM_LEDGER = kept_alone(gettext_lazy("From the imported ledger: %(words)s"))


def save_findings(
    ledger_inspections: list[LedgerInspection],
    lookup: InspectionLookup,
    *,
    by: User,
    today: date,
    told_on: date | None,
) -> None:
    """Write everything, kind by kind, within the caller's transaction.

    Raises `ValidationError` when the feedback is told to have been given on a day to come, and `Conflict` when a
    hand-over was moved on since the rows were checked.
    """
    day_or_today(told_on)
    _lock(ledger_inspections)
    for each in ledger_inspections:
        if each.hand_over is None:
            each.delivered_on = each.delivery(told_on)
            each.named.fed_back_on = each.delivered_on
    lookup.create(status=Inspection.Status.FED_BACK, today=today)
    _hand_over(ledger_inspections, by=by, today=today)
    _write_findings(ledger_inspections, today)
    _write_items(ledger_inspections, today)
    _write_measures(ledger_inspections)
    _write_reports(ledger_inspections, by=by, today=today)
    _owe(ledger_inspections, today)


def _lock(ledger_inspections: list[LedgerInspection]) -> None:
    """Lock the hand-overs that get more items, so that none is closed while it gets an open one."""
    joined = [each.hand_over for each in ledger_inspections if each.hand_over]
    for hand_over in sorted(joined, key=attrgetter("pk")):  # always in the same order, against deadlocks
        lock(hand_over)


def _hand_over(ledger_inspections: list[LedgerInspection], *, by: User, today: date) -> None:
    """Create the hand-overs not there yet, with the focused period that the rules of their day give if it is known."""
    reckoned = _reckonings(ledger_inspections)
    for each in ledger_inspections:
        inspection = each.named.inspection
        reckoning = reckoned[inspection.team.round_id]
        if each.hand_over is not None:
            continue
        if inspection.status == Inspection.Status.REPORTING:
            take_feedback_from_ledger(inspection, by=by, on=each.delivered_on)
        each.is_new = True
        each.hand_over = HandOver(
            inspection=inspection,
            prepared_by=by,
            delivered_on=each.delivered_on,
            focus_ends_on=each.delivered_on and reckoning.due_on(duties.FOCUSED_RECTIFICATION, each.delivered_on),
            imported_on=today,
            status=HandOver.Status.RECTIFYING,
        )
    HandOver.objects.bulk_create(each.hand_over for each in ledger_inspections if each.is_new)


def _reckonings(ledger_inspections: list[LedgerInspection]) -> dict[int, Reckoning]:
    """By the rounds of these inspections: one that was approved here has limits of its own."""
    return reckonings(each.named.inspection.team.round for each in ledger_inspections)


def _number(ledger_inspections: list[LedgerInspection]) -> None:
    """Give a number, counted within the round, to each finding whose row has none; the others are written by now."""
    without: dict[int, list[Finding]] = {}
    rounds = {}
    for each in ledger_inspections:
        round_ = each.named.inspection.team.round
        rounds[round_.pk] = round_
        findings = [line.finding for line in each.lines if not line.row["number"]]
        without.setdefault(round_.pk, []).extend(findings)
    for pk, findings in without.items():
        if findings:
            numbers = next_finding_numbers(rounds[pk], len(findings))
            for finding, number in zip(findings, numbers, strict=True):
                finding.number = number


def _write_findings(ledger_inspections: list[LedgerInspection], today: date) -> None:
    for each in ledger_inspections:
        for line in each.lines:
            line.finding.inspection = each.named.inspection
            line.finding.category = line.category
            line.finding.issued_on = each.hand_over.delivered_on
            line.finding.imported_on = today
    lines = [line for each in ledger_inspections for line in each.lines]
    Finding.objects.bulk_create((line.finding for line in lines if line.row["number"]), batch_size=2000)
    _number(ledger_inspections)
    Finding.objects.bulk_create((line.finding for line in lines if not line.row["number"]), batch_size=2000)


def _write_items(ledger_inspections: list[LedgerInspection], today: date) -> None:
    """One item for each finding, numbered after those that the hand-over has."""
    standing = [each.hand_over.pk for each in ledger_inspections if not each.is_new]
    numbered = Item._base_manager.filter(hand_over__in=standing).values("hand_over").annotate(last=Max("number"))
    last = {row["hand_over"]: row["last"] for row in numbered}
    reckoned = _reckonings(ledger_inspections)
    for each in ledger_inspections:
        reckoning = reckoned[each.named.inspection.team.round_id]
        first = last.get(each.hand_over.pk, 0) + 1
        each.items = [_item(each, line, number, reckoning) for number, line in enumerate(each.lines, start=first)]
        for item in each.items:
            item.imported_on = today
    Item.objects.bulk_create((item for each in ledger_inspections for item in each.items), batch_size=2000)


def _item(ledger_inspection: LedgerInspection, line: Line, number: int, reckoning: Reckoning) -> Item:
    row, finding = line.row, line.finding
    return Item(
        hand_over=ledger_inspection.hand_over,
        finding=finding,
        number=number,
        goal=row["goal"],
        leader=row["leader"],
        department=row["department"],
        deadline_kind=finding.deadline_kind,
        due_on=ledger_duties.rectified_by(
            finding.deadline_kind, finding.due_on, ledger_inspection.hand_over, reckoning
        ),
        kept_up=bool(row["kept_up"]),
        completion=row["completion"] or Item.Completion.NOT_DONE,
        rules_made=row["rules_made"] or 0,
        funds_recovered=row["funds"] or 0,
        status=Item.Status.RECTIFYING,
    )


def _rows_with_items(ledger_inspections: list[LedgerInspection]) -> Iterator[tuple[Row, Item]]:
    return ((line.row, item) for each in ledger_inspections for line, item in zip(each.lines, each.items, strict=True))


def _write_measures(ledger_inspections: list[LedgerInspection]) -> None:
    Measure.objects.bulk_create(
        (
            _measure(item, number, content, entry)
            for row, item in _rows_with_items(ledger_inspections)
            for number, (content, entry) in enumerate(measures_of(row), start=1)
        ),
        batch_size=2000,
    )


def _measure(item: Item, number: int, content: str, entry: Row) -> Measure:
    """A measure with the responsible people and the day of the row it stands in."""
    limit = entry["deadline"]
    return Measure(
        item=item,
        number=number,
        content=content,
        leader=entry["leader"],
        department=entry["department"],
        due_on=(limit.due_on if limit else None) or item.due_on,
    )


def _write_reports(ledger_inspections: list[LedgerInspection], *, by: User, today: date) -> None:
    """What the ledger says was done stands as one report, and its numbers as rows, so that all sums agree."""
    reports = [
        Progress(
            item=item,
            text=in_house_language(FROM_LEDGER, {"words": row["note"] or Item.Completion(item.completion).label}),
            completion=item.completion,
            rules_made=item.rules_made,
            funds_recovered=item.funds_recovered,
            reported_on=today,
            reported_by=by,
        )
        for row, item in _rows_with_items(ledger_inspections)
        if item.completion != Item.Completion.NOT_DONE or item.rules_made or item.funds_recovered or row["note"]
    ]
    Progress.objects.bulk_create(reports, batch_size=2000)
    enter_numbers(reports, Source.LEDGER)


def _owe(ledger_inspections: list[LedgerInspection], today: date) -> None:
    """An obligation for each item with a day, and one for the focused period of a hand-over with a focused item.

    Nobody is reminded of what was due, or done on paper, before the ledger came; what was due waits for a check.
    """
    of_hand_overs = ContentType.objects.get_for_model(HandOver)
    owed = [*_owed_of_items(ledger_inspections, today), *_owed_of_periods(ledger_inspections, of_hand_overs, today)]
    Obligation.objects.bulk_create(owed, batch_size=2000)
    waiting = [each.hand_over.pk for each in ledger_inspections if _waits_for_focused(each, today)]
    Obligation.objects.filter(
        node=duties.FOCUSED_RECTIFICATION, subject_type=of_hand_overs, subject_id__in=waiting
    ).open().update(paused_on=None)


def _owed_of_items(ledger_inspections: list[LedgerInspection], today: date) -> Iterator[Obligation]:
    of_items = ContentType.objects.get_for_model(Item)
    words = gettext_lazy("Rectify item %(number)s and have it closed out")
    for each in ledger_inspections:
        for item in each.items:
            if item.due_on:
                yield _obligation(
                    each,
                    duties.RECTIFY_ITEM,
                    today=today,
                    **titles_of(words, {"number": item.number}),
                    subject_type=of_items,
                    subject_id=item.pk,
                    due_on=item.due_on,
                    paused_on=today if item.completion == Item.Completion.DONE and item.due_on >= today else None,
                )


def _owed_of_periods(
    ledger_inspections: list[LedgerInspection], of_hand_overs: ContentType, today: date
) -> Iterator[Obligation]:
    for each in _newly_focused(ledger_inspections, of_hand_overs):
        if each.hand_over.focus_ends_on:
            yield _obligation(
                each,
                duties.FOCUSED_RECTIFICATION,
                today=today,
                **titles_of(gettext_lazy("Finish focused rectification")),
                subject_type=of_hand_overs,
                subject_id=each.hand_over.pk,
                due_on=each.hand_over.focus_ends_on,
                paused_on=today if _is_done_in_time(each, today) else None,
            )


def _is_done_in_time(each: LedgerInspection, today: date) -> bool:
    """Whether the focused period still runs, and nothing of the ledger is to be finished within it."""
    return each.hand_over.focus_ends_on >= today and not _waits_for_focused(each, today)


def _waits_for_focused(each: LedgerInspection, today: date) -> bool:
    """Whether the focused period still runs and an item of the ledger is to be finished within it."""
    ends_on = each.hand_over.focus_ends_on
    is_open = any(
        item.deadline_kind == DeadlineKind.FOCUSED and item.completion != Item.Completion.DONE for item in each.items
    )
    return is_open and ends_on is not None and ends_on >= today


def _newly_focused(ledger_inspections: list[LedgerInspection], of_hand_overs: ContentType) -> list[LedgerInspection]:
    """Those that bring a focused item to a hand-over of which no end of focused rectification is owed yet."""
    focused = [
        each for each in ledger_inspections if any(item.deadline_kind == DeadlineKind.FOCUSED for item in each.items)
    ]
    owed = Obligation.objects.open().filter(node=duties.FOCUSED_RECTIFICATION, subject_type=of_hand_overs)
    owing = set(owed.filter(subject_id__in=[s.hand_over.pk for s in focused]).values_list("subject_id", flat=True))
    return [each for each in focused if each.hand_over.pk not in owing]


def _obligation(
    ledger_inspection: LedgerInspection, kind: str, *, due_on: date, today: date, **facts: Any
) -> Obligation:
    inspection = ledger_inspection.named.inspection
    return Obligation(
        **facts_of(kind),
        inspection=inspection,
        organization=inspection.organization.answering,
        from_on=min(ledger_inspection.hand_over.delivered_on or today, due_on),
        due_on=due_on,
        unchecked_since=unchecked_since(due_on),
        **facts,
    )
