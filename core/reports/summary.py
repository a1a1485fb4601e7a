"""The first sheet of the monthly workbook: the month on one page, from the registered figures and rates.

Every figure stands under its group: what is new in the month, how it differs from the end of last month, what is new
in the year, and all up to now. Whoever registers a figure or a rate has it here; a long page is printed smaller.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from core.reports.figures import Figure, figures, numbers_of
from core.reports.period import Period
from core.reports.rates import rates
from core.workbook.spec import HeadingRow, SheetSpec, WriterColumn

PERCENT = "%"


@dataclass(frozen=True)
class Line:
    """A figure with its numbers: new in the month, new in the year, at the end of last month, up to now."""

    figure: Figure
    month: int
    year: int
    before: int
    now: int

    @property
    def cells(self) -> list[Any]:
        change = self.now - self.before
        return [self.figure.label, self.figure.unit, self.month, change, self.year, self.now]


def lines_of(period: Period, user: Any) -> list[Line]:
    """Every registered figure for the month, as this reader counts."""
    year = Period(period.start.replace(month=1, day=1), period.end)
    days = [(period.end, period), (period.end, year), (period.start - timedelta(days=1), None), (period.end, None)]
    known = list(figures)
    numbers = iter(numbers_of([(figure, day, within) for figure in known for day, within in days], user))
    return [Line(figure, *(next(numbers) for _day in days)) for figure in known]


def summary_spec(period: Period, user: Any, **options: Any) -> SheetSpec:
    """The page; `options` are its title and what every sheet of the workbook has, such as who fills it in."""
    lines = lines_of(period, user)
    return SheetSpec(
        name=_("Summary"),
        columns=[
            WriterColumn(_("Figure"), kind="long_text"),
            WriterColumn(_("Unit")),
            WriterColumn(_("New this month"), kind="count"),
            WriterColumn(_("Change since last month"), kind="count"),
            WriterColumn(_("New this year"), kind="count"),
            WriterColumn(_("Up to now"), kind="count"),
        ],
        rows=_rows(lines),
        scope=_("The month, the year, and all up to now"),
        opening=_opening(lines),
        filters=False,
        one_page=True,
        notes=[
            _("New is what is counted on the last day and was not on the day before the month or the year."),
            _("The change is what is new without what counts no more; a ledger that tells no days changes it too."),
        ],
        **options,
    )


def _opening(lines: list[Line]) -> str:
    """What is new in the month, in a sentence."""
    new = [f"{line.figure.label}{line.month:,}{line.figure.unit}" for line in lines if line.month]
    return (
        _("New this month: %(figures)s.") % {"figures": _(", ").join(new)} if new else _("Nothing is new this month.")
    )


def _rows(lines: list[Line]) -> Iterator[HeadingRow | list[Any]]:
    by_group: dict[str, list[list[Any]]] = {}
    for line in lines:
        by_group.setdefault(str(line.figure.group), []).append(line.cells)
    for group, rows in _rates(lines):
        by_group.setdefault(group, []).append(rows)
    for group, rows in by_group.items():
        if group:
            yield HeadingRow(group)
        yield from rows


def _rates(lines: list[Line]) -> Iterator[tuple[str, list[Any]]]:
    now = {line.figure.key: line.now for line in lines}
    before = {line.figure.key: line.before for line in lines}
    for rate in rates:
        ratio, last = rate.of(now), rate.of(before)
        if ratio is not None:
            change = "" if last is None else f"{100 * (ratio - last):+.2f}"
            yield str(rate.group), [rate.label, PERCENT, "", change, "", f"{100 * ratio:.2f}"]
