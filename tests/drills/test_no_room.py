"""A folder of attachments that is full, read-only or missing: a sentence, nothing half saved, and then it goes on."""

import os
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import requests

from tests.drills.papers import FACTS, by_token, new_paper

pytestmark = [pytest.mark.drill, pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a small disk")]
MEGABYTES = 8
ADD = "/papers/add/"
PAPERS = f"SELECT count(*) FROM findings_workingpaper WHERE title = '{FACTS['title']}'"  # noqa: S608 - ours
ATTACHED = "SELECT count(*) FROM core_attachment"


class Disk:
    """A small file system of its own where attachments lie."""

    def __init__(self, folder: Path):
        self.folder = folder

    def mount(self) -> None:
        self.folder.mkdir(exist_ok=True)
        _run("mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=700", "tmpfs", self.folder)

    def unmount(self) -> None:
        _run("umount", self.folder)

    @contextmanager
    def full(self):
        """Not one more page of memory is left of it."""
        filling = self.folder / "filling"
        with suppress(OSError), filling.open("wb", buffering=0) as file:
            while file.write(b"0" * 4096):
                pass
        yield
        filling.unlink()

    @contextmanager
    def read_only(self):
        _run("mount", "-o", "remount,ro", self.folder)
        yield
        _run("mount", "-o", "remount,rw", self.folder)

    @contextmanager
    def missing(self):
        """What should be mounted is not, and its folder leads nowhere."""
        self.unmount()
        self.folder.rmdir()
        self.folder.symlink_to(self.folder.with_name("away"))
        yield
        self.folder.unlink()
        self.mount()

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.rglob("*") if path.is_file() and path.name != "filling")


def _run(*command: object) -> None:
    subprocess.run(command, check=True)


@pytest.fixture
def disk(demo_office):
    disk = Disk(demo_office.root / "disk")
    disk.mount()
    yield disk
    demo_office.stop("web")
    disk.unmount()


@pytest.fixture
def office(demo_office, disk):
    """The attachments of this drill lie on the disk; those of the demo stay where they are."""
    demo_office.start_web(MEDIA_ROOT=str(disk.folder))
    return demo_office


@pytest.mark.parametrize(
    ("trouble", "status", "words"),
    [("full", 507, "没有空间"), ("read_only", 503, "无法写入"), ("missing", 503, "无法写入")],
)
def test_a_page_says_so_keeps_what_was_typed_and_saves_nothing_half(office, disk, trouble, status, words):
    browser = office.browser().sign_in("member", office.accounts()["member"]["password"])
    facts, before = new_paper(office), (office.asked(PAPERS), office.asked(ATTACHED))

    def send(page=""):
        return browser.post(
            ADD, facts | {"do": "draft"}, page=page, files={"evidence": ("证.pdf", b"%PDF-1.4\n" * 99)}
        )

    page = browser.get(ADD).text
    with getattr(disk, trouble)():
        answer = send(page)
        assert (answer.status_code, words in answer.text) == (status, True), answer.text
        assert int(answer.headers["Retry-After"])
        assert "没有保存" in answer.text
        assert FACTS["facts"] in answer.text
        assert browser.get("/papers/").status_code == 200
        assert (office.asked(PAPERS), office.asked(ATTACHED)) == before
        assert disk.files() == []
    assert send(answer.text).status_code == 302
    [[papers]], [[attached]] = before
    assert (office.asked(PAPERS), office.asked(ATTACHED)) == ([(papers + 1,)], [(attached + 1,)])
    assert len(disk.files()) == 1


def test_a_program_is_told_so_and_when_to_come_back(office, disk):
    """A large content is laid on the disk before it is read."""
    office.start_web(TMPDIR=str(disk.folder))
    facts, before = new_paper(office), office.asked(PAPERS)

    def send():
        large = {"evidence": ("证.pdf", b"%PDF-1.4\n" * 400_000)}
        address = f"http://{office.host}/api/v1/working-papers/"
        return requests.post(address, data=facts, files=large, headers=by_token(office), timeout=60)

    with disk.full():
        answer = send()
        assert answer.status_code == 507, answer.text
        assert answer.json()["code"] == "no_room"
        assert int(answer.headers["Retry-After"])
        assert office.asked(PAPERS) == before
    assert send().status_code == 400, "it is read, and told that evidence goes through pages"
