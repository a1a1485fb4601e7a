"""Setting a second factor up: whoever must have one does it first, and before that a one-time password is changed."""

import re

import pytest
from django.urls import reverse

from core.api.tokens import issue_token
from personnel.accounts.services import create_user
from personnel.models import RoleGrant, SecondFactor
from tests.conftest import TODAY
from tests.devices import Device
from tests.factories import PASSWORD, fresh
from tests.page_client import PageClient
from tests.personnel.second_factor.conftest import type_code

PAGE = "/password/second-factor/"
NEW = "Quiet-harbour-7"


def shown_secret(client) -> str:
    page = client.get(PAGE).content.decode()
    return re.search(r'class="secret-text">([A-Z2-7 ]+)<', page)[1].replace(" ", "")


def set_up_by(client, password=PASSWORD) -> Device:
    phone = Device(shown_secret(client))
    answer = client.post(PAGE, {"code": phone.code(), "password": password})
    assert answer.url == PAGE
    return phone


TRUSTED = ["handler", "leadinggroup", "leader", "deputy", "discipline", "orgdept", "sysadmin", "secadmin", "auditor"]
OTHERS = ["office", "member", "secretary", "liaison", "division", "cooperating"]


@pytest.mark.parametrize("name", TRUSTED)
def test_who_reads_leads_or_administers_sets_it_up_first(name, request, browse):
    client = browse(request.getfixturevalue(name))
    assert client.get("/").url == PAGE
    assert client.get(reverse("inbox")).url == PAGE
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("name", OTHERS)
def test_others_may_leave_it(name, request, browse):
    assert browse(request.getfixturevalue(name)).get("/").status_code == 200


def test_optional_asks_nobody_to_set_it_up(handler, browse, settings):
    settings.SECOND_FACTOR = "optional"
    assert browse(handler).get("/").status_code == 200


def test_off_has_no_such_page(office, browse, settings):
    settings.SECOND_FACTOR = "off"
    assert browse(office).get(PAGE).status_code == 404
    assert PAGE not in browse(office).get("/").content.decode()


def test_it_is_set_up_with_a_code_of_the_picture_and_shows_recovery_codes_once(handler, browse, browser):
    client = browse(handler)
    phone = set_up_by(client)
    page = client.get(PAGE).content.decode()
    written = re.findall(r"<li><code>([a-z2-9-]{14})</code>", page)
    assert len(written) == 10
    assert written[0] not in client.get(PAGE).content.decode()
    assert client.get("/").status_code == 200
    again = browser(handler)
    type_code(again, written[3])
    assert again.get("/").status_code == 200
    assert phone.secret not in SecondFactor.objects.get(user=handler).secret


def test_the_picture_says_what_the_text_says(handler, browse):
    client = browse(handler)
    first, second = shown_secret(client), shown_secret(client)
    assert first == second
    page = client.get(PAGE)
    assert "data:image/svg+xml" in page.content.decode()
    assert page.context["picture"]


def test_who_need_not_have_one_is_asked_for_the_password(office, browse):
    client = browse(office)
    phone = Device(shown_secret(client))
    for typed in ("", "wrong"):
        answer = client.post(PAGE, {"code": phone.code(), "password": typed})
        assert answer.status_code == 200
        assert fresh(office).second_factor_at is None
    assert "密码不正确" in answer.content.decode()
    assert client.post(PAGE, {"code": phone.code(), "password": PASSWORD}).url == PAGE


def test_who_must_have_one_has_just_typed_it(handler, browse):
    client = browse(handler)
    assert 'name="password"' not in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"code": Device(shown_secret(client)).code()}).url == PAGE


def test_wrong_passwords_there_close_the_sign_in(office, browse, settings):
    settings.AXES_FAILURE_LIMIT = 2
    client = browse(office)
    phone = Device(shown_secret(client))
    answers = [client.post(PAGE, {"code": phone.code(), "password": "wrong"}) for _time in range(3)]
    assert answers[-1].status_code == 429
    assert PageClient().post("/login/", {"username": "office", "password": PASSWORD}).status_code == 429


def told(user) -> list[str]:
    return list(user.notices.filter(kind="account.second_factor").order_by("pk").values_list("subject", flat=True))


def test_the_owner_is_told_when_it_is_set_up_and_taken_away(office, device, browse):
    phone = device(office)
    client = browse(fresh(office))
    assert client.post("/password/second-factor/remove/", {"code": phone.code()}).url == PAGE
    first, second = told(office)
    assert "设置了双因素验证" in first
    assert "取消" in second


def test_a_wrong_code_sets_nothing_up(handler, browse):
    client = browse(handler)
    shown_secret(client)
    answer = client.post(PAGE, {"code": "000000"})
    assert answer.status_code == 200
    assert "不是现在" in answer.content.decode()
    assert fresh(handler).second_factor_at is None


def test_setting_it_up_ends_other_sessions_and_all_tokens(office, browse):
    here, elsewhere = browse(office), browse(office)
    _token, text = issue_token(office)
    set_up_by(here)
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").url.startswith("/login/")
    program = PageClient(headers={"Authorization": f"Token {text}"})
    assert program.get("/api/v1/organizations/").status_code == 401


def test_a_one_time_password_is_changed_before_the_device_is_set_up(sysadmin, db):
    user, password = create_user(by=sysadmin, username="new", name="新人")
    RoleGrant.objects.create(user=user, role="lead_handler", granted_on=TODAY)
    client = PageClient()
    client.post("/login/", {"username": "new", "password": password})
    assert client.get("/").url == "/password/"
    assert client.get(PAGE).url == "/password/"
    client.post("/password/", {"old_password": password, "new_password1": NEW, "new_password2": NEW})
    assert client.get("/").url == PAGE
    set_up_by(client)
    assert client.get("/").status_code == 200


def test_a_role_granted_during_a_session_asks_for_it_with_the_next_request(office, browse):
    client = browse(office)
    assert client.get("/").status_code == 200
    RoleGrant.objects.create(user=office, role="lead_handler", granted_on=TODAY)
    assert client.get("/").url == PAGE


def test_nothing_but_that_page_opens_before(handler, browse):
    client = browse(handler)
    for name in ("menu_counts", "session", "worklist", "password_change", "proposals"):
        assert client.get(reverse(name)).url == PAGE
    assert client.post(reverse("set_language"), {"language": "en"}).url == PAGE
    assert client.post(reverse("logout")).url == "/login/"


def test_new_recovery_codes_take_a_code_and_end_the_old_ones(office, browse, browser, device):
    phone, client = device(office), browse(fresh(office))
    page = "/password/second-factor/codes/"
    assert "不正确" in client.post(page, {"code": "000000"}).content.decode()
    assert client.post(page, {"code": phone.code()}).url == PAGE
    made = re.findall(r"<li><code>([a-z2-9-]{14})</code>", client.get(PAGE).content.decode())
    assert len(made) == 10
    old = browser(office)
    assert type_code(old, phone.recovery_codes[0]).status_code == 200
    assert type_code(old, made[0]).status_code == 302


def test_another_device_takes_a_code_of_the_present_one(handler, browse, device):
    phone, client = device(handler), browse(fresh(handler))
    page = "/password/second-factor/remove/"
    assert client.post(page, {"code": "000000"}).status_code == 200
    assert fresh(handler).second_factor_at
    assert client.post(page, {"code": phone.code()}).url == PAGE
    assert client.get("/").url == PAGE
    assert shown_secret(client) != phone.secret
    assert not SecondFactor.objects.filter(user=handler).exists()


def test_five_wrong_proofs_close_the_door(office, browse, device):
    device(office)
    client = browse(fresh(office))
    answers = [client.post("/password/second-factor/remove/", {"code": "000000"}).status_code for _n in range(5)]
    assert answers[-1] == 429
