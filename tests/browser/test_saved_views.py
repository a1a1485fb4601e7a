"""Views of a list by keyboard: asked for, saved, opened; the bar of the list stays one line."""

import pytest

from core.models import SavedView
from tests.factories import OrganizationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_view_is_saved_and_opened_by_keyboard(seat_as, office):
    OrganizationFactory(level="city")
    seat = seat_as(office)
    page = seat.page
    seat.open("/organizations/?level=city")
    bar = page.locator(".list-bar")
    assert bar.bounding_box()["height"] < 44
    opens = page.locator("summary", has_text="视图")
    opens.focus()
    page.keyboard.press("Enter")
    page.get_by_label("视图名称").focus()
    page.keyboard.type("市级单位")
    with seat.another_page():
        page.keyboard.press("Enter")
    seat.arrive()
    view = SavedView.objects.get()
    assert page.url.endswith(f"/organizations/?level=city&view={view.pk}")
    seat.open("/organizations/")
    opens.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="市级单位", exact=True)
    link.wait_for()
    page.keyboard.press("Tab")
    assert link.evaluate("link => link === document.activeElement")
    with seat.another_page():
        page.keyboard.press("Enter")
    assert page.url.endswith(f"/organizations/?level=city&view={view.pk}")
