"""A look-back names the inspection it looks back on: the latest earlier one of the same organization."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.api.tokens import issue_token
from core.workflow.saving import save_checked
from rounds.inspections.services import assign_organization
from rounds.models import Inspection, InspectionKind, Round
from tests.factories import InspectionFactory, OrganizationFactory, RoundFactory, TeamFactory, fresh

LOOK_BACK, ROUTINE = InspectionKind.LOOK_BACK, InspectionKind.ROUTINE


@pytest.fixture
def organization(db):
    return OrganizationFactory(name="市财政局党组")


def inspected(organization, number, **facts):
    return InspectionFactory(team=TeamFactory(round=RoundFactory(number=number)), organization=organization, **facts)


def assigned(office, organization, number, kind=LOOK_BACK):
    plan = RoundFactory(number=number, status=Round.Status.PREPARING, approved_on=None)
    return assign_organization(TeamFactory(round=plan), by=office, organization=organization, kind=kind)


def test_it_is_the_latest_earlier_one_that_was_entered(office, organization):
    inspected(organization, 3)
    latest = inspected(organization, 7, kind=LOOK_BACK)
    inspected(organization, 8, status=Inspection.Status.PLANNED, entered_on=None)
    inspected(organization, 12)
    inspected(OrganizationFactory(), 6)
    assert assigned(office, organization, 9).looks_back_on == latest


def test_where_there_is_none_it_looks_back_on_none(office, organization):
    inspected(organization, 12)
    assert assigned(office, organization, 9).looks_back_on is None


def test_another_kind_looks_back_on_none(office, organization):
    inspected(organization, 3)
    assert assigned(office, organization, 9, ROUTINE).looks_back_on is None


def test_nothing_else_looks_back_nor_on_itself(office, organization):
    earlier, routine = inspected(organization, 3), inspected(organization, 9)
    look_back = inspected(organization, 10, kind=LOOK_BACK)
    for inspection, on in ((routine, earlier), (look_back, look_back)):
        with pytest.raises(ValidationError) as error:
            save_checked(inspection, by=office, looks_back_on=on)
        assert "looks_back_on" in error.value.message_dict


def test_both_pages_show_the_other(office, browse, organization):
    earlier = inspected(organization, 3)
    look_back = assigned(office, organization, 9)
    client = browse(office)
    for page, label, other in ((look_back, "回看", earlier), (earlier, "被回看", look_back)):
        content = client.get(page.get_absolute_url()).content.decode()
        assert label in content
        assert f'href="{other.get_absolute_url()}"' in content


def told_by_api(client, user):
    listed = client.get("/api/v1/inspections/", headers={"Authorization": f"Token {issue_token(user)[1]}"}).json()
    return {each["id"]: each.get("looks_back_on") for each in listed["results"]}


def test_the_api_names_it_to_whom_sees_it(office, member, client, inspection):
    look_back = assigned(office, inspection.organization, 40)
    assert told_by_api(client, office) == {inspection.pk: None, look_back.pk: inspection.pk}
    earlier = inspected(inspection.organization, 3)
    Inspection.objects.filter(pk=inspection.pk).update(kind=LOOK_BACK, looks_back_on=earlier)
    assert told_by_api(client, fresh(member)) == {inspection.pk: None}


def test_a_team_is_not_shown_an_inspection_of_another(office, member, browse, inspection):
    look_back = inspected(inspection.organization, 3)
    Inspection.objects.filter(pk=inspection.pk).update(kind=LOOK_BACK, looks_back_on=look_back)
    content = browse(fresh(member)).get(inspection.get_absolute_url()).content.decode()
    assert look_back.get_absolute_url() not in content
    assert str(look_back.team.round) not in content


def test_the_days_count_as_before(organization):
    inspected(organization, 3, entered_on=date(2020, 1, 1))
    inspected(organization, 7, kind=LOOK_BACK, entered_on=date(2021, 1, 1))
    assert Inspection.objects.look_backs().entered(date(2021, 1, 1)).count() == 1
    assert Inspection.objects.look_backs().entered(date(2020, 12, 31)).count() == 0
