"""A demo office on servers of its own, for drills that work in it."""

import csv
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import requests
from django.conf import settings

from tests.drills.mail import MailServer
from tests.drills.servers import Cache, Database

PROGRAMS = Path(sys.prefix) / "bin"
WEB = "gunicorn -c python:config.gunicorn config.wsgi"
WORKER = "celery -A config.worker worker --concurrency 1"


class Office:
    """PostgreSQL, Valkey and a mail server at an address of this machine, with the demo in them."""

    def __init__(self, root: Path, address: str = "127.0.0.1", *, hosts: str = "127.0.0.1"):
        self.root, self.address = root, address
        self.database, self.mail = Database(root / "pg", address), MailServer(address)
        self.cache = Cache(secrets.token_urlsafe(12), address=address)
        self.started: list[subprocess.Popen] = []
        place = f"{address}:{self.database.port}/inspection"
        self.environment = {
            "PATH": os.defpath,
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": hosts,
            "DATABASE_URL": f"postgresql://serving:{secrets.token_urlsafe(12)}@{place}",
            "DATABASE_OWNER_URL": f"postgresql://owning:{secrets.token_urlsafe(12)}@{place}",
            "REDIS_URL": f"redis://:{self.cache.password}@{address}:{self.cache.port}/0",
            "EMAIL_URL": f"smtp://{address}:{self.mail.port}",
            "DIGEST_HOUR": "0",
            "MEDIA_ROOT": str(root / "media"),
            "TRAIL_ANCHORS": str(root / "anchors"),
            "API_RATE_USER": "1000000/min",
        }

    def open(self) -> None:
        """Start the servers and load the demo."""
        self.database.start()
        self.cache.start()
        self.manage("prepare_database", "--administrator", self.database.administrator)
        self.manage("demo")

    def manage(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    def start(self, command: str, name: str, *before: str, **told: str) -> subprocess.Popen:
        """One of its processes; `before` is what it is run by, `told` what it has in its environment besides."""
        program, *words = command.split()
        with (self.root / f"{name}.log").open("a") as file:
            process = subprocess.Popen(
                [*before, PROGRAMS / program, *words],
                cwd=settings.BASE_DIR,
                env=self.environment | told,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        self.started.append(process)
        return process

    def asked(self, query: str) -> list[tuple]:
        with psycopg.connect(self.environment["DATABASE_OWNER_URL"]) as connection:
            return connection.execute(query).fetchall()

    def accounts(self) -> dict[str, dict[str, str]]:
        """What the demo wrote down of its accounts, by user name."""
        written = settings.BASE_DIR / f"var/demo-accounts-{self.address}-inspection.tsv"
        with written.open(encoding="utf-8") as file:
            return {row["username"]: row for row in csv.DictReader(file, delimiter="\t")}

    def close(self) -> None:
        for process in self.started:
            process.terminate()
        for process in self.started:
            process.wait(60)
        self.cache.stop()
        self.database.stop()
        self.mail.stop()


def until(what, seconds: int, told=lambda: ""):
    """What comes true within so many seconds; what is `told` where it does not."""
    deadline = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < deadline, f"not within {seconds} s\n{told()}"
        time.sleep(0.5)
    return found


def answers(address: str) -> bool:
    """Whether a web server answers there, whatever it says."""
    try:
        requests.get(f"http://{address}/healthz/", timeout=3)
    except requests.RequestException:
        return False
    return True
