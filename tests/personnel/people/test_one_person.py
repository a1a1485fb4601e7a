"""Accounts of one person are one hand, and nobody gives themself a place in a team."""

import pytest

from core.access.reach import Refused, had_a_hand
from core.access.roles import Role
from core.workflow.moves import IllegalStep
from personnel.models import User
from personnel.people.services import link_account, unlink_account
from personnel.postings.services import post_person
from personnel.recusal.services import end_recusal
from rounds.models import Inspection, Round
from tests.factories import PersonFactory, RecusalFactory, TeamFactory, UserFactory, agreed, fresh


@pytest.fixture
def two_accounts(office, member):
    """The first account of a person, parted from it, and the second, linked to it since."""
    person = member.person
    agreed(unlink_account(person, by=office))
    other = UserFactory(username="other")
    agreed(link_account(person, by=office, account=other))
    return fresh(member), fresh(other)


@pytest.fixture
def colleague(db):
    return UserFactory(username="colleague", roles=[Role.OFFICE])


def test_two_accounts_of_one_person_are_one_hand(two_accounts, leader):
    first, second = two_accounts
    assert first.own_accounts == second.own_accounts == {first.pk, second.pk}
    assert had_a_hand(second, {first.pk})
    assert not had_a_hand(leader, {first.pk, second.pk})


def test_accounts_of_nobody_are_each_a_hand_of_its_own(office, handler):
    assert office.own_accounts == {office.pk}
    assert not had_a_hand(office, {handler.pk, None})


def test_nobody_links_their_own_account(office):
    """Else the office would read as the leader of a team what leads say."""
    with pytest.raises(Refused):
        link_account(PersonFactory(), by=office, account=office)
    assert fresh(office).person is None


def test_nobody_posts_themself(office, colleague):
    team = TeamFactory(round__status=Round.Status.PREPARING)
    person = PersonFactory()
    User.objects.filter(pk=office.pk).update(person=person)
    with pytest.raises(Refused):
        post_person(team, by=fresh(office), person=person, role="leader", on=team.formed_on)
    assert post_person(team, by=colleague, person=person, role="leader", on=team.formed_on)


def test_who_was_parted_from_a_person_still_does_not_end_its_recusal(office, colleague, organization):
    recusal = RecusalFactory(organization=organization)
    User.objects.filter(pk=office.pk).update(person=recusal.person)
    User.objects.filter(pk=office.pk).update(person=None)
    with pytest.raises(Refused):
        end_recusal(recusal, by=fresh(office), on=recusal.declared_on, reason="已离任")
    assert end_recusal(recusal, by=colleague, on=recusal.declared_on, reason="已离任")


@pytest.mark.parametrize("parted", ["before", "after"])
def test_a_recusal_binds_an_account_parted_from_its_person(office, colleague, inspection, parted):
    """The same hands go on signing in with it, whichever came first."""
    person, organization = PersonFactory(), inspection.organization
    agreed(link_account(person, by=office, account=colleague))
    if parted == "before":
        agreed(unlink_account(person, by=office))
    recusal = RecusalFactory(person=person, organization=organization)
    if parted == "after":
        agreed(unlink_account(person, by=office))
    assert fresh(colleague).person is None
    assert fresh(colleague).reach.recused_organizations == {organization.pk}
    assert not Inspection.objects.visible_to(fresh(colleague)).exists()
    assert colleague not in User.objects.free_of_recusal(organization)
    agreed(end_recusal(recusal, by=office, on=recusal.declared_on, reason="已离任"))
    assert Inspection.objects.visible_to(fresh(colleague)).get() == inspection
    assert colleague in User.objects.free_of_recusal(organization)


def test_an_account_is_not_passed_on(office, colleague):
    """What somebody wrote and was told, and their recusals, come with it: to the same person again, or to nobody."""
    person = PersonFactory()
    agreed(link_account(person, by=office, account=colleague))
    agreed(unlink_account(person, by=office))
    with pytest.raises(IllegalStep):
        link_account(PersonFactory(), by=office, account=fresh(colleague))
    agreed(link_account(person, by=office, account=fresh(colleague)))
    assert fresh(colleague).person == person
