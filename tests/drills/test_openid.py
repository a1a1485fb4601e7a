"""Signing in by a real provider of OpenID Connect on this machine: it says who it is, and nothing else."""

from urllib.parse import urlsplit

import environ
import pytest
import requests
from django.conf import settings as configured

from config.directory import settings_of
from personnel.accounts.services import create_user
from personnel.models import User
from tests.devices import equip
from tests.page_client import PageClient

provider = pytest.importorskip("oidc_provider_mock", reason="requirements-dev.txt is not installed")
pytest.importorskip("mozilla_django_oidc", reason="requirements-openid.txt is not installed")
pytestmark = [pytest.mark.drill, pytest.mark.django_db]


@pytest.fixture(scope="module")
def directory():
    people = [
        provider.User(sub=name, claims={"preferred_username": name}) for name in ("wang", "sysadmin", "stranger")
    ]
    with provider.run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def by_openid(directory, settings, monkeypatch):
    """The product with this directory."""
    told = requests.get(f"{directory}/.well-known/openid-configuration", timeout=10).json()
    monkeypatch.setenv("OIDC_ISSUER", told["issuer"])
    monkeypatch.setenv("OIDC_AUTHORIZATION_URL", told["authorization_endpoint"])
    monkeypatch.setenv("OIDC_TOKEN_URL", told["token_endpoint"])
    monkeypatch.setenv("OIDC_USERINFO_URL", told["userinfo_endpoint"])
    monkeypatch.setenv("OIDC_JWKS_URL", told["jwks_uri"])
    monkeypatch.setenv("OIDC_CLIENT_ID", "inspection")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "word")
    read = settings_of(environ.Env(), encrypted=False)
    for name, value in read.items():
        setattr(settings, name, value)
    here, code = configured.AUTHENTICATION_BACKENDS[:2], configured.AUTHENTICATION_BACKENDS[-1]
    settings.AUTHENTICATION_BACKENDS = [*here, *read["DIRECTORY_BACKENDS"], code]
    settings.OIDC_VERIFY_KID = False  # this provider has one key, and its tokens do not name it
    settings.ROOT_URLCONF = "tests.drills.openid_urls"


def signed_in(name, *, then="/inbox/"):
    """A browser that went to the directory, signed in there as somebody, and came back."""
    client = PageClient()
    client.answer = came_back(client, name, then=then)
    return client


def came_back(client, name, *, then="/"):
    """The answer to a browser that comes back from the directory."""
    there = client.get(f"/directory/?next={then}").url
    back = requests.post(there, data={"sub": name}, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    client.returned = f"{parts.path}?{parts.query}"
    return client.get(client.returned)


@pytest.fixture
def wang(sysadmin):
    return create_user(by=sysadmin, username="wang", name="王四平", by_directory=True)[0]


def test_who_signed_in_there_is_signed_in_here_and_where_they_were_going(wang):
    client = signed_in("wang")
    assert client.answer.url == "/inbox/"
    assert client.get("/").status_code == 200
    assert wang.grants.count() == 0


def test_who_has_no_account_here_gets_none(db):
    client = signed_in("stranger")
    assert client.get("/").status_code == 302
    assert "没有账号" in client.get("/login/").content.decode()
    assert not User.objects.filter(username="stranger").exists()


def test_a_namesake_in_the_directory_is_no_administrator(sysadmin):
    assert signed_in("sysadmin").get("/").status_code == 302


def test_what_came_back_is_good_once(wang):
    client = signed_in("wang")
    thief = PageClient(raise_request_exception=False)
    assert thief.get(client.returned).url == "/login/"
    assert thief.get("/").status_code == 302


def test_a_second_factor_of_here_is_asked_for_as_well(wang, settings):
    settings.SECOND_FACTOR = "optional"
    equip(wang)
    client = signed_in("wang")
    assert client.answer.url == "/login/code/"
    assert client.get("/").status_code == 302


def test_while_it_is_away_the_page_says_so(wang, settings):
    settings.OIDC_OP_TOKEN_ENDPOINT = "http://127.0.0.1:9/token"
    client = signed_in("wang")
    assert "没有响应" in client.get("/login/").content.decode()


def test_a_token_that_names_no_key_is_refused(wang, settings):
    settings.OIDC_VERIFY_KID = True
    client = PageClient(raise_request_exception=False)
    assert came_back(client, "wang").status_code == 400
    assert client.get("/").status_code == 302


def test_a_token_for_another_program_is_refused(wang, settings, monkeypatch):
    settings.OIDC_ISSUER = "https://elsewhere.city"
    client = PageClient(raise_request_exception=False)
    assert came_back(client, "wang").status_code == 400
    assert client.get("/").status_code == 302
