"""Telling a confidential ledger by its words, whatever its columns look like."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.ledgers.registry import ImportKind, kinds
from core.workbook.cleaning import narrow
from core.workbook.package import UnreadableFile
from core.workbook.read_rows import Reading


class MarkedFile(UnreadableFile):
    """A workbook that reads like one kind of ledger and bears a mark of another, which is confidential."""

    def __init__(self, kind: ImportKind, mark: str):
        words = _(
            "“%(mark)s” stands in its name, title or headings, so it is a ledger of “%(kind)s” and never taken for "
            "another. Whoever handles these imports it, with the columns %(columns)s."
        )
        columns = "、".join(column.title for column in kind.schema.required)
        super().__init__(words % {"mark": mark, "kind": kind.label, "columns": columns})
        self.kind = kind


def refuse_marked(found: ImportKind, reading: Reading, name: str) -> None:
    """Raise `MarkedFile` for a workbook found to be one kind of ledger that bears the mark of a confidential one."""
    if found.confidential:
        return
    said = [narrow(words) for words in _words(reading, name)]
    for kind in kinds():
        for words in said if kind.marks else ():
            if mark := kind.marks.search(words):
                raise MarkedFile(kind, mark.group())


def _words(reading: Reading, name: str) -> Iterator[str]:
    """The name of the file, and of every sheet its name, its title lines and its headings; no row of data."""
    yield name
    for sheet in reading:
        yield sheet.name
        yield from sheet.title_rows
        yield from (column.full_title for column in sheet.columns)
    for unread in reading.unread:
        yield unread.name
        yield unread.opening
