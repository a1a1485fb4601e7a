"""Backups while people work, while the disk is full, and while somebody kills them; and an upgrade, forward and back.

What is restored is compared by the very command that restores: rows, files, digests, trail.
"""

import os
import re
import shutil
import signal
import subprocess
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from pyrage.x25519 import Identity

from tests.drills.installation import Installation, demo_of
from tests.drills.servers import open_folder
from tests.drills.waiting import until

pytestmark = pytest.mark.drill
BEFORE = ("2c9bc28", "a379771")
"""Releases: the first without backups, marks and all that came since, the second with them."""
WRITING = """
import itertools, sys, uuid
from django.core.files.uploadedfile import SimpleUploadedFile
from core.workdays.reckoning import today
from findings.papers.services import evidence_of, remove_evidence, write_paper
from personnel.models import User
from rounds.models import Inspection

writer = User.objects.get(username="member")
inspection = next(each for each in Inspection.objects.visible_to(writer) if each.entered_on)
for number in itertools.count():
    files = [SimpleUploadedFile(f"{uuid.uuid4()}.pdf", b"%PDF-1.4 " + uuid.uuid4().bytes * 4000) for _each in range(3)]
    said = {"title": f"底稿{number}", "facts": "事实", "basis": "依据", "responsibility": "责任"}
    paper = write_paper(inspection, by=writer, evidence=files, found_on=today(), **said)
    remove_evidence(paper, evidence_of(paper).last(), by=writer)
    print(number, flush=True)
"""


class Keeping(Installation):
    """The demo office, and a folder of backups with their key."""

    def __init__(self, root: Path):
        identity = Identity.generate()
        super().__init__(root, BACKUP_RECIPIENTS=str(identity.to_public()), LANGUAGE="C", PATH=os.environ["PATH"])
        self.backups, self.key = root / "backups", root / "key"
        self.key.write_text(str(identity))
        self.backups.mkdir()
        self.media = root / "media"

    def back_up(self) -> Path:
        return Path(re.match(r"(.*?\.tar\.age)", self.manage("backup", self.backups))[1])

    def begin_backup(self, *, megabytes: int):
        """A backup that has written so much, and its file."""
        left_behind = set(self.backups.iterdir())
        process = self.begin("backup", self.backups)
        partial = soon(lambda: next(iter(set(self.backups.glob(".*partial*")) - left_behind), None))
        soon(lambda: partial.stat().st_size >= megabytes * 2**20)
        return process, partial

    def rehearsal(self, path: Path) -> list:
        """The command as the page has it where the owner's role may make no databases."""
        administrator = f"postgresql://postgres@127.0.0.1:{self.database.port}/postgres"
        return ["rehearse", path, "--identity", self.key, "--administrator", administrator]

    def rehearse(self, path: Path) -> str:
        return self.manage(*self.rehearsal(path), PGPASSWORD=self.database.password)

    @contextmanager
    def somebody_writes(self):
        """Papers are written, with files, and files are taken off, until it is left; yields who does it."""
        with self.begin("shell", "--no-imports", "-c", WRITING) as writer:
            assert writer.stdout.readline() == "0\n", writer.stderr.read()
            try:
                yield writer
            finally:
                assert writer.poll() is None, writer.stderr.read()
                writer.kill()

    def administrator(self) -> psycopg.Connection:
        """A connection of the server's own administrator."""
        return psycopg.connect(self.database.administrator, autocommit=True)

    def nothing_half(self) -> bool:
        """Nothing stands there but whole backups, and nothing was left among the attachments."""
        whole = all(
            path.name.endswith(".tar.age") and not path.name.startswith(".") for path in self.backups.iterdir()
        )
        return whole and not (self.media / ".backup").exists()


@pytest.fixture(scope="module")
def office():
    with demo_of(Keeping) as office:
        yield office


@pytest.fixture
def large(office):
    """A backup takes long enough for a fault to meet it: a drawn workbook of 200 MB."""
    name = "exports/2026/11/large.xlsx"
    (office.media / name).parent.mkdir(parents=True, exist_ok=True)
    with (office.media / name).open("wb") as file:
        for _megabyte in range(200):
            file.write(os.urandom(2**20))
    office.manage("shell", "-c", NAMED.format(name=name))
    yield
    office.manage(
        "shell", "-c", f"from core.models import ListExport; ListExport.objects.filter(file={name!r}).delete()"
    )
    (office.media / name).unlink()


NAMED = """
from datetime import timedelta
from django.utils import timezone
from core.models import ListExport
from personnel.models import User
now = timezone.now()
ListExport.objects.create(user=User.objects.get(username="office"), language="en", asked_at=now, done_at=now,
    expires_at=now + timedelta(days=7), file={name!r})
"""


def test_what_was_backed_up_while_people_worked_comes_back_as_it_was(office):
    with ExitStack() as working:
        for _writer in range(2):
            working.enter_context(office.somebody_writes())
        made = [office.back_up() for _again in range(5)]
    rows = [int(re.search(r"(\d+) 行", office.rehearse(path))[1]) for path in made]
    assert rows == sorted(set(rows)), "people were at work all the time"


def test_a_killed_backup_leaves_nothing_that_looks_whole_and_the_next_one_tidies_up(office, large):
    before = set(office.backups.iterdir())
    for number in range(8):
        process, partial = office.begin_backup(megabytes=number * 20)
        process.kill()
        process.communicate()
        assert set(office.backups.iterdir()) - {partial} == before
    office.rehearse(office.back_up())
    assert office.nothing_half()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_backup_that_is_told_to_end_tidies_up_itself(office, large, told):
    process, _partial = office.begin_backup(megabytes=20)
    process.send_signal(told)
    process.communicate()
    assert process.returncode != 0
    assert office.nothing_half()


@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a small disk")
def test_a_full_disk_ends_the_backup_in_one_sentence_and_leaves_the_one_before(office, large):
    enough_for_one = office.back_up().stat().st_size * 3 // 2
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={enough_for_one}", "tmpfs", office.backups], check=True)
    try:
        path = office.back_up()
        said = office.manage("backup", office.backups, fails=True)
        assert "No space left on device" in said
        assert said.count("\n") == 1
        assert list(office.backups.iterdir()) == [path]
        assert office.nothing_half()
        office.rehearse(path)
    finally:
        subprocess.run(["umount", office.backups], check=True)


def test_a_server_killed_during_the_backup_ends_it_and_leaves_nothing(office, large):
    process, _partial = office.begin_backup(megabytes=20)
    server = office.database.process
    os.kill(server, signal.SIGKILL)
    process.communicate()
    assert process.returncode == 1
    assert office.nothing_half()
    office.database.await_end(server)
    office.database.start()
    office.rehearse(office.back_up())


def test_a_rehearsal_that_is_told_to_end_takes_its_database_away(office):
    path = office.back_up()
    told = {"PGPASSWORD": office.database.password}
    process = office.begin(*office.rehearsal(path), told=told, start_new_session=True)
    soon(lambda: "restore" in commands_of(process.pid))
    time.sleep(4)
    os.killpg(process.pid, signal.SIGTERM)
    process.communicate()
    assert process.returncode != 0
    with office.administrator() as server:
        assert server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'rehearsal%'").fetchall() == []


@pytest.fixture(params=BEFORE)
def old_release(request, tmp_path):
    """The program as it was then, in a folder of its own, as releases stand beside one another."""
    known = subprocess.run(["git", "cat-file", "-e", request.param], cwd=settings.BASE_DIR, check=False)
    if known.returncode != 0:
        pytest.skip(f"{request.param} is not in this checkout's history")
    folder = tmp_path / "old"
    subprocess.run(["git", "worktree", "add", "--detach", folder, request.param], cwd=settings.BASE_DIR, check=True)
    yield folder
    subprocess.run(["git", "worktree", "remove", "--force", folder], cwd=settings.BASE_DIR, check=True)


def migrations_of(folder):
    return {f"{path.parts[-3]}.{path.stem}" for path in folder.glob("*/migrations/[0-9]*.py")}


def test_an_upgrade_goes_forward_and_back_without_loss(old_release):
    coming = migrations_of(settings.BASE_DIR) - migrations_of(old_release)
    with open_folder() as root:
        office = Keeping(root)
        try:
            office.manage("compile_catalogue", code=old_release)
            office.open(demo=True, code=old_release)
            office.manage("verify_trail", code=old_release)
            said = office.manage("upgrade_check")
            assert all(name in said for name in coming)
            path = office.back_up()
            assert "留痕完整" in office.rehearse(path), "an upgrade rehearsed on a copy"
            office.manage("verify_trail", code=old_release)
            office.manage("migrate", "--verbosity", "0")
            office.manage("verify_trail")
            assert "有 0 个迁移" in office.manage("upgrade_check")
            go_back(office, path, old_release)
            office.manage("verify_trail", code=old_release)
        finally:
            office.close()


def go_back(office, path, old_release):
    """As the page says: an empty database, empty folders, and the backup from before the upgrade."""
    for folder in ("media", "anchors"):
        shutil.rmtree(office.root / folder, ignore_errors=True)
    with office.administrator() as server:
        server.execute("DROP DATABASE inspection WITH (FORCE)")
        server.execute("CREATE DATABASE inspection OWNER owning")
    with_it = (old_release / "config/management/commands/restore.py").exists()
    how = {"code": old_release} if with_it else {}
    office.manage("restore", path, "--identity", office.key, *([] if with_it else ["--older", "leave"]), **how)


def soon(condition):
    """What it says as soon as it says anything: a fault must meet what is under way."""
    return until(condition, 60, every=0.02)


def commands_of(group):
    """The command lines of the processes of a group."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if os.getpgid(int(path.parent.name)) == group:
                found.append(path.read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return " ".join(each for each in found if " restore " in each and " rehearse " not in each)
