"""Five hundred items closed out at once: within ten seconds, seen on the way, and not lost with their worker."""

import os
import re
import signal
import time
from pathlib import Path

import psycopg
import pytest

from tests.drills.installation import BEAT, WORKER
from tests.drills.waiting import until

pytestmark = pytest.mark.drill
AMOUNT, SECONDS = 500, 10
ACCEPTED = """
    SET session_replication_role = replica;
    CREATE TEMPORARY TABLE picked AS
        SELECT item.id, item.hand_over_id FROM rectification_item item
         WHERE item.status <> 'awaiting_acceptance' ORDER BY item.id LIMIT {amount};
    CREATE TEMPORARY TABLE who AS SELECT username, id FROM personnel_user;
    DELETE FROM rectification_closeout WHERE item_id IN (SELECT id FROM picked);
    DELETE FROM rectification_checkresult WHERE item_id IN (SELECT id FROM picked);
    UPDATE rectification_handover SET status = 'rectifying', closed_on = NULL
     WHERE id IN (SELECT hand_over_id FROM picked);
    UPDATE rectification_item SET status = 'awaiting_acceptance', closed_on = NULL, completion = 'done'
     WHERE id IN (SELECT id FROM picked);
    INSERT INTO rectification_closeout (item_id, root_cause, statement, wider_lessons, applied_by_id, applied_on,
           acceptance, accepted_by_id, accepted_on, acceptance_opinion, decision, opinion)
    SELECT id, '制度不健全', '均已完成', '已全面排查',
           (SELECT id FROM who WHERE username = 'liaison'), current_date - 9, 'team',
           (SELECT id FROM who WHERE username = 'leader'), current_date - 8, '同意', '', '' FROM picked;
    INSERT INTO rectification_checkresult (item_id, checked_on, checkers, place, verdict, opinion, recorded_by_id)
    SELECT id, current_date - 7, '督查组', '', 'confirmed', '属实', (SELECT id FROM who WHERE username = 'handler')
      FROM picked;
"""
"""So many items stand before the decision of the office, as if each had gone its way; the trail is not told."""
DONE = "SELECT count(*) FROM core_batchrow WHERE batch_id = (SELECT max(id) FROM core_batch) AND outcome = 'done'"
ENDED = "SELECT done_at IS NOT NULL FROM core_batch ORDER BY id DESC LIMIT 1"
CLOSED_TWICE = """
    SELECT count(*) FROM (
        SELECT item_id FROM rectification_closeout WHERE decision = 'accepted' AND item_id IN (
            SELECT subject_id FROM core_batchrow WHERE batch_id = (SELECT max(id) FROM core_batch)
        ) GROUP BY item_id HAVING count(*) > 1
    ) AS twice
"""
LIST = "/items/?status=awaiting_acceptance"
CLOSE = f"/batches/items/close/?all=1&list={LIST.replace('?', '%3F').replace('=', '%3D')}"


@pytest.fixture
def browser(demo_office):
    demo_office.start_web()
    demo_office.start(WORKER, "worker")
    yield demo_office.browser().sign_in("office", demo_office.accounts()["office"]["password"])
    for name in ("worker", "beat", "web"):
        demo_office.stop(name)


def accept(office):
    place = office.database.administrator.removesuffix("postgres") + "inspection"
    with psycopg.connect(place) as connection:
        connection.execute(ACCEPTED.format(amount=AMOUNT))


def close_all(browser):
    """The form of all that the filter leaves, sent as it stands; the address of what becomes of it."""
    page = browser.get(CLOSE).text
    keys = re.findall(r'name="pk" value="(\d+)"', page)
    assert len(keys) >= AMOUNT
    shown_at = re.search(r'name="shown_at" value="([^"]+)"', page)[1]
    facts = {"pk": keys, "list": LIST, "shown_at": shown_at, "opinion": "同意销号"}
    return browser.post(CLOSE.partition("?")[0], facts, page=page).headers["Location"]


def test_within_ten_seconds(demo_office, browser, record_property):
    accept(demo_office)
    began = time.monotonic()
    address = close_all(browser)
    asked = time.monotonic()
    until(lambda: demo_office.asked(ENDED) == [(True,)], 60, demo_office.logs, every=0.25)
    took = time.monotonic() - asked
    record_property("seconds to ask and answer", f"{asked - began:.1f}")
    record_property("seconds to close", f"{took:.1f}")
    [[done]] = demo_office.asked(DONE)
    assert done >= AMOUNT
    assert f"成功：{done}" in browser.get(address).text
    assert took <= SECONDS


def test_killed_halfway_the_rest_says_so_and_is_gone_on_with(demo_office, browser):
    accept(demo_office)
    address = close_all(browser)
    until(lambda: demo_office.asked(DONE)[0][0] >= AMOUNT // 4, 60, demo_office.logs, every=0.05)
    kill(demo_office.processes["worker"])
    [[done]] = demo_office.asked(DONE)
    assert AMOUNT // 4 <= done < AMOUNT
    page = browser.get(address).text
    assert f"{done}" in page
    assert page.count("等待办理") >= AMOUNT - done
    demo_office.start(WORKER, "worker")
    demo_office.start(BEAT, "beat")  # which takes up what nobody works on
    until(lambda: demo_office.asked(ENDED) == [(True,)], 300, demo_office.logs)
    assert demo_office.asked(DONE)[0][0] >= AMOUNT
    assert demo_office.asked(CLOSED_TWICE) == [(0,)]


def kill(worker) -> None:
    """Everything of it at once, as when the machine runs out of memory."""
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
    for pid in (worker.pid, *map(int, children)):
        os.kill(pid, signal.SIGKILL)
    worker.wait()
