"""Two beats by mistake, two workers, and a broker that is away over a day: all are reminded, each once."""

import time

import pytest

from tests.drills.clock import DAY, Office, needs_compiler
from tests.drills.installation import BEAT, TO_BE_SENT, WORKER
from tests.drills.servers import open_folder
from tests.drills.waiting import until

pytestmark = [pytest.mark.drill, needs_compiler]
PROGRAMS = {"worker": WORKER, "worker-2": WORKER, "beat": BEAT, "beat-2": BEAT}


@pytest.fixture(scope="module")
def office():
    with open_folder() as root:
        office = Office(root)
        try:
            office.open(demo=True)
            for name, program in PROGRAMS.items():
                office.start(program, name)
            yield office
        finally:
            office.close()


def test_two_beats_remind_of_each_thing_once(office):
    office.all_is_swept()
    assert office.reminded() > 0
    office.no_mail_was_sent_twice()


def test_what_was_due_while_the_broker_was_away_a_day_is_sent_once_it_is_back(office, record_property):
    before = office.reminded()
    office.cache.stop()
    office.clock.put(DAY)
    time.sleep(70)  # each of its regular works would have been asked for
    assert office.still_due() > 0, "a threshold was crossed"
    assert office.reminded() == before
    assert all(office.processes[name].poll() is None for name in PROGRAMS)
    office.cache.start()
    office.all_is_swept()
    record_property("reminders of the day", office.reminded() - before)
    assert office.reminded() > before
    until(lambda: office.asked(TO_BE_SENT) == [(0,)], 180, office.logs)
    office.no_mail_was_sent_twice()


def test_the_trail_is_whole(office):
    office.manage("verify_trail")
