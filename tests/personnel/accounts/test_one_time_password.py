"""A one-time password is good for one thing, and who did not ask for it learns of it: whoever read it out knows it."""

import pytest
from django.urls import reverse

from core.models import Notice
from personnel.accounts.services import create_user, reset_password, update_user
from tests.factories import fresh
from tests.page_client import PageClient

NEW = "Quiet-harbour-7"


def signed_in(user, password):
    """A browser in which somebody signed in on the page."""
    client = PageClient()
    client.post(reverse("login"), {"username": user.username, "password": password})
    return client


def change(client, old, new):
    return client.post(reverse("password_change"), {"old_password": old, "new_password1": new, "new_password2": new})


@pytest.mark.parametrize("name", ["menu_counts", "session", "inbox", "worklist"])
def test_it_reads_nothing_else(liaison, sysadmin, name):
    client = signed_in(liaison, reset_password(liaison, by=sysadmin))
    assert client.get(reverse(name)).url == reverse("password_change")


@pytest.mark.parametrize("name", ["set_language", "remember_looks"])
def test_it_changes_nothing_else(liaison, sysadmin, name):
    client = signed_in(liaison, reset_password(liaison, by=sysadmin))
    assert client.post(reverse(name), {"language": "en", "theme": "dark"}).url == reverse("password_change")
    assert fresh(liaison).language == "zh-hans"


def test_its_page_asks_for_nothing_else(liaison, sysadmin):
    page = signed_in(liaison, reset_password(liaison, by=sysadmin)).get(reverse("password_change")).content.decode()
    assert all(reverse(name) not in page for name in ("menu_counts", "session", "set_language", "remember_looks"))


def test_the_owner_is_told_at_the_next_sign_in_when_and_by_whom(liaison, sysadmin, clock):
    clock.set("2026-11-20 09:30")
    first = reset_password(liaison, by=sysadmin)
    change(signed_in(liaison, first), first, NEW)  # somebody was faster than its owner
    clock.set("2026-11-23 08:15")
    second = reset_password(fresh(liaison), by=sysadmin)
    update_user(fresh(liaison), by=sysadmin, email="liaison@example.test")
    page = signed_in(liaison, second).get(reverse("password_change")).content.decode()
    by = f"Sysadmin (sysadmin #{sysadmin.pk})"
    assert f"2026-11-23 08:15 被 {by} 重置" in page
    assert f"2026-11-20 09:30 被 {by} 重置" in page
    assert page.count("被 Sysadmin") == 2


def test_a_new_account_is_told_of_no_reset(sysadmin):
    client = signed_in(*create_user(by=sysadmin, username="new", name="新人"))
    assert "重置" not in client.get(reverse("password_change")).content.decode()


def test_the_owner_finds_it_in_the_inbox_too(liaison, sysadmin):
    reset_password(liaison, by=sysadmin)
    assert f"Sysadmin (sysadmin #{sysadmin.pk})" in Notice.objects.get(recipient=liaison).subject
