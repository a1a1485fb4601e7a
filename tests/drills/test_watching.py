"""What watches the installation: a beat that was forgotten is told, and so is that it was started after all."""

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import requests
from django.conf import settings

from tests.drills.servers import Cache, Database, free_port, open_folder

pytestmark = pytest.mark.drill
PROGRAMS = Path(sys.prefix) / "bin"
SWEEPS = ("remind", "deliver_notices", "sweep_uploads", "anchor_trail")
TOO_LONG_AGO = "UPDATE core_lastrun SET since = since - interval '31 minutes'"


class Installation:
    """Servers of its own, and whichever of the program's processes were started."""

    def __init__(self, root: Path):
        self.root, self.port = root, free_port()
        self.database, self.cache = Database(root / "pg"), Cache(secrets.token_hex(12))
        self.processes: dict[str, subprocess.Popen] = {}

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.defpath,
            "PORT": str(self.port),
            "DATABASE_URL": self.database.administrator,
            "REDIS_URL": f"redis://:{self.cache.password}@127.0.0.1:{self.cache.port}/0",
            "TRAIL_ANCHORS": str(self.root / "anchors"),
            "EMAIL_URL": "none",
        }

    def start(self, name: str, *command: str) -> None:
        with (self.root / f"{name}.log").open("a") as log:
            program = [PROGRAMS / command[0], *command[1:]]
            self.processes[name] = subprocess.Popen(
                program, cwd=settings.BASE_DIR, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )

    def words(self) -> dict[str, str]:
        """What `/readyz/` says of each thing."""
        answer = requests.get(f"http://127.0.0.1:{self.port}/readyz/", timeout=5)
        words = dict(line.split() for line in answer.text.splitlines())
        assert answer.ok == (set(words.values()) == {"ok"})
        return words

    def numbers(self) -> dict[str, float]:
        lines = requests.get(f"http://127.0.0.1:{self.port}/metrics", timeout=5).text.splitlines()
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}

    def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(30)
        self.cache.stop()
        self.database.stop()


@pytest.fixture
def installation():
    with open_folder() as root:
        made = Installation(root)
        made.database.start()
        made.cache.start()
        try:
            yield made
        finally:
            made.stop()


def until(what, seconds: float) -> float:
    """How long it took to come true."""
    began = time.monotonic()
    while not what():
        assert time.monotonic() < began + seconds, f"not within {seconds} s"
        time.sleep(0.2)
    return time.monotonic() - began


def answers(installation) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{installation.port}/healthz/", timeout=5).ok
    except requests.ConnectionError:
        return False


def test_a_beat_that_nobody_started_is_told_and_so_is_its_start(installation, record_property):
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=settings.BASE_DIR,
        env=installation.environment,
        check=True,
    )
    installation.start("web", "gunicorn", "-c", "python:config.gunicorn", "config.wsgi")
    until(lambda: answers(installation), 60)
    assert set(installation.words().values()) == {"ok"}
    with psycopg.connect(installation.database.administrator) as database:
        database.execute(TOO_LONG_AGO)
    until(lambda: {installation.words()[sweep] for sweep in SWEEPS} == {"late"}, 5)
    installation.start("worker", "celery", "-A", "config.worker", "worker", "--concurrency", "1")
    installation.start("beat", "celery", "-A", "config.beat", "beat")
    record_property("seconds until all is well", until(lambda: set(installation.words().values()) == {"ok"}, 60))
    told = installation.numbers()
    runs = {sweep: told[f'inspection_regular_work_runs_total{{work="{sweep}"}}'] for sweep in SWEEPS}
    assert min(runs.values()) >= 1, runs
    assert told['inspection_requests_total{route="readyz",status="503"}'] >= 1
