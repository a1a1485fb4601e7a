"""Attachments in an object storage: web servers and a worker that share no folder, and a storage that goes away."""

import os
import re
import subprocess
import time
from pathlib import Path

import psycopg
import pytest
from pyrage.x25519 import Identity

from core.workdays.reckoning import today
from tests.drills.browser import Browser
from tests.drills.installation import WEB, WORKER, Installation, demo_of
from tests.drills.servers import free_port, standing_still
from tests.drills.waiting import answers, until

buckets = pytest.importorskip("tests.buckets", reason="requirements-dev.txt is not installed")
pytestmark = pytest.mark.drill
PDF = b"%PDF-1.4 " + os.urandom(300_000)
PAPER = {"title": "对象存储", "facts": "事实", "basis": "依据", "responsibility": "责任", "do": "draft"}
KEPT = re.compile(r'name="evidence-kept" value="([^"]+)" checked>')
EVIDENCE = "SELECT id FROM core_attachment WHERE name = '凭证.pdf' ORDER BY id DESC LIMIT 1"
SECONDS = 3


class ScatteredOffice(Installation):
    """Its files lie in a bucket; every process has a folder of its own, in which nobody else finds anything."""

    def __init__(self, root: Path):
        super().__init__(root)
        self.storage_port = free_port()
        identity = Identity.generate()
        self.key, self.backups = root / "key", root / "backups"
        self.key.write_text(str(identity))
        self.backups.mkdir()
        self.storage = self._storage()
        self.bucket = buckets.new_bucket(self.endpoint)
        self.environment |= buckets.KEYS | {
            "MEDIA_STORAGE": self.place(),
            "MEDIA_STORAGE_SECONDS": str(SECONDS),
            "BACKUP_RECIPIENTS": str(identity.to_public()),
        }

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.storage_port}"

    def place(self, folder: str = "") -> str:
        return f"s3://{self.bucket}{folder}?endpoint={self.endpoint}"

    def open(self, **how) -> None:
        super().open(**how)
        self.webs = [self._web(number) for number in range(2)]
        self.start(WORKER, "worker", MEDIA_ROOT=str(self.root / "worker"))
        for web in self.webs:
            until(lambda web=web: answers(web.removeprefix("http://")), 120)

    def close(self) -> None:
        super().close()
        self.storage.kill()
        self.storage.wait()

    def all_logs(self) -> str:
        return "".join(path.read_text() for path in self.root.glob("*.log"))

    def signed_in(self, web: str, name: str) -> Browser:
        return Browser(web).sign_in(name, self.accounts()[name]["password"])

    def _web(self, number: int) -> str:
        port = free_port()
        self.start(f"{WEB} config.wsgi", f"web{number}", PORT=str(port), MEDIA_ROOT=str(self.root / f"web{number}"))
        return f"http://127.0.0.1:{port}"

    def _storage(self) -> subprocess.Popen:
        command = [self.programs / "moto_server", "-H", "127.0.0.1", "-p", str(self.storage_port)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: answers(self.endpoint.removeprefix("http://")), 60)
        return process


@pytest.fixture(scope="module")
def office():
    with demo_of(ScatteredOffice) as office:
        yield office


@pytest.fixture(scope="module")
def member(office):
    """Somebody who files papers, at the first web server."""
    return office.signed_in(office.webs[0], "member")


@pytest.fixture(scope="module")
def paper(office):
    """The words of a paper that is filed where the team is at work."""
    ((inspection,),) = office.asked(
        "SELECT i.id FROM rounds_inspection i JOIN personnel_posting p ON p.team_id = i.team_id"
        " JOIN personnel_user u ON u.person_id = p.person_id"
        " WHERE u.username = 'member' AND i.status = 'on_site' ORDER BY i.id LIMIT 1"
    )
    return PAPER | {"inspection": inspection, "found_on": today().isoformat()}


def file_paper(member, paper):
    answer = add_paper(member, paper)
    assert re.search(r"/papers/\d+/$", answer.headers["Location"])


def add_paper(member, paper, name="凭证.pdf"):
    return member.post("/papers/add/", paper, files={"evidence": (name, PDF)})


def seconds_of(do):
    began = time.monotonic()
    answer = do()
    return answer, time.monotonic() - began


def test_what_one_web_server_takes_another_hands_out(office, member, paper):
    file_paper(member, paper)
    ((key,),) = office.asked(EVIDENCE)
    there = member.at(office.webs[1])
    assert there.get(f"/attachments/{key}/").content == PDF
    assert not [path for name in ("web0", "web1", "worker", "media") for path in (office.root / name).rglob("*")]


def test_a_file_kept_with_a_form_comes_back_at_another(office, member, paper):
    asked = add_paper(member, paper | {"title": ""}, "留.pdf")
    there = member.at(office.webs[1])
    there.post("/papers/add/", paper | {"evidence-kept": KEPT.search(asked.text)[1]})
    assert office.asked("SELECT count(*) FROM core_attachment WHERE name = '留.pdf'") == [(1,)]


def test_a_workbook_is_drawn_by_a_worker_and_fetched_at_a_web_server(office):
    clerk = office.signed_in(office.webs[1], "office")
    clerk.post("/reports/monthly/", {"month": f"{today():%Y-%m}"})
    name = until(lambda: (office.asked("SELECT id FROM core_monthlyreport WHERE file <> ''") or [None])[0], 120)
    assert clerk.get(f"/reports/monthly/{name[0]}/file/").content.startswith(b"PK")


def test_everything_is_held_against_its_digest_and_swept(office):
    assert "orphan" not in office.manage("verify_files")
    office.manage("shell", "--no-imports", "-c", "from core.tasks import sweep_files; sweep_files()")
    office.manage("verify_files")


def test_a_backup_is_rehearsed_in_a_folder_and_restored_to_another_part_of_the_bucket(office):
    office.manage("backup", str(office.backups))
    (path,) = office.backups.iterdir()
    options = ["--identity", str(office.key)]
    office.manage("rehearse", str(path), *options, "--administrator", office.database.administrator)
    owner = "owning"
    with psycopg.connect(office.database.administrator, autocommit=True) as server:
        server.execute(f"CREATE DATABASE restored OWNER {owner}")
    before = dict(office.environment)
    try:
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
            office.environment[name] = before[name].removesuffix("/inspection") + "/restored"
        office.environment |= {"MEDIA_STORAGE": office.place("/restored"), "TRAIL_ANCHORS": str(office.root / "again")}
        assert "留痕完整" in office.manage("restore", str(path), *options)
        office.manage("verify_files")
        office.manage("verify_trail")
    finally:
        office.environment.clear()
        office.environment |= before


def test_a_storage_that_stands_still_is_answered_for(office, member, paper, capsys):
    ((key,),) = office.asked(EVIDENCE)
    ((before,),) = office.asked("SELECT count(*) FROM findings_workingpaper")
    with standing_still(office.storage.pid):
        download, waited = seconds_of(lambda: member.get(f"/attachments/{key}/"))
        saved, also = seconds_of(lambda: add_paper(member, paper))
        page, _seconds = seconds_of(lambda: member.get("/"))
    assert (download.status_code, saved.status_code, page.status_code) == (503, 503, 200)
    assert "没有保存" in saved.text
    assert office.asked("SELECT count(*) FROM findings_workingpaper") == [(before,)]
    assert max(waited, also) < 2 * SECONDS + 3
    with capsys.disabled():
        print(f"\na storage that stands still: download answered after {waited:.1f} s, form after {also:.1f} s")
    file_paper(member, paper)


def test_no_key_is_in_any_log(office):
    assert "errno" in office.all_logs()
    for key in buckets.KEYS.values():
        assert key not in office.all_logs()


def test_a_storage_that_is_gone_is_answered_for_at_once(office, member, paper):
    ((key,),) = office.asked(EVIDENCE)
    office.storage.kill()
    office.storage.wait()
    download, waited = seconds_of(lambda: member.get(f"/attachments/{key}/"))
    assert download.status_code == 503
    assert add_paper(member, paper).status_code == 503
    assert waited < 3
