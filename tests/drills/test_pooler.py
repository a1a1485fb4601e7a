"""An office whose web server and worker reach PostgreSQL through PgBouncer, which shares a few connections of it."""

import os
import re
import shutil
import subprocess
import threading
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import psycopg
import pytest
import requests
from django.conf import settings

from core.workdays.reckoning import today
from tests import ledgers
from tests.drills.browser import Browser
from tests.drills.installation import BEAT, WORKER, Installation, demo_of
from tests.drills.papers import by_token, new_paper
from tests.drills.servers import free_port, unprivileged
from tests.drills.waiting import until

PGBOUNCER = shutil.which("pgbouncer", path=f"{os.defpath}:/usr/sbin:/usr/local/sbin")
pytestmark = [
    pytest.mark.drill,
    pytest.mark.skipif(PGBOUNCER is None, reason="Debian's pgbouncer is not installed"),
]
PAGES = ["/", "/organizations/", "/items/", "/findings/", "/obligations/", "/reports/", "/inbox/"]
PEOPLE, ROUNDS = 12, 20
SHARED = 4
"""Connections of the server, for twice eight threads of the web server."""
SERVING = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'serving'"


class Pooler:
    """PgBouncer with the file of deploy/, its addresses as they are here."""

    def __init__(self, root: Path, office: Installation):
        self.port, self.folder, self.process = free_port(), root / "pooler", None
        self.folder.mkdir()
        said = (settings.BASE_DIR / "deploy/pgbouncer.ini").read_text(encoding="utf-8")
        for page, here in {
            "listen_port = 6432": f"listen_port = {self.port}\nunix_socket_dir = {self.folder}",
            "port=5432": f"port={office.database.port}",
            "/etc/pgbouncer/": f"{self.folder}/",
            "pool_size=20": f"pool_size={SHARED}",
        }.items():
            assert page in said
            said = said.replace(page, here)
        (self.folder / "pgbouncer.ini").write_text(said, encoding="utf-8")
        word = re.search(r"serving:([^@]+)@", office.environment["DATABASE_URL"])[1]
        (self.folder / "userlist.txt").write_text(f'"serving" "{word}"\n')
        if as_whom := unprivileged():
            for path in (self.folder, *self.folder.iterdir()):
                shutil.chown(path, as_whom["user"])

    def start(self) -> None:
        with (self.folder / "log").open("a") as file:
            self.process = subprocess.Popen(
                [PGBOUNCER, "-q", self.folder / "pgbouncer.ini"],
                stdout=file,
                stderr=subprocess.STDOUT,
                **unprivileged(),
            )

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


class PooledOffice(Installation):
    """Web server and worker have nothing but the pooler's address."""

    def open(self, **how) -> None:
        super().open(**how)
        self.pooler = Pooler(self.root, self)
        self.pooler.start()
        direct = self.environment["DATABASE_URL"]
        pooled = direct.replace(f":{self.database.port}/", f":{self.pooler.port}/")
        self.environment |= {"DATABASE_URL": pooled, "DATABASE_POOLED": "on"}
        self.start_web(WEB_WORKERS="2", WEB_THREADS="8")
        self.environment["DATABASE_URL"] = f"{pooled}_background"
        self.start(WORKER, "worker")
        self.start(BEAT, "beat")

    def signed_in(self, name: str) -> Browser:
        return self.browser().sign_in(name, self.accounts()[name]["password"])

    def close(self) -> None:
        super().close()
        self.pooler.stop()


@pytest.fixture(scope="module")
def office():
    with demo_of(PooledOffice) as office:
        yield office


@pytest.fixture(scope="module")
def clerk(office):
    return office.signed_in("office")


class Person(threading.Thread):
    """Opens page after page, and files a paper with a key of its own between them."""

    def __init__(self, office, number):
        super().__init__()
        self.office, self.number = office, number
        self.browser = office.signed_in("office" if number % 2 else "member")
        self.paper, self.token = new_paper(office) | {"title": "连接池"}, by_token(office)
        self.answers = Counter()

    def run(self):
        for number in range(ROUNDS):
            page = self.browser.get(PAGES[(self.number + number) % len(PAGES)])
            self.answers[page.status_code if page.status_code in (200, 403) else page.text[-500:]] += 1
            self.answers[self._file(number)] += 1

    def _file(self, number):
        headers = self.token | {"Idempotency-Key": f"pooled-{self.number}-{number}"}
        address = f"http://{self.office.host}/api/v1/working-papers/"
        return requests.post(address, json=self.paper, headers=headers, timeout=30).status_code


def test_every_mail_is_sent_once(office):
    waiting = (
        "SELECT count(*) FROM core_notice WHERE read_at IS NULL AND digest_id IS NULL AND recipient_id IN"
        " (SELECT id FROM personnel_user WHERE is_active AND email <> '')"
    )
    until(lambda: office.asked(waiting) == [(0,)], 240)
    until(lambda: office.asked("SELECT count(*) FROM core_digest") == [(len(office.mail.received),)], 240)
    sent = [message_from_bytes(mail) for mail in office.mail.received]
    assert sent
    assert len({mail["To"] for mail in sent}) == len(sent)


def test_many_at_once_share_a_few_connections_and_none_is_refused(office, capsys):
    crowd = [Person(office, number) for number in range(PEOPLE)]
    for person in crowd:
        person.start()
    most = 0
    while any(person.is_alive() for person in crowd):
        most = max(most, office.asked(SERVING)[0][0])
        time.sleep(0.2)
    answered = sum((person.answers for person in crowd), Counter())
    with capsys.disabled():
        print(f"\n{PEOPLE} people, {dict(answered)}, at most {most} connections of PostgreSQL")
    assert set(answered) <= {200, 201, 403}
    assert answered[201] == PEOPLE * ROUNDS
    assert office.asked("SELECT count(*) FROM findings_workingpaper WHERE title = '连接池'") == [(PEOPLE * ROUNDS,)]
    assert most <= SHARED + 4  # the pages', and what the worker has


def test_a_workbook_is_drawn(office, clerk):
    clerk.post("/reports/monthly/", {"month": f"{today():%Y-%m}"})
    ((key,),) = until(lambda: office.asked("SELECT id FROM core_monthlyreport WHERE file <> ''"), 180)
    assert clerk.get(f"/reports/monthly/{key}/file/").content.startswith(b"PK")
    assert clerk.get("/organizations/?export=xlsx").content.startswith(b"PK")


def test_a_ledger_is_imported(office):
    path = office.root / "people.xlsx"
    path.write_bytes(ledgers.people().getvalue())
    before = office.asked("SELECT count(*) FROM personnel_person")[0][0]
    office.manage("import_ledger", str(path), "--commit", "--skip-refused", str(office.root / "refused.xlsx"))
    assert office.asked("SELECT count(*) FROM personnel_person")[0][0] > before


def test_every_sweep_and_verification_runs(office):
    office.manage("remind")
    office.manage("verify_trail")
    office.manage("verify_files")
    words = dict(line.split() for line in office.browser().get("/readyz/").text.splitlines())
    assert set(words.values()) == {"ok"}, words
    assert " ERROR " not in "".join(office.log(name).read_text() for name in ("web", "worker"))


def test_a_lock_is_waited_for_as_long_as_a_page_may_and_no_longer(office, clerk):
    with psycopg.connect(office.environment["DATABASE_OWNER_URL"]) as other:
        other.execute("LOCK TABLE rounds_organization")
        began = time.monotonic()
        answer = clerk.get("/organizations/")
        waited = time.monotonic() - began
    assert answer.status_code == 503
    assert 4 < waited < 9, office.logs()
    assert clerk.get("/organizations/").status_code == 200


def test_a_postgresql_that_was_restarted_is_found_again(office, clerk):
    office.database.stop()
    assert clerk.get("/organizations/").status_code == 503
    office.database.start()
    until(lambda: clerk.get("/organizations/").status_code == 200, 30)


def test_a_pooler_that_is_gone_is_said_and_found_again(office, clerk):
    office.pooler.stop()
    assert clerk.get("/organizations/").status_code == 503
    office.pooler.start()
    until(lambda: clerk.get("/organizations/").status_code == 200, 30)
