"""The main writes: who takes the step, where, from which state, with which content, and what it may take.

Twelve are what each of these may take at most, but for forms that do several things at once; beginning and end of
its transaction are two of them. A form of a page also claims its one-time key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.workdays.reckoning import today
from findings.models import Disposal, Finding, Lead, Outcome, PaperHandler, Transfer, WorkingPaper
from personnel.models import User
from rectification import duties
from rectification.closing.services import return_item
from rectification.models import CheckResult, HandOver, Item
from tests.factories import (
    PASSWORD,
    TOLD,
    BodyFactory,
    CategoryFactory,
    FindingFactory,
    HandOverFactory,
    InspectionFactory,
    ItemFactory,
    LeadFactory,
    MeasureFactory,
    ObligationFactory,
    PersonFactory,
    PostingFactory,
    WorkingPaperFactory,
    put,
)
from tests.findings.conftest import LEAD, PAPER, evidence
from tests.guards.rows import accepted_by, file_on
from tests.security import work


@dataclass(frozen=True)
class Write:
    """`most` is how many statements it may take; `made` makes the row it is about, which the address names `row`.

    `answers` names what a call answers the receipt of, if that is another kind of row.
    """

    who: str
    address: str
    most: int
    made: Callable[[Any, dict], Any] = lambda world, cast: None
    body: Callable[[Any], dict] = lambda world: {}
    answers: str = ""


DAY = today().isoformat


def moved(noun, status, **facts):
    """The world's row of that noun, in another state."""

    def made(world, cast):
        row = getattr(world, noun)
        put(type(row).objects.filter(pk=row.pk), status, **facts)
        return row

    return made


def paper_in(status, **facts):
    """A paper by the member with its handlers and evidence, in that state."""

    def made(world, cast):
        paper = WorkingPaperFactory(inspection=world.inspection, written_by=cast["member"], status=status, **facts)
        for person in PersonFactory.create_batch(2):
            PostingFactory(team=world.team, person=person)
            PaperHandler.objects.create(paper=paper, person=person)
        file_on(paper, cast["member"])
        return paper

    return made


def finding_in(status):
    return lambda world, cast: FindingFactory(inspection=world.inspection, paper=world.paper, status=status)


def lead_in(status, **facts):
    return lambda world, cast: LeadFactory(
        inspection=world.inspection, written_by=cast["member"], status=status, **facts
    )


def signature(world):
    """What a secretary signs a receipt with who has no pointer."""
    return {"password": PASSWORD, "typed_name": User.objects.get(username="secretary").name}


def paper_receipt(world):
    """What a receipt on paper says, with its scan."""
    return {"on": DAY(), "signer_name": "王立新", "signer_post": "党组书记", "files": evidence()}


def item_reported_on(world, cast):
    """An item reported as completed, with evidence."""
    done = {"completion": Item.Completion.DONE, "reported_on": today(), "reported_by": cast["liaison"]}
    item = ItemFactory(hand_over=world.hand_over, completion=Item.Completion.DONE)
    file_on(item.progress.create(text="已完成", **done), cast["liaison"])
    ObligationFactory(item=item, node=duties.RECTIFY_ITEM)
    return item


def item_to_close(world, cast):
    """An item applied for, with a check that confirmed it, on which both sides owe."""
    item = ItemFactory(hand_over=world.hand_over, status=Item.Status.AWAITING_ACCEPTANCE)
    applied = {"applied_by": cast["liaison"], "applied_on": today()}
    item.close_outs.create(statement="已整改", **applied, **accepted_by(cast["leader"]))
    confirmed = CheckResult.Verdict.CONFIRMED
    item.checks.create(
        checked_on=today(), checkers="督查组", verdict=confirmed, opinion="属实", recorded_by=cast["handler"]
    )
    for node in (duties.RECTIFY_ITEM, duties.DECIDE_CLOSE_OUT):
        ObligationFactory(item=item, node=node)
    return item


def item_to_accept(world, cast):
    """An item applied for, which the team has to accept."""
    item = ItemFactory(hand_over=world.hand_over, status=Item.Status.AWAITING_TEAM)
    item.close_outs.create(statement="已整改", applied_by=cast["liaison"], applied_on=today())
    for node in (duties.RECTIFY_ITEM, duties.ACCEPT_RECTIFICATION):
        ObligationFactory(item=item, node=node)
    return item


def plan_to_accept(world, cast):
    """A hand-over whose plan is filed, with an item."""
    inspection = InspectionFactory(organization=world.organization)
    plan = HandOverFactory(inspection=inspection, status=HandOver.Status.PLAN_REVIEW, delivered_on=today())
    ItemFactory(hand_over=plan, status=Item.Status.PENDING)
    return plan


def plan_to_write(world, cast):
    """An item of a hand-over whose plan is owed, with a measure; another one follows."""
    inspection = InspectionFactory(organization=world.organization)
    plan = HandOverFactory(inspection=inspection, status=HandOver.Status.AWAITING_PLAN, delivered_on=today())
    first, _second = ItemFactory.create_batch(2, hand_over=plan, status=Item.Status.PENDING)
    MeasureFactory(item=first)
    return first


def item_returned(world, cast):
    """An item that was returned and has been worked on since."""
    item = item_to_close(world, cast)
    item.completion = Item.Completion.DONE
    item.save()
    return_item(item, by=cast["office"], reason="请补充")
    done = {"completion": Item.Completion.DONE, "reported_on": today(), "reported_by": cast["liaison"]}
    file_on(item.progress.create(text="已补充", **done), cast["liaison"])
    return item


def measures(world):
    """Two rows of a table of measures."""
    rows = [{"content": content, "leader": "王立新", "due_on": DAY()} for content in ("修订制度", "清退款项")]
    cells = {f"measures-{at}-{name}": value for at, row in enumerate(rows) for name, value in row.items()}
    return cells | {"measures-TOTAL_FORMS": len(rows), "measures-INITIAL_FORMS": 0}


def handlers_and_file(world):
    """Two people of the team, and a file."""
    people = PersonFactory.create_batch(2)
    for person in people:
        PostingFactory(team=world.team, person=person)
    return {"handlers": [person.pk for person in people], "evidence": evidence()}


def finding(world):
    """What a finding says."""
    content = {"category": CategoryFactory().pk, "text": "问题", "deadline_kind": "focused"}
    return content | {"found_on": PAPER["found_on"]}


def at_inspection(content):
    return lambda world: content | {"inspection": world.inspection.pk}


REASON = {"reason": "请补充"}
OPINION = {"opinion": "同意"}
Papers, Findings, Leads, Transfers = WorkingPaper.Status, Finding.Status, Lead.Status, Transfer.Status
CALLS = [
    Write("member", "working-papers/", 8, body=at_inspection(PAPER)),
    Write("member", "working-papers/{row}/submit/", 6, paper_in(Papers.DRAFT)),
    Write("deputy", "working-papers/{row}/review/", 5, paper_in(Papers.SUBMITTED), lambda world: OPINION),
    Write("leader", "working-papers/{row}/approve/", 5, paper_in(Papers.REVIEWED), lambda world: OPINION),
    Write("leader", "working-papers/{row}/return/", 5, paper_in(Papers.SUBMITTED), lambda world: REASON),
    Write(
        "member",
        "findings/",
        11,
        moved("paper", Papers.APPROVED, approved_on=today()),
        lambda world: finding(world) | {"paper": world.paper.pk},
    ),
    Write("leader", "findings/{row}/submit/", 8, finding_in(Findings.DRAFT)),
    Write("office", "findings/{row}/return/", 8, finding_in(Findings.SUBMITTED), lambda world: REASON),
    Write("leader", "leads/{row}/file/", 7, lead_in(Leads.DRAFT)),
    Write("leadinggroup", "leads/{row}/approve/", 6, lead_in(Leads.FILED), lambda world: OPINION),
    Write("leadinggroup", "leads/{row}/return/", 10, lead_in(Leads.FILED), lambda world: REASON),
    Write("discipline", "transfers/{transfer}/acknowledge/", 8),
    Write("discipline", "leads/{lead}/acknowledge/", 10, answers="transfers"),
    Write(
        "discipline",
        "transfers/{row}/disposals/",
        8,
        moved("transfer", Transfers.ACKNOWLEDGED, acknowledged_on=today()),
        lambda world: {"method": Disposal.Method.PRELIMINARY, "decided_on": DAY()},
    ),
    Write(
        "discipline",
        "transfers/{row}/outcomes/",
        12,
        moved("transfer", Transfers.HANDLING, acknowledged_on=today()),
        lambda world: {"kind": Outcome.Kind.UNFOUNDED, "decided_on": DAY(), "concluded": True},
    ),
    Write("liaison", "items/{item}/progress/", 8, body=lambda world: {"text": "又一步", "completion": "mostly"}),
    Write(
        "liaison",
        "items/{row}/apply-close-out/",
        11,
        item_reported_on,
        lambda world: TOLD | {"statement": "已整改"},
    ),
    Write("leader", "items/{row}/accept/", 12, item_to_accept, lambda world: OPINION),
    Write("office", "items/{row}/close/", 11, item_to_close, lambda world: OPINION),
    Write("office", "items/{row}/return/", 11, item_to_close, lambda world: REASON),
]
FORMS = [
    Write(
        "member",
        "/papers/add/?inspection={inspection}",
        8,
        body=lambda world: {"inspection": world.inspection.pk} | PAPER,
    ),
    # Three acts in one form: a paper is written with its handlers, a file hung on it, and it is submitted.
    Write(
        "member",
        "/papers/add/",
        12,
        body=lambda world: {"inspection": world.inspection.pk} | PAPER | handlers_and_file(world),
    ),
    Write(
        "member",
        "/papers/{row}/edit/",
        12,
        paper_in(Papers.DRAFT),
        lambda world: PAPER | handlers_and_file(world),
    ),
    Write(
        "member", "/papers/{paper}/findings/add/", 10, moved("paper", Papers.APPROVED, approved_on=today()), finding
    ),
    Write("member", "/findings/{row}/edit/", 7, finding_in(Findings.DRAFT), finding),
    Write(
        "leader",
        "/leads/add/?inspection={inspection}",
        8,
        body=lambda world: {"inspection": world.inspection.pk} | LEAD,
    ),
    Write(
        "handler",
        "/leads/{row}/transfer/",
        11,
        lead_in(Leads.APPROVED),
        lambda world: {"bodies": [BodyFactory().pk], "on": DAY()},
    ),
    Write("office", "/inspections/{inspection}/hand-over/", 6),
    Write(
        "office",
        "/hand-overs/{row}/feedback/head/",
        8,
        moved("hand_over", HandOver.Status.PREPARING, delivered_on=None),
        lambda world: {"given_on": DAY(), "given_by": "陈志强", **work.OPINION, "report_back_on": DAY()},
    ),
    Write("secretary", "/hand-overs/{unsigned}/sign/head/", 9, body=signature),
    Write("office", "/hand-overs/{unsigned}/paper-receipt/head/", 12, body=paper_receipt),
    Write(
        "office",
        "/hand-overs/{row}/plan/accept/",
        15,  # with the reply that is drafted, the review that ends, and both reports that are owed
        plan_to_accept,
    ),
    Write(
        "liaison",
        "/items/{item}/progress/",
        8,
        body=lambda world: {"text": "又一步", "completion": "mostly"},
    ),
    Write(
        "office",
        "/items/{item}/check/",
        7,
        body=lambda world: {
            "checked_on": DAY(),
            "checkers": "督查组",
            "place": "现场",
            "verdict": "confirmed",
            "opinion": "属实",
        },
    ),
    Write("liaison", "/items/{row}/apply/", 12, item_reported_on, lambda world: TOLD | {"statement": "已整改"}),
    Write("liaison", "/items/{row}/apply/", 12, item_returned, lambda world: TOLD | {"statement": "已整改"}),
    Write(
        "liaison",
        "/items/{row}/plan/",
        13,
        plan_to_write,
        lambda world: {"goal": "健全制度", "leader": "王立新", "department": "财务科"} | measures(world),
    ),
    Write("leader", "/items/{row}/accept/", 13, item_to_accept, lambda world: OPINION),
    Write("office", "/items/{row}/close/", 12, item_to_close, lambda world: OPINION),
    Write("office", "/items/{row}/return/", 12, item_to_close, lambda world: REASON),
    Write("office", "/hand-overs/{row}/plan/return/", 14, plan_to_accept, lambda world: REASON),
]
