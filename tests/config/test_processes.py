"""What `make stop` ends, and `make run` knows as its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from config import processes


@pytest.fixture
def started():
    """A process that works in this checkout."""
    code = "import time; time.sleep(60)"
    made = subprocess.Popen([sys.executable, "-c", code], env={"PORT": "8123"}, cwd=processes.ROOT)
    yield made
    made.kill()
    made.wait()


def as_listed(started, *words: str) -> processes.Process:
    return processes.Process(started.pid, words)


def test_what_serves_from_this_checkout_is_ours(started):
    programs = Path(sys.prefix) / "bin"
    served = processes.Process(1, (f"{programs}/python", f"{programs}/celery", "-A", "config.worker"))
    assert processes._is_ours(served)
    assert processes._is_ours(as_listed(started, ".venv/bin/python", "-m", "config.run"))


@pytest.mark.parametrize(
    "words",
    [
        ("/elsewhere/.venv/bin/python", "/elsewhere/.venv/bin/gunicorn"),
        (".venv/bin/python", "-m", "config.run"),  # of another folder
        (f"{sys.prefix}/bin/python", "-m", "config.run", "--stop"),
        (f"{sys.prefix}/bin/python", "manage.py", "migrate"),
        ("less", "notes", f"{sys.prefix}/bin/gunicorn"),
        ("",),
    ],
)
def test_nothing_else_is(words):
    assert not processes._is_ours(processes.Process(1, words))


def test_a_process_says_on_which_port_it_was_started(started):
    assert as_listed(started).port == "8123"
    assert processes.Process(2**30, ()).port is None


def test_it_is_ended(started):
    listed = processes._read(processes.PROCESSES / str(started.pid))
    processes.end([listed])
    assert started.wait(5) == -15


def test_also_where_it_does_not_want_to(monkeypatch):
    monkeypatch.setattr(processes, "SECONDS_TO_END", 0.5)
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    stubborn = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    stubborn.stdout.readline()
    processes.end([processes._read(processes.PROCESSES / str(stubborn.pid))])
    assert stubborn.wait(5) == -9
