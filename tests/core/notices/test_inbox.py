"""The inbox page."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.models import Notice
from core.notices.services import inbox, tell, unread_count

pytestmark = pytest.mark.django_db


def test_the_inbox_shows_my_notices_newest_first(client, alice, bob, clock):
    clock.set("2026-11-22 09:00")
    tell([alice], kind="test", subject="较早的", body="第一行\n<b>第二行</b>")
    clock.set("2026-11-23 09:00")
    tell([alice], kind="test", subject="较新的")
    tell([bob], kind="test", subject="别人的")
    client.force_login(alice)
    page = client.get(reverse("inbox")).text
    assert page.index("较新的") < page.index("较早的")
    assert "别人的" not in page
    assert "&lt;b&gt;第二行" in page
    assert "2026-11-22 09:00" in page


def test_an_empty_inbox_says_what_will_come(client, alice):
    client.force_login(alice)
    assert "还没有通知" in client.get(reverse("inbox")).text


def test_it_is_read_and_searched_in_the_language_of_the_page(client, alice):
    tell([alice], kind="test", subject=_("Item %(number)s: %(text)s"), number=3, text="公务接待")
    client.force_login(alice)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with translation.override("en"):
        for words in ("Item 3", "公务接待"):
            assert "Item 3: 公务接待" in client.get(reverse("inbox"), {"words": words}).text
        assert "Item 3:" not in client.get(reverse("inbox"), {"words": "Item 4"}).text
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    assert "Item 3" not in client.get(reverse("inbox")).text


def test_only_unread_ones_when_asked(client, alice):
    tell([alice], kind="test", subject="已读的")
    Notice.objects.update(read_at="2026-11-23T08:00+08:00")
    tell([alice], kind="test", subject="未读的")
    client.force_login(alice)
    page = client.get(reverse("inbox"), {"state": "unread"}).text
    assert "未读的" in page
    assert "已读的" not in page


def test_opening_marks_as_read_and_goes_there(client, alice):
    tell([alice], kind="test", subject="看", url="/items/5/")
    client.force_login(alice)
    answer = client.post(reverse("notice-open", args=[inbox(alice).get().pk]))
    assert (answer.status_code, answer["Location"]) == (302, "/items/5/")
    assert unread_count(alice) == 0


def test_a_notice_without_a_page_leads_back_to_the_inbox(client, alice):
    tell([alice], kind="test", subject="看")
    client.force_login(alice)
    answer = client.post(reverse("notice-open", args=[inbox(alice).get().pk]))
    assert answer["Location"] == reverse("inbox")


def test_nobody_opens_anothers_notice(client, alice, bob):
    tell([bob], kind="test", subject="别人的", url="/items/5/")
    client.force_login(alice)
    assert client.post(reverse("notice-open", args=[inbox(bob).get().pk])).status_code == 404
    client.post(reverse("inbox-read"), {"pk": [inbox(bob).get().pk]})
    client.post(reverse("inbox-read"), {"all": "1"})
    assert unread_count(bob) == 1


def test_ticked_ones_or_all_are_marked_as_read(client, alice):
    for number in range(3):
        tell([alice], kind="test", subject=str(number))
    client.force_login(alice)
    answer = client.post(reverse("inbox-read"), {"pk": [inbox(alice).first().pk, "x"]}, follow=True)
    assert "已将1条通知标为已读" in answer.text
    assert unread_count(alice) == 2
    client.post(reverse("inbox-read"), {"all": "1"})
    assert unread_count(alice) == 0
    assert "没有未读通知" in client.post(reverse("inbox-read"), {"all": "1"}, follow=True).text


@pytest.mark.parametrize("name", ["inbox-read", "notice-open"])
def test_reading_is_no_get(client, alice, name):
    client.force_login(alice)
    arguments = [1] if name == "notice-open" else []
    assert client.get(reverse(name, args=arguments)).status_code == 405


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get(reverse("inbox"))["Location"].startswith(reverse("login"))
    assert client.post(reverse("inbox-read"))["Location"].startswith(reverse("login"))


@pytest.mark.parametrize("amount", [1, 50])
def test_the_inbox_costs_the_same_however_full(client, alice, amount, django_assert_max_num_queries):
    for number in range(amount):
        tell([alice], kind="test", subject=str(number))
    client.force_login(alice)
    client.get(reverse("inbox"))
    with django_assert_max_num_queries(4):
        client.get(reverse("inbox"))
