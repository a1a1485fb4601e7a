"""The whole office at work at once: how long people wait, with how many of them, and that nobody is turned away.

`make drills DRILLS=tests/drills/test_mixed_users.py` on a quiet machine; the figures stand below the tests' names.
"""

import random
import re
import statistics
import threading
import time
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.drills.browser import TOKEN
from tests.drills.installation import WORKER

pytestmark = pytest.mark.drill
PAGES = {
    "office": "/ /items/ /items/ /obligations/ /hand-overs/ /findings/ /organizations/ /rounds/ /reports/ /inbox/",
    "leader": "/ /papers/ /findings/ /leads/ /inbox/",
    "member": "/ /papers/ /papers/ /findings/",
    "liaison": "/ /items/ /items/ /hand-overs/ /inbox/",
    "leadinggroup": "/ /rounds/ /reports/ /findings/",
    "division": "/ /items/ /organizations/",
}
SHARES = {"office": 6, "leader": 3, "member": 5, "liaison": 4, "leadinggroup": 1, "division": 1}
SECONDS, THINKS = 60, 3
RECORD = re.compile(r'href="(/(?:items|findings|papers|rounds|organizations|hand-overs)/\d+/)"')


class LightBrowser:
    """Keeps a connection and its cookies, and takes next to no processor: the server is to have both cores."""

    def __init__(self, address: str):
        self.line = HTTPConnection(address, timeout=60)
        self.cookies = SimpleCookie()

    def open(self, path: str, form: dict | None = None) -> tuple[int, str]:
        """The status and the text of a page, or of what a form leads to."""
        headers = {"Cookie": "; ".join(f"{name}={each.value}" for name, each in self.cookies.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request("POST" if form else "GET", path, urlencode(form) if form else None, headers)
        answer = self.line.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", ()):
            self.cookies.load(cookie)
        if answer.status == 302:
            return self.open(answer.headers["Location"])
        return answer.status, page


class Person(threading.Thread):
    """Opens a page of the seat, reads it for some seconds, opens a record from it or the next page."""

    def __init__(self, address: str, name: str, password: str, number: int):
        super().__init__(daemon=True)
        self.name_, self.password = name, password
        self.chance = random.Random(number)  # noqa: S311 - it only chooses
        self.browser = LightBrowser(address)
        self.waited: list[tuple[str, float]] = []
        self.failed: list[str] = []
        self.go = threading.Event()

    def sign_in(self) -> None:
        _status, page = self.browser.open("/login/")
        told = {"username": self.name_, "password": self.password, "csrfmiddlewaretoken": TOKEN.search(page)[1]}
        status, _page = self.browser.open("/login/", told)
        assert status == 200

    def run(self) -> None:
        self.go.wait()
        until_ = time.monotonic() + SECONDS
        time.sleep(self.chance.uniform(0, THINKS))
        path = "/"
        while time.monotonic() < until_:
            found = RECORD.findall(self._open(path))
            pages = PAGES[self.name_].split()
            path = self.chance.choice(found) if found and self.chance.random() < 0.4 else self.chance.choice(pages)
            time.sleep(self.chance.expovariate(1 / THINKS))

    def _open(self, path: str) -> str:
        began = time.perf_counter()
        try:
            status, page = self.browser.open(path)
        except (OSError, HTTPException) as error:
            self.failed.append(f"{path}: {type(error).__name__}")
            return ""
        self.waited.append((re.sub(r"\d+", "N", path), time.perf_counter() - began))
        if status not in (200, 403, 404):
            self.failed.append(f"{path}: {status}")
        return page


@pytest.fixture(scope="module")
def office(demo_office):
    demo_office.start(WORKER, "worker")
    demo_office.start_web()
    return demo_office


@pytest.mark.parametrize(("people", "most"), [(20, 0.150), (100, 0.150), (200, 0.500)])
def test_nineteen_of_twenty_pages_come_within(office, people, most, capsys):
    accounts = office.accounts()
    seats = [name for name, share in SHARES.items() for _ in range(share)]
    crowd = [
        Person(office.host, name, accounts[name]["password"], number)
        for number, name in zip(range(people), seats * people, strict=False)
    ]
    for person in crowd:
        person.sign_in()
        person.start()
    for person in crowd:
        person.go.set()
    for person in crowd:
        person.join(SECONDS * 2)
    waited = sorted(seconds for person in crowd for _path, seconds in person.waited)
    failed = [failure for person in crowd for failure in person.failed]
    slowest = waited[int(len(waited) * 0.95)]
    with capsys.disabled():
        print(f"\n{people} people, {len(waited)} pages: p50 {statistics.median(waited) * 1000:.0f} ms,", end=" ")
        print(f"p95 {slowest * 1000:.0f} ms, longest {waited[-1] * 1000:.0f} ms, failed {len(failed)}")
    assert failed == []
    assert slowest <= most
