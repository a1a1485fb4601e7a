"""What each of the cast reaches: the one value every list is filtered by."""

from datetime import date, timedelta

from core.access.reach import NOTHING, reach_of
from core.access.roles import Right
from core.workdays.reckoning import today
from personnel.models import Posting
from rounds.models import Inspection, Organization
from tests.factories import RecusalFactory, fresh


def test_a_member_reaches_the_inspections_of_the_current_team_only(member, inspection, other_inspection):
    assert reach_of(member).inspections == {inspection.pk}
    assert list(Inspection.objects.visible_to(member)) == [inspection]


def test_release_ends_the_reach_the_same_day(member):
    Posting.objects.filter(person=member.person).update(released_on=today())
    assert reach_of(fresh(member)).inspections == frozenset()


def test_a_posting_that_begins_tomorrow_reaches_nothing_yet(member):
    Posting.objects.filter(person=member.person).update(posted_on=today() + timedelta(days=1))
    assert reach_of(fresh(member)).teams == frozenset()


def test_a_dissolved_team_reaches_nothing(member, team):
    team.dissolved_on = date(2026, 6, 1)
    team.save()
    assert reach_of(fresh(member)).inspections == frozenset()


def test_recusal_takes_the_inspection_away_but_not_the_team(leader, inspection):
    RecusalFactory(person=leader.person, organization=inspection.organization)
    reach = reach_of(fresh(leader))
    assert reach.inspections == frozenset()
    assert reach.led_teams == {inspection.team_id}


def test_recusal_hides_the_organization_from_office_staff_too(office, inspection, other_inspection):
    office.person = RecusalFactory(organization=inspection.organization).person
    office.save()
    assert list(Inspection.objects.visible_to(fresh(office))) == [other_inspection]
    assert inspection.organization not in Organization.objects.visible_to(fresh(office))


def test_recusal_takes_an_organization_out_of_the_portfolio(division, organization, other_inspection):
    division.portfolio.add(other_inspection.organization)
    division.person = RecusalFactory(organization=organization).person
    division.save()
    assert reach_of(fresh(division)).portfolio == {other_inspection.organization_id}
    assert list(Organization.objects.visible_to(fresh(division))) == [other_inspection.organization]


def test_secretary_and_liaison_reach_their_organization(secretary, liaison, organization, other_inspection):
    for user in (secretary, liaison):
        assert reach_of(user).organizations == {organization.pk}
        assert list(Organization.objects.visible_to(user)) == [organization]


def test_a_revoked_role_ends_its_rights(office):
    assert reach_of(office).may(Right.HAND_OVER)
    office.grants.update(revoked_on=today())
    assert not reach_of(fresh(office)).may(Right.HAND_OVER)


def test_a_disabled_account_reaches_nothing(office):
    office.is_active = False
    assert reach_of(office) is NOTHING


def test_the_administrators_reach_no_business_rows(sysadmin, secadmin, auditor, inspection):
    for user in (sysadmin, secadmin, auditor):
        assert not Inspection.objects.visible_to(user).exists()


def test_the_reach_takes_one_statement(leader, django_assert_num_queries):
    user = fresh(leader)
    with django_assert_num_queries(1):
        assert user.reach.teams
