"""The office's work in its own order: every number is a figure, leads to what it counts, and is told as of a day."""

from datetime import date

import pytest
from django.urls import reverse

from core.reports.figures import figures
from core.ui.money import in_ten_thousands
from rectification.article.sentences import PARTS
from rectification.article.views import PLACE
from rectification.models import Campaign, OrganizationRule, ReturnedFunds, SelfCheck
from rounds.models import Meeting
from tests.factories import PASSWORD, ItemFactory, OrganizationFactory, TeamFactory

PAGE = reverse("rectification:article")


def keys():
    return [key for part in PARTS for point in part.points for key in PLACE.findall(str(point.sentence))]


def test_every_number_is_a_registered_figure_named_once():
    known = {figure.key for figure in figures}
    assert set(keys()) <= known
    assert len(keys()) == len(set(keys()))


def test_a_number_is_told_as_of_the_day_and_leads_to_its_list(browse, leadinggroup):
    TeamFactory(formed_on=date(2026, 2, 25))
    Meeting.objects.create(kind=Meeting.Kind.STANDING_COMMITTEE, held_on=date(2026, 3, 2), agenda="研究巡察工作")
    desk = browse(leadinggroup)
    numbers = desk.get(PAGE, {"as_of": "2026-03-05"}).context["view"].numbers
    assert (numbers["teams_formed"].value, numbers["standing_committee_meetings"].change) == (1, 1)
    before = desk.get(PAGE, {"as_of": "2026-02-24"}).context["view"].numbers
    assert (before["teams_formed"].value, before["standing_committee_meetings"].value) == (0, 0)
    assert desk.get(numbers["teams_formed"].url).context["table"].paginator.count == 1


def test_a_day_that_is_none_is_said_and_today_is_told(browse, office):
    page = browse(office).get(PAGE, {"as_of": "2026-13-41"})
    assert page.status_code == 200
    assert page.context["day_form"].errors


def test_the_leading_group_begins_here_and_others_with_their_worklist(client, leadinggroup, office):
    for user, first in ((leadinggroup, PAGE), (office, reverse("worklist"))):
        user.set_password(PASSWORD)
        user.save()
        answer = client.post(reverse("login"), {"username": user.username, "password": PASSWORD})
        assert answer.url == first
        client.logout()


@pytest.mark.parametrize(
    ("sum_", "said"), [(4_010_000, "401"), (4_015_000, "401.5"), (12_345_678, "1,234.57"), (0, "0"), (-50_000, "-5")]
)
def test_sums_of_money_are_told_in_ten_thousands_without_empty_decimals(sum_, said):
    assert in_ten_thousands(sum_) == said


def test_the_funds_of_self_checks_are_told_in_ten_thousands(browse, leadinggroup):
    campaign = Campaign.objects.create(title="自查自纠", begun_on=date(2026, 2, 1), report_due_on=date(2026, 4, 1))
    days = {"sent_on": date(2026, 2, 2), "reported_on": date(2026, 3, 2)}
    SelfCheck.objects.create(campaign=campaign, organization=OrganizationFactory(), funds_returned=125_000, **days)
    numbers = browse(leadinggroup).get(PAGE, {"as_of": "2026-03-05"}).context["view"].numbers
    number = numbers["self_check_funds_returned"]
    assert (number.value, number.words, number.change_in_words) == (125_000, "12.5", "+12.5")


def test_rules_and_funds_that_followed_are_told_with_their_lists(browse, leadinggroup):
    item = ItemFactory()
    OrganizationRule.objects.create(item=item, kind="new", title="差旅费管理办法", made_on=date(2026, 9, 1))
    ReturnedFunds.objects.create(item=item, amount=12_000, returned_on=date(2026, 9, 2))
    desk = browse(leadinggroup)
    numbers = desk.get(PAGE, {"as_of": "2026-09-30"}).context["view"].numbers
    told = {key: numbers[key].words for key in ("rules_new", "rules_revised", "funds_returned")}
    assert told == {"rules_new": "1", "rules_revised": "0", "funds_returned": "1.2"}
    assert [desk.get(numbers[key].url).context["table"].paginator.count for key in told] == [1, 0, 1]
