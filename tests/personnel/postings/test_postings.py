"""Postings and recusals: who is in a team, from when to when, and who must stand aside."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.models import Notice
from core.workdays.reckoning import today
from core.workflow.moves import IllegalStep
from personnel.models import Posting
from personnel.postings.services import post_person, posting_warnings, release_person
from personnel.postings.steps import teams_without_leader
from personnel.recusal.services import declare_recusal, end_recusal
from rounds.inspections.services import assign_organization
from rounds.models import Inspection, InspectionKind, Round
from tests.factories import (
    InspectionFactory,
    OrganizationFactory,
    PersonFactory,
    PoolMembershipFactory,
    PostingFactory,
    RecusalFactory,
    RoundFactory,
    TeamFactory,
    UserFactory,
    agreed,
    fresh,
)

ON = date(2026, 3, 2)
MEMBER, LEADER = Posting.Role.MEMBER, Posting.Role.LEADER


@pytest.fixture
def round_(db):
    """In preparation: its teams are formed, staffed and sent somewhere."""
    return RoundFactory(number=18, status=Round.Status.PREPARING, approved_on=None)


@pytest.fixture
def person(db):
    return PoolMembershipFactory().person


def test_the_office_posts_a_person(office, inspection, person):
    posting = post_person(inspection.team, by=office, person=person, role=MEMBER, on=ON)
    assert posting in Posting.objects.current(ON)
    assert posting_warnings(posting) == []


def test_a_posted_person_with_an_account_is_told(office, inspection, person):
    account = UserFactory(person=person)
    post_person(inspection.team, by=office, person=person, role=MEMBER, on=ON)
    assert Notice.objects.get(recipient=account).url == inspection.team.get_absolute_url()


def test_others_post_nobody(leader, leadinggroup, sysadmin, team, person):
    for user in (leader, leadinggroup, sysadmin):
        with pytest.raises(Refused):
            post_person(team, by=user, person=person, role=MEMBER, on=ON)


def test_a_recused_person_is_not_posted(office, inspection, person):
    RecusalFactory(person=person, organization=inspection.organization)
    with pytest.raises(ValidationError) as error:
        post_person(inspection.team, by=office, person=person, role=MEMBER, on=ON)
    assert str(inspection.organization) in error.value.message_dict["person"][0]


def test_an_ended_recusal_does_not_bar(office, inspection, person):
    RecusalFactory(person=person, organization=inspection.organization, ended_on=date(2026, 2, 1))
    assert post_person(inspection.team, by=office, person=person, role=MEMBER, on=ON)


def test_a_person_is_in_one_team_at_a_time(office, inspection, other_inspection, person):
    post_person(inspection.team, by=office, person=person, role=MEMBER, on=ON)
    with pytest.raises(ValidationError) as error:
        post_person(other_inspection.team, by=office, person=person, role=MEMBER, on=ON)
    assert str(inspection.team) in error.value.message_dict["person"][0]


def test_a_posting_that_begins_later_counts_too(office, inspection, other_inspection, person):
    PostingFactory(team=inspection.team, person=person, posted_on=date(2026, 4, 1))
    with pytest.raises(ValidationError):
        post_person(other_inspection.team, by=office, person=person, role=MEMBER, on=ON)


def test_a_dissolved_team_leaves_its_people_free(office, other_inspection, person):
    PostingFactory(team=TeamFactory(dissolved_on=ON), person=person)
    assert post_person(other_inspection.team, by=office, person=person, role=MEMBER, on=ON)


def test_a_team_has_one_leader(office, leader, inspection, person):
    with pytest.raises(ValidationError) as error:
        post_person(inspection.team, by=office, person=person, role=LEADER, on=ON)
    assert "role" in error.value.message_dict


def test_nobody_is_posted_before_the_team_is_formed(office, team, person):
    with pytest.raises(ValidationError):
        post_person(team, by=office, person=person, role=MEMBER, on=date(2026, 2, 24))


def test_nobody_is_posted_to_a_dissolved_team_or_an_archived_round(office, person):
    for team in (
        TeamFactory(dissolved_on=ON),
        TeamFactory(round=RoundFactory(status=Round.Status.ARCHIVED)),
    ):
        with pytest.raises(IllegalStep):
            post_person(team, by=office, person=person, role=MEMBER, on=ON)


def test_a_person_of_no_pool_is_posted_with_a_warning(office, team):
    posting = post_person(team, by=office, person=PersonFactory(), role=MEMBER, on=ON)
    assert len(posting_warnings(posting)) == 1


def test_a_leader_from_another_pool_is_posted_with_a_warning(office, team, person):
    posting = post_person(team, by=office, person=person, role=LEADER, on=ON)
    assert len(posting_warnings(posting)) == 1


def test_release_takes_the_access_away_the_same_day(office, member, inspection):
    release_person(member.person.postings.get(), by=office, on=today())
    assert not Inspection.objects.visible_to(fresh(member)).exists()


def test_a_release_is_not_dated_ahead_or_before_the_posting(office, member):
    posting = member.person.postings.get()
    for day in (today() + timedelta(days=1), date(2026, 2, 1)):
        with pytest.raises(ValidationError):
            release_person(posting, by=office, on=day)
        posting.refresh_from_db()
        assert posting.released_on is None


def test_a_person_is_released_once(office, member):
    posting = member.person.postings.get()
    release_person(posting, by=office, on=today())
    with pytest.raises(IllegalStep):
        release_person(posting, by=office, on=today())


def test_a_member_releases_nobody(member, leader):
    with pytest.raises(Refused):
        release_person(leader.person.postings.get(), by=member, on=today())


def test_a_recusal_takes_the_inspection_away_at_once_and_tells_the_office(office, member, inspection):
    declare_recusal(
        member.person, by=member, organization=inspection.organization, reason="配偶在该单位工作", on=today()
    )
    assert not Inspection.objects.visible_to(fresh(member)).exists()
    notice = Notice.objects.get(recipient=office)
    assert member.person.name in notice.subject
    assert notice.url == inspection.team.get_absolute_url()


def test_a_posting_that_begins_later_counts_for_recusals_too(office, leader, inspection, organization):
    Posting.objects.filter(person=leader.person).update(posted_on=today() + timedelta(days=7))
    assert list(teams_without_leader(office)) == []
    other = OrganizationFactory()
    agreed(declare_recusal(leader.person, by=office, organization=other, reason="配偶在该单位工作", on=today()))
    with pytest.raises(Refused):
        assign_organization(inspection.team, by=office, organization=other, kind=InspectionKind.ROUTINE)
    agreed(declare_recusal(leader.person, by=office, organization=organization, reason="曾任职", on=today()))
    assert Notice.objects.filter(kind="recusal.declared").exists()


def test_a_recusal_of_someone_not_posted_tells_nobody(office, person, inspection):
    agreed(
        declare_recusal(person, by=office, organization=inspection.organization, reason="曾在该单位任职", on=today())
    )
    assert not Notice.objects.exists()


def test_nobody_declares_a_recusal_for_a_colleague(leader, member, inspection):
    with pytest.raises(Refused):
        declare_recusal(leader.person, by=member, organization=inspection.organization, reason="原因", on=today())


def test_a_recusal_is_in_force_once(office, person, organization):
    recusal = RecusalFactory(person=person, organization=organization)
    with pytest.raises(IllegalStep):
        declare_recusal(person, by=office, organization=organization, reason="又", on=today())
    agreed(end_recusal(recusal, by=office, on=today(), reason="已调离"))
    assert declare_recusal(person, by=office, organization=organization, reason="又", on=today())


def test_nobody_ends_their_own_recusal(office, member, organization):
    office.person = PersonFactory()
    office.save()
    for user in (office, member):
        recusal = RecusalFactory(person=user.person, organization=organization)
        with pytest.raises(Refused):
            end_recusal(recusal, by=fresh(user), on=today(), reason="好了")


def test_two_inspections_of_one_team_lose_only_the_recused_one(member, inspection):
    kept = InspectionFactory(team=inspection.team)
    RecusalFactory(person=member.person, organization=inspection.organization)
    assert list(Inspection.objects.visible_to(fresh(member))) == [kept]
