"""Every entry of every role's menu: it opens, fits the window, speaks Chinese and asks nobody else."""

import pytest
from playwright.sync_api import expect

from tests.guards.world import built_once, cast, world

__all__ = ["built_once", "cast", "world"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("counts_once")]

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MENU = "links => links.map(link => link.getAttribute('href'))"


# (who, width): each menu once at the office's size, the busiest ones on a phone too.
SEATS = [("office", 1366), ("leadinggroup", 1366), ("discipline", 1366), ("sysadmin", 1366), ("auditor", 1366)]
SEATS += [("handler", 390), ("leader", 390), ("liaison", 390)]


def is_entry(address):
    return not address.startswith("#")


def test_each_page_of_each_menu_opens(cast, world, seat_as):
    for name, width in SEATS:
        seat = seat_as(cast[name], width=width)
        seat.open("/")
        addresses = filter(is_entry, seat.page.locator("#menu a").evaluate_all(MENU))
        for address in addresses:
            seat.open(address)
            expect(seat.page.get_by_role("heading", level=1)).to_be_visible()
            assert seat.page.evaluate(TOO_WIDE) <= 0, (name, address)
            seat.look(f"menu-{name}-{address.strip('/').replace('/', '-') or 'desk'}")


RECORDS = ["round", "team", "inspection", "organization", "person", "paper", "finding", "lead", "transfer"]
RECORDS += ["hand_over", "item"]


def test_each_record_fits_the_window(cast, world, seat_as):
    wide = []
    for width in (1366, 390):
        seat = seat_as(cast["handler"], width=width)
        for noun in RECORDS:
            seat.open(getattr(world, noun).get_absolute_url())
            seat.look(f"record-{noun}-{width}")
            if seat.page.evaluate(TOO_WIDE) > 0:
                wide.append((noun, width))
    assert wide == []
