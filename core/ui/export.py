"""The workbook of a list: the same filters, columns and order as on the page."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from core.access.budget import expensive
from core.ui.context import filling_unit
from core.workbook.spec import Kind, SheetSpec, WriterColumn
from core.workbook.writer import write
from core.workdays.reckoning import today

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: dict[str, Kind] = {
    "long": "long_text",
    "date": "date",
    "moment": "datetime",
    "number": "number",
    "money": "money",
}


AT_ONCE = 2000
"""Rows that are drawn while one waits: about one second of a processor for the widest list. A worker draws more."""
LONGEST_QUERY = 1000
TOLD_EVERY = 500
_elsewhere: list[Callable[[HttpRequest], HttpResponse]] = []


def drawn_elsewhere(send: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Decorator: `send(request)` has the long list of a request drawn elsewhere, and answers where it will be."""
    _elsewhere[:] = [send]
    return send


def export_response(request, table, title, scope) -> HttpResponse:
    """A workbook to download, or where it will be found once a worker has drawn it."""
    if _length_of(table) > AT_ONCE and len(request.GET.urlencode()) <= LONGEST_QUERY:
        return _elsewhere[0](request)
    with expensive(request.user):
        content = BytesIO()
        write_workbook(content, table, title, by=request.user, scope=scope)
        return download(content.getvalue(), name_of(title, today()))


def write_workbook(file, table, title, *, by, scope: str, told: Callable[[int, int], None] | None = None) -> None:
    """Write the rows and columns of a table, which `scope` says in words; the unit that fills it in is that of `by`.

    `told` hears how many rows are written, and of how many.
    """
    columns = [
        WriterColumn(str(column.header), kind=KINDS.get(column.column.kind, "text"), unit=str(column.column.unit))
        for column in table.export_columns()
    ]
    rows = _counted(table.export_rows(), _length_of(table), told) if told else table.export_rows()
    unit = filling_unit(by)
    write(file, [SheetSpec(title[:31], title, columns, rows, filled_by=unit, as_of=today(), scope=scope)])


def _length_of(table) -> int:
    """How many rows it has. Without pages, `len` of its data would load them all to count them."""
    rows = table.data.data
    return rows.count() if isinstance(rows, QuerySet) else len(rows)


def _counted(rows, of: int, told: Callable[[int, int], None]) -> Iterator:
    for written, row in enumerate(rows):
        if written % TOLD_EVERY == 0:
            told(written, of)
        yield row


def name_of(title, day: date) -> str:
    """The name of the file: the list and the day."""
    return f"{title}_{day:%Y%m%d}"


def download(content, name) -> HttpResponse:
    """A workbook that the browser saves under a Chinese name."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    return response
