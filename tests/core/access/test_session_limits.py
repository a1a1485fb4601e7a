"""A session ends some hours after signing in, whatever is done in it, and where the office wants so by another."""

from datetime import timedelta

import pytest
from django.utils import timezone

from personnel.accounts.services import change_password, shut_user
from tests.factories import PASSWORD, fresh
from tests.page_client import PageClient


def signed_in(user, password=PASSWORD):
    client = PageClient()
    client.post("/login/", {"username": user.username, "password": password})
    return client


def said_at_sign_in(client) -> str:
    """What the page says to which an ended session is sent."""
    answer = client.get("/inbox/")
    assert answer.url == "/login/?next=/inbox/"
    return client.get(answer.url).content.decode()


@pytest.fixture
def later(monkeypatch):
    """`later(hours)` moves the time on, and the sessions' idle limit with it, as if somebody had worked all day."""

    def moved(**after):
        now = timezone.now() + timedelta(**after)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return moved


def test_it_lasts_so_many_hours(office, settings, later):
    settings.SESSION_HOURS = 8
    client = signed_in(office)
    later(hours=7, minutes=59)
    assert client.get("/").status_code == 200
    later(minutes=2)
    assert "一次登录最长可用 8 小时" in said_at_sign_in(client)
    client.post("/login/", {"username": "office", "password": PASSWORD})
    assert client.get("/").status_code == 200
    assert "最长可用" not in client.get("/").content.decode()


def test_a_session_begun_while_the_clock_was_fast_ends_with_that(office, later):
    later(days=1)
    client = signed_in(office)
    assert client.get("/").status_code == 200
    later(minutes=-4)
    assert client.get("/").status_code == 200
    later(days=-1)
    assert client.get("/").status_code == 302


def test_a_session_from_before_the_limit_begins_to_count(office, browse, settings, later):
    settings.SESSION_HOURS = 8
    client = browse(office)
    assert client.get("/").status_code == 200
    later(hours=9)
    assert client.get("/").status_code == 302


def test_another_sign_in_ends_the_first_where_the_office_wants_so(office, settings):
    settings.ONE_SESSION = True
    first, second = signed_in(office), signed_in(office)
    assert "已在别处登录" in said_at_sign_in(first)
    assert second.get("/").status_code == 200
    assert signed_in(office).get("/").status_code == 200
    assert second.get("/").status_code == 302


def test_two_browsers_of_one_account_work_side_by_side_otherwise(office):
    first, second = signed_in(office), signed_in(office)
    assert (first.get("/").status_code, second.get("/").status_code) == (200, 200)


def test_a_fragment_of_an_ended_session_loads_the_whole_page_which_says_why(office, settings):
    settings.ONE_SESSION = True
    first = signed_in(office)
    signed_in(office)
    answer = first.get("/frame/counts/", headers={"HX-Request": "true"})
    assert answer["HX-Refresh"] == "true"
    assert "已在别处登录" in said_at_sign_in(first)


def test_a_token_ends_no_session(office, settings):
    settings.ONE_SESSION = True
    client = signed_in(office)
    body = {"username": "office", "password": PASSWORD}
    assert PageClient().post("/api/v1/token/", body, "application/json").status_code == 201
    assert client.get("/").status_code == 200


def test_a_changed_password_and_a_shut_account_are_not_called_a_sign_in_elsewhere(office, sysadmin, settings):
    settings.ONE_SESSION = True
    client = signed_in(office)
    change_password(fresh(office), "Quiet-harbour-7")
    assert "密码或双因素验证" in said_at_sign_in(client)
    client = signed_in(office, "Quiet-harbour-7")
    shut_user(fresh(office), by=sysadmin, reason="调离")
    assert "密码或双因素验证" in said_at_sign_in(client)


def test_a_stranger_is_told_nothing_of_sessions(client, db):
    page = client.get("/login/")
    assert page.context["ended"] is None
    assert 'role="status"' not in page.content.decode()
