"""Campaigns begin with common problems, go to a selection, and are held to what teams found."""

from datetime import date

import pytest
from django.urls import reverse

from core.registers.services import enter
from findings.models import Category
from rectification.campaigns.found import common_problems, compared, organizations_with
from rectification.campaigns.registers import CAMPAIGNS
from rectification.campaigns.services import record_report, record_spot_check, send_campaign
from rectification.models import Campaign, SelfCheck
from tests.factories import FindingFactory, InspectionFactory, OrganizationFactory

BEGUN, DUE, ON = date(2026, 11, 2), date(2026, 12, 2), date(2026, 11, 23)
FINDINGS = "findings:findings"


def found_at(category, amount, issued_on=date(2026, 9, 1), organization=None):
    """So many findings of the category at an organization."""
    inspection = InspectionFactory(organization=organization or OrganizationFactory())
    for _each in range(amount):
        FindingFactory(inspection=inspection, category=category, status="issued", issued_on=issued_on)
    return inspection


@pytest.fixture
def categories(db):
    first, second, *_others = Category.objects.all()
    return first, second


@pytest.fixture
def campaign(office, categories):
    given = {"title": "津补贴专项自查", "text": "违规发放", "begun_on": BEGUN, "report_due_on": DUE}
    return enter(CAMPAIGNS, by=office, category=categories[0], **given)


def sent_to(campaign, office, *organizations):
    send_campaign(campaign, by=office, organizations=organizations, on=BEGUN)
    return [SelfCheck.objects.get(campaign=campaign, organization=each) for each in organizations]


def test_what_is_found_at_most_organizations_comes_first(office, categories):
    once, often = categories
    found_at(once, 3)
    for _each in range(2):
        found_at(often, 1)
    FindingFactory(inspection=found_at(often, 0), category=often, status="submitted")
    told = [(row.pk, row.found_at, row.amount) for row in common_problems(office)]
    assert told == [(often.pk, 2, 2), (once.pk, 1, 3)]


def test_only_rounds_that_are_chosen_count_and_each_number_opens_its_list(office, categories, browse):
    category = categories[0]
    first, second = found_at(category, 2), found_at(category, 1)
    round_ = first.team.round
    assert [row.amount for row in common_problems(office, [round_])] == [2]
    desk = browse(office)
    page = desk.get(f"{reverse('rectification:common_problems')}?rounds={round_.pk}")
    [row] = page.context["table"].data
    findings = f"{reverse(FINDINGS)}?status=issued&category={category.pk}&rounds={round_.pk}"
    assert findings.replace("&", "&amp;") in page.text
    assert desk.get(findings).context["table"].paginator.count == row.amount == 2
    at = f"{reverse('rectification:with_problem')}?category={category.pk}&rounds={round_.pk}"
    assert at.replace("&", "&amp;") in page.text
    assert [each.pk for each in desk.get(at).context["table"].data] == [first.organization_id]
    assert second.organization.pk in {each.pk for each in organizations_with(office, category)}


def test_a_campaign_begins_from_a_line_with_its_words_filled_in(office, leadinggroup, categories, browse):
    found_at(categories[0], 1)
    desk, address = browse(office), reverse("rectification:common_problems")
    add = f"{reverse('rectification:campaign_add')}?category={categories[0].pk}"
    assert add in desk.get(address).text
    assert categories[0].title in desk.get(f"{add}&title={categories[0].title}").text
    assert reverse("rectification:campaign_add") not in browse(leadinggroup).get(address).text


@pytest.mark.parametrize("who", ["secretary", "leader", "division", "discipline", "cooperating"])
def test_nobody_but_office_and_leading_group_groups_findings(who, request, browse):
    client = browse(request.getfixturevalue(who))
    for name in ("common_problems", "with_problem"):
        assert client.get(reverse(f"rectification:{name}")).status_code == 403


def test_it_goes_to_those_with_such_findings_or_to_all_but_those(office, campaign, categories, browse):
    having, other = found_at(categories[0], 1).organization, OrganizationFactory()
    desk, address = browse(office), f"{campaign.get_absolute_url()}send/"

    def chosen(query):
        page = desk.get(f"{address}?{query}")
        organizations = {each.pk for each in page.context["form"].initial["organizations"]}
        assert page.context["amount"] == len(organizations)
        return organizations

    assert chosen("having=found") == {having.pk}
    assert other.pk in chosen("having=others")
    assert having.pk not in chosen("having=others")
    assert chosen(f"words={other.name}&district={other.district}") == {other.pk}
    desk.post(f"{address}?having=found", {"organizations": [having.pk], "on": "2026-11-02"})
    assert SelfCheck.objects.get().organization == having
    assert chosen("having=found") == set()


def test_before_anything_is_chosen_the_box_is_empty(office, campaign, browse):
    OrganizationFactory()
    page = browse(office).get(f"{campaign.get_absolute_url()}send/")
    assert (page.context["amount"], page.context["form"].initial.get("organizations")) == (None, None)


def test_differences_come_first_with_what_teams_found_before_and_since(office, campaign, categories, browse):
    silent, denied, agreed = (OrganizationFactory() for _each in range(3))
    found_at(categories[0], 2, organization=silent)
    found_at(categories[0], 1, organization=denied)
    found_at(categories[0], 2, issued_on=date(2026, 11, 20), organization=denied)
    found_at(categories[0], 1, organization=agreed)
    found_at(categories[1], 5, organization=agreed)
    of_silent, of_denied, of_agreed = sent_to(campaign, office, silent, denied, agreed)
    record_report(of_denied, by=office, on=ON, problems_found=0, problems_rectified=0)
    record_report(of_agreed, by=office, on=ON, problems_found=4, problems_rectified=4)
    told = [
        (row.pk, row.difference, row.before, row.since) for row in compared(office, campaign).order_by("rank", "pk")
    ]
    assert told == [
        (of_silent.pk, "silent", 2, 0),
        (of_denied.pk, "none_since", 1, 2),
        (of_agreed.pk, "", 1, 0),
    ]
    page = browse(office).get(f"{campaign.get_absolute_url()}comparison/")
    assert page.context["sums"] == {"sent": 3, "reported": 4, "found_before": 4, "found_since": 2, "differing": 2}
    assert browse(office).get(f"{campaign.get_absolute_url()}comparison/?export=xlsx").status_code == 200


def test_whoever_went_through_the_motions_is_listed_and_a_letter_begins_there(office, campaign, browse, organization):
    [check] = sent_to(campaign, office, organization)
    record_report(check, by=office, on=date(2026, 11, 20), problems_found=0, problems_rectified=0)
    record_spot_check(check, by=office, checked_on=ON, verdict="motions", opinion="以会代查")
    desk = browse(office)
    listed = f"{reverse('rectification:self_checks')}?campaign={campaign.pk}&verdict=motions"
    assert listed.replace("&", "&amp;") in desk.get(campaign.get_absolute_url()).text
    page = desk.get(check.get_absolute_url()).text
    begins = reverse("rectification:letter_add")
    assert begins in page
    filled = desk.get(f"{begins}?kind=suggestion&organization={organization.pk}&text=以会代查")
    assert "以会代查" in filled.text
    assert reverse("rectification:accountability_entry_add") in page
    assert Campaign.objects.count() == 1
