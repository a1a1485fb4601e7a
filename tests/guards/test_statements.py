"""Every page and every route of the API costs as many statements with fifty rows as with one."""

from datetime import timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.access.roles import Role
from core.models import CalendarDay
from core.notices.services import tell
from core.workdays.reckoning import today
from personnel.models import ReminderRule
from rectification import duties
from rectification.models import CheckResult, CloseOut, Progress
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
from tests.guards.addresses import ADDRESSES
from tests.guards.test_addresses import address_of, cast, client_of, every_address, world
from tests.guards.world import file_on

__all__ = ["cast", "world"]

MORE = 49
READERS = ["handler", "leadinggroup", "leader", "secretary", "liaison", "discipline", "sysadmin", "auditor"]


def grow(world, cast):
    """Forty-nine more of every row, as near to the world's own as may be, each with other rows behind it."""
    for number in range(MORE):
        _grow_rounds(world, number)
        _grow_people(world, cast)
        _grow_findings(world, cast)
        _grow_ledger(world, cast, number)
        _grow_rules(cast, number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # tables that earlier tests filled and emptied are planned for as empty


def _grow_rounds(world, number):
    BodyFactory()
    InspectionFactory(team=world.team)
    InspectionFactory(team=TeamFactory(round=world.round, number=100 + number))
    InspectionFactory(organization=world.organization, team=TeamFactory(round=RoundFactory()))


def _grow_people(world, cast):
    PostingFactory(team=world.team)
    PostingFactory(person=world.person, released_on=today())
    PoolMembershipFactory()
    PoolMembershipFactory(person=world.person, left_on=today())
    RecusalFactory(person=world.person)
    UserFactory(roles=[Role.OFFICE], person=PersonFactory())
    UserFactory(roles=[Role.LIAISON], organization=world.organization)


def _grow_findings(world, cast):
    place = {"inspection": world.inspection}
    paper = WorkingPaperFactory(**place, written_by=UserFactory())
    file_on(world.paper, UserFactory())
    FindingFactory(**place, paper=paper)
    lead = LeadFactory(**place, paper=paper, status="transferred", written_by=UserFactory(), referred_on=today())
    TransferFactory(lead=lead, body=cast["discipline"].body, sent_by=cast["handler"], sent_on=today())


def _grow_ledger(world, cast, number):
    HandOverFactory(inspection=InspectionFactory(organization=world.organization), status="awaiting_receipt")
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


def _grow_rules(cast, number):
    day = today() + timedelta(days=100 + number)
    CalendarDay.objects.create(day=day.replace(year=2040), is_workday=False, name="休")
    DeadlineRule.objects.create(node=duties.FILE_PLAN, amount=5, unit="days", effective_from=day)
    ReminderRule.objects.create(days_left=200 + number, audience=ReminderRule.Audience.OWNER)
    _tell_all(cast, number)


def _tell_all(cast, number):
    tell([cast[name] for name in READERS], kind="test", subject=str(number), url="/")


def statements(client, address) -> int:
    """How many statements a GET takes; what it may have changed is taken back."""
    with CaptureQueriesContext(connection) as taken, transaction.atomic():
        client.get(address)
        transaction.set_rollback(True)
    return len(taken)


def costs(cast, world) -> dict[tuple[str, str], int]:
    """What each reader's addresses take."""
    patterns = every_address()
    clients = {who: client_of(cast[who]) for who in READERS}
    return {
        (who, name): statements(client, address_of(name, patterns[name], world))
        for who, client in clients.items()
        for name, readers in ADDRESSES.items()
        if who in readers.split() and name != "logout"
    }


def test_no_address_costs_more_with_fifty_rows_than_with_one(cast, world):
    _tell_all(cast, MORE)
    few = costs(cast, world)
    grow(world, cast)
    many = costs(cast, world)
    assert {key: (few[key], many[key]) for key in few if many[key] > few[key]} == {}
