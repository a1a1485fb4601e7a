"""Tokens: got by password, hashed, expiring, few, dead with the account."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone
from knox.models import AuthToken

from core.api.tokens import forget_expired, issue_token, revoke_tokens
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.api.sample")]


@pytest.fixture(autouse=True)
def fresh_counters(monkeypatch):
    """A corner of the cache nobody else has counted in. Clearing it would take the other workers' sessions along."""
    cache = caches["default"]
    monkeypatch.setattr(cache, "key_prefix", f"{cache.key_prefix}-{uuid.uuid4()}")


def ask(client, username="office", password=PASSWORD):
    return client.write("token/", {"username": username, "password": password})


def test_a_password_gives_a_token_that_opens_the_api(api_of, office):
    answer = ask(api_of())
    assert answer.status_code == 201
    assert answer["Cache-Control"] == "no-store"
    assert "sessionid" not in answer.cookies
    token = answer.json()["token"]
    assert api_of(token=token).read("organizations/").status_code == 200
    assert token not in str(list(AuthToken.objects.values()))


@pytest.mark.parametrize(("username", "password"), [("office", "wrong"), ("nobody", PASSWORD), ("office", "")])
def test_wrong_credentials_are_told_alike(api_of, office, username, password):
    answer = ask(api_of(), username, password)
    assert answer.status_code == (401 if password else 400)
    assert not AuthToken.objects.exists()


def test_a_disabled_account_gets_no_token_and_its_tokens_die_at_once(api_of, office):
    client = api_of(office)
    assert client.read("organizations/").status_code == 200
    type(office).objects.filter(pk=office.pk).update(is_active=False)
    assert client.read("organizations/").status_code == 401
    assert ask(api_of()).status_code == 401


def test_a_first_password_must_be_changed_on_the_page(api_of, office):
    type(office).objects.filter(pk=office.pk).update(must_change_password=True)
    assert ask(api_of()).status_code == 403


def test_a_token_opens_nothing_while_the_password_is_a_one_time_one(api_of, office):
    client = api_of(office)
    type(office).objects.filter(pk=office.pk).update(must_change_password=True)
    assert client.read("organizations/").status_code == 401


def test_a_token_expires(api_of, office, clock):
    clock.set("2026-11-23 08:00")
    _token, text = issue_token(office, ttl=timedelta(hours=1))
    clock.set("2026-11-23 08:59")
    assert api_of(token=text).read("organizations/").status_code == 200
    clock.set("2026-11-23 09:00")
    assert api_of(token=text).read("organizations/").status_code == 401
    assert forget_expired() == 1


def test_beyond_the_limit_the_oldest_token_ends(api_of, office):
    clients = [api_of(office) for _number in range(6)]
    answers = [client.read("organizations/").status_code for client in clients]
    assert answers == [401, 200, 200, 200, 200, 200]


def test_signing_out_ends_only_this_token(api_of, office):
    one, other = api_of(office), api_of(office)
    assert one.call("DELETE", "token/").status_code == 204
    assert one.read("organizations/").status_code == 401
    assert other.read("organizations/").status_code == 200
    assert revoke_tokens(office) == 1
    assert other.read("organizations/").status_code == 401


def test_signing_out_needs_a_token(api_of):
    assert api_of().call("DELETE", "token/").status_code == 401


@pytest.mark.parametrize(
    "header", ["Token", "Token a b", "Token nonsense", "Token \xff\xfe", "Bearer abc", "Token " + "x" * 9000]
)
def test_other_texts_are_no_tokens(client, db, header):
    answer = client.get("/api/v1/organizations/", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_a_session_cookie_does_not_open_the_api(client, office):
    client.force_login(office)
    assert client.get("/api/v1/organizations/").status_code == 401


def test_a_token_costs_one_query(office, django_assert_num_queries):
    from core.api.tokens import TokenAuthentication

    _token, text = issue_token(office)
    with django_assert_num_queries(1):
        user, _found = TokenAuthentication().authenticate_credentials(text.encode())
    assert user == office


def test_repeated_wrong_passwords_lock_the_account_and_a_right_one_does_not_help(api_of, office, settings):
    settings.AXES_ENABLED = True
    for _number in range(settings.AXES_FAILURE_LIMIT):
        assert ask(api_of(), password="wrong").status_code == 401
    answer = ask(api_of())
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_a_success_forgets_the_failures_before_it(api_of, office, settings):
    for _round in range(2):
        for _number in range(settings.AXES_FAILURE_LIMIT - 1):
            ask(api_of(), password="wrong")
        assert ask(api_of()).status_code == 201


def test_passwords_are_tried_slowly(api_of, office, settings):
    settings.API_RATES = settings.API_RATES | {"token": "3/min"}
    answers = [ask(api_of(), username=f"nobody{number}") for number in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert answers[-1].json()["code"] == "throttled"
    assert 0 < int(answers[-1]["Retry-After"]) <= 61


def test_strangers_ending_tokens_are_limited_too(api_of, settings):
    settings.API_RATES = settings.API_RATES | {"anonymous": "1/min"}
    assert [api_of().call("DELETE", "token/").status_code for _time in range(2)] == [401, 429]


def test_requests_are_limited_by_account_whatever_the_address(api_of, office, handler, settings):
    settings.API_RATES = settings.API_RATES | {"user": "2/min"}
    one, same, other = api_of(office), api_of(office, REMOTE_ADDR="10.0.0.9"), api_of(handler)
    assert [client.read("organizations/").status_code for client in (one, same, one, other)] == [200, 200, 429, 200]


def test_an_invented_forwarding_header_is_no_new_address(api_of, settings):
    settings.API_RATES = settings.API_RATES | {"anonymous": "1/min"}
    client = api_of()
    first = client.read("organizations/", **{"X-Forwarded-For": "1.1.1.1"})
    second = client.read("organizations/", **{"X-Forwarded-For": "2.2.2.2"})
    assert (first.status_code, second.status_code) == (401, 429)


def test_the_last_use_of_a_password_is_known(api_of, office):
    ask(api_of())
    office.refresh_from_db()
    assert timezone.now() - office.last_login < timedelta(minutes=1)
