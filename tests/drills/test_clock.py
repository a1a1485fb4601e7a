"""A machine's clock is put right by a day, back and forth, over midnight and deadlines: all is reminded of once."""

import re
import time

import pytest

from tests.devices import Device
from tests.drills.clock import DAY, Office, needs_compiler
from tests.drills.installation import BEAT, WORKER
from tests.drills.servers import open_folder

pytestmark = [pytest.mark.drill, needs_compiler]
SECRET = re.compile(r'class="secret-text">([A-Z2-7 ]+)<')


@pytest.fixture(scope="module")
def office():
    with open_folder() as root:
        office = Office(root)
        try:
            office.open(demo=True)
            office.clock.put_before_midnight(150)
            office.start(WORKER, "worker")
            office.start(BEAT, "beat")
            office.start_web()
            yield office
        finally:
            office.close()


def test_everybody_is_reminded_once_however_the_clock_goes(office, record_property):
    told = []

    def passed(what):
        office.all_is_swept()
        told.append((what, office.reminded()))

    passed("before midnight")
    office.clock.put(DAY + 600)
    passed("a day on, over midnight")
    office.clock.put(-DAY)
    passed("and back")
    office.clock.put(DAY)
    passed("and on again")
    office.clock.put(DAY)
    passed("another day")
    office.clock.put(-2 * DAY)
    passed("and all the way back")
    record_property("reminders", ", ".join(f"{what} {amount}" for what, amount in told))
    amounts = dict(told)
    assert amounts["a day on, over midnight"] > amounts["before midnight"], "a threshold was crossed"
    assert amounts["and back"] == amounts["and on again"] == amounts["a day on, over midnight"]
    assert amounts["and all the way back"] == amounts["another day"]


def test_no_mail_was_sent_twice(office):
    office.no_mail_was_sent_twice()


def test_the_trail_is_whole(office):
    office.manage("verify_trail")


def test_a_session_of_tomorrow_ends_with_the_day_that_was_not(office):
    password = office.accounts()["office"]["password"]
    office.clock.put(DAY)
    browser = office.browser().sign_in("office", password)
    assert browser.get("/").status_code == 200
    office.clock.put(-DAY)
    assert browser.get("/").headers["Location"].startswith("/login/")
    assert office.browser().sign_in("office", password).get("/").status_code == 200


def test_a_code_is_good_half_a_minute_early_and_late_and_no_longer(office):
    password, page = office.accounts()["member"]["password"], "/password/second-factor/"
    office.clock.set(0)
    office.start_web(SECOND_FACTOR="optional")
    browser = office.browser().sign_in("member", password)
    phone = Device(SECRET.search(browser.get(page).text)[1].replace(" ", ""))
    assert browser.post(page, {"code": phone.code(), "password": password}).status_code == 302

    def signs_in(ahead: int) -> bool:
        """With the code of a phone that goes right, at a server whose clock is so many seconds ahead."""
        office.clock.set(ahead)
        time.sleep(31)  # no code is good twice
        browser = office.browser().sign_in("member", password)
        return browser.post("/login/code/", {"code": phone.code()}).status_code == 302

    assert [signs_in(ahead) for ahead in (0, 25, 100, -25, 0)] == [True, True, False, True, True]
