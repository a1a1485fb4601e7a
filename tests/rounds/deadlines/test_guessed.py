"""Deadlines reckoned without holidays: marked, shown, and reckoned anew once somebody has seen old and new."""

from datetime import date

import pytest

from core.models import CalendarDay, Notice
from core.workdays.calendar import set_days
from core.workflow.moves import Conflict
from rounds.deadlines.guessed import mark_of, reckon_anew, reckoned_anew
from rounds.deadlines.obligations import extend
from rounds.models import Obligation
from tests.factories import ItemFactory
from tests.rounds.deadlines.test_deadlines import owe

pytestmark = pytest.mark.django_db
PAGE = "/deadline-rules/anew/"


@pytest.fixture(autouse=True)
def nothing_is_known_of_2027(db):
    CalendarDay.objects.filter(day__year=2027).delete()


@pytest.fixture
def guessed():
    """A plan owed within fifteen working days from 21 December, over the New Year."""
    return owe(ItemFactory(), date(2026, 12, 21))


def enter_2027(by):
    set_days(date(2027, 1, 1), date(2027, 1, 3), is_workday=False, name="元旦", by=by)
    set_days(date(2027, 10, 1), date(2027, 10, 7), is_workday=False, name="国庆节", by=by)


def test_a_day_over_a_year_without_holidays_is_marked_and_shown(guessed, office, browse):
    assert (guessed.due_on, guessed.is_guessed) == (date(2027, 1, 11), True)
    page = browse(office).get("/obligations/").text
    assert "节假日未录入，暂按周一至周五推算" in page


def test_one_within_a_year_that_is_known_is_not_marked(guessed):
    assert not owe(ItemFactory(), date(2026, 11, 23)).is_guessed


def test_nothing_moves_before_somebody_has_seen_old_and_new(guessed, office, browse):
    enter_2027(office)
    guessed.refresh_from_db()
    assert guessed.due_on == date(2027, 1, 11)
    assert Notice.objects.get(recipient=office, url=PAGE).told == "节假日已录入：有1项时限可以重新推算"
    page = browse(office).get(PAGE).text
    assert "2027-01-11" in page
    assert "2027-01-12" in page
    assert "按新期限调整" in page


def test_it_has_its_new_day_once_somebody_says_so(guessed, office, browse):
    enter_2027(office)
    seen = mark_of(reckoned_anew(Obligation.objects.guessed()))
    assert browse(office).post(PAGE, {"as_shown": seen}).status_code == 302
    guessed.refresh_from_db()
    assert (guessed.due_on, guessed.is_guessed) == (date(2027, 1, 12), False)
    last = guessed.events.order_by("-pgh_id").first()
    assert last.pgh_context["actor"] == office.pk
    assert "重新推算" in last.pgh_context["reason"]
    assert reckoned_anew(Obligation.objects.guessed()) == []


def test_what_changed_since_it_was_seen_is_seen_again(guessed, office, browse):
    enter_2027(office)
    seen = mark_of(reckoned_anew(Obligation.objects.guessed()))
    set_days(date(2027, 1, 4), date(2027, 1, 4), is_workday=False, name="元旦", by=office)
    with pytest.raises(Conflict):
        reckon_anew(seen=seen, by=office)
    assert "期间工作日历或时限已有变化" in browse(office).post(PAGE, {"as_shown": seen}).text
    guessed.refresh_from_db()
    assert guessed.due_on == date(2027, 1, 11)


def test_one_whose_year_is_still_unknown_waits(guessed, office, browse):
    set_days(date(2027, 1, 1), date(2027, 1, 3), is_workday=False, name="元旦", by=office)
    assert reckoned_anew(Obligation.objects.guessed()) == []
    assert not Notice.objects.filter(url=PAGE).exists()
    page = browse(office).get(PAGE).text
    assert "1项等待尚未录入的节假日" in page
    assert "按新期限调整" not in page  # there is nothing to agree to


def test_a_day_that_was_set_by_hand_is_no_guess(guessed, office):
    extend(Obligation.objects.filter(pk=guessed.pk), date(2027, 3, 1))
    enter_2027(office)
    guessed.refresh_from_db()
    assert (guessed.due_on, guessed.is_guessed) == (date(2027, 3, 1), False)
    assert reckoned_anew(Obligation.objects.guessed()) == []


def test_only_who_keeps_the_rules_reckons_anew(guessed, liaison, browse):
    assert browse(liaison).get(PAGE).status_code == 403
