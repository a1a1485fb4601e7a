"""One installation for a drill: servers of its own, its settings, and what was started of our programs."""

import csv
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from tests.drills.browser import Browser
from tests.drills.servers import Cache, Database, free_port, open_folder
from tests.drills.waiting import answers, until
from tests.mail_server import MailServer

WEB = "gunicorn -c python:config.gunicorn"
WORKER = "celery -A config.worker worker --concurrency 2"
BEAT = "celery -A config.beat beat"
TO_BE_SENT = """
    SELECT count(*) FROM core_notice LEFT JOIN core_digest ON core_digest.id = digest_id
    WHERE core_notice.recipient_id IN (SELECT id FROM personnel_user WHERE is_active AND email <> '')
        AND sent_at IS NULL AND (read_at IS NULL AND digest_id IS NULL OR next_attempt_at IS NOT NULL)
"""
"""Notices that no mail has announced, and those of a mail that is on its way."""


class Installation:
    """PostgreSQL, Valkey and a mail server at an address of this machine; what is `told` is set besides."""

    code = settings.BASE_DIR
    programs = Path(sys.prefix) / "bin"

    def __init__(self, root: Path, address: str = "127.0.0.1", **told: str):
        self.root, self.address, self.port = root, address, free_port()
        self.database, self.mail = Database(root / "pg", address), MailServer(address)
        self.cache = Cache(secrets.token_urlsafe(12), address=address)
        self.processes: dict[str, subprocess.Popen] = {}
        place = f"{address}:{self.database.port}/inspection"
        self.environment = {
            "PATH": os.defpath,
            "HOME": str(root),
            "PORT": str(self.port),
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": f"postgresql://serving:{secrets.token_urlsafe(12)}@{place}",
            "DATABASE_OWNER_URL": f"postgresql://owning:{secrets.token_urlsafe(12)}@{place}",
            "REDIS_URL": f"redis://:{self.cache.password}@{address}:{self.cache.port}/0",
            "EMAIL_URL": f"smtp://{address}:{self.mail.port}",
            "DIGEST_HOUR": "0",
            "DIGEST_UNTIL_HOUR": "24",
            "DIGEST_DAYS": "all",
            "MEDIA_ROOT": str(root / "media"),
            "TRAIL_ANCHORS": str(root / "anchors"),
            "API_RATE_USER": "1000000/min",
        } | told

    def open(self, *, demo: bool = False, code: Path = settings.BASE_DIR) -> None:
        """Start the servers and make the tables, with the demo in them where it is asked for."""
        self.database.start()
        self.cache.start()
        administrator = self.database.administrator
        self.manage("prepare_database", "--administrator", administrator, "--verbosity", "0", code=code)
        if demo:
            self.manage("demo", code=code)

    @property
    def host(self) -> str:
        """Where its web server answers."""
        return f"{self.address}:{self.port}"

    def begin(self, *words: object, code: Path | None = None, told: dict | None = None, **how) -> subprocess.Popen:
        """A command of `manage.py` under way, whose output is read."""
        return subprocess.Popen(
            [self.programs / "python", "manage.py", *map(str, words)],
            cwd=code or self.code,
            env=self.environment | (told or {}),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **how,
        )

    def manage(self, *words: object, code: Path | None = None, fails: bool = False, **told: str) -> str:
        """What a command of `manage.py` printed, once it has ended as it should."""
        process = self.begin(*words, code=code, told=told)
        out, err = process.communicate()
        assert (process.returncode != 0) == fails, out[-3000:] + err[-3000:]
        return out + err

    def start(self, command: str, name: str, *before: str, **told: str) -> subprocess.Popen:
        """One of its processes; `before` is what it is run by, `told` what it has in its environment besides."""
        program, *words = command.split()
        with self.log(name).open("a") as file:
            self.processes[name] = subprocess.Popen(
                [*before, self.programs / program, *words],
                cwd=self.code,
                env=self.environment | told,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        return self.processes[name]

    def start_web(self, application: str = "config.wsgi", **told: str) -> None:
        """Start the web server, anew where it runs, with this application; it answers when this is done."""
        self.stop("web")
        self.start(f"{WEB} {application}", "web", **told)
        until(lambda: answers(self.host), 120, self.logs)

    def stop(self, name: str) -> None:
        """End one of its processes, if it runs."""
        if process := self.processes.pop(name, None):
            process.terminate()
            process.wait(60)

    def log(self, name: str) -> Path:
        return self.root / f"{name}.log"

    def logs(self) -> str:
        """The end of what each process has said."""
        return "\n".join(f"{name}: {self.log(name).read_text()[-2000:]}" for name in self.processes)

    def browser(self) -> Browser:
        return Browser(f"http://{self.host}")

    def asked(self, query: str) -> list[tuple]:
        """The rows that answer it, as the role that owns the tables."""
        with psycopg.connect(self.environment["DATABASE_OWNER_URL"]) as connection:
            cursor = connection.execute(query)
            return cursor.fetchall() if cursor.description else []

    def accounts(self) -> dict[str, dict[str, str]]:
        """What the demo wrote down of its accounts, by user name."""
        written = settings.BASE_DIR / f"var/demo-accounts-{self.address}-inspection.tsv"
        with written.open(encoding="utf-8") as file:
            return {row["username"]: row for row in csv.DictReader(file, delimiter="\t")}

    def close(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(60)
        for server in filter(None, (self.cache, self.database, self.mail)):
            server.stop()


@contextmanager
def demo_of(kind: type[Installation] = Installation) -> Iterator[Any]:
    """The demo in an installation of this kind, in a folder of its own; both are gone afterwards."""
    with open_folder() as root:
        office = kind(root)
        try:
            office.open(demo=True)
            yield office
        finally:
            office.close()
