"""Storing and handing out files. The type is told by the content, never by the name or the browser."""

import hashlib
import os.path
import uuid
import zipfile
import zlib
from collections.abc import Sequence
from math import ceil
from pathlib import PurePath

import filetype
from defusedxml.ElementTree import ParseError, fromstring
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.files.signals import file_opened
from core.files.zips import directory_is_bearable
from core.models import Attachment

MB = 1024 * 1024
MAX_BYTES = 50 * MB  # of all files sent together, and so of each
LONGEST_NAME, LONGEST_SUFFIX = 200, 20
LARGEST_TYPES = 1024 * 1024
ALLOWED = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ofd": "application/ofd",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/x-wav",
    "amr": "audio/amr",
}
SUFFIXES = {kind: {f".{kind}"} for kind in ALLOWED} | {
    "jpg": {".jpg", ".jpeg"},
    "doc": {".doc", ".wps"},  # WPS writes what Word and Excel wrote before 2007
    "xls": {".xls", ".et"},
}
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
STREAMS = {"doc": "WordDocument", "xls": "Workbook"}  # by which one tells what a compound file holds
MACROS = "_VBA_PROJECT"
CHUNK = 1024 * 1024
DECLARED = "[Content_Types].xml"
# What a broken or encrypted archive raises when a part of it is read.
BROKEN = (zipfile.BadZipFile, zlib.error, ParseError, KeyError, NotImplementedError, RuntimeError, OSError, ValueError)


def store_attachments(owner, files: Sequence[UploadedFile], *, by, has_some: bool = False) -> list[Attachment]:
    """Hang files on a row the caller has already checked `by` may change; all or none.

    The same content is not taken twice, nor once more where the row `has_some` files before.

    Raises `ValidationError` naming the file and the cause.
    """
    kinds = check_uploads(files)
    _require_new(files, dict(Attachment.objects.of(owner).values_list("sha256", "name")) if has_some else {})
    return [_store(owner, upload, kind, by) for upload, kind in zip(files, kinds, strict=True)]


def check_uploads(uploads: Sequence[UploadedFile]) -> list[str]:
    """The kinds of uploads that are acceptable one by one and not too large together; else `ValidationError`."""
    kinds = [check_upload(upload) for upload in uploads]
    check_sum([upload.size or 0 for upload in uploads])
    return kinds


def check_sum(sizes: Sequence[int]) -> None:
    """Raise `ValidationError` where files of these sizes, in bytes, are too large together."""
    if sum(sizes) > MAX_BYTES:
        raise ValidationError(
            _("The files chosen have %(total)s MB together, and %(limit)s MB can be sent at once. Choose fewer.")
            % {"total": ceil(sum(sizes) / MB * 10) / 10, "limit": MAX_BYTES // MB}
        )


def same_as(name: str, upload: UploadedFile) -> ValidationError:
    """The refusal of a file whose content is there already, under that name."""
    words = _("“%(name)s” has the same content as “%(other)s”, which is there already; it is left out.")
    return ValidationError(words % {"name": clean_name(upload.name), "other": name})


def check_upload(upload: UploadedFile) -> str:
    """The kind ("pdf", "docx" …) of an acceptable upload; `ValidationError` for anything else."""
    name = clean_name(upload.name)
    size = upload.size or 0
    if size > MAX_BYTES:
        raise ValidationError(_("“%(name)s” is larger than %(limit)s MB.") % {"name": name, "limit": MAX_BYTES // MB})
    if not size:
        raise ValidationError(_("“%(name)s” is empty.") % {"name": name})
    kind = _kind_by_content(upload)
    if kind not in ALLOWED:
        raise ValidationError(
            _("“%(name)s” is by its content no PDF, picture, Word, Excel, WPS, OFD, ZIP or audio file, or has macros.")
            % {"name": name}
        )
    return kind


def caption_of(upload: UploadedFile) -> str:
    """What was typed as the caption of an upload, if anything was."""
    return getattr(upload, "caption", "")


def clean_name(name: str | None, kind: str = "") -> str:
    """A file name fit to show and to send: no path, no control characters, at most 200 characters.

    With `kind` it ends as such files do: a PDF that calls itself .hta would be a program on the reader's desk.
    """
    name = "".join(char for char in PurePath((name or "").replace("\\", "/")).name if char.isprintable())
    stem, suffix = os.path.splitext(name or _("file"))
    if kind and suffix.lower() not in SUFFIXES[kind]:
        stem, suffix = stem + suffix, f".{kind}"
    suffix = suffix[:LONGEST_SUFFIX]
    return stem[: LONGEST_NAME - len(suffix)] + suffix


def download(user, pk: int) -> FileResponse:
    """The file as a download, if `user` reaches the row it hangs on; otherwise 404."""
    attachment = get_object_or_404(Attachment.objects.visible_to(user), pk=pk)
    content = attachment.file.open("rb")
    file_opened.send(Attachment, owner=attachment.owner, by=user)
    return FileResponse(
        content,
        as_attachment=True,
        filename=attachment.name,
        content_type="application/octet-stream",
    )


def preview(user, pk: int) -> FileResponse:
    """A picture or a PDF to be shown in its page, under the same rule; 404 for any other kind.

    Its kind was told by its content when it was stored, and browsers are told not to guess another.
    """
    attachment = get_object_or_404(Attachment.objects.visible_to(user).previewable(), pk=pk)
    content = attachment.file.open("rb")
    file_opened.send(Attachment, owner=attachment.owner, by=user)
    return FileResponse(content, filename=attachment.name, content_type=attachment.content_type)


def digest_of(upload: UploadedFile) -> str:
    """The SHA-256 of what an upload holds; it is read once."""
    if not hasattr(upload, "digest"):
        digest = hashlib.sha256()
        upload.seek(0)
        for chunk in upload.chunks():
            digest.update(chunk)
        upload.seek(0)
        upload.digest = digest.hexdigest()
    return upload.digest


def _require_new(files: Sequence[UploadedFile], names: dict[str, str]) -> None:
    """Raise `ValidationError` for a file whose content goes by one of these `names` already, or comes twice."""
    for upload in files:
        if digest_of(upload) in names:
            raise same_as(names[digest_of(upload)], upload)
        names[digest_of(upload)] = clean_name(upload.name)


def _kind_by_content(upload: UploadedFile) -> str:
    upload.seek(0)
    head = upload.read(8192)
    upload.seek(0)
    if head.startswith(COMPOUND):
        return _compound_kind(upload)
    guess = filetype.guess(head)
    if guess is None:
        return ""
    if guess.extension == "zip" or guess.extension in ("docx", "xlsx"):
        return _office_kind(upload)
    return guess.extension


def _compound_kind(upload: UploadedFile) -> str:
    """Word and Excel before 2007, and WPS: told by the names of their streams; those with macros are refused."""
    names = {name: name.encode("utf-16-le") for name in (*STREAMS.values(), MACROS)}
    found, before = set(), b""
    for chunk in upload.chunks(CHUNK):
        found |= {name for name, written in names.items() if written in before + chunk}
        before = chunk[-64:]
    upload.seek(0)
    return "" if MACROS in found else next((kind for kind, stream in STREAMS.items() if stream in found), "")


def _office_kind(upload: UploadedFile) -> str:
    """Word, Excel and OFD files are ZIPs; tell them by their parts and refuse those with macros.

    Any other archive that is named as one is taken as it is, and only ever handed out as one.
    """
    if not directory_is_bearable(upload):
        return ""
    try:
        with zipfile.ZipFile(upload) as archive:
            parts = set(archive.namelist())
            if DECLARED not in parts:
                return _plain_archive(upload, parts)
            macros = _has_macros(archive, parts)
    except BROKEN:
        return ""
    finally:
        upload.seek(0)
    mains = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
    return next((kind for kind, main in mains.items() if main in parts and not macros), "")


def _plain_archive(upload: UploadedFile, parts: set[str]) -> str:
    """An OFD document by its first part, else an archive, if it calls itself so and is not a program of Java's."""
    if "OFD.xml" in parts:
        return "ofd"
    is_named = PurePath(upload.name or "").suffix.lower() == ".zip"
    return "zip" if is_named and "META-INF/MANIFEST.MF" not in parts else ""


def _has_macros(archive: zipfile.ZipFile, parts: set[str]) -> bool:
    """A part with a program in it, by its usual name or by the type the archive declares."""
    with archive.open(DECLARED) as declared:
        content = declared.read(LARGEST_TYPES + 1)
    if len(content) > LARGEST_TYPES:
        raise ValueError("types longer than any real file has")
    types = " ".join(each.get("ContentType", "") for each in fromstring(content).iter()).lower()
    named = any(part.lower().endswith("vbaproject.bin") for part in parts)
    return named or "macroenabled" in types or "vbaproject" in types


def _store(owner, upload: UploadedFile, kind: str, by) -> Attachment:
    digest = digest_of(upload)
    return Attachment.objects.create(
        owner=owner,
        name=clean_name(upload.name, kind),
        caption=caption_of(upload),
        file=File(upload.file, f"{uuid.uuid4().hex}.{kind}"),  # the upload keeps its name for a form shown again
        content_type=ALLOWED[kind],
        size=upload.size or 0,
        sha256=digest,
        uploaded_by=by,
    )
