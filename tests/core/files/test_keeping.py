"""Files are there wholly or not at all; a folder that takes none is a sentence; nobody's files are swept."""

import errno
import os
import re
from pathlib import Path
from time import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from core.api.tokens import issue_token
from core.files.attachments import store_attachments
from core.files.keeping import MOST_ORPHANS, faults, forget_orphans
from core.files.storage import FilesAway
from core.models import Access, Attachment
from core.tasks import sweep_files
from findings.models import WorkingPaper
from tests.factories import WorkingPaperFactory
from tests.page_client import PageClient

PDF = b"%PDF-1.4\n" + b"0" * 1000

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings, tmp_path):
    """A folder of files of this test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def paper(inspection, member):
    return WorkingPaperFactory(inspection=inspection)


@pytest.fixture
def attachment(media, paper, member):
    return store_attachments(paper, [SimpleUploadedFile("证明.pdf", PDF)], by=member)[0]


@pytest.fixture
def desk(member):
    """A member of the team, getting what a browser gets."""
    client = PageClient(raise_request_exception=False)
    client.force_login(member, backend="personnel.accounts.backends.AccountBackend")
    return client


class Filling(ContentFile):
    """A file in the middle of which the disk is full."""

    def chunks(self, chunk_size=None):
        yield self.read(10)
        raise OSError(errno.ENOSPC, "No space left on device")


def files_in(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def make_old(path, content=b"x"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (time() - 2 * 86400,) * 2)
    return path


def test_a_file_that_the_disk_has_no_room_for_leaves_nothing(media):
    with pytest.raises(FilesAway) as raised:
        default_storage.save("attachments/2026/11/a.pdf", Filling(PDF))
    assert raised.value.errno == errno.ENOSPC
    assert files_in(media) == []


def test_a_file_has_its_name_only_once_it_is_whole(media, monkeypatch):
    seen = []
    replace = os.replace

    def look(before, after):
        seen.append((Path(before).read_bytes(), Path(after).exists()))
        replace(before, after)

    monkeypatch.setattr("core.files.storage.os.replace", look)
    default_storage.save("attachments/2026/11/a.pdf", ContentFile(PDF))
    assert seen == [(PDF, False)]
    assert [path.name for path in files_in(media)] == ["a.pdf"]


@pytest.fixture
def send(desk, paper):
    """`send()` is the answer to a draft that is sent with evidence."""
    facts = {"title": "新标题", "facts": "事实", "basis": "依据", "responsibility": "责任", "found_on": "2026-11-20"}

    def send(**more):
        sent = facts | {"evidence": [SimpleUploadedFile("证明.pdf", PDF)]} | more
        return desk.post(f"/papers/{paper.pk}/edit/", sent)

    return send


def full(*args):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_evidence_for_which_there_is_no_room_is_a_sentence_and_nothing_is_saved(send, paper, media, monkeypatch):
    monkeypatch.setattr("core.files.storage.os.fsync", full)
    answer = send()
    page = answer.content.decode()
    assert answer.status_code == 507
    assert int(answer["Retry-After"])
    assert "没有空间" in page
    assert "没有保存" in page
    assert 'value="新标题"' in page, "what was typed is still there"
    assert WorkingPaper.objects.get(pk=paper.pk).title == paper.title
    assert not Attachment.objects.exists()
    assert files_in(media) == []


def test_the_form_is_sent_again_once_there_is_room(send, paper, media, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("core.files.storage.os.fsync", full)
        [key] = re.findall(r'name="one_time_key" value="(\w+)"', send(one_time_key="a" * 32).content.decode())
    assert send(one_time_key=key).status_code == 302
    assert WorkingPaper.objects.get(pk=paper.pk).title == "新标题"
    assert Attachment.objects.count() == 1


def test_a_program_is_told_that_there_is_no_room(member, monkeypatch):
    """A large content is laid on the disk before it is read."""
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk", full)
    large = SimpleUploadedFile("证明.pdf", PDF * 3000)
    program = Client(raise_request_exception=False, headers={"Authorization": f"Token {issue_token(member)[1]}"})
    answer = program.post("/api/v1/working-papers/", {"evidence": large})
    assert answer.status_code == 507
    assert answer["Content-Type"] == "application/problem+json"
    assert int(answer["Retry-After"])
    assert answer.json()["code"] == "no_room"
    assert "没有空间" in answer.json()["detail"]


def test_a_folder_that_cannot_be_had_is_a_sentence_and_nothing_is_saved(send, paper, settings, tmp_path):
    (tmp_path / "file").write_text("no folder")
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    answer = send()
    assert answer.status_code == 503
    assert "无法写入" in answer.content.decode()
    assert 'value="新标题"' in answer.content.decode()
    assert WorkingPaper.objects.get(pk=paper.pk).title == paper.title


def test_evidence_is_saved_where_there_is_room(send, paper, media):
    assert send().status_code == 302
    assert Attachment.objects.get().owner_id == paper.pk
    assert list(faults()) == []


def test_a_missing_file_is_a_page_that_says_so_and_no_trace_says_that_it_left(desk, attachment):
    address = f"/attachments/{attachment.pk}/"
    assert desk.get(address).status_code == 200
    Path(attachment.file.path).unlink()
    answer = desk.get(address)
    assert answer.status_code == 410
    assert "文件缺失" in answer.content.decode()
    assert [access.kind for access in Access.objects.filter(path=address)] == [Access.Kind.DOWNLOAD]


def test_every_file_is_held_against_its_digest(attachment, paper, member, capsys):
    other = store_attachments(paper, [SimpleUploadedFile("另.pdf", PDF + b"1")], by=member)[0]
    call_command("verify_files")
    Path(attachment.file.path).write_bytes(PDF + b"bent")
    Path(other.file.path).unlink()
    assert [(fault.kind, fault.attachment) for fault in faults()] == [
        ("differs", attachment.pk),
        ("missing", other.pk),
    ]
    with pytest.raises(CommandError):
        call_command("verify_files")
    assert f"differs: attachment {attachment.pk}" in capsys.readouterr().out


def test_files_that_no_row_names_are_swept_after_a_day(attachment, media):
    named = Path(attachment.file.path)
    os.utime(named, (time() - 2 * 86400,) * 2)
    orphan = make_old(media / "attachments/2026/11/orphan.pdf")
    half = make_old(media / "exports/2026/11/half.xlsx.partial")
    young = media / "attachments/2026/11/young.pdf"
    young.write_bytes(PDF)
    assert sweep_files() == {"orphan": 2}
    assert not orphan.exists()
    assert not half.exists()
    assert named.exists()
    assert young.exists()


def test_a_database_that_knows_next_to_none_of_the_files_sweeps_none_of_them(attachment, media):
    strangers = [make_old(media / f"attachments/2026/11/{number}.pdf") for number in range(MOST_ORPHANS + 1)]
    half = make_old(media / "attachments/2026/11/half.pdf.partial")
    assert forget_orphans() == 1
    assert all(path.exists() for path in strangers)
    assert not half.exists()
