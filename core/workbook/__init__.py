"""Workbooks: one tolerant reader shared by every import, one safe writer shared by every export.

Knows neither models nor requests: importers turn rows into objects, exporters hand over plain values. Of the project
it imports no more than `core.zips` and `core.numerals`.
"""

from core.workbook.cells import (
    BadValue,
    Parser,
    choice,
    identifier,
    integer,
    items,
    money,
    phone,
    round_number,
    team_number,
    text,
)
from core.workbook.dates import Deadline, DeadlineKind, day, deadline, month
from core.workbook.package import UnreadableFile
from core.workbook.reader import read
from core.workbook.reading import CellError, Reading, Row, SheetReading, SkippedRow, UnreadSheet
from core.workbook.refused import write_refused
from core.workbook.schema import Column, Schema
from core.workbook.spec import NotesSpec, SheetRow, SheetSpec, WriterColumn
from core.workbook.template import template
from core.workbook.writer import write

__all__ = [
    "BadValue",
    "CellError",
    "Column",
    "Deadline",
    "DeadlineKind",
    "NotesSpec",
    "Parser",
    "Reading",
    "Row",
    "Schema",
    "SheetReading",
    "SheetRow",
    "SheetSpec",
    "SkippedRow",
    "UnreadSheet",
    "UnreadableFile",
    "WriterColumn",
    "choice",
    "day",
    "deadline",
    "identifier",
    "integer",
    "items",
    "money",
    "month",
    "phone",
    "read",
    "round_number",
    "team_number",
    "template",
    "text",
    "write",
    "write_refused",
]
