"""The lock of one user name holds for passwords that come all at once, too: each is counted before it is looked at."""

import json
import secrets

import pytest
from django.contrib.auth.signals import user_login_failed
from django.test import Client
from django.urls import reverse

from core.access.signins import TooManyFailures, one_try
from tests.factories import PASSWORD, UserFactory

LOCK = 5


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.SIGN_IN_FAILURES, settings.AXES_FAILURE_LIMIT = 50, LOCK


@pytest.fixture
def address():
    """An address nobody else has counted on: the cache outlives the tests."""
    return ".".join(["10", *(str(secrets.randbelow(256)) for _part in range(3))])


@pytest.fixture
def account(db):
    return UserFactory(username="somebody")


def sign_in(address, password=PASSWORD):
    form = {"username": "somebody", "password": password}
    return Client().post(reverse("login"), form, REMOTE_ADDR=address)


def ask_token(address, password):
    body = json.dumps({"username": "somebody", "password": password})
    return Client().post("/api/v1/token/", body, "application/json", REMOTE_ADDR=address)


def test_no_more_are_looked_at_than_the_lock_allows(account, address, monkeypatch):
    """While each of them is looked at, one more comes in beside it."""
    seen = []

    def look(request, **credentials):
        seen.append(credentials["password"])
        if len(seen) < 4 * LOCK:
            ask_token(address, f"Summer-{len(seen)}")
        user_login_failed.send(__name__, credentials=credentials, request=request)

    monkeypatch.setattr("core.api.signin.authenticate", look)
    ask_token(address, "Summer-0")
    assert len(seen) == LOCK


def test_a_name_with_failures_has_so_many_fewer_at_once(account, address, rf):
    for number in range(LOCK - 2):
        sign_in(address, f"Summer-{number}")
    request = rf.post("/login/", REMOTE_ADDR=address)
    with one_try(request, "somebody"), one_try(request, "somebody"):
        assert sign_in(address).status_code == 429
        with pytest.raises(TooManyFailures), one_try(request, "somebody"):
            raise AssertionError("its password was looked at")
        with one_try(request, "another"):
            pass
    assert sign_in(address).status_code == 302


def test_after_its_failures_its_lock_answers(account, address):
    answers = [sign_in(address, f"Summer-{number}") for number in range(LOCK + 1)]
    assert answers[-1].status_code == 429
    assert "registration/locked.html" in {template.name for template in answers[-1].templates}
