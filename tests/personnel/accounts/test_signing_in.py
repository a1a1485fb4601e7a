"""Signing in: what closes the door, for how long, and how long a session lasts."""

import json
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory


@pytest.fixture
def account(db):
    return UserFactory(username="somebody")


def sign_in(password, address="10.0.0.1"):
    """The answer to one attempt from this address, as a browser of its own makes it."""
    return Client().post(reverse("login"), {"username": "somebody", "password": password}, REMOTE_ADDR=address)


def signed_in(response):
    return response.status_code == 302


def test_the_right_password_opens(account):
    assert signed_in(sign_in(PASSWORD))


def test_five_failures_close_the_door_even_to_the_right_password(account):
    for _ in range(4):
        assert sign_in("wrong").status_code == 200
    assert sign_in("wrong").status_code == 429
    locked = sign_in(PASSWORD)
    assert locked.status_code == 429
    assert PASSWORD not in locked.content.decode()


@pytest.mark.parametrize("letters", [51, 255, 300, 5000])
def test_a_name_longer_than_any_account_has_is_a_wrong_one(letters, account):
    form = {"username": "长" * letters, "password": PASSWORD}
    answer = Client().post(reverse("login"), form)
    unknown = Client().post(reverse("login"), form | {"username": "nobody"})
    assert answer.context["form"].errors == unknown.context["form"].errors
    body = json.dumps(form)
    assert Client().post("/api/v1/token/", body, "application/json").status_code in (400, 401)


def test_the_door_stays_open_at_another_address(account):
    for _ in range(5):
        sign_in("wrong")
    assert signed_in(sign_in(PASSWORD, address="10.0.0.2"))


def test_half_an_hour_later_it_opens_again(account):
    for _ in range(5):
        sign_in("wrong")
    for attempt in AccessAttempt.objects.all():
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=attempt.attempt_time - timedelta(minutes=31))
    assert signed_in(sign_in(PASSWORD))


def test_four_failures_are_forgotten_with_a_success(account):
    for _ in range(2):
        for _ in range(4):
            sign_in("wrong")
        assert signed_in(sign_in(PASSWORD))


def test_an_attempt_keeps_no_password(account):
    sign_in("wrong-but-secret")
    assert "wrong-but-secret" not in AccessAttempt.objects.get().post_data


def test_a_session_lasts_half_an_hour_from_the_last_request(account, settings):
    assert settings.SESSION_COOKIE_AGE == 1800
    assert settings.SESSION_SAVE_EVERY_REQUEST
    cookie = sign_in(PASSWORD).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
