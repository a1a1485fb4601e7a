"""Checks an uploaded workbook: its format, hidden or dangerous content, and the memory it would need."""

import io
import zipfile
import zlib
from pathlib import PurePath

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from core.files.zips import directory_is_bearable

MIB = 1024 * 1024
MAX_FILE = 20 * MIB
MAX_UNPACKED = 80 * MIB
MAX_PARTS = 2000
# Every XML tag costs memory far beyond its bytes; a ledger of 20,000 rows and 16 columns has 2 million.
MAX_TAGS = 2_500_000
RATIO_FROM = 8 * MIB
MAX_RATIO = 150

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STRICT = "http://purl.oclc.org/ooxml/"

# Everything that zipfile, the XML parsers and openpyxl raise on bytes that are not what they claim to be.
CORRUPT = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the text says why and what to do instead. `unread` are its sheets."""

    def __init__(self, words, unread=()):
        super().__init__(words)
        self.unread = unread


def corrupt():
    return UnreadableFile(
        _("The file is damaged or not a workbook. Open it in Excel or WPS, save it as .xlsx and try again.")
    )


def content_of(file):
    """The bytes of a path or of an open binary file, and its name; never more than the limit."""
    if isinstance(file, (str, PurePath)):
        with open(file, "rb") as opened:
            return _limited(opened), str(file)
    if hasattr(file, "seek"):
        file.seek(0)
    return _limited(file), getattr(file, "name", "") or ""


def _limited(opened):
    content = opened.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise UnreadableFile(
            _("The file is larger than %(limit)d MB; split it and upload the parts.") % {"limit": MAX_FILE // MIB}
        )
    return content


def is_package(content):
    return content.startswith(b"PK")


def refuse_other_kinds(content):
    """Names the common wrong files: empty, old .xls, encrypted, a web page or text under another name."""
    if not content:
        raise UnreadableFile(_("The file is empty."))
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadableFile(
                _("The workbook is protected by a password. Remove the password and upload it again.")
            )
        raise UnreadableFile(_("This is an old .xls or .et workbook. Save it as .xlsx and upload it again."))
    if is_package(content):
        return
    if content.lstrip()[:1] == b"<":
        raise UnreadableFile(
            _("This is a web page or XML under the name of a workbook. Save it as .xlsx and upload it again.")
        )
    if b"\0" not in content[:4096]:
        raise UnreadableFile(
            _("This is plain text, not a workbook. Save it as .xlsx, or as .csv if it is comma-separated.")
        )
    raise corrupt()


def check_package(content):
    """Raises UnreadableFile for anything but a plain .xlsx within the limits."""
    if not directory_is_bearable(io.BytesIO(content)):
        raise corrupt()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_sizes(archive)
            _check_kind(set(archive.namelist()))
            _check_parts(archive)
    except DefusedXmlException as forbidden:
        raise UnreadableFile(
            _("The file contains XML entities, which no ledger needs. It was not read.")
        ) from forbidden
    except CORRUPT as cause:
        raise corrupt() from cause


def _check_sizes(archive):
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if (
        len(entries) > MAX_PARTS
        or unpacked > MAX_UNPACKED
        or (unpacked > RATIO_FROM and unpacked > packed * MAX_RATIO)
    ):
        raise UnreadableFile(_("The file unpacks to far more than a ledger holds. It was not read."))
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableFile(_("The workbook is protected by a password. Remove the password and upload it again."))


def _check_kind(names):
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableFile(_("The workbook contains macros. Save it as .xlsx without macros and upload it again."))
    if "xl/workbook.bin" in names:
        raise UnreadableFile(_("This is a binary .xlsb workbook. Save it as .xlsx and upload it again."))
    if "xl/workbook.xml" not in names:
        raise UnreadableFile(_("This is not an Excel workbook. Save it as .xlsx and upload it again."))


def _check_parts(archive):
    tags = 0
    for name in archive.namelist():
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            continue
        with archive.open(name) as part:
            _event, root = next(iterparse(part, ("start",), forbid_dtd=True))
            if name == "xl/workbook.xml" and STRICT in root.tag:
                raise UnreadableFile(_("The workbook is in the strict Open XML format. Save it as an ordinary .xlsx."))
        tags += _count_tags(archive, name)
        if tags > MAX_TAGS:
            raise UnreadableFile(_("The workbook has too many cells; split it and upload the parts."))


def _count_tags(archive, name):
    """An upper bound of the number of tags: it counts the byte of "<", so it holds for every encoding."""
    with archive.open(name) as part:
        return sum(chunk.count(b"<") for chunk in iter(lambda: part.read(MIB), b""))
