"""The workbook of a list: the same filters, columns and order as on the page."""

from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from core.workdays import today

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(table, title, user) -> HttpResponse:
    """A download named after the list and the day; text stays text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.append([str(column.header) for column in table.export_columns()])
    for row in table.export_rows():
        sheet.append([safe_cell(sheet, value) for value in row])
    content = BytesIO()
    book.save(content)
    return attachment(content.getvalue(), f"{title}_{today():%Y%m%d}.xlsx")


def safe_cell(sheet, value):
    """A cell in which text is never read as a formula."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def attachment(content, filename) -> HttpResponse:
    """A response the browser saves under a Chinese name."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, filename)
    return response
