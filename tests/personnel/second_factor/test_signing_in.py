"""Signing in with a second factor: the password opens one page, the code of the device the rest."""

import secrets

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import SESSION_KEY

from core.access import codes
from core.access.roles import Role
from core.trail.recording import acting
from personnel.accounts.services import change_password, shut_user
from personnel.models import SecondFactor, User
from personnel.second_factor.services import set_up, take_code
from tests.devices import Device
from tests.factories import PASSWORD, UserFactory, fresh
from tests.guards.routes import every_route, undone, without_numbers
from tests.guards.walk.observers import lets_in
from tests.guards.world import built_once, cast, world
from tests.page_client import PageClient
from tests.personnel.second_factor.conftest import type_code

__all__ = ["built_once", "cast", "world"]

CODE = "/login/code/"


@pytest.fixture
def address():
    """An address nobody else has counted on: the cache outlives the tests."""
    return ".".join(["10", *(str(secrets.randbelow(256)) for _part in range(3))])


def is_signed_in(client) -> bool:
    return SESSION_KEY in client.session


def test_the_password_and_then_the_code_sign_in(handler, device, browser):
    phone = device(handler)
    client = browser(handler)
    assert client.answer.url == CODE
    assert not is_signed_in(client)
    assert type_code(client, phone.code()).url == "/"
    assert is_signed_in(client)
    assert client.get("/").status_code == 200


def test_the_person_comes_where_they_were_going(handler, device):
    phone, client = device(handler), browser_to("/leads/", handler)
    assert type_code(client, phone.code()).url == "/leads/"


def browser_to(page, user):
    client = PageClient()
    client.post("/login/", {"username": user.username, "password": PASSWORD, "next": page})
    return client


def test_without_a_second_factor_the_password_signs_in(office, browser):
    assert is_signed_in(browser(office))


def test_a_wrong_password_is_answered_alike_with_a_second_factor_and_without(handler, member, device, browser):
    device(handler)
    pages = [browser(user, "wrong").answer.content.replace(user.username.encode(), b"") for user in (handler, member)]
    assert without_numbers(pages[0]) == without_numbers(pages[1])


def test_the_password_alone_opens_nothing(cast, world, device, browser):
    device(cast["handler"])
    client = browser(cast["handler"])
    client.raise_request_exception = False
    opened = {route.name for route in every_route() if lets_in(asked(client, route.at(world)))}
    assert opened == {"api-schema", "healthz", "login", "metrics", "readyz", "sign_in_code"}


def asked(client, address):
    answer = undone(client.get, address)
    answer.status = answer.status_code
    answer.response = answer
    return answer


def test_a_code_is_good_once(handler, device, browser):
    phone = device(handler)
    code = phone.code()
    type_code(browser(handler), code)
    again = browser(handler)
    assert "不正确" in type_code(again, code).content.decode()
    assert not is_signed_in(again)
    type_code(again, phone.code(later=1))
    assert is_signed_in(again)


def test_the_code_with_which_it_was_set_up_is_good_no_more(handler, browser):
    phone = Device(codes.new_secret())
    code = phone.code()
    set_up(handler, secret=phone.secret, code=code)
    client = browser(handler)
    type_code(client, code)
    assert not is_signed_in(client)


def test_a_code_without_a_password_is_sent_to_the_sign_in_page(handler, device, client):
    phone = device(handler)
    assert type_code(client, phone.code()).url == "/login/"
    assert not is_signed_in(client)


def test_five_minutes_after_the_password_it_is_asked_for_again(handler, device, clock, browser):
    phone = device(handler)
    clock.set("2100-11-23 08:20")
    client = browser(handler)
    clock.set("2100-11-23 08:25")
    assert client.get(CODE).status_code == 200
    clock.set("2100-11-23 08:25:01")
    assert type_code(client, phone.code()).url == "/login/"
    assert not is_signed_in(client)


def test_a_password_changed_meanwhile_or_a_shut_account_ends_it(handler, sysadmin, device, browser):
    phone, client = device(handler), browser(handler)
    change_password(fresh(handler), "Quiet-harbour-7")
    assert type_code(client, phone.code()).url == "/login/"
    client = browser(handler, "Quiet-harbour-7")
    shut_user(fresh(handler), by=sysadmin, reason="调离")
    assert type_code(client, phone.code()).url == "/login/"


def test_five_wrong_codes_close_the_door_as_wrong_passwords_do(handler, device, browser, address):
    phone, client = device(handler), browser(handler, REMOTE_ADDR=address)
    for _time in range(4):
        assert type_code(client, "000000").status_code == 200
    assert type_code(client, "000000").status_code == 429
    assert type_code(client, phone.code()).status_code == 429
    assert browser(handler, REMOTE_ADDR=address).answer.status_code == 429
    assert not is_signed_in(client)


def test_a_right_password_between_does_not_make_wrong_codes_forgotten(handler, device, browser, address):
    device(handler)
    for _time in range(4):
        assert type_code(browser(handler, REMOTE_ADDR=address), "000000").status_code == 200
    assert type_code(browser(handler, REMOTE_ADDR=address), "000000").status_code == 429


def test_wrong_codes_and_wrong_passwords_count_together_for_an_address(handler, device, browser, address, settings):
    settings.SIGN_IN_FAILURES = 3
    device(handler)
    client = browser(handler, REMOTE_ADDR=address)
    type_code(client, "000000")
    browser(handler, "wrong", REMOTE_ADDR=address)
    type_code(client, "000000")
    assert type_code(client, "000000").status_code == 429


def test_wrong_codes_of_an_account_close_it_from_wherever_they_come(db, device, browser, settings):
    settings.WRONG_CODES = 3
    handler = UserFactory(roles=[Role.LEAD_HANDLER], username=secrets.token_hex(8))  # counted in the cache by name
    phone = device(handler)
    for number in range(3):
        assert type_code(browser(handler, REMOTE_ADDR=f"10.77.1.{number}"), "000000").status_code == 200
    elsewhere = browser(handler, REMOTE_ADDR="10.77.1.9")
    answer = type_code(elsewhere, phone.code())
    assert answer.status_code == 429
    assert "有人知道您的密码" in answer.content.decode()


def test_a_recovery_code_signs_in_once_and_the_trail_says_so(handler, device, browser):
    phone = device(handler)
    client = browser(handler)
    type_code(client, phone.recovery_codes[0].upper())
    assert is_signed_in(client)
    again = browser(handler)
    type_code(again, phone.recovery_codes[0])
    assert not is_signed_in(again)
    event = SecondFactor.objects.get(user=handler).events.latest("pgh_id")
    assert event.codes_left == 9
    assert event.pgh_context["reason"] == "使用了一个恢复码。"
    assert event.pgh_context["actor"] == handler.pk


def test_neither_the_trail_nor_an_attempt_keeps_secrets(handler, device, browser, address):
    device(handler)
    type_code(browser(handler, REMOTE_ADDR=address), "wrong-but-secret")
    kept = {field.name for field in SecondFactor.pgh_event_model._meta.fields}
    assert kept.isdisjoint({"secret", "recovery_codes", "last_step"})
    attempts = AccessAttempt.objects.filter(ip_address=address)
    assert attempts.count() == 1
    assert "wrong-but-secret" not in f"{attempts[0].post_data}{attempts[0].get_data}"


def test_with_it_switched_off_nobody_is_asked(handler, device, browser, settings):
    device(handler)
    settings.SECOND_FACTOR = "off"
    assert is_signed_in(browser(handler))


def test_another_key_makes_every_code_wrong_and_the_log_says_why(handler, device, browser, settings, caplog):
    phone = device(handler)
    settings.SECOND_FACTOR_KEY = "another"
    client = browser(handler)
    assert type_code(client, phone.code()).status_code == 200
    assert "SECOND_FACTOR_KEY" in caplog.text


def test_the_owner_is_told_once_when_wrong_codes_close_the_account(handler, device, browser, settings):
    device(handler)
    settings.WRONG_CODES = 3
    User.objects.filter(pk=handler.pk).update(username=f"h{secrets.token_hex(6)}")  # counts outlive the tests
    client = browser(fresh(handler))
    answers = [type_code(client, "000000").status_code for _time in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    [notice] = handler.notices.filter(kind="account.second_factor", subject__contains="错误验证码")
    assert notice.read_at is None


def test_the_key_is_changed_while_people_sign_in(handler, device, browser, settings):
    phone = device(handler)
    former = settings.SECOND_FACTOR_KEY
    settings.SECOND_FACTOR_KEY, settings.SECOND_FACTOR_KEY_FALLBACKS = "another", [former]
    for code in (phone.recovery_codes[0], phone.code(1)):
        client = browser(handler)
        type_code(client, code)
        assert client.get("/").status_code == 200
    settings.SECOND_FACTOR_KEY_FALLBACKS = []
    assert codes.unseal(SecondFactor.objects.get(user=handler).secret) == phone.secret


def test_two_at_once_do_not_use_one_code_twice(handler, device):
    phone = device(handler)
    with acting(handler):
        assert [take_code(handler, phone.code()), take_code(handler, phone.code())] == [True, False]
