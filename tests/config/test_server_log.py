"""What the web server writes of requests: one line each, whatever was asked, and nothing of what failed but its place.

The server is a real one with our settings, so that its own ways of writing are tested too.
"""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

COMMAND = ["-c", "python:config.gunicorn", "tests.config.failing_site"]
FORGED = "127.0.0.1 forged"
REQUESTS = {
    "path": b"GET /asked%0a" + FORGED.replace(" ", "%20").encode() + b" HTTP/1.1\r\n",
    "carriage return": b"GET /asked%0d" + FORGED.replace(" ", "%20").encode() + b" HTTP/1.1\r\n",
    "next line": b"GET /asked%c2%85%e2%80%a8" + FORGED.replace(" ", "%20").encode() + b" HTTP/1.1\r\n",
    "escape": b"GET /asked%1b%5b2J%1b%5b31m HTTP/1.1\r\n",
    "headers": b"GET /asked HTTP/1.1\r\nUser-Agent: a\x85b\x1b[31m\r\nReferer: /\x1b[2J\r\n",
    "not HTTP": b"GET /asked HTTP/9\x1b[31m\r\n",
    "wrong header": b"GET /asked HTTP/1.1\r\nBad\x1b[31m\x85name: x\r\n",
    "failure": b"GET /fail/canary?words=searched HTTP/1.1\r\n",
}


@pytest.fixture(scope="module")
def log():
    """What a server wrote of all these requests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [Path(sys.executable).with_name("gunicorn"), *COMMAND],
        cwd=settings.BASE_DIR,
        env=os.environ | {"PORT": str(port), "WEB_WORKERS": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        for line in server.stdout:
            if b"Booting worker" in line:
                break
        for request in REQUESTS.values():
            _ask(port, request)
    finally:
        server.terminate()
        written, _none = server.communicate(timeout=20)
    return written.decode()


def _ask(port, request):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request + b"Host: 127.0.0.1\r\nConnection: close\r\n\r\n")
        while connection.recv(4096):
            pass


def test_nobody_writes_lines_of_their_own(log):
    lines = log.splitlines()  # at all that any program takes for the end of a line
    assert [line for line in lines if line.startswith(FORGED)] == []
    asked = [json.loads(line) for line in lines if line.startswith("{")]
    assert [line["status"] for line in asked] == [404] * 4  # the others are no HTTP and were refused
    assert all(line["path"].startswith("/asked") for line in asked)


def test_nor_does_anybody_steer_the_terminal_of_who_reads(log):
    assert [line for line in log.split("\n") if not line.isprintable()] == []
    assert r"\x1b" in log


def test_a_failure_outside_the_program_is_logged_without_its_text(log):
    assert "ValueError" in log
    assert "failing_site" in log
    assert "(/fail/canary)" not in log


def test_what_people_search_for_is_not_logged_when_it_fails_either(log):
    assert "Error handling request GET /fail/canary" in log
    assert "searched" not in log
