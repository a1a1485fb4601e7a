"""The monthly workbook: a summary of the figures, then every registered sheet, all from one moment of the database."""

import os
import tempfile
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.reports.figures import figures, numbers_of
from core.reports.period import Period, month_of
from core.reports.sheets import Sheet, sheets
from core.ui.context import filling_unit
from core.workbook.spec import SheetSpec, WriterColumn
from core.workbook.writer import write
from core.workdays.reckoning import today


class NotYetBegun(ValueError):
    """No report can be drawn of a month that has not begun."""

    def __str__(self):
        return _("This month has not begun yet.")


def told_to_nobody(written: int, of: int) -> None:
    """How far a workbook is, where nobody waits for it."""


def monthly_report(
    month: date, file, *, user=None, whole: Container[str] = (), told: Callable[[int, int], None] = told_to_nobody
) -> None:
    """Write the workbook of the month that day is in, to a path or a binary file.

    It counts up to the end of the month, of the present month up to today. With a user it holds only what the user
    sees; without one (the command) all rows. `whole` are the keys of the sheets drawn with their whole history. `told`
    hears how many sheets are written, and of how many. Raises `NotYetBegun` for a month to come.
    """
    period = reported(month)
    with one_moment():
        write(file, _specs(period, user, whole, told))


def write_monthly_report(month: date, path: Path, *, is_whole: bool = False) -> None:
    """Write the workbook to a path: the whole file or nothing."""
    whole = {sheet.key for sheet in sheets} if is_whole else set()
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".xlsx", delete=False) as unfinished:
        try:
            monthly_report(month, unfinished, whole=whole)
            unfinished.flush()
            Path(unfinished.name).replace(path)
        except BaseException:
            os.unlink(unfinished.name)
            raise


def file_name(month: date) -> str:
    """The name offices know it by, for example 巡察工作月报_2026年11月.xlsx."""
    return _("Monthly inspection report %(month)s.xlsx") % {"month": _month_in_words(month)}


def reported(month: date) -> Period:
    """The days of a month that can be reported: none of them to come."""
    period = month_of(month)
    if period.start > today():
        raise NotYetBegun
    return Period(period.start, min(period.end, today()))


@contextmanager
def one_moment():
    """Read everything inside from one snapshot, so that sheets and figures agree though people go on working."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _specs(period: Period, user, whole: Container[str], told: Callable[[int, int], None]) -> Iterator[SheetSpec]:
    wanted = [SUMMARY, *sheets]
    for written, sheet in enumerate(wanted):
        told(written, len(wanted))
        yield _spec(sheet, period, user, is_whole=sheet.key in whole)


def _spec(sheet: Sheet, period: Period, user, *, is_whole: bool) -> SheetSpec:
    title = _("%(title)s, %(month)s") % {"title": sheet.title, "month": _month_in_words(period.start)}
    rows, scope = sheet.drawn(period, user, whole=is_whole)
    return SheetSpec(
        name=str(sheet.title),
        title=title,
        columns=list(sheet.columns),
        rows=rows,
        scope=str(scope),
        is_part=sheet.history is not None and not is_whole,
        when_empty=_("Nothing to report"),
        unit=str(sheet.unit),
        filled_by=filling_unit(user),
        as_of=period.end,
        sign_off=[_("Head of the unit"), _("Reviewed by"), _("Filled in by"), _("Telephone")],
        notes=list(sheet.notes),
        paper=sheet.paper,
    )


def _month_in_words(month: date) -> str:
    return date_format(month, "YEAR_MONTH_FORMAT")


def _summary_rows(period: Period, user):
    """Each figure: how much came about in the month, and how much stands at its end."""
    in_month = numbers_of([(figure, period.end, period) for figure in figures], user)
    in_all = numbers_of([(figure, period.end, None) for figure in figures], user)
    for figure, month, all_time in zip(figures, in_month, in_all, strict=True):
        yield str(figure.group), str(figure.label), str(figure.unit), month, all_time


SUMMARY = Sheet(
    "summary",
    gettext_lazy("Summary"),
    columns=[
        WriterColumn(gettext_lazy("Area")),
        WriterColumn(gettext_lazy("Figure"), width=44),
        WriterColumn(gettext_lazy("Unit")),
        WriterColumn(gettext_lazy("This month"), kind="integer"),
        WriterColumn(gettext_lazy("Up to now"), kind="integer"),
    ],
    rows=_summary_rows,
)
