"""Every page and every route of the API costs as many statements with fifty rows as with one."""

from datetime import timedelta
from itertools import count

from django.db import connection, transaction
from django.utils import timezone

from config.roles import as_owner
from core.access.roles import Role
from core.models import CalendarDay, LedgerUpload, Proposal
from core.notices.services import tell
from core.workdays.reckoning import today
from findings.models import Disposal, LeadAccess, Outcome, PaperHandler
from personnel.models import PlanChange, Reminder, ReminderRule
from personnel.people.services import LINK
from rectification import duties
from rectification.models import CheckResult, CloseOut, Feedback, Progress, Receipt, Side
from rounds.models import DeadlineRule
from tests.factories import (
    BodyFactory,
    FindingFactory,
    HandOverFactory,
    InspectionFactory,
    ItemFactory,
    LeadFactory,
    MeasureFactory,
    ObligationFactory,
    OrganizationFactory,
    PersonFactory,
    PoolMembershipFactory,
    PostingFactory,
    RecusalFactory,
    RoundFactory,
    TeamFactory,
    TransferFactory,
    UserFactory,
    WorkingPaperFactory,
)
from tests.guards.routes import Route, client_of, opened_by
from tests.guards.test_doors import own_models
from tests.guards.world import cast, drawn_for, file_on, world

__all__ = ["cast", "world"]

MORE = 49
NOT_MULTIPLIED = {
    "core.Access": "files taken away and refusals; only the trail shows them, by the page",
    "core.ChainLink": "digests of traces, written when a transaction ends; no page shows them",
    "core.ChainShape": "the columns of the tables of traces; no page shows them",
    "core.DemoMark": "one row at most, which says that the city is invented",
    "core.Digest": "what was mailed; no page shows it",
    "core.IdempotencyKey": "answers given to programs; no page shows them",
    "findings.Category": "the classification of problems, which comes with the program",
    "findings.CategoryScheme": "the same",
    "findings.LeadLedgerAccess": "looks at ledgers of leads; only the trail shows them, by the page",
}
"""Models of which no page shows more rows when there are more, and why; of any other, fifty are made."""
READERS = ["handler", "leadinggroup", "leader", "secretary", "liaison", "discipline", "sysadmin", "auditor"]


def grow(world, cast, numbers):
    """More of every row, one for each number, as near to the world's own as may be, with other rows behind it."""
    for number in numbers:
        _grow_rounds(world, number)
        _grow_people(world, cast)
        _grow_findings(world, cast)
        _grow_ledger(world, cast, number)
        _grow_rules(world, cast, number)
    with as_owner() as cursor:
        cursor.execute("ANALYZE")  # tables that earlier tests filled and emptied are planned for as empty


def _grow_rounds(world, number):
    BodyFactory()
    InspectionFactory(team=world.team)
    InspectionFactory(team=TeamFactory(round=world.round, number=100 + number))
    InspectionFactory(organization=world.organization, team=TeamFactory(round=RoundFactory()))
    facts = {"round": world.round, "reason": "增加力量", "applied_by": UserFactory(), "applied_on": today()}
    another = {"team": TeamFactory(round=world.round, number=200 + number), "organization": OrganizationFactory()}
    PlanChange.objects.create(kind=PlanChange.Kind.ORGANIZATION, **another, **facts)


def _grow_people(world, cast):
    PostingFactory(team=world.team)
    PostingFactory(person=world.person, released_on=today())
    PoolMembershipFactory()
    PoolMembershipFactory(person=world.person, left_on=today())
    RecusalFactory(person=world.person)
    UserFactory(roles=[Role.OFFICE], person=PersonFactory())
    UserFactory(roles=[Role.LIAISON], organization=world.organization)
    cast["division"].portfolio.add(OrganizationFactory())


def _grow_findings(world, cast):
    place = {"inspection": world.inspection}
    paper = WorkingPaperFactory(**place, written_by=UserFactory())
    file_on(world.paper, UserFactory())
    for signed in (paper, world.paper):
        PaperHandler.objects.create(paper=signed, person=PersonFactory())
    FindingFactory(**place, paper=paper)
    lead = LeadFactory(**place, paper=paper, status="transferred", written_by=UserFactory(), referred_on=today())
    LeadAccess.objects.create(lead=lead, user=UserFactory(), kind=LeadAccess.Kind.VIEW)
    transfer = TransferFactory(lead=lead, body=cast["discipline"].body, sent_by=cast["handler"], sent_on=today())
    for answered in (transfer, world.transfer):
        reported = {"transfer": answered, "decided_on": today(), "reported_by": UserFactory()}
        Disposal.objects.create(method=Disposal.Method.INQUIRY, **reported)
        Outcome.objects.create(kind=Outcome.Kind.CASE_FILED, **reported)


def _grow_ledger(world, cast, number):
    inspection = InspectionFactory(organization=world.organization)
    other = HandOverFactory(inspection=inspection, status="awaiting_receipt")
    Feedback.objects.create(hand_over=other, side=Side.HEAD, given_on=today(), given_by="甲", opinion="乙")
    Receipt.objects.create(
        hand_over=other, side=Side.HEAD, signed_by=UserFactory(), signed_on=today(), digest="0" * 64
    )
    for item in (ItemFactory(hand_over=world.hand_over, number=100 + number), world.item):
        by = UserFactory()
        if item != world.item:
            ObligationFactory(item=item)
        MeasureFactory(item=item, number=100 + number)
        progress = Progress.objects.create(
            item=item, text="又一步", reported_on=today(), reported_by=by, completion="mostly"
        )
        file_on(progress, by)
        CheckResult.objects.create(
            item=item, checked_on=today(), checkers="甲", verdict="confirmed", opinion="乙", recorded_by=by
        )
        returned = {"decision": "returned", "opinion": "丁", "decided_by": cast["office"], "decided_on": today()}
        CloseOut.objects.create(item=item, statement="丙", applied_by=by, applied_on=today(), **returned)


def _grow_rules(world, cast, number):
    day = today() + timedelta(days=100 + number)
    later = timezone.now() + timedelta(days=1)
    CalendarDay.objects.create(day=day.replace(year=2040), is_workday=False, name="休")
    DeadlineRule.objects.create(node=duties.FILE_PLAN, amount=5, unit="days", effective_from=day)
    Reminder.objects.create(obligation=world.obligation, threshold=number, due_on=day, recipient=UserFactory())
    LedgerUpload.objects.create(user=cast["office"], kind="organizations", name="名录.xlsx", rows=1, expires_at=later)
    drawn_for(cast["office"], today().replace(day=1))
    ReminderRule.objects.create(days_left=200 + number, audience=ReminderRule.Audience.OWNER)
    _propose(world, number)
    _tell_all(cast, number)


def _propose(world, number):
    facts = world.proposal.facts
    made = {"made_by": UserFactory(), "made_at": timezone.now()}
    Proposal.objects.create(kind=LINK, about=1_000_000 + number, subject=str(number), facts=facts, **made)


def _tell_all(cast, number):
    tell([cast[name] for name in READERS], kind="test", subject=str(number), url="/")


def statements(client, address) -> int:
    """How many statements a GET takes; what it may have changed is taken back."""
    taken = count()

    def counting(execute, *asked):
        next(taken)
        return execute(*asked)

    with transaction.atomic(), connection.execute_wrapper(counting):
        client.get(address)
        transaction.set_rollback(True)
    return next(taken)


def opened(cast, world) -> list[tuple[str, Route]]:
    """What each reader opens, asked before there is more: with other rows a step may be another's."""
    return [(who, route) for who in READERS for route in opened_by(who, cast, world)]


def costs(asked, cast, world) -> dict[tuple[str, str], int]:
    """What each reader's addresses take."""
    clients = {who: client_of(cast[who]) for who in READERS}
    return {(who, route.name): statements(clients[who], route.at(world)) for who, route in asked}


def rows_of_each_model() -> dict[str, int]:
    """How many rows there are, by model; history is left out, it grows with what it tells of."""
    return {model._meta.label: model._base_manager.count() for model in own_models()}


def test_no_address_costs_more_with_fifty_rows_than_with_one(cast, world):
    _tell_all(cast, MORE)
    asked = opened(cast, world)
    grow(world, cast, range(1))  # a board reads only the kinds of lines that it shows: let all be there
    few, rows = costs(asked, cast, world), rows_of_each_model()
    grow(world, cast, range(1, 1 + MORE))
    many, more_rows = costs(asked, cast, world), rows_of_each_model()
    assert {key: (few[key], many[key]) for key in few if many[key] > few[key]} == {}
    assert {label for label in rows if more_rows[label] < rows[label] + MORE} == set(NOT_MULTIPLIED)


def test_nothing_is_excused_that_is_not_there():
    assert set(NOT_MULTIPLIED) - {model._meta.label for model in own_models()} == set()
