"""One password tried on many names: what fails is counted by address, what succeeds is not."""

import json
import secrets

import pytest
from django.contrib.auth.signals import user_login_failed
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory

LIMIT = 4


@pytest.fixture(autouse=True)
def _limit(settings, clock):
    settings.SIGN_IN_FAILURES = LIMIT
    clock.set("2026-11-23 08:20")


@pytest.fixture
def address():
    """An address nobody else has counted on: the cache outlives the tests."""
    return ".".join(["10", *(str(secrets.randbelow(256)) for _part in range(3))])


@pytest.fixture
def account(db):
    return UserFactory(username="somebody")


def sign_in(address, username="somebody", password=PASSWORD, **headers):
    form = {"username": username, "password": password}
    return Client().post(reverse("login"), form, REMOTE_ADDR=address, headers=headers)


def ask_token(address, username="somebody", password=PASSWORD):
    body = json.dumps({"username": username, "password": password})
    return Client().post("/api/v1/token/", body, "application/json", REMOTE_ADDR=address)


def spray(address, times=LIMIT, **headers):
    """One password on ever other names, as none of them is tried often enough to be locked."""
    for _number in range(times):
        assert sign_in(address, secrets.token_hex(5), "Summer-2026", **headers).status_code == 200


def test_many_names_at_one_address_close_it_even_to_the_right_password(account, address):
    spray(address)
    answer = sign_in(address)
    assert answer.status_code == 429
    assert PASSWORD not in answer.content.decode()


def test_the_answer_says_when_to_try_again(account, address):
    spray(address)
    answer = sign_in(address)
    assert "请在 08:30 之后再试" in answer.content.decode()
    assert answer["Retry-After"] == "601"


def test_it_opens_again_then(account, address, clock):
    spray(address)
    clock.set("2026-11-23 08:29:59")
    assert sign_in(address).status_code == 429
    clock.set("2026-11-23 08:30")
    assert sign_in(address).status_code == 302


def test_colleagues_behind_the_same_address_sign_in_until_then(account, address):
    spray(address, LIMIT - 1)
    for _number in range(3 * LIMIT):
        assert sign_in(address).status_code == 302
    spray(address, 1)
    assert sign_in(address).status_code == 429


def test_another_address_stays_open(account, address):
    spray(address)
    assert sign_in("192.0.2.7").status_code == 302


def test_who_is_signed_in_works_on(account, address):
    client = Client(REMOTE_ADDR=address)
    client.force_login(account, backend="personnel.accounts.backends.AccountBackend")
    spray(address)
    assert client.get("/").status_code == 200


def test_the_token_route_counts_with_the_page(account, address):
    spray(address, LIMIT - 1)
    assert ask_token(address, "nobody").status_code == 401
    assert sign_in(address).status_code == 429
    refused = ask_token(address)
    assert (refused.status_code, refused.json()["code"], refused["Retry-After"]) == (429, "throttled", "601")


def test_right_passwords_on_the_token_route_are_not_counted(account, address):
    for _number in range(LIMIT + 1):
        assert ask_token(address).status_code == 201


def test_no_password_is_looked_at_while_it_is_closed(account, address, clock):
    """Nor does it count against the account: its own lock is not to be had this way."""
    spray(address)
    for _number in range(10):
        sign_in(address, password="wrong")
    clock.set("2026-11-23 08:30")
    assert sign_in(address).status_code == 302


@pytest.fixture
def looked_at(monkeypatch, address):
    """Passwords that are looked at while each of them has one more try come in beside it."""
    seen, together = [], 3 * LIMIT

    def look(request, **credentials):
        seen.append(credentials["password"])
        if len(seen) < together:
            ask_token(address, secrets.token_hex(5), "Summer-2026")
        user_login_failed.send(__name__, credentials=credentials, request=request)

    monkeypatch.setattr("core.api.signin.authenticate", look)
    ask_token(address, "somebody", "Summer-2026")
    return seen


def test_no_more_get_through_by_coming_all_at_once(db, looked_at, address):
    assert len(looked_at) == LIMIT
    assert sign_in(address).status_code == 429


def test_behind_our_own_proxy_the_caller_is_counted_and_not_the_proxy(account, address, settings):
    settings.PROXIES = 1
    spray("10.0.0.1", **{"X-Forwarded-For": f"9.9.9.9, {address}"})
    assert sign_in("10.0.0.1", **{"X-Forwarded-For": f"8.8.8.8, {address}"}).status_code == 429
    assert sign_in("10.0.0.1", **{"X-Forwarded-For": "192.0.2.8"}).status_code == 302


def test_an_invented_forwarding_header_is_no_new_address(account, address):
    spray(address)
    assert sign_in(address, **{"X-Forwarded-For": "192.0.2.9"}).status_code == 429


def test_the_addresses_of_one_ipv6_site_count_together(account):
    site = f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}"
    for number in range(LIMIT):
        spray(f"{site}::{number + 1}", 1)
    assert sign_in(f"{site}::ffff").status_code == 429
    assert sign_in("2001:db8:0:1::1").status_code == 302


def test_an_ipv4_caller_of_an_ipv6_socket_is_no_site_of_ipv6(account, address):
    spray(f"::ffff:{address}")
    assert sign_in(address).status_code == 429
    assert sign_in("::ffff:192.0.2.10").status_code == 302
