"""A day that an earlier ledger left out is taken over from a later one where one wants it; a known one never is."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core.ledgers.running import commit
from core.workflow.moves import Conflict
from findings.models import Finding
from personnel.models import PoolMembership
from rectification import duties
from rectification.checks.services import record_check
from rectification.hand_over.services import record_day_of_feedback
from rectification.models import HandOver
from rounds.models import Obligation
from tests import ledgers
from tests.imports.test_day_of_feedback import DAY, ledger

pytestmark = pytest.mark.usefixtures("organizations")

UNKNOWN = "未登记（台账导入）"
FOUND = date(2026, 8, 9)


def differences(rows):
    return [(row.number, [str(each) for each in row.differences]) for row in rows]


@pytest.fixture
def undated(take_in):
    """A hand-over with two findings from a ledger without any day."""
    take_in(ledger(None, None), skip=False)
    return HandOver.objects.get()


def test_the_same_rows_with_the_day_fill_it(take_in, office, undated):
    outcome = take_in(ledger(DAY, None), skip=False, update=True)
    assert differences(outcome.plan.updates) == [(2, [f"反馈日期：{UNKNOWN} → 2026-09-20"])]
    assert (outcome.saved, len(outcome.plan.standing)) == (1, 1)
    undated.refresh_from_db()
    assert (undated.delivered_on, undated.inspection.fed_back_on) == (DAY, DAY)
    assert set(Finding.objects.values_list("issued_on", flat=True)) == {DAY}
    assert {item.due_on for item in undated.items.all()} == {undated.focus_ends_on} == {date(2026, 12, 20)}
    assert Obligation.objects.filter(node=duties.FOCUSED_RECTIFICATION).count() == 1
    assert undated.events.order_by("pgh_id").last().pgh_context["actor"] == office.pk


def test_a_further_finding_fills_it_too_and_runs_from_it(take_in, undated):
    outcome = take_in(ledger(DAY, first=3), skip=False, update=True)
    assert differences(outcome.plan.updates) == [(2, [f"反馈日期：{UNKNOWN} → 2026-09-20"])]
    assert set(Finding.objects.values_list("issued_on", flat=True)) == {DAY}
    assert {item.due_on for item in undated.items.all()} == {date(2026, 12, 20)}
    assert undated.items.count() == 3
    assert Obligation.objects.filter(node=duties.FOCUSED_RECTIFICATION).count() == 1
    assert Obligation.objects.filter(node=duties.RECTIFY_ITEM).count() == 3


def test_the_preview_counts_the_day_and_names_the_organization(look, undated):
    plan = look(ledger(DAY), update=True)
    assert [(made.label, made.amount, made.names) for made in plan.creations] == [
        ("补登反馈日期", 1, [ledgers.ORGANIZATIONS[0]]),
        ("新的时限事项", 3, []),
    ]
    assert "反馈日期2026-09-20（I列“反馈日期”）" in str(plan.subjects[0])


def test_without_the_tick_it_stays_empty_and_is_told(take_in, look, undated):
    outcome = take_in(ledger(DAY), skip=False)
    assert differences(outcome.plan.passed_by) == [(2, [f"反馈日期：{UNKNOWN} → 2026-09-20"])]
    assert outcome.saved == 0
    assert look(ledger(DAY)).creations == []


def test_a_further_finding_is_not_entered_without_the_day_it_tells(look, causes, undated):
    ((row, column, cause),) = causes(look(ledger(DAY, first=3)))
    assert (row, column, "更新已有数据" in cause) == (2, "反馈日期", True)


def without_column(*found, first=1):
    """A ledger of one organization that has no column for the day of the feedback."""
    return ledger(*[None] * len(found), heading="备注", found=found[0], first=first)


def test_a_day_chosen_for_the_whole_file_fills_it(take_in, undated):
    outcome = take_in(without_column(None, None), skip=False, update=True, delivered_on=DAY.isoformat())
    filled = [f"反馈日期：{UNKNOWN} → 2026-09-20"]
    assert differences(outcome.plan.updates) == [(2, filled), (3, filled)]
    undated.refresh_from_db()
    assert (undated.delivered_on, undated.inspection.fed_back_on) == (DAY, DAY)
    assert set(Finding.objects.values_list("issued_on", flat=True)) == {DAY}
    again = take_in(without_column(None, None), skip=False, update=True, delivered_on="2026-09-21")
    assert (again.saved, HandOver.objects.get().delivered_on) == (0, DAY)


def test_a_chosen_day_is_that_of_further_findings_too(take_in, undated):
    outcome = take_in(without_column(None, first=3), skip=False, update=True, delivered_on=DAY.isoformat())
    assert differences(outcome.plan.updates) == [(2, [f"反馈日期：{UNKNOWN} → 2026-09-20"])]
    assert set(Finding.objects.values_list("issued_on", flat=True)) == {DAY}
    assert {item.due_on for item in undated.items.all()} == {date(2026, 12, 20)}


def test_the_preview_says_what_becomes_of_a_chosen_day(look, undated):
    plan = look(without_column(None), update=True, delivered_on=DAY.isoformat())
    assert [(made.label, made.names) for made in plan.creations] == [
        ("补登反馈日期", [ledgers.ORGANIZATIONS[0]]),
        ("新的时限事项", []),
    ]
    assert "2026-09-20" in str(plan.subjects[0])
    without_tick = look(without_column(None), delivered_on=DAY.isoformat())
    assert (without_tick.creations, without_tick.updates) == ([], [])
    assert all(words in str(without_tick.subjects[0]) for words in (UNKNOWN, "更新已有数据"))


def test_a_day_that_rows_tell_goes_before_a_chosen_one(take_in, undated):
    take_in(ledger(DAY, None), skip=False, update=True, delivered_on="2026-09-21")
    assert HandOver.objects.get().delivered_on == DAY


def test_a_chosen_day_does_not_stand_in_for_one_that_is_refused(take_in, undated):
    outcome = take_in(ledger("2026-11-24", None), update=True, delivered_on=DAY.isoformat())
    assert (outcome.saved, HandOver.objects.get().delivered_on) == (0, None)


def test_a_chosen_day_that_cannot_be_is_refused(look, causes, undated):
    inspection = undated.inspection
    type(inspection).objects.filter(pk=inspection.pk).update(left_on=date(2026, 9, 30))
    ((row, column, cause),) = causes(look(without_column(None), update=True, delivered_on=DAY.isoformat()))
    assert (row, column) == (2, "反馈日期")
    assert all(words in cause for words in ("整个文件", "2026-09-20", "2026-09-30")), cause


def test_nothing_is_found_after_a_chosen_day(look, causes, undated):
    late = without_column(date(2026, 9, 21), first=3)
    ((_row, column, cause),) = causes(look(late, update=True, delivered_on=DAY.isoformat()))
    assert (column, "2026-09-20" in cause) == ("发现日期", True)


@pytest.mark.parametrize("update", [False, True])
@pytest.mark.parametrize("first", [1, 2])
def test_rows_that_tell_different_days_are_named_both(look, undated, update, first):
    plan = look(ledger(DAY, "2026-09-21", first=first), update=update)
    (refused,) = (str(error) for error in plan.errors)
    assert all(words in refused for words in ("第3行", "2026-09-21", "第2行", "2026-09-20")), refused


def test_a_recorded_day_stays(take_in, office, undated):
    record_day_of_feedback(undated, by=office, on=date(2026, 9, 1))
    outcome = take_in(ledger(DAY), skip=False, update=True)
    assert differences(outcome.plan.passed_by) == [(2, ["反馈日期：2026-09-01 → 2026-09-20"])]
    assert (outcome.saved, HandOver.objects.get().delivered_on) == (0, date(2026, 9, 1))


def test_a_day_recorded_since_the_preview_ends_the_import(look, take_in, office, undated):
    seen = look(ledger(DAY), update=True).fingerprint()
    record_day_of_feedback(undated, by=office, on=date(2026, 9, 1))
    with pytest.raises(Conflict):
        commit(ledger(DAY), by=office, options={"update": True}, expected=seen)


@pytest.mark.parametrize("told", ["2026-08-19", "2026-09-05", "2026-11-24"])
def test_a_day_that_cannot_be_is_refused(look, causes, office, undated, told):
    inspection = undated.inspection
    type(inspection).objects.filter(pk=inspection.pk).update(left_on=date(2026, 8, 20))
    if told < "2026-11":
        item = undated.items.first()
        record_check(item, checkers="督查组", verdict="confirmed", opinion="属实", by=office, on=date(2026, 9, 1))
    assert [column for _row, column, _cause in causes(look(ledger(told), update=True))] == ["反馈日期"]


def test_the_day_of_find_is_filled(take_in, look, undated):
    outcome = take_in(ledger(None, None, found=FOUND), skip=False, update=True)
    assert differences(outcome.plan.updates) == [(row, [f"发现日期：{UNKNOWN} → 2026-08-09"]) for row in (2, 3)]
    assert set(Finding.objects.values_list("found_on", flat=True)) == {FOUND}
    other = look(ledger(None, found=date(2026, 8, 10)), update=True)
    assert differences(other.passed_by) == [(2, ["发现日期：2026-08-09 → 2026-08-10"])]
    assert other.updates == []


def test_both_days_are_filled_at_once_in_their_order(take_in, look, causes, undated):
    late = look(ledger(DAY, found=date(2026, 9, 21)), update=True)
    assert [column for _row, column, _cause in causes(late)] == ["发现日期"]
    assert take_in(ledger(DAY, None, found=FOUND), skip=False, update=True).saved == 2
    assert set(Finding.objects.values_list("found_on", "issued_on")) == {(FOUND, DAY)}


def test_a_day_of_find_after_the_feedback_is_refused(take_in, look, causes):
    take_in(ledger(DAY), skip=False)
    ((_row, column, cause),) = causes(look(ledger(DAY, found=date(2026, 9, 21)), update=True))
    assert (column, "2026-09-20" in cause) == ("发现日期", True)


def test_what_else_differs_stays_and_is_said_to(take_in, undated):
    undated.items.update(completion="done")
    file = ledgers.load_first(ledger(DAY))
    file.cell(1, 10, "整改状态")
    file.cell(2, 10, "未完成")
    outcome = take_in(ledgers.as_file(file.parent), skip=False, update=True)
    assert differences(outcome.plan.updates) == [
        (2, [f"反馈日期：{UNKNOWN} → 2026-09-20", "整改状态（不更新）：已完成 → 未完成"])
    ]
    assert undated.items.first().completion == "done"


@pytest.mark.parametrize("is_named", [True, False])
def test_the_command_fills_it(office, undated, tmp_path, is_named):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger(DAY).getvalue())
    out = StringIO()
    by = [f"--by={office.username}"] if is_named else []
    call_command("import_ledger", str(path), "--update", "--commit", *by, stdout=out)
    assert f"将更新：反馈日期：{UNKNOWN} → 2026-09-20" in out.getvalue()
    undated.refresh_from_db()
    assert undated.delivered_on == DAY


def test_the_command_fills_it_with_a_chosen_day(office, undated, tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(without_column(None).getvalue())
    out = StringIO()
    call_command("import_ledger", str(path), "--update", "--fed-back-on=2026-09-20", "--commit", stdout=out)
    assert f"将更新：反馈日期：{UNKNOWN} → 2026-09-20" in out.getvalue()
    undated.refresh_from_db()
    assert undated.delivered_on == DAY


@pytest.mark.parametrize(("day", "why"), [("2026-11-24", "尚未到来"), ("昨天", "昨天"), ("0202-01-01", "0202")])
def test_the_command_refuses_a_day_that_cannot_be(tmp_path, day, why):
    with pytest.raises(CommandError, match=why):
        call_command("import_ledger", str(tmp_path / "台账.xlsx"), f"--fed-back-on={day}")


def pool(*rows):
    header = ["姓名", "工作单位", "职务", "入库时间", "出库时间"]
    return ledgers.as_file(ledgers.sheet_of([["干部库"], header, *map(list, rows)]))


@pytest.fixture
def members(take_in):
    """Somebody in a pool and somebody who left it, both since nobody knows when."""
    take_in(
        pool(["甄在", "市第1局", "科长", None, None], ["甄离", "市第1局", "科长", None, date(2026, 3, 1)]), skip=False
    )


def days_of_joining():
    return dict(PoolMembership.objects.values_list("person__name", "joined_on"))


def test_the_day_of_joining_is_filled(take_in, members):
    file = pool(
        ["甄在", "市第1局", "处长", date(2025, 6, 1), None], ["甄离", "市第1局", None, "2025-07-01", date(2026, 3, 1)]
    )
    assert differences(take_in(file, skip=False).plan.passed_by) == [
        (3, ["职务：科长 → 处长", f"入库时间：{UNKNOWN} → 2025-06-01"]),
        (4, [f"入库时间：{UNKNOWN} → 2025-07-01"]),
    ]
    assert set(days_of_joining().values()) == {None}
    file.seek(0)
    outcome = take_in(file, skip=False, update=True)
    assert (outcome.saved, len(outcome.plan.updates)) == (2, 2)
    assert days_of_joining() == {"甄在": date(2025, 6, 1), "甄离": date(2025, 7, 1)}
    assert [made.names for made in outcome.plan.creations if made.label == "补登入库日期"] == [["甄在", "甄离"]]


def test_a_known_day_of_joining_stays(take_in, members):
    PoolMembership.objects.update(joined_on=date(2025, 1, 1))
    outcome = take_in(pool(["甄在", "市第1局", "科长", date(2025, 6, 1), None]), skip=False, update=True)
    assert differences(outcome.plan.passed_by) == [(3, ["入库时间（不更新）：2025-01-01 → 2025-06-01"])]
    assert outcome.saved == 0
