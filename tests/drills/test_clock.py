"""A machine's clock is put right by a day, back and forth, over midnight and deadlines: all is reminded of once."""

import re
import shutil
import struct
import subprocess
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.devices import Device
from tests.drills.installation import BEAT, WORKER, Installation
from tests.drills.servers import open_folder
from tests.drills.waiting import until

pytestmark = [
    pytest.mark.drill,
    pytest.mark.skipif(not shutil.which("gcc"), reason="no gcc: apt-get install gcc libc6-dev"),
]
SOURCE = Path(__file__).with_name("shifted_clock.c")
SECRET = re.compile(r'class="secret-text">([A-Z2-7 ]+)<')
DAY, SHANGHAI = 86400, 8 * 3600
DUE = re.compile(r"将写入提醒(\d+)条")
TWICE = """
    SELECT count(*) FROM (
        SELECT obligation_id, threshold, due_on, recipient_id FROM rectification_reminder
        GROUP BY 1, 2, 3, 4 HAVING count(*) > 1
    ) AS twice
"""
SWEPT = "SELECT sum(times) FROM core_lastrun WHERE work IN ('remind', 'deliver_notices', 'take_up', 'anchor_trail')"
REMINDED = "SELECT count(*) FROM rectification_reminder"
NOTICED = "SELECT count(*) FROM core_notice WHERE kind = 'reminder'"


class Clock:
    """What all processes of the machine take for the time of day; it is put right, or wrong, while they run."""

    def __init__(self, folder: Path):
        self.file, self.library, self.ahead = folder / "clock", folder / "shifted_clock.so", 0
        self.file.write_bytes(bytes(8))
        subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", self.library, SOURCE, "-ldl", "-lpthread"], check=True)

    @property
    def environment(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self.library), "SHIFTED_CLOCK": str(self.file), "TZ": "UTC"}

    def set(self, ahead: int) -> None:
        self.ahead = ahead
        with self.file.open("r+b") as file:
            file.write(struct.pack("@l", ahead))

    def put(self, by: int) -> None:
        self.set(self.ahead + by)

    def put_before_midnight(self, seconds: int) -> None:
        """So many seconds before the next local midnight."""
        self.set(-int(time.time() + SHANGHAI + seconds) % DAY)


class Office(Installation):
    """The demo, on a machine whose clock is not to be trusted: that of its servers, too."""

    def __init__(self, root: Path):
        super().__init__(root)
        self.clock = Clock(root)
        self.database.environment = self.cache.environment = self.clock.environment

    def open(self, **how) -> None:
        """The tables are made, and the demo is loaded, by programs that go by the true clock."""
        super().open(**how)
        self.environment |= self.clock.environment

    def still_due(self) -> int:
        """How many reminders a sweep would write now."""
        return int(DUE.search(self.manage("remind", "--dry-run"))[1])

    def all_is_swept(self) -> None:
        """Every regular work is done once more, on its own; whoever had to be reminded was."""
        [[before]] = self.asked(SWEPT)
        until(lambda: self.asked(SWEPT)[0][0] >= before + 4, 120, self.logs)
        until(lambda: self.still_due() == 0, 120, self.logs)


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
        assert office.asked(TWICE) == [(0,)]
        assert office.asked(REMINDED) == office.asked(NOTICED)
        told.append((what, office.asked(REMINDED)[0][0]))

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
    sent = [message_from_bytes(mail) for mail in office.mail.received]
    assert sent
    assert set(Counter(mail["Message-ID"] for mail in sent).values()) == {1}


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
