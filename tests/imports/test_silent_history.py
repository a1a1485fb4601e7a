"""Ledgers of what was done on paper remind nobody: not when they come, not in the next sweep, not a year later."""

from datetime import date

import pytest
from django.core import mail

from core.access.roles import Role
from core.models import Notice
from core.tasks import deliver_notices
from findings.exchange.services import confirm_transfer
from findings.models import Transfer
from personnel.models import Reminder
from personnel.reminders.tasks import remind
from rectification import duties
from rectification.hand_over.services import record_day_of_feedback
from rectification.models import HandOver
from rounds.models import Body, Inspection, Obligation, Round
from tests import ledgers
from tests.factories import InspectionFactory, RoundFactory, TeamFactory, UserFactory
from tests.imports.test_findings import one_row, two_rows
from tests.imports.test_leads import one_lead

pytestmark = pytest.mark.usefixtures("organizations", "office", "leadinggroup", "auditor")

DONE = {"整改状态": "已完成"}
OPEN = {"整改状态": "未完成", "整改期限": "2027年3月31日前"}
FOCUSED = {"整改期限": "集中整改期内"}


@pytest.fixture
def seats(organizations):
    """Whoever could be reminded: a liaison of each of the first two organizations."""
    for organization in organizations[:2]:
        UserFactory(roles=[Role.LIAISON], organization=organization)


@pytest.fixture
def told(clock, django_capture_on_commit_callbacks):
    """`told()`: every notice, reminder and mail that anybody gets from now on, within more than a year."""

    def swept():
        for day in ("2026-11-24", "2026-12-01", "2027-03-30", "2027-11-29", "2028-01-03"):
            clock.set(f"{day} 10:00")
            with django_capture_on_commit_callbacks(execute=True):
                remind()
                deliver_notices()
        return [*Notice.objects.values_list("kind", "subject"), *Reminder.objects.all(), *mail.outbox]

    return swept


@pytest.fixture
def archived(organizations):
    """Round 18 is over and archived, with an inspection of the first two organizations."""
    round_ = RoundFactory(number=18, status=Round.Status.ARCHIVED)
    team = TeamFactory(round=round_, number=1)
    for organization in organizations[:2]:
        InspectionFactory(team=team, organization=organization, status=Inspection.Status.REPORTING)


@pytest.mark.parametrize("make", [ledgers.organizations, ledgers.people])
def test_registers_remind_nobody(take_in, told, make):
    assert take_in(make()).saved
    assert told() == []


@pytest.mark.parametrize("with_seats", [True, False])
@pytest.mark.parametrize(
    "facts",
    [
        DONE,
        DONE | FOCUSED,
        DONE | {"整改期限": "立行立改"},
        DONE | {"整改期限": "2027年9月1日前"},
        {"整改期限": "2026年9月1日前", "整改状态": "未完成"},
        {"整改期限": "长期坚持", "整改状态": "未完成"},
    ],
)
def test_findings_that_were_rectified_or_due_on_paper_remind_nobody(request, take_in, told, facts, with_seats):
    if with_seats:
        request.getfixturevalue("seats")
    assert take_in(one_row(**facts), skip=False, round=18, delivered_on="2026-11-02").saved == 1
    assert told() == []


def test_those_of_an_archived_round_remind_nobody(take_in, told, archived, seats):
    assert take_in(two_rows(DONE, DONE | FOCUSED), skip=False, delivered_on="2026-11-02").saved == 2
    assert told() == []


def test_what_got_its_day_later_reminds_nobody_of_what_was_done(take_in, told, seats, office):
    take_in(one_row(**DONE, **FOCUSED), skip=False)
    record_day_of_feedback(HandOver.objects.get(), by=office, on=date(2026, 11, 2))
    assert Obligation.objects.filter(node=duties.FOCUSED_RECTIFICATION).exists()
    assert told() == []


def test_what_is_open_and_not_due_yet_reminds(take_in, told, seats):
    take_in(two_rows(DONE, OPEN), skip=False, delivered_on="2026-11-02")
    assert any("2027-03-31" in str(each) for each in told())
    assert {reminder.obligation.subject_id for reminder in Reminder.objects.all()} == {
        Obligation.objects.running().get().subject_id
    }


def test_an_open_item_of_a_later_ledger_is_waited_for_within_the_focused_period(take_in, seats):
    take_in(one_row(**DONE, **FOCUSED), skip=False, delivered_on="2026-11-02")
    focused = Obligation.objects.filter(node=duties.FOCUSED_RECTIFICATION)
    assert focused.get().paused_on
    late = {"编号": "LY18-0002", "问题描述": "另一个问题", "整改状态": "未完成"}
    take_in(one_row(**late, **FOCUSED), skip=False)
    assert focused.get().paused_on is None


def test_eighteen_old_leads_remind_nobody(take_in, told, handler, leadinggroup):
    assert take_in(ledgers.leads(), by=handler, skip=False).saved == 18
    assert told() == []


@pytest.mark.parametrize("seated", [True, False])
def test_nor_once_they_are_confirmed_when_their_answers_were_due_before(take_in, told, handler, leadinggroup, seated):
    take_in(one_lead(移交时间=date(2026, 3, 2)), by=handler, skip=False)
    for body in Body.objects.all() if seated else ():
        role = Role.DISCIPLINE if body.kind == Body.Kind.DISCIPLINE else Role.ORGANIZATION_DEPARTMENT
        UserFactory(roles=[role], body=body)
    for transfer in Transfer.objects.all():
        confirm_transfer(transfer, by=leadinggroup)
    Notice.objects.all().delete()
    assert told() == []


def test_an_answer_that_is_still_due_reminds(take_in, told, handler, leadinggroup):
    take_in(one_lead(移交时间=date(2026, 11, 2)), by=handler, skip=False)
    for body in Body.objects.filter(kind=Body.Kind.DISCIPLINE):
        answering = UserFactory(roles=[Role.DISCIPLINE], body=body)
    for transfer in Transfer.objects.all():
        confirm_transfer(transfer, by=leadinggroup)
    assert told()
    assert Reminder.objects.filter(recipient=answering).exists()


def test_the_preview_says_how_many_deadlines_and_reminders_come_of_it(look, take_in, clock, seats):
    """As many as then come: of what was due nobody is reminded, of what is due soon at each threshold."""
    late, soon = (
        {"整改状态": "未完成", "整改期限": "2026年9月1日前"},
        {"整改状态": "未完成", "整改期限": "2026年12月10日前"},
    )
    plan = look(two_rows(late, soon), delivered_on="2026-11-02")
    foretold = {creation.label: creation.amount for creation in plan.creations}
    assert (foretold["新的时限事项"], foretold["其中来自台账、未核对"]) == (2, 1)
    take_in(two_rows(late, soon), skip=False, delivered_on="2026-11-02")
    assert (Obligation.objects.count(), Obligation.objects.unchecked().count()) == (2, 1)
    for day in range(23, 54):
        clock.set(f"2026-{11 + (day > 30):02}-{day - 30 * (day > 30):02} 10:00")
        remind()
    assert Reminder.objects.count() == foretold["未来30天将发出的提醒，涉及1人"] > 0
