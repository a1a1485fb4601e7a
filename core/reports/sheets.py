"""Sheets: worksheets that apps contribute to the monthly workbook.

A monthly report tells the month: of each list what came about within the month and what is still open, newest first.
The whole history is drawn only for who ticks it. A room declares its list once and has both:

    sheets.register(
        Sheet.listing(
            Instruction, "instructions", _("Instructions"),
            [WriterColumn(_("Given on"), kind="date"), WriterColumn(_("Text"), kind="long_text"), ...],
            lambda row, period: (row.given_on, row.text, ..., had_come(row.answered_on, period)),
            on="given_on", until="answered_on",
            among=lambda rows, as_of: rows.select_related("round"),
            order=15, unit=_("instructions"),
        )
    )

`on` is the day the row came about. `until` is the day it was done with; a kind of row that is never open (a meeting)
has none, and then the sheet holds those of the month. What is no list of rows (a table of how things stand on the last
day, such as the overview of rounds) is a plain `Sheet`, the same in either form.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.reports.counted import became_true, seen_by
from core.reports.period import Period
from core.reports.registry import Registry
from core.workbook.spec import SheetRow, WriterColumn

AT_A_TIME = 2000
OF_THE_MONTH = gettext_lazy("This month")
MONTH_AND_OPEN = gettext_lazy("This month and what is still open")
WHOLE_HISTORY = gettext_lazy("Whole history")
ALL = gettext_lazy("All")
Rows = Iterable[SheetRow | Sequence[Any]]


@dataclass(frozen=True)
class ListedRows:
    """The rows of a list, each with its number in front; `Sheet.listing` says what each part is."""

    model: type[Model]
    cells: Callable[[Any, Period], Sequence[Any]]
    on: str
    until: str
    among: Callable[[QuerySet, date], QuerySet] | None
    seen: Callable[[Any], QuerySet] | None
    then: Sequence[str]
    late: Callable[[Any, date], bool] | None
    whole: bool = False

    def __call__(self, period: Period, user: Any) -> Iterator[SheetRow]:
        rows = self.of(period, user).iterator(chunk_size=AT_A_TIME)
        for place, row in enumerate(rows, start=1):
            overdue = self.late is not None and self.late(row, period.end)
            yield SheetRow((place, *self.cells(row, period)), overdue=overdue)

    def of(self, period: Period, user: Any) -> QuerySet:
        """What had come about by the end of the period, newest first; unless whole, without what was over before."""
        rows = seen_by(self.model, user) if self.seen is None else self.seen(user)
        rows = rows.filter(became_true(self.model, self.on, period.end))
        if self.among is not None:
            rows = self.among(rows, period.end)
        if not self.whole:
            rows = rows.filter(self._of_the_month(period))
        return rows.order_by(F(self.on).desc(nulls_last=True), *self.then)

    def _of_the_month(self, period: Period) -> Q:
        new = Q(**{f"{self.on}__gte": period.start})
        if not self.until:
            return new
        return new | Q(**{f"{self.until}__isnull": True}) | Q(**{f"{self.until}__gte": period.start})


@dataclass(frozen=True)
class Sheet:
    """One worksheet. `rows(period, user)` yields what `core.workbook.spec.SheetSpec` takes, only rows the user sees.

    Without a user (the command) it yields every row; names of persons in leads are in no sheet. `history` yields the
    rows of all time up to the end of the period, where `rows` does not; `scope` says what `rows` yields. `title`
    is the name on the tab and in the heading, without the period; `unit` stands above the header. Sheets stand by
    `order`.

    A list of rows is declared with `Sheet.listing`; this constructor is for tables of how things stand.
    """

    key: str
    title: Any
    columns: Sequence[WriterColumn]
    rows: Callable[[Period, Any], Rows]
    history: Callable[[Period, Any], Rows] | None = None
    scope: Any = ALL
    order: int = 100
    unit: Any = ""
    notes: Sequence[Any] = ()
    paper: Literal["A4", "A3"] = "A4"

    @classmethod
    def listing(
        cls,
        model: type[Model],
        key: str,
        title: Any,
        columns: Sequence[WriterColumn],
        cells: Callable[[Any, Period], Sequence[Any]],
        *,
        on: str,
        until: str = "",
        among: Callable[[QuerySet, date], QuerySet] | None = None,
        seen: Callable[[Any], QuerySet] | None = None,
        then: Sequence[str] = ("-pk",),
        late: Callable[[Any, date], bool] | None = None,
        **options: Any,
    ) -> "Sheet":
        """The rows of `model`, those of the month and what is still open, newest first; all of them in the history.

        `cells(row, period)` are the values under `columns`; a column of the running number is put before them. `on`
        and `until` are as in the docstring above. `among(rows, as_of)` narrows the rows down and says how they are
        read (`select_related`, `values`). `seen(user)` gives the rows this reader may have, if not those of
        `visible_to`. `then` orders the rows of one day. `late(row, as_of)` says which are overdue and shown red; say
        so in words too. `options` are those of `Sheet`: order, unit, notes, paper.
        """
        rows = ListedRows(model, cells, on, until, among, seen, then, late)
        numbered = [WriterColumn(gettext_lazy("No."), kind="integer"), *columns]
        scope = MONTH_AND_OPEN if until else OF_THE_MONTH
        return cls(key, title, numbered, rows, replace(rows, whole=True), scope, **options)

    def drawn(self, period: Period, user: Any, *, whole: bool) -> tuple[Rows, Any]:
        """Its rows, and the words for which they are."""
        if whole and self.history is not None:
            return self.history(period, user), WHOLE_HISTORY
        return self.rows(period, user), self.scope


sheets: Registry[Sheet] = Registry("sheet", order=lambda sheet: sheet.order)


def new_mark(day: date | None, period: Period) -> str:
    """What the column of news says of a row that came about on this day."""
    return _("this month") if day in period else ""


def had_come(day: date | None, period: Period) -> date | None:
    """The day, unless it came only after the period: then nothing of it is known yet."""
    return day if day and day <= period.end else None
