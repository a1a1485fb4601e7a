"""A write-only worksheet of openpyxl that is fed rows of ready XML instead of cell objects.

openpyxl spends most of its time on one object and four XML calls per cell. Here a row is put together as text, checked
by one parse of lxml and written out at once: much less than the time of a plain write-only sheet, in flat memory.
"""

import re
from contextlib import contextmanager
from pathlib import Path

from lxml import etree
from openpyxl import Workbook
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.xml.constants import SHEET_MAIN_NS

from core.workbook.cleaning import storable_text

_parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_forbidden = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST_NAME = 31


class _Utf8Writer(WorksheetWriter):
    """openpyxl's writer, but Chinese goes out as UTF-8 instead of as `&#26631;`: a third of the bytes."""

    def get_stream(self):
        with etree.xmlfile(self.out, encoding="utf-8") as stream, stream.element("worksheet", xmlns=SHEET_MAIN_NS):
            try:
                while True:
                    element = yield
                    if element is True:
                        yield stream
                    elif element is not None:
                        stream.write(element)
            except GeneratorExit:
                pass


class StreamedSheet(WriteOnlyWorksheet):
    """A worksheet whose rows go straight to its file. Widths and panes before the first row; merges at any time."""

    row_number = 0

    def add_row(self, cells, height=None):
        """Appends a row; `cells` are XML of cells whose references carry the number `next_row`."""
        if self._rows is None:
            self._get_writer()
            self._rows = self._write_rows()
            next(self._rows)
        self.row_number += 1
        tall = f' ht="{height}" customHeight="1"' if height else ""
        self._rows.send(f'<row r="{self.row_number}"{tall}>{"".join(cells)}</row>')

    @property
    def next_row(self):
        return self.row_number + 1

    def merge(self, top, left, bottom, right):
        if (top, left) != (bottom, right):
            self.merged_cells.add(f"{letter(left)}{top}:{letter(right)}{bottom}")

    def discard(self):
        """Removes the temporary file of a sheet that will not be saved."""
        if self._writer is not None:
            if not self.closed:
                self.close()
            if Path(self._writer.out).exists():
                self._writer.cleanup()

    def _get_writer(self):
        if self._writer is None:
            self._writer = _Utf8Writer(self)
            self._writer.write_top()

    def _write_rows(self):
        stream = self._writer.xf.send(True)
        with stream.element("sheetData"):
            try:
                while True:
                    row = yield
                    stream.write(etree.fromstring(row, _parser))
            except GeneratorExit:
                pass
        self._writer.xf.send(None)


@contextmanager
def new_workbook(file):
    """An empty workbook, saved to `file` at the end; on failure nothing of it stays behind on disk."""
    book = Workbook(write_only=True)
    book.properties.creator = ""
    saved = False
    try:
        yield book
        book.save(file)
        saved = True
    finally:
        if not saved:
            for sheet in book.worksheets:
                sheet.discard()


def add_sheet(book, name):
    sheet = StreamedSheet(book, unique_name(name, book.sheetnames))
    book._add_sheet(sheet)
    return sheet


def unique_name(name, taken):
    """A name that Excel accepts for a worksheet: no forbidden signs, at most 31 characters, not used yet."""
    clean = _forbidden.sub(" ", storable_text(str(name))).strip(" '")[:LONGEST_NAME].rstrip(" '") or "Sheet"
    used = {other.casefold() for other in taken} | {"history"}
    candidate, number = clean, 2
    while candidate.casefold() in used:
        mark = f"({number})"
        candidate, number = clean[: LONGEST_NAME - len(mark)] + mark, number + 1
    return candidate
