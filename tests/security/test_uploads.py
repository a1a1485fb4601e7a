"""Files are what they say, are kept under no name of the sender's choosing, and leave only as downloads.

Media by path, name clashes, dangerous uploads, names in headers, archives that burst.
"""

import io
import struct
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core.files.attachments import MAX_BYTES, check_upload, store_attachments
from core.models import Attachment
from tests.factories import RecusalFactory, WorkingPaperFactory
from tests.guards.routes import client_of

PDF = b"%PDF-1.4\n"
TYPES = b"<Types/>"


def archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def office_file(main: str, types=TYPES, **more: bytes) -> bytes:
    """The bones of a Word or Excel file."""
    return archive({"[Content_Types].xml": types, main: b"<x/>", **more})


def of_many_entries() -> bytes:
    """An archive whose list of entries alone would fill the memory."""
    entry = b"PK\x01\x02" + b"\0" * 24 + struct.pack("<H", 1) + b"\0" * 16 + b"a"
    directory = entry * 40_000
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 65_535, 65_535, len(directory), 0, 0)
    return office_file("word/document.xml")[:-22] + directory + end


def compound(*streams: str, before=b"") -> bytes:
    """The bones of a file of Word or Excel before 2007, or of WPS, with streams of these names."""
    names = [stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams]
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + before + b"".join(names)


MACRO = '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
REFUSED = {
    "page.pdf": b"<!doctype html><script>alert(1)</script>",
    "picture.png": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "program.pdf": b"MZ\x90\x00" + b"\0" * 200,
    "postscript.pdf": b"%!PS-Adobe-3.0\n",
    "empty.pdf": b"",
    "plain.docx": archive({"readme.txt": b"x"}),
    "jar.docx": archive({"META-INF/MANIFEST.MF": b"x", "[Content_Types].xml": TYPES}),
    "macro.docx": office_file("word/document.xml", **{"word/vbaProject.bin": b"x"}),
    "macro-in-capitals.docx": office_file("word/document.xml", **{"word/VBAPROJECT.BIN": b"x"}),
    "macro-by-type.xlsx": office_file("xl/workbook.xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "macro-under-another-name.docx": office_file("word/document.xml", MACRO.encode()),
    "macro-in-utf-16.docx": office_file("word/document.xml", MACRO.encode("utf-16")),
    "macro-in-entities.docx": office_file("word/document.xml", MACRO.replace("vba", "&#118;ba").encode()),
    "macro-after-a-megabyte.docx": office_file("word/document.xml", MACRO.replace("/>", " " * 2**20 + "/>").encode()),
    "broken.docx": office_file("word/document.xml")[:40],
    "many-entries.docx": of_many_entries(),
    "program.exe.pdf": b"\x7fELF" + b"\0" * 100,
    "jar.zip": archive({"META-INF/MANIFEST.MF": b"x", "Main.class": b"x"}),
    "macro.zip": office_file("word/document.xml", **{"word/vbaProject.bin": b"x"}),
    "macro.doc": compound("WordDocument", "_VBA_PROJECT"),
    "setup.msi.doc": compound("!_StringData"),
    "video.m4a": b"\0\0\0\x20ftypmp42" + b"\0" * 40,
}
ACCEPTED = {
    "证明.doc": compound("WordDocument"),
    "证明.wps": compound("WordDocument"),
    "账册.xls": compound("Workbook"),
    "账册.et": compound("Workbook", before=b"\0" * 2**20),
    "公文.ofd": archive({"OFD.xml": b"<x/>", "Doc_0/Document.xml": b"<x/>"}),
    "凭证照片.zip": archive({"1.jpg": b"x", "2.jpg": b"x"}),
    "谈话.mp3": b"ID3\x03" + b"\0" * 60,
    "谈话.m4a": b"\0\0\0\x20ftypM4A " + b"\0" * 60,
    "谈话.wav": b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 60,
    "谈话.amr": b"#!AMR\n" + b"\0" * 60,
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_offices_have_as_evidence_is_taken_under_its_name(name, cast, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    [kept] = store_attachments(world.paper, [SimpleUploadedFile(name, ACCEPTED[name])], by=cast["member"])
    assert kept.name == name
    answer = client_of(cast["member"]).get(f"/attachments/{kept.pk}/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_document_that_calls_itself_a_page_is_handed_out_as_what_it_is(cast, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    [kept] = store_attachments(world.paper, [SimpleUploadedFile("证明.hta", ACCEPTED["证明.doc"])], by=cast["member"])
    assert kept.name == "证明.hta.doc"


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_what_it_says_is_refused(name):
    with pytest.raises(ValidationError):
        check_upload(SimpleUploadedFile(name, REFUSED[name]))


def test_a_file_that_is_too_large_is_refused():
    upload = SimpleUploadedFile("large.pdf", PDF)
    upload.size = MAX_BYTES + 1
    with pytest.raises(ValidationError):
        check_upload(upload)


def test_files_that_are_too_large_together_are_refused(cast, world):
    uploads = [SimpleUploadedFile(f"{number}.pdf", PDF) for number in (1, 2)]
    for upload in uploads:
        upload.size = MAX_BYTES // 2 + 1
        check_upload(upload)
    with pytest.raises(ValidationError, match=r"合计50\.1MB.*50MB"):
        store_attachments(world.paper, uploads, by=cast["member"])
    assert not Attachment.objects.of(world.paper).filter(name="1.pdf").exists()


NAMES = {
    "../../etc/passwd": "passwd.pdf",
    "..\\..\\boot.ini": "boot.ini.pdf",
    "a\r\nSet-Cookie: x=1.pdf": "aSet-Cookie: x=1.pdf",
    "quo\"te's;.pdf": "quo\"te's;.pdf",
    "report\u202efdp.exe": "reportfdp.exe.pdf",
    "invoice.hta": "invoice.hta.pdf",
    "page.HTML": "page.HTML.pdf",
    "SCAN.PDF": "SCAN.PDF",
    "长" * 300: "长" * 196 + ".pdf",
    "长" * 300 + ".pdf": "长" * 196 + ".pdf",
    "a." + "b" * 250: ("a." + "b" * 250)[:196] + ".pdf",
}


@pytest.mark.parametrize("sent", NAMES)
def test_a_name_is_made_fit_to_be_kept_and_sent(sent, cast, world):
    upload = SimpleUploadedFile("x.pdf", PDF)
    upload._name = sent  # as no browser would send it
    [kept] = store_attachments(world.paper, [upload], by=cast["member"])
    assert kept.name == NAMES[sent]
    assert kept.file.name.startswith("attachments/")
    assert kept.file.name.endswith(".pdf")
    assert sent.strip(".") not in kept.file.name
    response = client_of(cast["leader"]).get(f"/attachments/{kept.pk}/")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment;")
    assert not {"\r", "\n"} & set(response["Content-Disposition"])


def test_a_file_is_sent_so_that_no_browser_shows_it(cast, world):
    response = client_of(cast["leader"]).get(f"/attachments/{world.attachment.pk}/")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_two_files_of_one_name_stay_apart(cast, world, other_inspection):
    other = WorkingPaperFactory(inspection=other_inspection)
    uploads = [SimpleUploadedFile("记录.pdf", PDF + content) for content in (b"1", b"2")]
    first = store_attachments(world.paper, uploads[:1], by=cast["member"])[0]
    second = store_attachments(other, uploads[1:], by=cast["stranger_leader"])[0]
    assert first.file.name != second.file.name
    got = {name: client_of(cast[name]).get(f"/attachments/{first.pk}/") for name in ("leader", "stranger_leader")}
    assert b"".join(got["leader"]) == PDF + b"1"
    assert got["stranger_leader"].status_code == 404


@pytest.mark.parametrize("prefix", ["/", "/media/", "/var/media/", "/static/", "/static/../var/media/"])
def test_no_address_serves_files_by_their_path(prefix, cast, world):
    address = prefix + world.attachment.file.name
    assert client_of(cast["handler"]).get(address).status_code == 404
    assert client_of(None).get(address).status_code == 404


def test_a_file_goes_with_the_right_to_its_row(cast, world):
    member = client_of(cast["member"])
    address = f"/attachments/{world.attachment.pk}/"
    assert member.get(address).status_code == 200
    RecusalFactory(person=cast["member"].person, organization=world.organization)
    assert member.get(address).status_code == 404
    cast["leader"].person.postings.update(released_on="2026-03-01")
    assert client_of(cast["leader"]).get(address).status_code == 404
    assert client_of(None).get(address).status_code == 302
