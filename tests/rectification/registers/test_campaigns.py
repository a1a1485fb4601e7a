"""A campaign is sent to organizations; each owes a report, and the office checks a few on the spot."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.roles import Role
from core.registers.register import steps_of
from core.registers.services import correct, enter
from core.reports.figures import figures
from core.workflow.moves import IllegalStep
from rectification.campaigns.registers import CAMPAIGNS
from rectification.campaigns.services import record_report, record_spot_check, report_self_check, send_campaign
from rectification.models import Campaign, SelfCheck
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import OrganizationFactory, UserFactory

BEGUN, DUE, ON = date(2026, 11, 2), date(2026, 12, 2), date(2026, 11, 23)
NUMBERS = {"problems_found": 12, "problems_rectified": 11}


@pytest.fixture
def campaign(office):
    given = {"title": "津补贴专项自查", "category": None, "text": "违规发放", "begun_on": BEGUN, "report_due_on": DUE}
    return enter(CAMPAIGNS, by=office, **given)


@pytest.fixture
def check(campaign, office, organization):
    send_campaign(campaign, by=office, organizations=[organization, OrganizationFactory()], on=BEGUN)
    return SelfCheck.objects.get(organization=organization)


def values(as_of=ON):
    keys = ("self_check_problems_rectified", "self_check_funds_returned")
    return [figures[key].compute(as_of, None, None) for key in keys]


def test_three_organizations_have_it_in_the_browser_and_owe_a_report(browse, office, campaign):
    chosen, desk = OrganizationFactory.create_batch(3), browse(office)
    sides = [UserFactory(roles=[Role.LIAISON], organization=each) for each in chosen]
    sent = {"organizations": [each.pk for each in chosen], "on": "2026-11-02"}
    desk.post(f"{campaign.get_absolute_url()}send/", sent)
    assert set(Obligation.objects.open().values_list("organization", "due_on")) == {(each.pk, DUE) for each in chosen}
    desk.post(f"{campaign.get_absolute_url()}send/", sent)
    assert SelfCheck.objects.count() == 3
    told = {side.notices.get(kind="campaign").url for side in sides}
    assert told == {check.get_absolute_url() for check in SelfCheck.objects.all()}
    assert "3" in desk.get(campaign.get_absolute_url()).content.decode()


def test_the_liaison_reports_in_the_browser_and_owes_no_more(browse, liaison, check):
    side = browse(liaison)
    assert check.campaign.title in side.get(reverse("worklist")).content.decode()
    side.post(f"{check.get_absolute_url()}report/", NUMBERS | {"funds_returned": "5000.00", "remark": "已退缴"})
    check.refresh_from_db()
    assert (check.problems_rectified, check.funds_returned, check.reported_on) == (11, Decimal("5000.00"), ON)
    assert not Obligation.objects.open().filter(organization=check.organization).exists()
    assert values() == [11, 5000]
    assert values(date(2026, 11, 22)) == [0, 0]


def test_the_organizations_own_system_reports_over_the_api(liaison, check):
    client, address = ApiClient(liaison), f"self-checks/{check.pk}/"
    assert client.write(f"{address}report/", NUMBERS | {"funds_returned": "10.50"}).status_code == 200
    assert client.read(address).json()["funds_returned"] == "10.50"
    assert client.write(f"{address}report/", NUMBERS).status_code == 403


def test_the_office_records_from_paper_and_checks_on_the_spot(office, check):
    with pytest.raises(IllegalStep):
        record_spot_check(check, by=office, checked_on=ON, verdict="true")
    record_report(check, by=office, on=date(2026, 11, 10), **NUMBERS)
    with pytest.raises(ValidationError, match="checked_on"):
        record_spot_check(check, by=office, checked_on=date(2026, 11, 9), verdict="motions")
    record_spot_check(check, by=office, checked_on=ON, verdict="motions", opinion="以会代查")
    assert SelfCheck.objects.get(verdict="motions") == check


def test_no_more_is_rectified_than_was_found(liaison, check):
    with pytest.raises(ValidationError, match="problems_rectified"):
        report_self_check(check, by=liaison, problems_found=1, problems_rectified=2)


def test_an_organization_sees_what_was_sent_to_it_alone(check, liaison, division, other_secretary, leader, office):
    seen = [
        SelfCheck.objects.visible_to(user).count() for user in (liaison, division, other_secretary, leader, office)
    ]
    assert seen == [1, 1, 0, 0, 2]
    campaigns = [Campaign.objects.visible_to(user).count() for user in (liaison, other_secretary, office)]
    assert campaigns == [1, 0, 1]


def test_another_day_moves_what_is_owed_and_a_void_campaign_ends_it(check, office, liaison):
    report_self_check(check, by=liaison, **NUMBERS)
    correct(check.campaign, by=office, report_due_on=date(2026, 12, 9))
    assert [owed.due_on for owed in Obligation.objects.open()] == [date(2026, 12, 9)]
    steps_of(CAMPAIGNS)[-1].service(check.campaign, by=office, reason="重复部署")
    assert not Obligation.objects.open().exists()
    assert values() == [0, 0]


def test_who_reports_reads_what_the_campaign_is_about(browse, liaison, check):
    for address in (check.get_absolute_url(), f"{check.get_absolute_url()}report/"):
        assert "违规发放" in browse(liaison).get(address).content.decode()


def test_the_page_of_a_self_check_tells_no_numbers_before_they_are_reported(browse, liaison, check):
    def told():
        facts = browse(liaison).get(check.get_absolute_url()).context["facts"]
        return [fact.value for fact in facts if fact.label in ("发现问题", "整改问题", "上缴资金（元）")]

    assert told() == [None, None, None]
    report_self_check(check, by=liaison, **NUMBERS, funds_returned=0, remark="")
    assert told() == [12, 11, "0.00"]
