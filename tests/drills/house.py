"""One installation for a drill: PostgreSQL, Valkey and the site, started as `make run` starts them, and a browser."""

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tests.drills.servers import free_port

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
KEY = re.compile(r'name="one_time_key" value="([A-Za-z0-9]{32})"')
PASSWORD = "Drill-2026-night"
ACCOUNT = f"""
from datetime import date
from personnel.models import RoleGrant, User
user = User.objects.create(username="office", name="Office", email="office@city.example")
user.set_password({PASSWORD!r})
user.save()
RoleGrant.objects.create(user=user, role="office", granted_on=date(2026, 1, 1))
"""


@dataclass(frozen=True)
class Answer:
    """What a browser got, and after how many seconds."""

    status: int
    text: str
    headers: dict
    seconds: float


class Browser:
    """Keeps cookies, sends forms as the pages have them, and follows nothing."""

    def __init__(self, address):
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar, _Stay)

    def get(self, path):
        return self._ask(path)

    def post(self, path, facts, *, form=None):
        """Send the form of `path` or of the page that was fetched before."""
        page = form or self.get(path).text
        hidden = {"csrfmiddlewaretoken": TOKEN.search(page)[1]}
        if key := KEY.search(page):
            hidden["one_time_key"] = key[1]
        return self._ask(path, urllib.parse.urlencode(hidden | facts).encode())

    def sign_in(self):
        assert self.post("/login/", {"username": "office", "password": PASSWORD}).status == 302
        return self

    def _ask(self, path, content=None):
        before = time.monotonic()
        address = self.address + path
        request = urllib.request.Request(address, content, {"Referer": address})  # noqa: S310 - our own address
        try:
            with self.opener.open(request, timeout=60) as answer:
                status, text, headers = answer.status, answer.read().decode(errors="replace"), dict(answer.headers)
        except urllib.error.HTTPError as refusal:
            status, text, headers = refusal.code, refusal.read().decode(errors="replace"), dict(refusal.headers)
        return Answer(status, text, headers, time.monotonic() - before)


class House:
    """Opened, it answers at `address`."""

    def __init__(self, folder):
        self.var = folder / "var"
        self.site = None
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "EMBEDDED_VAR": str(self.var),
            "MEDIA_ROOT": str(folder / "media"),
            "PORT": str(self.port),
            "DATABASE_CONNECT_SECONDS": "2",
            "DATABASE_STATEMENT_SECONDS": "3",
            "REDIS_SECONDS": "2",
        }

    def open(self):
        self.run("manage.py", "migrate", "--verbosity", "0")
        self.run("manage.py", "shell", "-c", ACCOUNT)
        self.start_site()

    def run(self, *command, **environment):
        """Run a program of ours to its end; what it printed."""
        done = subprocess.run(
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start_site(self, application="config.wsgi", **environment):
        """Start the web server anew, with this application."""
        self.stop_site()
        program = Path(sys.executable).parent / "gunicorn"
        self.site = subprocess.Popen(
            [program, "-c", "python:config.gunicorn", application],
            cwd=settings.BASE_DIR,
            env=self.environment | environment,
            stdout=subprocess.DEVNULL,
            stderr=(self.var / "site.log").open("a"),
        )
        deadline = time.monotonic() + 60
        while not self._answers():
            assert time.monotonic() < deadline, (self.var / "site.log").read_text()
            time.sleep(0.2)

    def stop_site(self):
        if self.site is not None:
            self.site.terminate()
            self.site.wait(20)
            self.site = None

    def close(self):
        self.stop_site()
        self.run("-m", "config.embedded", "remove")

    def browser(self):
        return Browser(self.address)

    @property
    def home(self):
        return (self.var / "servers").resolve()

    @property
    def valkey(self):
        return int((self.home / "valkey.pid").read_text())

    @property
    def postgresql(self):
        """The processes of the server, all of them."""
        data = self.home / "postgres"
        return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _works_in(pid, data)]

    def start_servers(self):
        self.run("-m", "config.embedded", "start")

    @contextmanager
    def stopped(self, *pids):
        """These processes stand still, as on a machine that hangs: they take connections and answer nothing."""
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGCONT)

    def _answers(self):
        try:
            return self.browser().get("/healthz/").status == 200
        except OSError:
            return False


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def _works_in(pid, folder):
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder
    except OSError:
        return False
