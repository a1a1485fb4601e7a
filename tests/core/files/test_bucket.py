"""Files in a bucket: saved, handed out, swept and verified as in a folder; one that fails is the same sentence."""

import errno
import re
import socket
from contextlib import closing, contextmanager
from time import monotonic, time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from core.files import kept
from core.files.attachments import store_attachments
from core.files.keeping import MOST_ORPHANS, faults, forget_orphans
from core.files.storage import FilesAway
from core.models import Access, Attachment
from findings.models import WorkingPaper
from tests.buckets import KEYS, SECRET, in_bucket, new_bucket, object_storage, refusing_storage
from tests.factories import WorkingPaperFactory
from tests.page_client import PageClient

PDF = b"%PDF-1.4\n" + b"0" * 1000
DRAFT = {"title": "新标题", "facts": "事实", "basis": "依据", "responsibility": "责任", "found_on": "2026-11-20"}
BOX = re.compile(r'name="evidence-kept" value="([^"]+)" checked>')
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def endpoint():
    with object_storage() as address:
        yield address


@pytest.fixture(params=["", "/office/files"], ids=["a bucket", "a part of a bucket"])
def bucket(endpoint, settings, tmp_path, request):
    """An empty one, and a folder in which nothing must be found."""
    settings.MEDIA_ROOT = tmp_path / "media"
    lie_in(settings, endpoint, new_bucket(endpoint) + request.param)
    yield default_storage
    assert not settings.MEDIA_ROOT.exists()


def lie_in(settings, endpoint, name="inspection", **told):
    settings.STORAGES = settings.STORAGES | {"default": in_bucket(endpoint, name, **told)}


@pytest.fixture
def paper(inspection, member):
    return WorkingPaperFactory(inspection=inspection)


@pytest.fixture
def evidence(bucket, paper, member):
    uploads = [SimpleUploadedFile(f"证明{number}.pdf", PDF + bytes([number])) for number in range(3)]
    return store_attachments(paper, uploads, by=member)


@pytest.fixture
def desk(member):
    client = PageClient(raise_request_exception=False)
    client.force_login(member, backend="personnel.accounts.backends.AccountBackend")
    return client


@pytest.fixture
def send(desk, paper):
    """`send()` is the answer to a draft that is sent with evidence; words of the form may be others."""
    return lambda **said: desk.post(
        f"/papers/{paper.pk}/edit/", DRAFT | {"evidence": [SimpleUploadedFile("证明.pdf", PDF)]} | said
    )


def names():
    return sorted(found.name for found in default_storage.files_below())


@pytest.fixture
def two_days_later(monkeypatch):
    monkeypatch.setattr("core.files.keeping.time", lambda: time() + 2 * 86400)
    monkeypatch.setattr("core.files.kept.time", lambda: time() + 2 * 86400)


def test_what_was_sent_is_what_is_handed_out(bucket, send, desk):
    assert send().status_code == 302
    attachment = Attachment.objects.get()
    answer = desk.get(f"/attachments/{attachment.pk}/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Length"] == str(len(PDF))
    assert names() == [attachment.file.name]


def test_a_long_file_is_handed_out_whole(bucket):
    content = bytes(range(256)) * 20_000
    default_storage.save("attachments/2026/11/long.zip", ContentFile(content))
    with default_storage.open("attachments/2026/11/long.zip") as file:
        assert file.read() == content
        assert file.size == len(content)


def test_a_missing_object_is_a_page_that_says_so_and_no_trace_says_that_it_left(evidence, desk):
    default_storage.delete(evidence[0].file.name)
    answer = desk.get(f"/attachments/{evidence[0].pk}/")
    assert answer.status_code == 410
    assert "文件缺失" in answer.content.decode()
    assert not Access.objects.filter(kind=Access.Kind.DOWNLOAD).exists()


def test_every_object_is_held_against_its_digest(evidence, capsys):
    gone, other, _whole = evidence
    call_command("verify_files")
    default_storage.delete(gone.file.name)
    default_storage.save(other.file.name, ContentFile(PDF + b"bent"))
    assert [(fault.kind, fault.attachment) for fault in faults()] == [("missing", gone.pk), ("differs", other.pk)]
    with pytest.raises(CommandError):
        call_command("verify_files")
    assert f"differs: attachment {other.pk}" in capsys.readouterr().out


def test_objects_that_no_row_names_are_swept_after_a_day(evidence, two_days_later):
    default_storage.save("attachments/2026/11/orphan.pdf", ContentFile(PDF))
    assert forget_orphans() == 1
    assert names() == sorted(attachment.file.name for attachment in evidence)


def test_young_objects_are_not_swept(evidence):
    default_storage.save("attachments/2026/11/orphan.pdf", ContentFile(PDF))
    assert forget_orphans() == 0


def test_a_database_that_knows_next_to_none_of_the_objects_sweeps_none(evidence, two_days_later):
    for number in range(MOST_ORPHANS + 1):
        default_storage.save(f"attachments/2026/11/{number}.pdf", ContentFile(PDF))
    assert forget_orphans() == 0
    assert len(names()) == MOST_ORPHANS + 1 + len(evidence)


def test_files_of_a_form_with_errors_are_kept_there_and_come_back(bucket, send, django_capture_on_commit_callbacks):
    asked = send(title="")
    reference = BOX.search(asked.content.decode())[1]
    assert [name.partition("/")[0] for name in names()] == [kept.FOLDER]
    with django_capture_on_commit_callbacks(execute=True):
        assert send(evidence=[], **{"evidence-kept": [reference]}).status_code == 302
    assert Attachment.objects.get().name == "证明.pdf"
    assert names() == [Attachment.objects.get().file.name]


def test_files_of_a_form_that_nobody_sends_again_are_forgotten(bucket, send, two_days_later):
    send(title="")
    assert kept.forget_expired() == 1
    assert names() == []


REFUSALS = {
    "the key is refused": (403, "AccessDenied", errno.EACCES),
    "the bucket is gone": (404, "NoSuchBucket", errno.ENOENT),
    "there is no room": (507, "XMinioStorageFull", errno.ENOSPC),
    "the quota is used up": (403, "QuotaExceeded", errno.ENOSPC),
    "the server is broken": (500, "InternalError", errno.EIO),
}


@contextmanager
def silent():
    """The address of somebody who takes connections and never answers."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def nobody():
    yield "http://127.0.0.1:1"


PLACES = {"nobody listens": (nobody, errno.ECONNREFUSED), "nobody answers": (silent, errno.ETIMEDOUT)} | {
    name: (lambda status=status, code=code: refusing_storage(status, code), number)
    for name, (status, code, number) in REFUSALS.items()
}


@pytest.fixture(params=PLACES)
def failing(request, settings):
    """Files lie where they cannot be had; the number of the error that says why."""
    place, number = PLACES[request.param]
    with place() as address:
        lie_in(settings, address, MEDIA_STORAGE_SECONDS="1")
        yield number


def test_evidence_that_a_storage_does_not_take_is_a_sentence_and_nothing_is_saved(failing, send, paper, caplog):
    began = monotonic()
    answer = send()
    page = answer.content.decode()
    assert answer.status_code == (507 if failing == errno.ENOSPC else 503)
    assert ("没有空间" if failing == errno.ENOSPC else "无法写入") in page
    assert "没有保存" in page
    assert answer["Retry-After"]
    assert monotonic() - began < 8
    assert WorkingPaper.objects.get(pk=paper.pk).title == paper.title
    assert not Attachment.objects.exists()
    assert SECRET not in caplog.text + page
    assert KEYS["MEDIA_STORAGE_KEY"] not in caplog.text + page
    assert "of the server's own" not in caplog.text + page


def test_a_file_that_a_storage_does_not_give_is_a_sentence_and_not_missing(failing, paper, member, desk):
    attachment = Attachment.objects.create(
        owner=paper, name="证明.pdf", file="attachments/2026/11/a.pdf", size=1, sha256="0" * 64, uploaded_by=member
    )
    answer = desk.get(f"/attachments/{attachment.pk}/")
    assert answer.status_code == (507 if failing == errno.ENOSPC else 503)
    with pytest.raises(FilesAway) as raised:
        list(faults())
    assert raised.value.errno == failing
    with pytest.raises(CommandError):
        call_command("verify_files")


def test_a_form_with_errors_is_shown_although_its_files_cannot_be_kept(failing, send):
    """Where nobody answers it is an outage: with twenty files one would wait twenty times."""
    began = monotonic()
    assert send(title="").status_code == (503 if failing == errno.ETIMEDOUT else 200)
    assert monotonic() - began < 8
