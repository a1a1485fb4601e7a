"""What was typed outlives a session that ended, somebody else who signed in, a lost connection and a double click."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from rounds.models import Organization
from tests.browser.watch import settle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "市粮食和物资储备局党组"
NOTE = "由市发展和改革委员会代管，" * 10


@pytest.fixture
def sign_in_as(live_server):
    """`sign_in_as(user, page)` signs in another window of the same browser; without a user it signs out."""

    def sign_in(page, user=None):
        page.context.clear_cookies()
        if user is None:
            return
        client = Client()
        client.force_login(user, backend="personnel.accounts.backends.AccountBackend")
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])

    return sign_in


@pytest.fixture
def page(new_page, office, sign_in_as):
    """The form of a new organization, filled in by the office."""
    page = new_page()
    page.clock.install()
    sign_in_as(page, office)
    page.goto("/organizations/add/")
    settle(page)
    fill_in(page)
    return page


def fill_in(page, name=NAME):
    page.locator("[name=name]").fill(name)
    page.locator("[name=category]").fill("市直部门")
    page.locator("[name=level]").select_option(label="市级")
    page.locator("[name=note]").fill(NOTE)


def submit(page):
    page.keyboard.press("Control+Enter")


def assert_kept(page, why):
    page.get_by_role("alert").filter(has_text=why).wait_for()
    expect(page.locator("[name=name]")).to_have_value(NAME)
    expect(page.locator("[name=note]")).to_have_value(NOTE)
    assert not Organization.objects.filter(name=NAME).exists()


def assert_saved_once(page):
    page.wait_for_url(re.compile(r"/organizations/\d+/$"))
    assert Organization.objects.get(name=NAME).note == NOTE


def test_a_session_that_ended(page, office, sign_in_as, screenshot):
    sign_in_as(page)
    submit(page)
    assert_kept(page, "登录已失效，内容尚未提交")
    screenshot(page, "form-signed-out")
    sign_in_as(page, office)
    submit(page)
    assert_saved_once(page)


def test_another_account(page, office, handler, sign_in_as):
    sign_in_as(page, handler)
    submit(page)
    assert_kept(page, "已换成其他账号登录")
    sign_in_as(page, office)
    submit(page)
    assert_saved_once(page)


def test_a_lost_connection(page):
    page.context.set_offline(True)
    submit(page)
    assert_kept(page, "系统没有响应")
    page.context.set_offline(False)
    submit(page)
    assert_saved_once(page)


def test_a_double_click(page):
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.get_by_role("button", name="保存").dblclick()
    assert_saved_once(page)
    assert len(sent) == 1


def test_typing_keeps_the_session_alive_and_resting_does_not(page):
    page.clock.fast_forward("06:00")
    with page.expect_request("**/frame/session/"):
        page.locator("[name=note]").press_sequentially("补")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.fast_forward("06:00")
    page.locator("[name=note]").hover()
    assert asked == []


def test_going_back_and_saving_again(page):
    submit(page)
    assert_saved_once(page)
    saved = page.url
    page.go_back()
    settle(page)
    fill_in(page)  # some browsers kept it, others did not
    page.clock.fast_forward("00:05")
    submit(page)
    page.get_by_text("这份表单此前已提交过").wait_for()
    expect(page).to_have_url(saved)


def test_going_back_to_enter_another(page):
    submit(page)
    assert_saved_once(page)
    page.go_back()
    settle(page)
    fill_in(page, "市统计局党组")
    page.clock.fast_forward("00:05")
    submit(page)
    page.get_by_role("alert").filter(has_text="现在填写的内容尚未保存").wait_for()
    expect(page.locator("[name=name]")).to_have_value("市统计局党组")
    page.clock.fast_forward("00:05")
    submit(page)
    page.wait_for_url(re.compile(r"/organizations/\d+/$"))
    assert Organization.objects.filter(name="市统计局党组").exists()


def test_words_in_a_picker_that_led_to_no_choice(new_page, leader, organization, sign_in_as):
    page = new_page()
    sign_in_as(page, leader)
    page.goto(f"/people/{leader.person_id}/recusals/add/")
    box = page.get_by_role("combobox", name="党组织")
    box.fill("市粮食")
    page.locator("[name=reason]").fill("近亲属在该单位任职")
    submit(page)
    page.get_by_text("已输入“市粮食”，但未作选择").first.wait_for()
    box = page.get_by_role("combobox", name="党组织")
    expect(box).to_have_value("市粮食")
    box.fill(organization.name)
    page.get_by_role("option", name=organization.name).click()
    submit(page)
    page.wait_for_url(f"**/people/{leader.person_id}/")
    assert leader.person.recusals.get().organization == organization
