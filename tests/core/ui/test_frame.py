"""The frame: menu by role, numbers fetched apart, looks remembered, and nothing that the policy forbids."""

import re
from pathlib import Path

import pytest
from django.conf import settings as project

from core.ui import menu
from core.ui.icons import shapes
from tests.factories import PASSWORD

TEMPLATES = sorted((Path(project.BASE_DIR) / "templates").rglob("*.html"))
PYTHON = sorted(
    path for app in ("core", "rounds", "personnel", "findings", "rectification") for path in Path(app).rglob("*.py")
)


@pytest.fixture
def entries(monkeypatch):
    """A menu of the test's own."""
    monkeypatch.setattr(menu, "_entries", {})
    menu.register("rounds", "轮次", "password_change", "rotate-2", order=2)
    menu.register("rounds", "党组织", "login", "building", visible=lambda user: user.username == "office", order=1)
    menu.register("desk", "待办", "healthz", "list-check", count=lambda user: 7)


def test_the_menu_has_only_what_the_user_may_see_in_its_order(entries, office, liaison):
    def labels(user):
        return [[entry.label for entry in section.entries] for section in menu.sections_of(menu.entries_for(user))]

    assert labels(office) == [["待办"], ["党组织", "轮次"]]
    assert labels(liaison) == [["待办"], ["轮次"]]


def test_signed_in_already_the_sign_in_page_leads_on_and_not_to_itself(client, office):
    client.force_login(office)
    for wanted in ("/login/", "/login/?next=/login/"):
        assert client.get("/login/", {"next": wanted}).url == "/"


def test_an_unknown_group_is_refused():
    with pytest.raises(ValueError, match="Unknown menu group"):
        menu.register("nowhere", "x", "login", "x")


def test_what_waits_is_fetched_after_the_page(entries, gallery, client, office):
    client.force_login(office)
    page = client.get("/gallery/step/").content.decode()
    assert 'id="count-healthz"' in page
    assert ">7<" not in page
    counts = client.get("/frame/counts/").content.decode()
    assert re.search(r'id="count-healthz" hx-swap-oob="true" class="menu-count" >7<', counts)


def test_the_menu_of_a_user_comes_back_to_each_page_with_its_own_token(client, office):
    client.force_login(office)
    for place in ("/rounds/?q=%22%3E&sort=-number", "/findings/"):
        page = client.get(place).content.decode()
        menu_ = re.search(r'<details class="popup user-menu">.*?</details>', page, re.DOTALL)[0]
        tokens = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', menu_))
        assert tokens == set(re.findall(r'"X-CSRFToken": "([^"]+)"', page))
        assert set(re.findall(r'name="next" value="([^"]+)"', menu_)) == {place.replace("&", "&amp;")}
        assert "\0" not in page


def test_looks_are_kept_in_a_cookie_and_strange_ones_are_not(client, db):
    response = client.post("/frame/looks/", {"theme": "dark", "density": "vast", "next": "/login/"})
    assert response.url == "/login/"
    assert response.cookies["theme"].value == "dark"
    assert "density" not in response.cookies
    assert 'data-bs-theme="dark"' in client.get("/login/").content.decode()


def test_no_one_is_sent_elsewhere_after_choosing(client, db):
    assert client.post("/frame/looks/", {"next": "https://example.org/"}).url == "/"


def test_the_language_is_chosen_in_the_user_menu(client, db):
    assert "登录" in client.get("/login/").content.decode()
    client.post("/frame/language/", {"language": "en", "next": "/login/"})
    assert "Sign in" in client.get("/login/").content.decode()


def test_pages_are_chinese_whatever_the_browser_would_like(client, db):
    assert "登录" in client.get("/login/", headers={"Accept-Language": "en-US,en;q=0.9"}).content.decode()


def test_the_language_follows_the_account(client, office):
    client.force_login(office)
    client.post("/frame/language/", {"language": "en", "next": "/login/"})
    client.post("/frame/language/", {"language": "xx", "next": "/login/"})
    office.refresh_from_db()
    assert office.language == "en"
    client.logout()
    client.post("/login/", {"username": "office", "password": PASSWORD})
    assert client.cookies["django_language"].value == "en"


def test_a_demo_says_so_on_every_page(client, db, settings):
    assert "演示数据" not in client.get("/login/").content.decode()
    settings.DEMO = True
    assert "演示数据" in client.get("/login/").content.decode()


@pytest.mark.parametrize("address", ["/no-such-page/"])
def test_a_missing_page_says_what_to_do(client, db, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "请核对地址" in response.content.decode()


def test_a_form_without_its_token_is_told_in_plain_words(db):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/login/", {"username": "x"})
    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_style_or_script_or_calls_another_host(path):
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|hx-on", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", text)


def test_every_icon_that_is_named_exists():
    named = {name for path in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())}
    named |= {name for path in PYTHON for name in re.findall(r'icon="([\w-]+)"', path.read_text())}
    named |= {entry.icon for entry in menu._entries.values()}
    assert [name for name in sorted(named) if not shapes(name)] == []


def test_every_component_says_what_it_is_given():
    components = [path for path in TEMPLATES if path.parent.name == "components"]
    assert [path.name for path in components if not path.read_text().startswith("{#")] == []


def test_whoever_is_signed_in_keeps_the_menu_when_a_page_is_not_there(client, office):
    client.force_login(office)
    content = client.get("/no-such-page/").content.decode()
    assert "请核对地址" in content
    assert 'class="menu"' in content


def test_too_many_wrong_passwords_are_told_in_plain_words(client, office):
    for _attempt in range(6):
        response = client.post("/login/", {"username": "office", "password": "wrong"})
    assert response.status_code in {403, 429}
    assert "登录暂时锁定" in response.content.decode()


def test_a_weak_password_is_refused_in_chinese(client, office):
    client.force_login(office)
    passwords = {"old_password": PASSWORD, "new_password1": "abc", "new_password2": "abc"}
    assert "密码太短，至少需要8个字符" in client.post("/password/", passwords).content.decode()


def test_a_button_whose_address_is_opened_as_a_page_says_that_nothing_was_done(client, office):
    """So after signing in anew: the way back leads to the address of the button."""
    client.force_login(office)
    answer = client.get("/inbox/read/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "操作没有执行" in answer.content.decode()
