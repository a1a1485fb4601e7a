"""Two people change the same person or account: the second is told, and nothing is undone unseen."""

import pytest
from django.utils import timezone

from core.access.roles import Role
from tests.factories import OrganizationFactory, PersonFactory, UserFactory
from tests.two_at_a_form import as_shown, is_told, second_of_two


@pytest.fixture
def second_admin(db):
    return UserFactory(name="第二位管理员", roles=[Role.SYSTEM_ADMIN])


def test_the_second_to_change_a_person_is_told(browse, office, handler):
    person = PersonFactory()
    address = f"/people/{person.pk}/change/"
    met = second_of_two(browse, office, handler, address, {"post": "处长"}, {"post": "科长"})
    person.refresh_from_db()
    assert person.post == "处长"
    is_told(met, office.name, "处长")
    met.insist()
    person.refresh_from_db()
    assert person.post == "科长"


def test_the_second_to_change_an_account_is_told(browse, sysadmin, second_admin):
    account = UserFactory()
    address = f"/accounts/{account.pk}/change/"
    met = second_of_two(browse, sysadmin, second_admin, address, {"email": "a@b.test"}, {"email": "c@b.test"})
    account.refresh_from_db()
    assert account.email == "a@b.test"
    is_told(met, sysadmin.name, "a@b.test")
    met.insist()
    account.refresh_from_db()
    assert account.email == "c@b.test"


def test_an_organization_put_into_a_portfolio_is_a_change_of_the_account(browse, sysadmin, second_admin):
    account, organizations = UserFactory(), OrganizationFactory.create_batch(2)
    one, other = ({"portfolio": [organization.pk]} for organization in organizations)
    met = second_of_two(browse, sysadmin, second_admin, f"/accounts/{account.pk}/change/", one, other)
    assert list(account.portfolio.all()) == organizations[:1]
    is_told(met, sysadmin.name, "分管单位")


def test_signing_in_is_no_change_of_the_account(browse, sysadmin):
    account, desk = UserFactory(), browse(sysadmin)
    form = as_shown(desk.get(f"/accounts/{account.pk}/change/"))
    account.last_login = timezone.now()
    account.save(update_fields=["last_login"])
    assert desk.post(f"/accounts/{account.pk}/change/", form).status_code == 302
