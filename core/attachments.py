"""Storing and handing out files. The type is told by the content, never by the name or the browser."""

import hashlib
import uuid
import zipfile
from pathlib import PurePath

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.models import Attachment

MAX_BYTES = 50 * 1024 * 1024
ALLOWED = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def store_attachments(owner, files: list[UploadedFile], *, by) -> list[Attachment]:
    """Hang files on a row the caller has already checked `by` may change; all or none.

    Raises `ValidationError` naming the file and the cause.
    """
    kinds = [check_upload(upload) for upload in files]
    return [_store(owner, upload, kind, by) for upload, kind in zip(files, kinds, strict=True)]


def check_upload(upload: UploadedFile) -> str:
    """The kind ("pdf", "docx" …) of an acceptable upload; `ValidationError` for anything else."""
    name = clean_name(upload.name)
    size = upload.size or 0
    if size > MAX_BYTES:
        raise ValidationError(_("“%(name)s” is larger than %(limit)s MB.") % {"name": name, "limit": MAX_BYTES >> 20})
    if not size:
        raise ValidationError(_("“%(name)s” is empty.") % {"name": name})
    kind = _kind_by_content(upload)
    if kind not in ALLOWED:
        raise ValidationError(_("“%(name)s” is none of PDF, JPG, PNG, DOCX, XLSX by its content.") % {"name": name})
    return kind


def clean_name(name: str | None) -> str:
    """A file name fit to show and to send: no path, no control characters, at most 200 characters."""
    name = "".join(char for char in PurePath((name or "").replace("\\", "/")).name if char.isprintable())
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[: 199 - len(suffix)]}{dot}{suffix}" if len(name) > 200 else name or _("file")


def download(user, pk: int) -> FileResponse:
    """The file as a download, if `user` reaches the row it hangs on; otherwise 404."""
    attachment = get_object_or_404(Attachment.objects.visible_to(user), pk=pk)
    return FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type="application/octet-stream",
    )


def _kind_by_content(upload: UploadedFile) -> str:
    upload.seek(0)
    guess = filetype.guess(upload.read(8192))
    upload.seek(0)
    if guess is None:
        return ""
    if guess.extension == "zip" or guess.extension in ("docx", "xlsx"):
        return _office_kind(upload)
    return guess.extension


def _office_kind(upload: UploadedFile) -> str:
    """Word and Excel files are ZIPs; tell them by their parts and refuse those with macros."""
    try:
        with zipfile.ZipFile(upload) as archive:
            parts = set(archive.namelist())
    except zipfile.BadZipFile:
        return ""
    finally:
        upload.seek(0)
    if any(part.endswith("vbaProject.bin") for part in parts):
        return ""
    for kind, main in (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")):
        if main in parts:
            return kind
    return ""


def _store(owner, upload: UploadedFile, kind: str, by) -> Attachment:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    name = clean_name(upload.name)
    upload.name = f"{uuid.uuid4().hex}.{kind}"
    return Attachment.objects.create(
        owner=owner,
        name=name,
        file=upload,
        content_type=ALLOWED[kind],
        size=upload.size or 0,
        sha256=digest.hexdigest(),
        uploaded_by=by,
    )
