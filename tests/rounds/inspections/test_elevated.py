"""Elevated and cross inspections: their modes, the county of the team, and the figures that count them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.names.counties import is_home_in, names_county
from core.reports.figures import figures
from core.workflow.moves import IllegalStep
from rounds.inspections.services import assign_organization, record_mode
from rounds.models import Inspection, InspectionKind, InspectionMode, Organization, Round
from rounds.teams.services import form_team, update_team
from tests.factories import InspectionFactory, OrganizationFactory, RoundFactory, TeamFactory

DAY = date(2022, 10, 15)
ELEVATED, ROUTINE = InspectionKind.ELEVATED, InspectionKind.ROUTINE
MIXED, WHOLE = InspectionMode.MIXED, InspectionMode.WHOLE_TEAM


@pytest.fixture
def plan(db):
    return RoundFactory(status=Round.Status.PREPARING, approved_on=None)


@pytest.fixture
def of_county(plan):
    """A team of 景河县."""
    return TeamFactory(round=plan, county="景河县")


@pytest.fixture
def township(db):
    return OrganizationFactory(name="会安县西滩镇党委", level=Organization.Level.TOWNSHIP, district="会安县")


def refused_mode(team, office, organization, **facts):
    with pytest.raises(ValidationError) as error:
        assign_organization(team, by=office, organization=organization, **facts)
    return error.value.message_dict["mode"][0]


@pytest.mark.parametrize("mode", InspectionMode.values)
def test_a_team_of_another_county_inspects_a_township_in_each_mode(office, of_county, township, mode):
    inspection = assign_organization(of_county, by=office, organization=township, kind=ELEVATED, mode=mode)
    assert inspection.mode == mode
    assert inspection.is_elevated


def test_an_elevated_inspection_says_its_mode(office, of_county, township):
    assert "方式" in refused_mode(of_county, office, township, kind=ELEVATED)
    assert "方式" in refused_mode(of_county, office, township, kind=InspectionKind.CROSS)


def test_a_team_of_the_same_county_however_spelt_is_no_cross_inspection(office, plan, township):
    team = TeamFactory(round=plan, county="会安 县")
    assert "会安县" in refused_mode(team, office, township, kind=ELEVATED, mode=WHOLE)
    assert assign_organization(team, by=office, organization=township, kind=ELEVATED, mode="elevated").pk


def test_a_cross_inspection_needs_the_county_of_its_team(office, plan, township):
    assert "县区" in refused_mode(TeamFactory(round=plan), office, township, kind=ELEVATED, mode=MIXED)


def test_what_is_of_the_city_is_not_inspected_elevated(office, of_county, organization):
    assert organization.name in refused_mode(of_county, office, organization, kind=ROUTINE, mode=MIXED)


def test_a_team_does_not_become_one_of_the_county_it_inspects(office, of_county, township):
    assign_organization(of_county, by=office, organization=township, kind=ELEVATED, mode=MIXED)
    for county in ("会安县", ""):
        with pytest.raises(ValidationError) as error:
            update_team(of_county, by=office, county=county)
        assert "county" in error.value.message_dict
        of_county.refresh_from_db()
        assert of_county.county == "景河县"
    update_team(of_county, by=office, county="靖川县")


def test_a_team_is_formed_with_its_county(office, plan):
    assert form_team(plan, by=office, number=4, formed_on=date(2026, 2, 25), county="靖川县").county == "靖川县"


def test_the_mode_of_an_earlier_inspection_is_recorded_once_by_the_office(office, leadinggroup, of_county, township):
    inspection = InspectionFactory(team=of_county, organization=township, kind=ELEVATED)
    with pytest.raises(Refused):
        record_mode(inspection, by=leadinggroup, mode=MIXED)
    assert record_mode(inspection, by=office, mode=MIXED).mode == MIXED
    with pytest.raises(IllegalStep):
        record_mode(Inspection.objects.get(pk=inspection.pk), by=office, mode=WHOLE)
    assert Inspection.objects.get(pk=inspection.pk).mode == MIXED


def test_the_office_assigns_it_on_the_page_and_sees_it_there(browse, office, of_county, township):
    address = reverse("rounds:team_assign", args=[of_county.pk])
    client = browse(office)
    client.post(address, {"organization": township.pk, "kind": "elevated", "mode": "whole_team"})
    inspection = Inspection.objects.get(organization=township)
    assert inspection.mode == WHOLE
    assert "整组交叉" in client.get(inspection.get_absolute_url()).content.decode()


@pytest.fixture
def elevated_history(db):
    """A township inspected across counties before the day and again on it, another the day after, a county unit that
    day, one elevated but not across, one inspected as usual.
    """

    def inspected(level, name, mode, *days):
        organization = OrganizationFactory(name=name, level=level, district="会安县")
        for day in days:
            InspectionFactory(organization=organization, kind=ELEVATED, mode=mode, entered_on=day)

    township, county = Organization.Level.TOWNSHIP, Organization.Level.COUNTY
    inspected(township, "会安县甲镇党委", MIXED, date(2021, 3, 1), DAY)
    inspected(township, "会安县乙镇党委", WHOLE, date(2022, 10, 16))
    inspected(township, "会安县丙镇党委", InspectionMode.ELEVATED, date(2021, 3, 1))
    inspected(township, "会安县丁镇党委", "", date(2021, 3, 1))
    inspected(county, "会安县教育局党组", WHOLE, DAY)


@pytest.mark.parametrize(
    ("day", "townships", "units"), [(date(2022, 10, 14), 1, 0), (DAY, 1, 1), (date(2022, 10, 16), 2, 1)]
)
def test_townships_and_county_units_are_counted_apart_each_once(elevated_history, day, townships, units):
    counted = [figures[key].compute(day, None, None) for key in ("elevated_townships", "elevated_county_units")]
    assert counted == [townships, units]


@pytest.mark.parametrize("key", ["elevated_townships", "elevated_county_units"])
def test_each_of_these_figures_opens_the_list_it_counts(elevated_history, browse, office, key):
    table = browse(office).get(figures[key].link(DAY)).context["table"]
    assert {row.pk for row in table.data.data} == set(figures[key].compute.keys(DAY, None, office))


@pytest.mark.parametrize(
    ("home", "county", "is_home"),
    [
        ("会安县", "会安县", True),
        ("甘肃会安", "会安县", True),
        ("某省临原市会安县西滩镇", "会安县", True),
        ("会安人", "会安县", True),
        ("会安 县", "会安县", True),
        ("某省临原市靖川县", "临原区", False),
        ("外市", "会安县", False),
        ("", "会安县", False),
        ("会安县", "", False),
    ],
)
def test_a_home_is_told_in_full_or_as_it_is_spoken_of(home, county, is_home):
    assert is_home_in(home, county) == is_home


def test_an_employer_names_its_county_in_full():
    assert names_county("会安县教育局", "会安县")
    assert not names_county("市会安路小学", "会安县")
