"""Signing in by a real LDAP server: it says whether the password is right, nothing else, and may be away."""

import environ
import pytest
from django.conf import settings as configured

from config.directory import settings_of
from core.access.roles import Role
from personnel.accounts.services import create_user
from personnel.models import User
from tests.drills.ldap_server import IN_DIRECTORY, MISSING, Directory
from tests.factories import PASSWORD, UserFactory
from tests.page_client import PageClient

ldap = pytest.importorskip("ldap", reason="requirements-ldap.txt is not installed")
pytest.importorskip("django_auth_ldap")
pytestmark = [
    pytest.mark.drill,
    pytest.mark.django_db,
    pytest.mark.skipif(bool(MISSING), reason=MISSING),
]


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    server = Directory(tmp_path_factory.mktemp("slapd"))
    server.start()
    server.add("wang", "sysadmin", "stranger")
    yield server
    if server.process.poll() is None:
        server.stop()


@pytest.fixture(params=["LDAP_USER_DN", "LDAP_SEARCH_BASE"])
def by_ldap(directory, settings, request, monkeypatch):
    """The product with this directory, which finds its people by either way."""
    found = {"LDAP_USER_DN": "uid=%(user)s,ou=people,dc=city", "LDAP_SEARCH_BASE": "ou=people,dc=city"}
    monkeypatch.setenv("LDAP_URL", directory.url)
    monkeypatch.setenv(request.param, found[request.param])
    told = settings_of(environ.Env(), encrypted=False)
    for name, value in told.items():
        setattr(settings, name, value)
    here, code = configured.AUTHENTICATION_BACKENDS[:2], configured.AUTHENTICATION_BACKENDS[-1]
    settings.AUTHENTICATION_BACKENDS = [*here, *told["DIRECTORY_BACKENDS"], code]
    return directory


def signed_in(name, password):
    client = PageClient()
    client.answer = client.post("/login/", {"username": name, "password": password})
    return client


@pytest.fixture
def wang(sysadmin):
    return create_user(by=sysadmin, username="wang", name="王四平", by_directory=True)[0]


def test_the_password_of_the_directory_signs_in(by_ldap, wang):
    client = signed_in("wang", IN_DIRECTORY)
    assert client.get("/").status_code == 200
    assert wang.grants.count() == 0


@pytest.mark.parametrize("password", ["wrong", "", PASSWORD])
def test_another_does_not(by_ldap, wang, password):
    assert signed_in("wang", password).get("/").status_code == 302


def test_who_is_known_to_the_directory_alone_gets_no_account(by_ldap, db):
    assert signed_in("stranger", IN_DIRECTORY).get("/").status_code == 302
    assert not User.objects.filter(username="stranger").exists()


def test_a_namesake_in_the_directory_is_no_administrator(by_ldap, sysadmin):
    assert signed_in("sysadmin", IN_DIRECTORY).get("/").status_code == 302
    assert signed_in("sysadmin", PASSWORD).get("/").status_code == 200


def test_while_it_is_away_no_password_is_called_wrong_and_administrators_sign_in(by_ldap, wang, settings):
    settings.AXES_FAILURE_LIMIT = 2
    by_ldap.stop()
    try:
        for _time in range(3):
            assert "没有响应" in signed_in("wang", IN_DIRECTORY).answer.content.decode()
        UserFactory(username="auditor", roles=[Role.AUDIT_ADMIN])
        assert signed_in("auditor", PASSWORD).get("/").status_code == 200
    finally:
        by_ldap.start()
    assert signed_in("wang", IN_DIRECTORY).get("/").status_code == 200
