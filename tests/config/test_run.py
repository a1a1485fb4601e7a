"""`make run` ends with who reads it and with its terminal; an embedded server that died comes back."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from django.conf import settings

from config import embedded, run
from config.demo.accounts_file import accounts_file

SPEAKS = """
import time
from config.run import Voice
voice = Voice()
while True:
    voice.write("said\\n")
    time.sleep(0.01)
"""
WAITS = """
import os, time
from config.run import _end_with_the_terminal
_end_with_the_terminal()
child = os.fork()
if child:
    print(child, flush=True)
while True:
    time.sleep(1)
"""


def started(code: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", code], cwd=settings.BASE_DIR, stdout=subprocess.PIPE)


def test_where_nobody_reads_any_more_it_ends():
    process = started(SPEAKS)
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(10) == -signal.SIGTERM


def test_a_closed_terminal_ends_the_first_process_which_ends_the_others():
    process = started(WAITS)
    child = int(process.stdout.readline())
    os.kill(child, signal.SIGHUP)
    process.send_signal(signal.SIGHUP)
    assert process.wait(10) == -signal.SIGTERM
    os.kill(child, signal.SIGKILL)  # it is there still: only the first acts


def test_a_server_that_died_is_started_again(monkeypatch):
    ended, asked = threading.Event(), []

    def ensure():
        asked.append(1)
        if len(asked) == 1:
            raise embedded.EmbeddedError("not yet")
        ended.set()

    monkeypatch.setattr(embedded, "ensure", ensure)
    monkeypatch.setattr(run, "SECONDS_BETWEEN_CHECKS", 0.01)
    run._keep_servers(ended)
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("url", "has_servers", "name"),
    [
        ("", True, "demo-accounts.tsv"),
        ("", False, "demo-accounts.tsv"),
        ("postgresql://a:b@db.city:5432/inspection", False, "demo-accounts.tsv"),
        ("postgresql://a:b@db.city:5432/inspection", True, "demo-accounts-db.city-inspection.tsv"),
        ("postgresql:///trial", True, "demo-accounts-local-trial.tsv"),
    ],
)
def test_the_accounts_of_another_database_stand_elsewhere(monkeypatch, tmp_path, url, has_servers, name):
    monkeypatch.setattr("config.demo.accounts_file.VAR", tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    if has_servers:
        (tmp_path / "servers").mkdir()
    assert accounts_file().name == name
