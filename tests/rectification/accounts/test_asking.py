"""Where the addressed have no account, the page says so and offers the request; it is never made twice."""

from datetime import date

import pytest
from django.urls import reverse

from core.access.reach import Refused
from core.workflow.steps import steps_for
from personnel.models import AccountRequest
from rectification.campaigns.steps import request_accounts_of_all
from rectification.hand_over.services import deliver_hand_over
from rectification.models import Campaign, Letter, SelfCheck
from tests.factories import OrganizationFactory

WITHOUT = "无账号的岗位"


def offered(row, user):
    return "request_accounts" in {step.name for step in steps_for(row, user)}


def test_the_delivery_says_who_has_no_account(fed_back, client, office):
    client.force_login(office)
    page = client.get(f"{fed_back.get_absolute_url()}deliver/").content.decode()
    assert WITHOUT in page
    assert "党组织书记、联络员" in page


def test_one_click_on_the_hand_over_asks_and_the_page_then_says_so(fed_back, client, office):
    client.force_login(office)
    page = client.get(fed_back.get_absolute_url()).content.decode()
    assert "申请开设账号" in page
    client.post(f"{fed_back.get_absolute_url()}request-accounts/")
    request = AccountRequest.objects.get()
    assert (request.organization, request.occasion) == (fed_back.inspection.organization, "hand_over")
    page = client.get(fed_back.get_absolute_url()).content.decode()
    assert request.get_absolute_url() in page
    assert not offered(fed_back, office)


def test_nothing_is_said_where_both_have_accounts(fed_back, client, office, secretary, liaison):
    client.force_login(office)
    assert WITHOUT not in client.get(fed_back.get_absolute_url()).content.decode()
    assert not offered(fed_back, office)


def test_it_is_still_offered_after_the_delivery(fed_back, office):
    deliver_hand_over(fed_back, by=office, on=date(2026, 8, 31))
    assert offered(fed_back, office)


def test_the_organization_is_not_told_of_accounts(fed_back, client, office, liaison):
    deliver_hand_over(fed_back, by=office, on=date(2026, 8, 31))
    client.force_login(liaison)
    assert WITHOUT not in client.get(fed_back.get_absolute_url()).content.decode()


def test_a_letter_to_an_organization_without_accounts_offers_it(organization, client, office):
    letter = Letter.objects.create(
        kind="suggestion",
        organization=organization,
        issued_on=date(2026, 11, 20),
        text="请整改",
        answer_due_on=date(2026, 12, 20),
    )
    client.force_login(office)
    assert WITHOUT in client.get(letter.get_absolute_url()).content.decode()
    client.post(f"{letter.get_absolute_url()}request-accounts/")
    assert AccountRequest.objects.get().occasion == "letter"
    assert not offered(letter, office)


@pytest.fixture
def campaign(office, organization):
    told = {"title": "津补贴专项自查", "text": "违规发放津补贴"}
    campaign = Campaign.objects.create(begun_on=date(2026, 11, 1), report_due_on=date(2026, 12, 1), **told)
    for each in (organization, OrganizationFactory()):
        sent = {"campaign": campaign, "sent_on": date(2026, 11, 2)}
        SelfCheck.objects.create(organization=each, **sent)
    return campaign


def test_a_campaign_asks_for_all_it_was_sent_to_at_once(campaign, office):
    assert offered(campaign, office)
    request_accounts_of_all(campaign, by=office)
    assert AccountRequest.objects.open().filter(occasion="campaign").count() == 2
    assert not offered(campaign, office)


def test_a_self_check_offers_it_for_its_own(campaign, client, office):
    check = campaign.checks.first()
    client.force_login(office)
    assert WITHOUT in client.get(check.get_absolute_url()).content.decode()
    assert offered(check, office)


def test_nobody_else_asks_for_a_campaign(campaign, leadinggroup):
    with pytest.raises(Refused):
        request_accounts_of_all(campaign, by=leadinggroup)


def test_the_page_of_an_organization_offers_it(organization, client, office):
    client.force_login(office)
    client.post(f"{reverse('rounds:organization', args=[organization.pk])}request-accounts/")
    assert AccountRequest.objects.get().occasion == "register"
