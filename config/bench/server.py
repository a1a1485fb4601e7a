"""A real web server for the measurements, as in production: gunicorn, two workers, no debugging."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cache import SessionStore

from core.api.tokens import issue_token

UNLIMITED = "1000000/min"
START_SECONDS = 30
PROPORTIONAL = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class Site:
    """A running server and one keep-alive connection to it."""

    def __init__(self, port: int, process: int = 0):
        self.port, self.process = port, process
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def get(self, path: str, headers: dict) -> bytes:
        """The body of a page; anything but 200 is an error."""
        return self._asked("GET", path, headers)

    def post(self, path: str, headers: dict, body: dict) -> bytes:
        """The answer to a call with this body as JSON; anything but 200 and 201 is an error."""
        return self._asked("POST", path, headers | {"Content-Type": "application/json"}, json.dumps(body))

    def memory_of_workers(self) -> list[float]:
        """What each worker takes, in MiB: of what processes share, its part (PSS)."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        rollups = [Path(f"/proc/{child}/smaps_rollup").read_text() for child in children]
        return [int(PROPORTIONAL.search(rollup)[1]) / 1024 for rollup in rollups]

    def _asked(self, method: str, path: str, headers: dict, body: str | None = None) -> bytes:
        self._connection.request(method, path, body=body, headers=headers)
        response = self._connection.getresponse()
        answer = response.read()
        if response.status not in (http.client.OK, http.client.CREATED):
            raise RuntimeError(f"{method} {path}: {response.status} {answer[:300]!r}")
        return answer


@contextmanager
def serving():
    """Start a server on a free port over this process's database; stop it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(  # noqa: S603 - our own server
        [Path(sys.executable).with_name("gunicorn"), "-c", "python:config.gunicorn", "config.wsgi"],
        env=os.environ | {"PORT": str(port), "API_RATE_USER": UNLIMITED},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield Site(port, server.pid)
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("The web server did not start.")


BACKEND = "personnel.accounts.backends.AccountBackend"


def signed_in(user) -> dict:
    """The headers of a browser in which this user has signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"Cookie": f"sessionid={session.session_key}"}


def with_token(user) -> dict:
    """The headers of a program that calls for this user."""
    _token, text = issue_token(user)
    return {"Authorization": f"Token {text}"}
