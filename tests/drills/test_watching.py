"""What watches the installation: a beat that was forgotten is told, and so is that it was started after all."""

import time

import pytest
import requests

from tests.drills.installation import BEAT, WORKER, Installation
from tests.drills.servers import open_folder
from tests.drills.waiting import until

pytestmark = pytest.mark.drill
SWEEPS = ("remind", "deliver_notices", "sweep_uploads", "anchor_trail")
TOO_LONG_AGO = "UPDATE core_lastrun SET since = since - interval '31 minutes'"
ENOUGH = 120
"""Seconds that a busy machine may need to start a program, and to be asked in time: an answer that takes more than
2.5 seconds is `failed`, which is right, and passes."""


class Watched(Installation):
    """What whoever watches it is told."""

    def words(self) -> dict[str, str]:
        """What `/readyz/` says of each thing."""
        answer = requests.get(f"http://{self.host}/readyz/", timeout=10)
        words = dict(line.split() for line in answer.text.splitlines())
        assert answer.ok == (set(words.values()) == {"ok"})
        return words

    def numbers(self) -> dict[str, float]:
        lines = requests.get(f"http://{self.host}/metrics", timeout=10).text.splitlines()
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}

    def numbers_of_all(self) -> dict[str, float]:
        """The numbers, where the database was asked in time."""
        told = self.numbers()
        return told if told["inspection_database_up"] else {}

    def all_is_well(self) -> bool:
        return set(self.words().values()) == {"ok"}


@pytest.fixture
def watched():
    with open_folder() as root:
        made = Watched(root, EMAIL_URL="none")
        try:
            made.open()
            yield made
        finally:
            made.close()


def test_a_beat_that_nobody_started_is_told_and_so_is_its_start(watched, record_property):
    watched.start_web()
    until(watched.all_is_well, ENOUGH, watched.words)
    watched.asked(TOO_LONG_AGO)
    until(lambda: {watched.words().get(sweep) for sweep in SWEEPS} == {"late"}, ENOUGH, watched.words)
    watched.start(WORKER, "worker")
    watched.start(BEAT, "beat")
    began = time.monotonic()
    until(watched.all_is_well, ENOUGH, lambda: f"{watched.words()}\n{watched.logs()}")
    record_property("seconds until all is well", time.monotonic() - began)
    told = until(watched.numbers_of_all, ENOUGH)
    runs = {sweep: told[f'inspection_regular_work_runs_total{{work="{sweep}"}}'] for sweep in SWEEPS}
    assert min(runs.values()) >= 1, runs
    assert told['inspection_requests_total{route="readyz",status="503"}'] >= 1
