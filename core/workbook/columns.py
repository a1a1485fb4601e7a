"""How the values of one column become cells, decided once per column instead of once per cell."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from core.workbook.cellxml import EMPTY, as_words, empty_cell, number_cell, plain_number, serial, text_cell
from core.workbook.room import lines_of
from core.workbook.sheet import letter

PLAIN, OVERDUE, TOTAL = "", "overdue", "total"
TEN_THOUSAND = Decimal(10_000)


class ColumnWriter:
    """Writes the cells of one column and adds up its total."""

    def __init__(self, column, index, styles, width):
        self.letter = letter(index)
        self.width = width
        self.kind = column.kind
        self.total = column.total
        self._ten_thousands = column.in_ten_thousands
        self._sum = 0
        self._looks = {
            mark: (
                styles.body("ten_thousands" if column.in_ten_thousands else column.kind, mark),
                styles.body(_text_kind(column.kind), mark=mark),
                styles.body(_text_kind(column.kind), mark=mark, quoted=True),
                styles.body("text", mark=mark),
            )
            for mark in (PLAIN, OVERDUE, TOTAL)
        }
        self._written = {
            "text": None,
            "long_text": None,
            "id": None,
            "date": self._day,
            "datetime": self._instant,
            "month": self._day,
        }.get(column.kind, self._number)

    def cell(self, row, value, mark=PLAIN):
        """The XML of the cell in `row` and its lines. What is not of the column's kind is text, never lost."""
        look, plain, quoted, centred = self._looks[mark]
        place = f"{self.letter}{row}"
        if value is None or value == "":
            return text_cell(place, centred, centred, EMPTY), 1
        if self._written is not None:
            number = self._written(value)
            if number is not None:
                return number_cell(place, look, number), 1
        words = value if value.__class__ is str else as_words(value) or EMPTY
        return text_cell(place, plain, quoted, words), lines_of(words, self.width)

    def add(self, value):
        if self.total == "sum" and isinstance(value, (int, float, Decimal)):
            self._sum += Decimal(repr(value)) if isinstance(value, float) else value

    def total_cell(self, row, label=""):
        """The cell of the total row: the sum, the value given, the label, or nothing."""
        value = self._sum if self.total == "sum" else self.total
        if value is not None:
            return self.cell(row, value, TOTAL)[0]
        place, centred = f"{self.letter}{row}", self._looks[TOTAL][3]
        return text_cell(place, centred, centred, label) if label else empty_cell(place, centred)

    def _number(self, value):
        if self._ten_thousands and isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            yuan = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
            if not yuan.is_finite():
                return None
            value = (yuan / TEN_THOUSAND).quantize(Decimal("0.000001"), ROUND_HALF_UP).normalize()
        return plain_number(value)

    @staticmethod
    def _day(value):
        number = serial(value) if isinstance(value, date) else None
        return int(number) if number is not None else None

    @staticmethod
    def _instant(value):
        return serial(value) if isinstance(value, (date, datetime)) else None


def _text_kind(kind):
    """The look of text in a column of this kind."""
    return kind if kind in {"long_text", "id"} else "text"
