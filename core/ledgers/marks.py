"""Telling a confidential ledger by its words, whatever its columns look like."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.ledgers.registry import ImportKind, kinds
from core.workbook.cleaning import narrow
from core.workbook.package import UnreadableFile
from core.workbook.read_rows import Reading

_TRADITIONAL = "線綫舉報檢訪來應項紀機絕祕單職務級別電話聯證實題臺賬"
_SIMPLIFIED = "线线举报检访来应项纪机绝秘单职务级别电话联证实题台账"


def simplified(words: str) -> str:
    """The words with simplified letters for the traditional ones that marks may be written with, letter by letter."""
    return words.translate(str.maketrans(_TRADITIONAL, _SIMPLIFIED))


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


class UnreadableMarked(UnreadableFile):
    """A workbook that cannot be imported at all, and bears a mark of a confidential kind of ledger."""

    def __init__(self, kind: ImportKind, reason: UnreadableFile):
        super().__init__(str(reason), reason.unread)
        self.kind = kind


def marked_by(reason: UnreadableFile, name: str) -> UnreadableFile:
    """The refusal of a file that cannot be read, naming the confidential kind whose mark its name or sheets bear."""
    words = [name, *(text for sheet in reason.unread for text in (sheet.name, sheet.opening))]
    said = [simplified(narrow(text)) for text in words]
    marked = (kind for kind in kinds() if kind.marks and any(map(kind.marks.search, said)))
    kind = next(marked, None)
    return UnreadableMarked(kind, reason) if kind else reason


def refuse_marked(found: ImportKind, reading: Reading, name: str) -> None:
    """Raise `MarkedFile` for a workbook found to be one kind of ledger that bears the mark of a confidential one."""
    if found.confidential:
        return
    said = [narrow(words) for words in _words(reading, name)]
    for kind in kinds():
        for words in said if kind.marks else ():
            if mark := kind.marks.search(simplified(words)):
                raise MarkedFile(kind, words[slice(*mark.span())])


def _words(reading: Reading, name: str) -> Iterator[str]:
    """The name of the file, and of every sheet its name, its title lines and its headings; no row of data."""
    yield name
    for sheet in reading:
        yield sheet.name
        yield from sheet.title_rows
        yield from (column.full_title for column in sheet.columns)
        if sheet.is_of_cards:  # the lines between its cards
            yield from (row.text for row in sheet.skipped)
    for unread in reading.unread:
        yield unread.name
        yield unread.opening
