"""LDAP as production asks for it: encrypted, at a server that the office's own authority vouches for."""

import environ
import pytest
from django.conf import settings as configured

from config.directory import settings_of
from personnel.accounts.services import create_user
from tests.drills.certificates import Authority
from tests.drills.ldap_server import IN_DIRECTORY, MISSING, Directory
from tests.page_client import PageClient

ldap = pytest.importorskip("ldap", reason="requirements-ldap.txt is not installed")
pytest.importorskip("django_auth_ldap")
pytestmark = [
    pytest.mark.drill,
    pytest.mark.django_db,
    pytest.mark.skipif(bool(MISSING), reason=MISSING),
]


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"), "City")


def serving(folder, certificate=None):
    server = Directory(folder, certificate)
    server.start()
    server.add("wang")
    return server


@pytest.fixture(scope="module")
def directory(tmp_path_factory, authority):
    server = serving(tmp_path_factory.mktemp("slapd"), authority.vouch_for("127.0.0.1"))
    yield server
    server.stop()


@pytest.fixture
def use(settings, monkeypatch):
    """`use(address, authority)`: the product in production with this directory."""

    def told(address, authority=None):
        monkeypatch.setenv("LDAP_URL", address)
        monkeypatch.setenv("LDAP_USER_DN", "uid=%(user)s,ou=people,dc=city")
        monkeypatch.setenv("LDAP_CA", str(authority.file if authority else ""))
        read = settings_of(environ.Env(), encrypted=True)
        for name, value in read.items():
            setattr(settings, name, value)
        here, code = configured.AUTHENTICATION_BACKENDS[:2], configured.AUTHENTICATION_BACKENDS[-1]
        settings.AUTHENTICATION_BACKENDS = [*here, *read["DIRECTORY_BACKENDS"], code]

    return told


@pytest.fixture(autouse=True)
def wang(sysadmin):
    return create_user(by=sysadmin, username="wang", name="王四平", by_directory=True)[0]


def sign_in(password=IN_DIRECTORY):
    client = PageClient()
    page = client.post("/login/", {"username": "wang", "password": password}).content.decode()
    return client.get("/").status_code == 200, page


@pytest.mark.parametrize("way", ["ldaps", "url"], ids=["ldaps", "StartTLS"])
def test_both_ways_sign_in_by_the_office_s_own_authority(directory, authority, use, way):
    use(getattr(directory, way), authority)
    assert sign_in()[0]
    assert not sign_in("wrong")[0]


@pytest.mark.parametrize("way", ["ldaps", "url"], ids=["ldaps", "StartTLS"])
def test_a_server_that_nobody_known_vouches_for_is_told_no_password(directory, use, way, tmp_path, settings):
    settings.AXES_FAILURE_LIMIT = 2
    for authority in (None, Authority(tmp_path, "Stranger")):
        use(getattr(directory, way), authority)
        signed_in, page = sign_in()
        assert not signed_in
        assert "没有响应" in page


def test_nor_is_one_that_answers_for_another_name(authority, use, tmp_path):
    server = serving(tmp_path / "slapd", authority.vouch_for("directory.city"))
    try:
        for address in (server.ldaps, server.url):
            use(address, authority)
            assert not sign_in()[0]
    finally:
        server.stop()


def test_nor_is_one_that_takes_no_tls(use, authority, tmp_path):
    server = serving(tmp_path / "slapd")
    try:
        use(server.url, authority)
        signed_in, page = sign_in()
        assert not signed_in
        assert "没有响应" in page
    finally:
        server.stop()


def let_everybody_vouch(whether):
    ldap.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_NEVER if whether else ldap.OPT_X_TLS_DEMAND)
    ldap.set_option(ldap.OPT_X_TLS_NEWCTX, 0)


def test_no_setting_of_the_machine_makes_it_trust_everybody(directory, use):
    """`TLS_REQCERT never` in ldap.conf, as some advise, is what this sets."""
    let_everybody_vouch(True)
    try:
        for address in (directory.ldaps, directory.url):
            use(address)
            assert not sign_in()[0]
    finally:
        let_everybody_vouch(False)
