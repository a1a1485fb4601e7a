"""People, pools, and the accounts that stand for them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.access.roles import Role
from core.workdays.reckoning import today
from core.workflow.moves import IllegalStep
from personnel.models import Pool, PoolMembership, User
from personnel.people import services
from rounds.models import Inspection
from tests.factories import OrganizationFactory, PersonFactory, PostingFactory, UserFactory, agreed

FACTS = {"name": "王立新", "employer": "市审计局", "phone": "13800000001"}


def test_the_office_enters_and_corrects_a_person(office):
    person = services.add_person(by=office, **FACTS)
    services.update_person(person, by=office, specialty="审计")
    person.refresh_from_db()
    assert (person.name_key[:3], person.specialty) == ("wlx", "审计")


def test_a_person_is_entered_once(office):
    services.add_person(by=office, **FACTS)
    with pytest.raises(ValidationError):
        services.add_person(by=office, **FACTS)


def test_others_enter_nobody(leader, leadinggroup, sysadmin, secretary):
    for user in (leader, leadinggroup, sysadmin, secretary):
        with pytest.raises(Refused):
            services.add_person(by=user, **FACTS)


def test_a_membership_counts_from_its_first_day_to_the_day_before_its_end(office):
    membership = services.join_pool(PersonFactory(), by=office, pool=Pool.CADRES, on=date(2022, 1, 1))
    services.leave_pool(membership, by=office, on=date(2022, 10, 15))
    active = [PoolMembership.objects.active(date(2022, month, 15)).count() for month in (9, 10)]
    assert active == [1, 0]
    assert PoolMembership.objects.active(date(2021, 12, 31)).count() == 0


def test_the_days_of_a_membership_are_past_and_in_order(office):
    person, later = PersonFactory(), today() + timedelta(days=1)
    with pytest.raises(ValidationError, match="尚未到来"):
        services.join_pool(person, by=office, pool=Pool.CADRES, on=later)
    membership = services.join_pool(person, by=office, pool=Pool.CADRES, on=date(2022, 1, 1))
    with pytest.raises(ValidationError, match="尚未到来"):
        services.leave_pool(membership, by=office, on=later)
    services.leave_pool(membership, by=office, on=date(2022, 3, 1))
    with pytest.raises(ValidationError, match="2022-03-01（出库日期）"):
        services.join_pool(person, by=office, pool=Pool.CADRES, on=date(2022, 2, 1))


def test_a_person_is_in_a_pool_once_and_may_come_back(office):
    person = PersonFactory()
    membership = services.join_pool(person, by=office, pool=Pool.CADRES, on=date(2022, 1, 1))
    with pytest.raises(IllegalStep):
        services.join_pool(person, by=office, pool=Pool.CADRES, on=date(2022, 2, 1))
    assert services.join_pool(person, by=office, pool=Pool.SPECIALISTS, on=date(2022, 2, 1))
    services.leave_pool(membership, by=office, on=date(2022, 3, 1))
    assert services.join_pool(person, by=office, pool=Pool.CADRES, on=date(2022, 4, 1))


def test_a_linked_account_gets_the_access_of_the_postings(office, inspection):
    account, posting = UserFactory(), PostingFactory(team=inspection.team)
    agreed(services.link_account(posting.person, by=office, account=account))
    assert list(Inspection.objects.visible_to(User.objects.get(pk=account.pk))) == [inspection]
    agreed(services.unlink_account(posting.person, by=office))
    assert not Inspection.objects.visible_to(User.objects.get(pk=account.pk)).exists()


def test_accounts_of_administrators_and_organizations_are_not_linked(office, sysadmin, auditor, secretary, member):
    for account in (sysadmin, auditor, secretary, member):
        with pytest.raises(IllegalStep):
            services.link_account(PersonFactory(), by=office, account=account)


def test_two_accounts_do_not_stand_for_one_person(office, member):
    with pytest.raises(ValidationError):
        services.link_account(member.person, by=office, account=UserFactory())


def test_nobody_parts_their_own_account_from_their_person(office):
    office.person = PersonFactory()
    office.save()
    with pytest.raises(Refused):
        services.unlink_account(office.person, by=office)


def test_others_link_nothing(leader, sysadmin):
    for user in (leader, sysadmin):
        with pytest.raises(Refused):
            services.link_account(PersonFactory(), by=user, account=UserFactory())


def test_an_account_stands_for_an_organization_or_a_person_never_both(office, sysadmin):
    account = UserFactory(organization=OrganizationFactory())
    with pytest.raises(IllegalStep):
        services.link_account(PersonFactory(), by=office, account=account)
    assert not User.objects.linkable().filter(pk=account.pk).exists()
    assert not account.grants.filter(role=Role.OFFICE).exists()
