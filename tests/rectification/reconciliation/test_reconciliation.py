"""对账: what is reported, what a check saw and what is closed, side by side, what differs first."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.access.roles import Role
from rectification.closing.conditions import checks_since_return
from rectification.items.services import mark_measure_done, report_progress
from rectification.models import CheckResult, Item
from rectification.reconciliation.sets import DIFFERENCES, IN_ACCORD, with_both_sides
from rectification.reopening.services import accept_reopening, apply_reopening
from tests.factories import UserFactory
from tests.rectification.conftest import CLOSED, check, evidence


@pytest.fixture
def colleague(db):
    """Of the office, who has neither closed the item nor checked it."""
    return UserFactory(username="colleague", roles=[Role.OFFICE])


PAGE = reverse("rectification:reconciliation")
Verdict = CheckResult.Verdict


def difference(item):
    return with_both_sides(Item.objects.filter(pk=item.pk)).get().difference


def test_what_is_planned_and_not_reported_is_in_accord(item):
    assert difference(item) == IN_ACCORD


def test_closed_as_reported_and_confirmed_is_in_accord(closed):
    assert difference(closed) == IN_ACCORD


def test_reported_as_completed_and_not_checked(done):
    assert difference(done) == "done_unchecked"


@pytest.mark.parametrize("verdict", [Verdict.PARTLY, Verdict.REFUTED])
def test_reported_as_completed_and_not_confirmed(applied, handler, verdict):
    check(applied, handler, verdict, on=date(2026, 10, 12))
    assert difference(applied) == "done_refuted"


def test_the_latest_check_is_what_counts(applied, handler):
    check(applied, handler, Verdict.REFUTED, on=date(2026, 10, 12))
    check(applied, handler, on=date(2026, 10, 13))
    assert difference(applied) == "confirmed_open"


def test_reported_as_completed_with_a_measure_not_done(item, liaison):
    mark_measure_done(item.measures.first(), by=liaison, on=date(2026, 9, 29))
    report_progress(item, text="已整改", completion="done", by=liaison, files=[evidence()], on=date(2026, 9, 29))
    assert difference(item) == "done_unfinished"


def test_confirmed_and_not_reported_as_completed(item, liaison, handler):
    report_progress(item, text="初步", completion="mostly", by=liaison, files=[evidence()], on=date(2026, 9, 29))
    check(item, handler, on=date(2026, 10, 12))
    assert difference(item) == "confirmed_undone"


def test_closed_and_a_check_since_does_not_confirm_it(closed, handler):
    check(closed, handler, Verdict.REFUTED, on=date(2026, 11, 2))
    assert difference(closed) == "closed_refuted"


def test_closed_and_reported_as_basically_completed_only(closed):
    Item.objects.filter(pk=closed.pk).update(completion=Item.Completion.MOSTLY)
    assert difference(closed) == "closed_undone"


def test_closed_without_a_check_unless_it_came_with_a_ledger(closed):
    closed.checks.all().delete()
    assert difference(closed) == "closed_unchecked"
    Item.objects.filter(pk=closed.pk).update(imported_on=CLOSED)
    assert difference(closed) == IN_ACCORD


def test_what_was_reported_and_checked_before_a_reopening_counts_no_more(closed, leader, colleague):
    apply_reopening(closed, "check", "反弹", date(2027, 1, 31), by=leader, on=date(2026, 11, 2))
    accept_reopening(closed, by=colleague, on=date(2026, 11, 9))
    row = with_both_sides(Item.objects.filter(pk=closed.pk)).get()
    assert (row.difference, row.reported_on, row.verdict) == (IN_ACCORD, None, None)


def test_the_gravest_difference_stands_first(done, office, browse):
    ranks = [row.rank for row in browse(office).get(PAGE).context["table"].data]
    assert ranks == [list(DIFFERENCES).index("done_unchecked"), *[len(DIFFERENCES)] * 3]


def test_the_list_says_it_in_words_and_goes_out_as_a_workbook(done, office, browse):
    client = browse(office)
    assert "报已完成，尚未核查" in client.get(PAGE).text
    answer = client.get(PAGE, {"export": "xlsx", "difference": "done_unchecked"})
    cells = [cell for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True) for cell in row]
    assert "报已完成，尚未核查" in cells
    assert "一致" not in cells


@pytest.mark.parametrize(("differs", "amount"), [("true", 1), ("false", 3), ("", 4)])
def test_it_is_narrowed_down_to_what_differs(done, office, browse, differs, amount):
    assert len(browse(office).get(PAGE, {"differs": differs}).context["table"].data) == amount


def test_each_side_sees_its_own(done, liaison, other_secretary, browse):
    for user, amount in ((liaison, 4), (other_secretary, 0)):
        assert len(browse(user).get(PAGE).context["table"].data) == amount


def test_a_check_of_the_day_of_a_reopening_counts_as_little_as_for_its_closing(closed, handler, leader, colleague):
    apply_reopening(closed, "check", "反弹", date(2027, 1, 31), by=leader, on=date(2026, 11, 2))
    accept_reopening(closed, by=colleague, on=date(2026, 11, 9))
    check(closed, handler, on=date(2026, 11, 9))
    assert (difference(closed), checks_since_return(closed.pk).exists()) == (IN_ACCORD, False)
    check(closed, handler, on=date(2026, 11, 10))
    assert (difference(closed), checks_since_return(closed.pk).exists()) == ("confirmed_undone", True)
