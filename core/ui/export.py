"""The workbook of a list: the same filters, columns and order as on the page."""

from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from core.ui.context import office_name
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


def workbook_response(table, title) -> HttpResponse:
    """A download named after the list and the day."""
    day = today()
    columns = [
        WriterColumn(str(column.header), kind=KINDS.get(column.column.kind, "text"), unit=str(column.column.unit))
        for column in table.export_columns()
    ]
    spec = SheetSpec(title[:31], title, columns, table.export_rows(), filled_by=office_name(), as_of=day)
    content = BytesIO()
    write(content, [spec])
    return download(content.getvalue(), f"{title}_{day:%Y%m%d}")


def download(content, name) -> HttpResponse:
    """A workbook that the browser saves under a Chinese name."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    return response
