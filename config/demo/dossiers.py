"""What rounds 1 to 17 left behind: findings rectified and closed out, leads transferred and answered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from config.demo import phrases
from config.demo.batch import Batch
from config.demo.cast import Cast
from config.demo.writing import Writer, weekday
from core.workdays import Calendar, Unit, add_limit
from findings.models import (
    Category,
    CategoryScheme,
    DeadlineKind,
    Discipline,
    Disposal,
    Finding,
    Lead,
    Outcome,
    Transfer,
)
from rectification.models import (
    CheckResult,
    CloseOut,
    Feedback,
    HandOver,
    Item,
    Measure,
    Node,
    Obligation,
    Progress,
    Receipt,
)
from rectification.models.handover import Side
from rounds.models import Body, Inspection, Organization

FINDINGS = 5420
LEADS = 1692
STILL_OPEN_FROM = 15  # lasting items of these rounds are still pursued
KINDS = (
    [DeadlineKind.IMMEDIATE] * 4 + [DeadlineKind.FOCUSED] * 9 + [DeadlineKind.DATED] * 5 + [DeadlineKind.LASTING] * 2
)

# outcome, form, rows, persons or cases in each: together what the article counts
OUTCOMES = [
    (Outcome.Kind.CASE_FILED, "", 132, 1),
    (Outcome.Kind.DISCIPLINED, Outcome.Form.SECOND, 130, 1),
    (Outcome.Kind.ADMONISHED, Outcome.Form.FIRST, 84, 1),
    (Outcome.Kind.TO_JUDICIARY, Outcome.Form.FOURTH, 4, 1),
    (Outcome.Kind.CRITICIZED, Outcome.Form.FIRST, 407, 2),
]
UNFOUNDED = (Outcome.Kind.UNFOUNDED, "", 1)


@dataclass
class Archive:
    """Everything needed to write one dossier after another."""

    writer: Writer
    cast: Cast
    batch: Batch
    schemes: list[tuple[date, list[Category]]]
    outcomes: list = field(default_factory=list)
    papers_of: Counter = field(default_factory=Counter)
    findings_of: Counter = field(default_factory=Counter)
    leads_of: Counter = field(default_factory=Counter)
    calendar: Calendar = field(default_factory=Calendar)

    def categories_on(self, day: date) -> list[Category]:
        """The categories of the scheme in force on that day that there are sentences for."""
        return max((s for s in self.schemes if s[0] <= day), key=lambda scheme: scheme[0])[1]


def known_schemes() -> list[tuple[date, list[Category]]]:
    """Each scheme with its first day and the categories that there are sentences for."""
    return [
        (scheme.effective_from, [category for category in scheme.categories.all() if category.title in phrases.TOPICS])
        for scheme in CategoryScheme.objects.prefetch_related("categories")
    ]


def load_dossiers(archive: Archive, inspections: list[Inspection], scale: int) -> Iterator[int]:
    """Write the dossier of each inspection; yield how many findings are written so far."""
    writer = archive.writer
    findings = writer.shares(FINDINGS * scale, len(inspections))
    leads = writer.shares(LEADS * scale, len(inspections))
    archive.outcomes = _outcomes(writer, scale)
    written = 0
    for inspection, finding_count, lead_count in zip(inspections, findings, leads, strict=True):
        days = _days(writer, inspection)
        fates = [_fate(writer, inspection, days) for _ in range(finding_count)]
        hand_over = _hand_over(archive, inspection, days, fates)
        for number, fate in enumerate(fates, start=1):
            _item(archive, hand_over, number, fate)
        for _ in range(lead_count):
            _lead(archive, inspection)
        written += finding_count
        archive.batch.pause()
        yield written
    archive.batch.flush()


def _outcomes(writer: Writer, scale: int) -> list:
    outcomes = [(kind, form, count) for kind, form, rows, count in OUTCOMES for _ in range(rows * scale)]
    outcomes += [UNFOUNDED] * (LEADS * scale - len(outcomes))
    writer.random.shuffle(outcomes)
    return outcomes


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


def _days(writer: Writer, inspection: Inspection) -> Days:
    delivered_on = inspection.fed_back_on
    signed_on = writer.after(delivered_on, 1, 4)
    plan_filed_on = writer.after(signed_on, 12, 19)
    return Days(
        delivered_on=delivered_on,
        signed_on=signed_on,
        plan_filed_on=plan_filed_on,
        plan_accepted_on=writer.after(plan_filed_on, 3, 8),
        focus_ends_on=add_limit(delivered_on, 3, Unit.MONTHS),
    )


def _fate(writer: Writer, inspection: Inspection, days: Days) -> Fate:
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


def _hand_over(archive: Archive, inspection: Inspection, days: Days, fates: list[Fate]) -> HandOver:
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


def write_feedback(archive: Archive, hand_over: HandOver, side: str, leader: str) -> None:
    archive.batch.add(
        Feedback(
            hand_over=hand_over,
            side=side,
            given_on=hand_over.delivered_on,
            given_by=leader,
            opinion=phrases.FEEDBACK[side],
        )
    )


def write_receipt(archive: Archive, hand_over: HandOver, side: str, signed_on: date) -> None:
    """The signature under one feedback: what was signed for is the opinion as given."""
    opinion = phrases.FEEDBACK[side]
    archive.batch.add(
        Receipt(
            hand_over=hand_over,
            side=side,
            signed_by=archive.cast.speaker_of(hand_over.inspection),
            signed_on=signed_on,
            text=opinion,
            digest=sha256(opinion.encode()).hexdigest(),
        )
    )


def write_finding(archive: Archive, inspection: Inspection, found_on: date, **facts) -> Finding:
    """One finding of the inspection, numbered within its round."""
    writer, round_ = archive.writer, inspection.team.round
    category = writer.pick(archive.categories_on(round_.starts_on))
    archive.findings_of[round_.number] += 1
    return archive.batch.add(
        Finding(
            inspection=inspection,
            number=f"WT{round_.number:02}-{archive.findings_of[round_.number]:04}",
            found_on=found_on,
            **{
                "category": category,
                "text": writer.fill(writer.pick(phrases.TOPICS[category.title]), found_on.year),
            }
            | facts,
        )
    )


def _item(archive: Archive, hand_over: HandOver, number: int, fate: Fate) -> None:
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
        recovered=writer.chance(0.1),
        completion=Item.Completion.DONE if fate.closed_on else Item.Completion.MOSTLY,
        closed_on=fate.closed_on,
        status=Item.Status.CLOSED if fate.closed_on else Item.Status.RECTIFYING,
    )
    write_measures(archive, item, fate.reported_on)
    write_progress(archive, item, fate.reported_on)
    if writer.chance(0.25):
        write_check(archive, item, weekday(fate.reported_on + timedelta(days=2)))
    if fate.closed_on:
        write_acceptance(archive, item, weekday(fate.reported_on + timedelta(days=3)))


def write_item(archive: Archive, hand_over, finding, *, recovered=False, **facts) -> Item:
    """The item of a finding; `facts` are its number, its day, its state and what departs from the usual."""
    writer = archive.writer
    return archive.batch.add(
        Item(
            hand_over=hand_over,
            finding=finding,
            deadline_kind=finding.deadline_kind,
            rules_made=writer.random.randint(0, 2) if writer.chance(0.3) else 0,
            funds_recovered=Decimal(writer.random.randint(20, 1800) * 10) if recovered else Decimal(0),
            **{
                "goal": writer.pick(phrases.GOALS),
                "leader": writer.name(),
                "department": writer.pick(phrases.DEPARTMENTS),
            }
            | facts,
        )
    )


def write_obligation(archive: Archive, item: Item, met_on: date | None) -> None:
    """What the organization owes for an item with a due date."""
    hand_over = item.hand_over
    organization = hand_over.inspection.organization
    archive.batch.owe(
        Obligation(
            node=Node.RECTIFY_ITEM,
            title=f"整改第{item.number}项问题并销号",
            inspection=hand_over.inspection,
            organization=organization,
            from_on=hand_over.delivered_on,
            due_on=item.due_on,
            met_on=met_on,
        ),
        item,
    )


def write_measures(archive: Archive, item: Item, done_on: date | None, amount: int = 0) -> None:
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
    writer = archive.writer
    archive.batch.add(
        Progress(
            item=item,
            text=writer.fill(writer.pick(phrases.PROGRESS), on.year),
            completion=item.completion,
            rules_made=item.rules_made,
            funds_recovered=item.funds_recovered,
            reported_on=on,
            reported_by=archive.cast.speaker_of(item.hand_over.inspection),
        )
    )


def write_check(archive: Archive, item: Item, on: date, verdict: str = CheckResult.Verdict.CONFIRMED) -> None:
    writer = archive.writer
    archive.batch.add(
        CheckResult(
            item=item,
            checked_on=on,
            checkers=f"{writer.name()}、{writer.name()}",
            place=str(item.hand_over.inspection.organization).removesuffix("党组").removesuffix("党委"),
            verdict=verdict,
            opinion=writer.pick(phrases.CHECKED) if verdict == CheckResult.Verdict.CONFIRMED else phrases.PARTLY,
            recorded_by=archive.cast.office,
        )
    )


def write_acceptance(archive: Archive, item: Item, applied_on: date) -> None:
    """How a closed item came to be closed, and that it was no longer owed from then on."""
    archive.batch.add(
        CloseOut(
            item=item,
            statement=archive.writer.pick(phrases.STATEMENTS),
            applied_by=archive.cast.speaker_of(item.hand_over.inspection),
            applied_on=applied_on,
            decision=CloseOut.Decision.ACCEPTED,
            opinion=archive.writer.pick(phrases.ACCEPTED),
            decided_by=archive.cast.office,
            decided_on=item.closed_on,
        )
    )
    if item.due_on:
        write_obligation(archive, item, item.closed_on)


def write_lead(archive: Archive, inspection: Inspection, filed_on: date | None, **facts) -> Lead:
    """One lead of the inspection, numbered within its round."""
    writer, round_ = archive.writer, inspection.team.round
    archive.leads_of[round_.number] += 1
    return archive.batch.add(
        Lead(
            inspection=inspection,
            number=f"XS{round_.number:02}-{archive.leads_of[round_.number]:03}",
            subject_name=writer.nameless(),
            subject_post=writer.pick(phrases.POSTS),
            subject_rank=writer.pick(phrases.RANKS),
            content=writer.fill(writer.pick(phrases.LEADS), round_.starts_on.year),
            discipline=writer.pick(Discipline.values),
            suggestion=writer.pick(Lead.Suggestion.values),
            filed_on=filed_on,
            **{"filed_by": archive.cast.scribe} | facts,
        )
    )


def _lead(archive: Archive, inspection: Inspection) -> None:
    """A lead that was transferred, handled and concluded."""
    writer = archive.writer
    double = writer.chance(0.3)
    filed_on = writer.after(inspection.left_on, -15, 0)
    decided_on = writer.after(filed_on, 5, 12)
    referred_on = writer.after(decided_on, 2, 9)
    lead = write_lead(
        archive,
        inspection,
        filed_on,
        mode=Lead.Mode.DOUBLE if double else Lead.Mode.SINGLE,
        decided_by=archive.cast.leadinggroup,
        decided_on=decided_on,
        referred_on=referred_on,
        status=Lead.Status.CONCLUDED,
    )
    outcome = archive.outcomes.pop()
    to_department = outcome == UNFOUNDED and not double and writer.chance(0.2)
    days = []
    if not to_department:
        days.append(_answered(archive, lead, _commission(archive, inspection), outcome))
    if double or to_department:
        days.append(_answered(archive, lead, archive.cast.bodies["市委组织部"], UNFOUNDED))
    lead.concluded_on = max(days)


def _commission(archive: Archive, inspection: Inspection):
    """Townships' leads mostly go to the commission of their county, the others to the city's."""
    organization, bodies = inspection.organization, archive.cast.bodies
    local = organization.level != Organization.Level.CITY and archive.writer.chance(0.7)
    return bodies[f"{organization.district}纪委监委"] if local else bodies["市纪委监委"]


def _answered(archive: Archive, lead: Lead, body: Body, outcome) -> date:
    """The transfer to one body with what it reported; the day of its conclusion. Departments have no disposals."""
    writer = archive.writer
    acknowledged_on = writer.after(lead.referred_on, 1, 3)
    disposed_on = writer.after(acknowledged_on, 8, 26)
    concluded_on = writer.after(disposed_on, 15, 80)
    transfer = write_transfer(
        archive,
        lead,
        body,
        Transfer.Status.CONCLUDED,
        acknowledged_on=acknowledged_on,
        concluded_on=concluded_on,
    )
    kind, form, count = outcome
    if body.kind == Body.Kind.DISCIPLINE:
        method = Disposal.Method.CLOSED if kind == Outcome.Kind.UNFOUNDED else Disposal.Method.PRELIMINARY
        archive.batch.add(
            Disposal(
                transfer=transfer,
                method=writer.pick([method, method, Disposal.Method.INQUIRY]),
                decided_on=disposed_on,
                note=writer.pick(phrases.DISPOSALS),
                reported_by=transfer.acknowledged_by,
            )
        )
    archive.batch.add(
        Outcome(
            transfer=transfer,
            kind=kind,
            form=form,
            count=count,
            decided_on=concluded_on,
            note=writer.pick(phrases.OUTCOMES),
            reported_by=transfer.acknowledged_by,
        )
    )
    return concluded_on


def write_transfer(archive: Archive, lead: Lead, body: Body, status: str, *, acknowledged_on=None, concluded_on=None):
    """The transfer of a lead to one body, and what that body owes or owed."""
    transfer = archive.batch.add(
        Transfer(
            lead=lead,
            body=body,
            sent_by=archive.cast.handler,
            sent_on=lead.referred_on,
            due_on=add_limit(lead.referred_on, 3, Unit.MONTHS),
            acknowledged_by=archive.cast.answers_for(body) if acknowledged_on else None,
            acknowledged_on=acknowledged_on,
            concluded_on=concluded_on,
            status=status,
        )
    )
    noted_by = add_limit(lead.referred_on, 5, Unit.WORKDAYS, calendar=archive.calendar)
    owed = [
        (Node.ACKNOWLEDGE_TRANSFER, f"签收移送的问题线索{lead.number}", noted_by, acknowledged_on),
        (Node.ANSWER_TRANSFER, f"反馈移送线索{lead.number}的办理结果", transfer.due_on, concluded_on),
    ]
    for node, title, due_on, met_on in owed:
        archive.batch.owe(
            Obligation(
                node=node,
                title=title,
                inspection=lead.inspection,
                body=body,
                from_on=lead.referred_on,
                due_on=due_on,
                met_on=met_on,
            ),
            transfer,
        )
    return transfer
