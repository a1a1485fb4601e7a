"""The few cell styles we write, each registered once per workbook and then used by its number."""

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

HEADING_FONT, BODY_FONT = "黑体", "宋体"
FORMATS = {
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm",
    "month": 'yyyy"年"m"月"',
    "integer": "0",
    "count": "#,##0",
    "number": "General",  # "#,##0.##" shows 5 as "5."
    "money": "#,##0.00",
    "ten_thousands": "#,##0.00##",
    "percent": "0.00%",
    "id": "@",
}
LEFT_KINDS = frozenset({"long_text"})
RIGHT_KINDS = frozenset({"money", "ten_thousands", "number"})
FILLS = {"header": "F2F2F2", "overdue": "FDE2E2", "total": "F7F7F7", "refused": "FDE2E2", "to_fill_in": "FFFBE6"}

_thin = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_thin, right=_thin, top=_thin, bottom=_thin)


class Styles:
    """Style numbers of one workbook."""

    def __init__(self, sheet):
        self._sheet = sheet
        self._numbers = {}

    def body(self, kind, mark="", quoted=False):
        """A data cell of a kind of column; `mark` colours it (overdue, total, refused)."""
        key = ("body", kind, mark, quoted)
        if key not in self._numbers:
            self._numbers[key] = self._make(
                font=Font(name=BODY_FONT, size=10.5, bold=mark == "total"),
                align=Alignment(horizontal=_side(kind), vertical="center", wrap_text=True),
                fill=FILLS.get(mark),
                number_format=FORMATS.get(kind, "General"),
                quoted=quoted,
            )
        return self._numbers[key]

    def to_fill_in(self, kind):
        """A cell that people fill in on a sheet that is otherwise locked."""
        return self._named(
            f"to fill in {kind}",
            font=Font(name=BODY_FONT, size=10.5),
            align=Alignment(horizontal=_side(kind), vertical="center", wrap_text=True),
            number_format=FORMATS.get(kind, "General"),
            fill=FILLS["to_fill_in"],
            locked=False,
        )

    def header(self):
        return self._named(
            "header",
            font=Font(name=HEADING_FONT, size=10.5),
            align=Alignment(horizontal="center", vertical="center", wrap_text=True),
            fill=FILLS["header"],
        )

    def heading(self):
        """A line across the table."""
        return self._named(
            "heading",
            font=Font(name=HEADING_FONT, size=10.5),
            align=Alignment(horizontal="left", vertical="center"),
            fill=FILLS["total"],
        )

    def title(self):
        return self._named(
            "title",
            font=Font(name=HEADING_FONT, size=18),
            align=Alignment(horizontal="center", vertical="center"),
            bordered=False,
        )

    def line(self, side="left"):
        """The line of unit and date, signatures and notes: no border."""
        return self._named(
            f"line {side}",
            font=Font(name=BODY_FONT, size=10.5),
            align=Alignment(horizontal=side, vertical="center", wrap_text=True),
            bordered=False,
        )

    def _named(self, key, **look):
        if key not in self._numbers:
            self._numbers[key] = self._make(**look)
        return self._numbers[key]

    def _make(self, *, font, align, fill=None, number_format="General", quoted=False, bordered=True, locked=True):
        cell = WriteOnlyCell(self._sheet)
        if not locked:
            cell.protection = Protection(locked=False)
        cell.font = font
        cell.alignment = align
        cell.number_format = number_format
        if bordered:
            cell.border = _BORDER
        if fill:
            cell.fill = PatternFill("solid", start_color=fill)
        if quoted:
            cell.quotePrefix = True
        return cell.style_id


def _side(kind):
    if kind in LEFT_KINDS:
        return "left"
    return "right" if kind in RIGHT_KINDS else "center"
