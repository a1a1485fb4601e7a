"""Text separated by commas or tabs (.csv), as Excel, WPS and other systems write it: UTF-8, UTF-16 or GBK."""

import csv
import io
import re

from django.utils.translation import gettext as _

from core.workbook.package import UnreadableFile, corrupt

DELIMITERS = (",", "\t", ";", "|")
LOOKED_AT = 50
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")

_says_what_separates = re.compile(r"sep=([,;|\t])\r?\n", re.IGNORECASE)  # a first line that programs write for Excel
_kept_as_text = re.compile(r'^="(.*)"$', re.DOTALL)  # ="0012", by which programs keep Excel from making it a number


def rows_of(content):
    """The rows of the table, each a list of texts."""
    words = _decoded(content)
    said = _says_what_separates.match(words)
    words = words[said.end() :] if said else words
    for row in csv.reader(io.StringIO(words, newline=""), delimiter=said.group(1) if said else _delimiter(words)):
        yield [_plain(value) for value in row]


def _plain(value):
    kept = _kept_as_text.match(value.strip())
    return kept.group(1).replace('""', '"') if kept else value


def _delimiter(words):
    """What separates the cells: of a title line or of tabs after every cell, nothing can be told."""
    return max(DELIMITERS, key=lambda delimiter: _clean_cells(words, delimiter))


def _clean_cells(words, delimiter):
    """How many cells of the first rows are clear of the other signs, if this one separates them."""
    lines = io.StringIO("\n".join(words.splitlines()[:LOOKED_AT]), newline="")
    others = [other for other in DELIMITERS if other != delimiter]
    try:
        cells = [cell.strip() for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1 for cell in row]
    except csv.Error:
        return 0
    return sum(bool(cell) and "\t" not in cell and cell[0] not in others and cell[-1] not in others for cell in cells)


def _decoded(content):
    if content.startswith(BYTE_ORDER_MARKS):
        return _utf_16(content)
    if b"\0" in content:
        raise corrupt()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(_("The text is neither in UTF-8 nor in GBK. Save it as .xlsx and upload it again."))


def _utf_16(content):
    try:
        words = content.decode("utf-16")
    except UnicodeDecodeError as cause:
        raise corrupt() from cause
    if "\0" in words:
        raise corrupt()
    return words
