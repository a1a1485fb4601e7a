"""Files that a form takes one by one while it is filled in: one that is refused loses no other, and no caption."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.files import attachments
from core.files.attachments import store_attachments
from core.models import Access, Attachment
from findings.models import WorkingPaper
from tests.factories import WorkingPaperFactory
from tests.findings.conftest import PAPER, at

PDF = b"%PDF-1.4\n" + b"0" * 100
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 60
REFERENCE = re.compile(r'name="evidence-kept" value="([^"]+)" checked')

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def writer(client, member):
    client.force_login(member)
    return client


@pytest.fixture
def keep(writer):
    """`keep(name, content, beside=[…])` sends one file for the field “evidence”."""

    def keep(name, content=PDF, **said):
        file = SimpleUploadedFile(name, content)
        return writer.post(reverse("attachment_keep"), {"file": file, "name": "evidence"} | said)

    return keep


def reference(answer):
    return REFERENCE.search(answer.content.decode()).group(1)


def test_a_file_comes_back_as_a_line_with_its_caption_and_goes_with_the_form(keep, writer, inspection):
    answer = keep("照片.png", PNG, caption="会议室现场")
    assert "照片.png" in answer.content.decode()
    assert 'value="会议室现场"' in answer.content.decode()
    kept = reference(answer)
    typed = PAPER | {"inspection": inspection.pk, "do": "draft", "evidence-kept": [kept]}
    writer.post(at("paper_add"), typed | {f"evidence-caption-{kept}": "会议室现场，3月"})
    [file] = Attachment.objects.of(WorkingPaper.objects.get())
    assert (file.name, file.caption) == ("照片.png", "会议室现场，3月")


@pytest.mark.parametrize(("name", "content"), [("网页.html", b"<script>"), ("空.pdf", b""), ("宏.docm", b"PK\3\4")])
def test_a_refused_file_is_told_with_its_name_and_cause(keep, name, content):
    answer = keep(name, content)
    assert answer.status_code == 422
    assert name in answer.content.decode()


def test_the_same_content_is_not_taken_twice(keep):
    first = reference(keep("甲.pdf"))
    answer = keep("乙.pdf", beside=[first])
    assert answer.status_code == 422
    assert "“乙.pdf”" in answer.content.decode()
    assert "“甲.pdf”" in answer.content.decode()
    assert keep("丙.pdf", PDF + b"1", beside=[first]).status_code == 200


def test_no_more_and_no_larger_files_than_a_form_takes(keep, settings, monkeypatch):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    first = reference(keep("甲.pdf"))
    assert keep("乙.pdf", PDF + b"1", beside=[first]).status_code == 422
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 20
    monkeypatch.setattr(attachments, "MAX_BYTES", 150)
    assert keep("乙.pdf", PDF + b"1", beside=[first]).status_code == 422


def test_what_is_no_reference_of_ones_own_counts_for_nothing(keep, client, leader):
    first = reference(keep("甲.pdf"))
    client.force_login(leader)
    assert keep("乙.pdf", beside=[first, "x", ""]).status_code == 200


def test_without_a_file_nothing_is_kept(writer):
    assert writer.post(reverse("attachment_keep"), {"name": "evidence"}).status_code == 400


def test_nobody_keeps_a_file_without_signing_in(client):
    answer = client.post(reverse("attachment_keep"), {"file": SimpleUploadedFile("甲.pdf", PDF), "name": "evidence"})
    assert answer.status_code == 302


class TestPreview:
    @pytest.fixture
    def stored(self, inspection, member):
        paper = WorkingPaperFactory(inspection=inspection)
        files = [("照片.png", PNG), ("证明.pdf", PDF), ("记录.mp3", b"ID3\x03" + b"\0" * 60)]
        return store_attachments(paper, [SimpleUploadedFile(name, content) for name, content in files], by=member)

    def test_pictures_and_pdf_are_shown_and_run_nothing(self, stored, writer):
        for file, kind in zip(stored, ["image/png", "application/pdf"], strict=False):
            answer = writer.get(reverse("attachment_preview", args=[file.pk]))
            assert answer["Content-Type"] == kind
            assert answer["Content-Disposition"].startswith("inline")
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["X-Frame-Options"] == "SAMEORIGIN"
            assert "default-src 'none'" in answer["Content-Security-Policy"]
            assert "script-src" not in answer["Content-Security-Policy"]

    def test_what_a_browser_does_not_show_is_downloaded_alone(self, stored, writer):
        assert writer.get(reverse("attachment_preview", args=[stored[2].pk])).status_code == 404

    def test_whoever_may_not_see_the_row_cannot_tell_that_there_is_a_file(self, stored, client, stranger_leader):
        client.force_login(stranger_leader)
        assert client.get(reverse("attachment_preview", args=[stored[0].pk])).status_code == 404

    def test_a_file_that_was_looked_at_is_in_the_trail_like_one_taken_away(self, stored, writer, member):
        writer.get(reverse("attachment_preview", args=[stored[0].pk]))
        assert Access.objects.filter(user_id=member.pk, kind=Access.Kind.DOWNLOAD).count() == 1

    def test_the_same_file_is_not_hung_on_a_row_twice(self, stored, member):
        again = SimpleUploadedFile("又一份.pdf", PDF)
        with pytest.raises(Exception, match="又一份"):
            store_attachments(stored[1].owner, [again], by=member, has_some=True)
