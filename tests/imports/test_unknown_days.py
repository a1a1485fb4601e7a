"""Days that a ledger leaves out: stored as unknown, said to be unknown, and recorded by the office afterwards."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from core.access.reach import Refused
from core.access.roles import Role
from core.reports.figures import figures
from core.workflow.moves import IllegalStep
from findings.models import DeadlineKind, Finding
from rectification import duties
from rectification.checks.services import record_check
from rectification.hand_over.services import record_day_of_feedback
from rectification.models import HandOver, Item
from rectification.reporting.as_of import standing_on
from rounds.models import Inspection, Obligation, Round
from tests import ledgers
from tests.factories import InspectionFactory, RoundFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.usefixtures("organizations")

UNKNOWN = "未登记（台账导入）"
CAME_ON = date(2026, 11, 23)
BEFORE = date(2026, 11, 22)
SAID = date(2026, 9, 10)


def rows(*changes):
    """A flat ledger of as many good rows as changes, without a day of finding unless one is given."""
    header = ledgers.FLAT_HEADER.split()
    plain = [dict(zip(header, ledgers._flat_finding(0), strict=True)) for _each in changes]
    told = [
        row | {"编号": f"LY18-{number:04}", "问题描述": f"第{number}个问题", "发现日期": None} | change
        for number, (row, change) in enumerate(zip(plain, changes, strict=True), start=1)
    ]
    return ledgers.as_file(ledgers.sheet_of([header, *(list(row.values()) for row in told)]))


@pytest.fixture
def undated(take_in):
    """A hand-over from a ledger without any day: an item of the focused period, one at once, one with its own day."""
    kinds = ["集中整改期内", "立行立改", "2027年3月底", "长期坚持"]
    take_in(rows(*({"整改期限": kind, "整改状态": "未完成"} for kind in kinds)), skip=False)
    return HandOver.objects.get()


def test_no_day_is_stored_that_nobody_told(undated):
    inspection = undated.inspection
    assert (inspection.status, undated.status) == (Inspection.Status.FED_BACK, HandOver.Status.RECTIFYING)
    assert [undated.delivered_on, undated.focus_ends_on] == [None, None]
    assert [inspection.entered_on, inspection.left_on, inspection.fed_back_on] == [None, None, None]
    assert set(Finding.objects.values_list("found_on", "submitted_on", "issued_on")) == {(None, None, None)}
    assert set(Item.objects.values_list("imported_on", flat=True)) == {CAME_ON}


def test_neither_is_the_last_day_of_what_was_found_the_day_of_the_feedback(take_in):
    take_in(rows({"发现日期": date(2026, 8, 1)}, {"发现日期": date(2026, 8, 9)}), skip=False)
    inspection = Inspection.objects.get()
    assert (inspection.entered_on, inspection.left_on, inspection.hand_over.delivered_on) == (None, None, None)
    assert set(Finding.objects.values_list("found_on", flat=True)) == {date(2026, 8, 1), date(2026, 8, 9)}


def test_a_day_in_the_title_is_no_day_on_which_something_was_found(take_in):
    header = ledgers.FLAT_HEADER.split()
    row = dict(zip(header, ledgers._flat_finding(0), strict=True)) | {"发现日期": None}
    take_in(ledgers.as_file(ledgers.sheet_of([["整改台账（截至2026年10月31日）"], header, list(row.values())])))
    assert Finding.objects.get().found_on is None


def test_an_inspection_that_waits_for_its_feedback_gets_no_day_from_a_ledger(take_in, organizations):
    team = TeamFactory(round=RoundFactory(number=18, status=Round.Status.REPORTING), number=1)
    standing = InspectionFactory(team=team, organization=organizations[0], status=Inspection.Status.REPORTING)
    take_in(rows({}), skip=False)
    standing.refresh_from_db()
    assert (standing.status, standing.fed_back_on) == (Inspection.Status.FED_BACK, None)
    assert standing.lacks_day("fed_back_on")


def test_the_preview_says_that_the_day_stays_empty(look):
    (told,) = look(rows({})).subjects
    assert f"反馈日期{UNKNOWN}（未写明" in str(told)
    (told,) = look(rows({}), delivered_on="2026-09-10").subjects
    assert UNKNOWN not in str(told)


def test_no_deadline_runs_from_an_unknown_day(undated):
    days = dict(undated.items.values_list("deadline_kind", "due_on"))
    assert days == {
        DeadlineKind.FOCUSED: None,
        DeadlineKind.IMMEDIATE: None,
        DeadlineKind.DATED: date(2027, 3, 31),
        DeadlineKind.LASTING: None,
    }
    owed = Obligation.objects.get()
    assert (owed.node, owed.from_on, owed.due_on) == (duties.RECTIFY_ITEM, CAME_ON, date(2027, 3, 31))


def test_pages_and_lists_say_that_a_day_was_not_recorded(browse, office, undated):
    client = browse(office)
    item = undated.items.get(deadline_kind=DeadlineKind.FOCUSED)
    pages = [undated, undated.inspection, item, item.finding]
    for page in [*(row.get_absolute_url() for row in pages), reverse("rectification:hand_overs")]:
        assert UNKNOWN in client.get(page).content.decode(), page
    items = client.get(reverse("rectification:items")).content.decode()
    assert items.count(UNKNOWN) > 1
    assert "无期限" in items or "长期坚持" in items  # the lasting one has none, which is known


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("rectification:hand_overs", "delivered_on"),
        ("rectification:items", "due_on"),
        ("findings:findings", "found_on"),
        ("findings:findings", "issued_on"),
        ("rounds:inspections", "entered_on"),
    ],
)
def test_workbooks_say_so_too(browse, office, undated, name, column):
    answer = browse(office).get(reverse(name), {"export": "xlsx", "columns": column})
    book = load_workbook(io.BytesIO(b"".join(answer) if answer.streaming else answer.content))
    assert UNKNOWN in {cell.value for row in book.active for cell in row}


def test_figures_count_what_has_no_day_from_when_its_ledger_came(undated):
    for key, count in (("findings_for_rectification", 4), ("organizations_inspected", 1)):
        figure = next(figure for figure in figures if figure.key == key)
        assert [figure.compute(day, None, None) for day in (BEFORE, CAME_ON)] == [0, count], key
    assert [standing_on(Item.objects.all(), day).count() for day in (BEFORE, CAME_ON)] == [0, 4]


def test_figures_and_their_lists_agree_on_what_has_no_day(browse, office, undated):
    client = browse(office)
    findings = client.get(reverse("findings:findings"), {"issued_before": CAME_ON.isoformat()})
    assert len(findings.context["table"].rows) == 4
    places = client.get(reverse("rounds:organizations"), {"inspected_by": CAME_ON.isoformat()})
    assert [row.record.pk for row in places.context["table"].rows] == [undated.inspection.organization_id]


def test_the_office_records_the_day_on_its_page(browse, office, undated):
    client = browse(office)
    address = f"{undated.get_absolute_url()}day-of-feedback/"
    assert address in client.get(undated.get_absolute_url()).content.decode()
    assert client.get(address).context["form"]["on"].value() is None
    assert client.post(address, {"on": SAID.isoformat()}).status_code == 302
    undated.refresh_from_db()
    assert undated.delivered_on == SAID
    assert address not in client.get(undated.get_absolute_url()).content.decode()
    event = undated.events.order_by("pgh_id").last()
    assert (event.pgh_context["actor"], event.delivered_on) == (office.pk, SAID)


def test_the_recorded_day_fixes_what_runs_from_it(office, undated):
    record_day_of_feedback(undated, by=office, on=SAID)
    assert (undated.focus_ends_on, undated.inspection.fed_back_on) == (date(2026, 12, 10), SAID)
    assert set(Finding.objects.values_list("issued_on", "submitted_on")) == {(SAID, None)}
    days = dict(undated.items.values_list("deadline_kind", "due_on"))
    assert (days[DeadlineKind.FOCUSED], days[DeadlineKind.IMMEDIATE]) == (date(2026, 12, 10), date(2026, 10, 10))
    assert days[DeadlineKind.DATED] == date(2027, 3, 31)
    owed = dict(Obligation.objects.values_list("title", "unchecked_since"))
    assert len(owed) == 4
    assert (
        owed["整改第2项问题并销号"] == CAME_ON
    )  # was due before it was known: nobody is reminded unless somebody says so
    assert owed["整改第1项问题并销号"] is owed["完成集中整改"] is None


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 8, 8)])
def test_the_recorded_day_is_neither_to_come_nor_before_what_was_found(office, take_in, day):
    take_in(rows({"发现日期": date(2026, 8, 9)}), skip=False)
    with pytest.raises(ValidationError):
        record_day_of_feedback(HandOver.objects.get(), by=office, on=day)


def test_the_recorded_day_is_not_after_what_was_checked(office, undated):
    item = undated.items.first()
    record_check(item, checkers="督查组", verdict="confirmed", opinion="属实", by=office, on=date(2026, 9, 1))
    with pytest.raises(ValidationError, match="2026-09-01"):
        record_day_of_feedback(undated, by=office, on=SAID)


def test_a_known_day_is_not_recorded_again(office, undated):
    record_day_of_feedback(undated, by=office, on=SAID)
    with pytest.raises(IllegalStep):
        record_day_of_feedback(undated, by=office, on=date(2026, 9, 11))


def test_nobody_but_the_office_records_the_day(undated):
    for user in (UserFactory(roles=[role]) for role in (Role.LEADING_GROUP, Role.SECRETARY, Role.LEAD_HANDLER)):
        with pytest.raises(Refused):
            record_day_of_feedback(undated, by=user, on=SAID)


def test_a_later_ledger_joins_without_giving_a_day(take_in, undated):
    take_in(rows({"编号": "LY18-0099", "问题描述": "补入的问题", "整改期限": "集中整改期内"}), skip=False)
    item = undated.items.order_by("number").last()
    assert (item.due_on, item.finding.issued_on, item.imported_on) == (None, None, CAME_ON)
