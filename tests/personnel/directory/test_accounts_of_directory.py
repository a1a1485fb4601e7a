"""Accounts that the office's own directory signs in: it keeps their password, and gives them no right."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.production import refuse_unsafe
from core.access.reach import Refused
from core.access.roles import Role
from core.consent.services import confirm
from core.workflow.moves import Conflict, IllegalStep
from personnel.accounts.roles import grant_role
from personnel.accounts.services import ask_reset, create_user, reset_password, update_user
from tests.config.test_production import WHOLE
from tests.devices import equip
from tests.factories import PASSWORD, PersonFactory, UserFactory, fresh
from tests.page_client import PageClient


@pytest.fixture
def clerk(sysadmin):
    """An account of the directory, without any role."""
    user, password = create_user(by=sysadmin, username="wang", name="王四平", by_directory=True)
    assert password == ""
    return user


def test_it_has_no_password_here(clerk):
    assert not clerk.has_usable_password()
    assert not clerk.must_change_password


def test_no_password_of_here_signs_it_in(office):
    type(office).objects.filter(pk=office.pk).update(by_directory=True)
    client = PageClient()
    client.post("/login/", {"username": "office", "password": PASSWORD})
    assert client.get("/").status_code == 302


def test_nobody_resets_or_changes_a_password_that_is_kept_elsewhere(clerk, sysadmin, browse):
    with pytest.raises(IllegalStep):
        reset_password(clerk, by=sysadmin)
    with pytest.raises(IllegalStep):
        ask_reset(clerk, by=sysadmin, reason="忘记密码")
    assert browse(fresh(clerk)).get("/password/").status_code == 403


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_administrators_sign_in_here(clerk, secadmin, role):
    with pytest.raises(Refused):
        grant_role(clerk, role, by=secadmin)


def test_other_roles_are_granted_here(clerk, secadmin):
    assert grant_role(clerk, Role.DIVISION_LEADER, by=secadmin).role == Role.DIVISION_LEADER


def test_who_holds_a_role_or_stands_for_a_person_does_not_move_to_the_directory(office, sysadmin):
    with pytest.raises(IllegalStep):
        update_user(office, by=sysadmin, by_directory=True)
    posted = UserFactory(person=PersonFactory())
    with pytest.raises(IllegalStep):
        update_user(posted, by=sysadmin, by_directory=True)


def test_a_role_is_not_given_that_was_proposed_before_the_directory_signed_in(sysadmin, secadmin, auditor, db):
    user = UserFactory(username="li")
    proposal = grant_role(user, Role.LEAD_HANDLER, by=secadmin)
    update_user(fresh(user), by=sysadmin, by_directory=True)
    with pytest.raises(Conflict):
        confirm(proposal, by=auditor)
    assert not user.grants.exists()


def test_moving_to_the_directory_ends_the_password_and_the_sessions(sysadmin, browse, db):
    user = UserFactory(username="li")
    client = browse(user)
    assert client.get("/").status_code == 200
    update_user(fresh(user), by=sysadmin, by_directory=True)
    assert not fresh(user).has_usable_password()
    assert client.get("/").status_code == 302


def test_its_password_does_not_grow_old(clerk, browse, settings, clock):
    settings.PASSWORD_DAYS = 1
    clock.set("2100-01-01 08:00")
    assert browse(clerk).get("/").status_code == 200


@pytest.mark.parametrize(("mode", "asked"), [("required", True), ("local", False)])
def test_local_leaves_the_second_factor_of_its_own_to_the_directory(clerk, settings, mode, asked):
    equip(clerk)
    settings.SECOND_FACTOR = mode
    assert fresh(clerk).asks_for_code == asked


def test_local_asks_who_signs_in_here(handler, settings):
    settings.SECOND_FACTOR = "local"
    assert handler.owes_second_factor


def test_the_form_asks_only_where_there_is_a_directory(sysadmin, browse, settings):
    client = browse(sysadmin)
    assert "by_directory" not in client.get("/accounts/add/").content.decode()
    settings.DIRECTORY = "ldap"
    assert "by_directory" in client.get("/accounts/add/").content.decode()


OPENID = {
    "OIDC_ISSUER": "https://directory.city",
    "OIDC_AUTHORIZATION_URL": "https://directory.city/authorize",
    "OIDC_TOKEN_URL": "https://directory.city/token",
    "OIDC_USERINFO_URL": "https://directory.city/userinfo",
    "OIDC_JWKS_URL": "https://directory.city/jwks",
    "OIDC_CLIENT_ID": "inspection",
    "OIDC_CLIENT_SECRET": "word",
}
LDAP = {"LDAP_URL": "ldaps://directory.city", "LDAP_USER_DN": "uid=%(user)s,ou=people,dc=city"}


@pytest.mark.parametrize("directory", [LDAP, OPENID, LDAP | {"SECOND_FACTOR": "local"}])
def test_production_takes_a_directory_and_local_with_it(directory):
    refuse_unsafe(WHOLE | directory)


@pytest.mark.parametrize(
    "directory",
    [
        LDAP | OPENID,
        LDAP | {"LDAP_URL": "http://directory.city"},
        LDAP | {"LDAP_USER_DN": ""},
        LDAP | {"SECOND_FACTOR": "off"},
        OPENID | {"OIDC_TOKEN_URL": "http://directory.city/token"},
        OPENID | {"OIDC_CLIENT_SECRET": ""},
        {"SECOND_FACTOR": "local"},
    ],
)
def test_production_refuses_a_directory_that_is_half_or_unsafe(directory):
    with pytest.raises(ImproperlyConfigured):
        refuse_unsafe(WHOLE | directory)
