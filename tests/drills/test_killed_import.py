"""A worker that is killed in the middle of an import: the next one takes it up, and no row is lost or there twice."""

import io
import os
import re
import signal
import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.drills.installation import BEAT, WORKER
from tests.drills.waiting import until

pytestmark = pytest.mark.drill
ROWS, KILLS = 6000, 3
SAVED = "SELECT count(*), count(DISTINCT name) FROM rounds_organization WHERE name LIKE '演练第%'"
TRACED = "SELECT count(*) FROM rounds_organizationevent WHERE name LIKE '演练第%' AND pgh_label = 'insert'"
SAVING = """
    SELECT count(*) FROM pg_locks WHERE relation = 'rounds_organization'::regclass AND mode = 'RowExclusiveLock'
"""
"""Somebody has begun to write rows, and has not committed them."""


def ledger() -> bytes:
    book, content = Workbook(), io.BytesIO()
    book.active.append(["党组织名称", "类别", "层级"])
    for number in range(ROWS):
        book.active.append([f"演练第{number}局党组", "市直部门", "市级"])
    book.save(content)
    return content.getvalue()


def kill(worker) -> None:
    """Everything of it at once, as when the machine runs out of memory."""
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
    for pid in (worker.pid, *map(int, children)):
        os.kill(pid, signal.SIGKILL)
    worker.wait()


@pytest.fixture
def browser(demo_office):
    demo_office.start_web()
    demo_office.start(BEAT, "beat")
    yield demo_office.browser().sign_in("office", demo_office.accounts()["office"]["password"])
    for name in ("worker", "beat", "web"):
        demo_office.stop(name)


def test_the_next_worker_saves_it_once(demo_office, browser, record_property):
    demo_office.start(WORKER, "worker")
    address = browser.post("/imports/", {}, files={"file": ("名录.xlsx", ledger())}).headers["Location"]
    page = browser.get(address).text
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', page)[1]
    browser.post(address, {"do": "all", "confirmed": "on", "fingerprint": fingerprint}, page=page)
    waited = []
    for _time in range(KILLS):
        began = time.monotonic()
        until(lambda: demo_office.asked(SAVING) != [(0,)], 60, demo_office.logs, every=0.05)
        waited.append(time.monotonic() - began)
        time.sleep(0.3 * len(waited))
        kill(demo_office.processes["worker"])
        assert demo_office.asked(SAVED) == [(0, 0)]
        demo_office.start(WORKER, "worker")
    began = time.monotonic()
    until(lambda: demo_office.asked(SAVED) == [(ROWS, ROWS)], 120, demo_office.logs)
    record_property("seconds until taken up", ", ".join(f"{seconds:.1f}" for seconds in waited[1:]))
    record_property("seconds until saved after the last kill", f"{time.monotonic() - began:.1f}")
    assert demo_office.asked(TRACED) == [(ROWS,)]
    assert "查看列表" in browser.get(address).text
    time.sleep(35)  # another sweep looks for what was left behind, and finds nothing
    assert demo_office.asked(SAVED) == [(ROWS, ROWS)]
    demo_office.manage("verify_trail")
