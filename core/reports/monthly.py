"""The monthly workbook: the month on one page, then the sheets one wants, all from one moment of the database."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.reports.period import Period, month_of
from core.reports.sheets import Sheet, sheets
from core.reports.summary import summary_spec
from core.ui.context import filling_unit
from core.workbook.spec import SheetSpec
from core.workbook.writer import write
from core.workdays.reckoning import today


class NotYetBegun(ValueError):
    """No report can be drawn of a month that has not begun."""

    def __str__(self):
        return _("This month has not begun yet.")


@dataclass(frozen=True)
class Chosen:
    """Keys of sheets: those left out, and those drawn with their whole history. So a sheet that is new is drawn."""

    left_out: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()


def told_to_nobody(written: int, of: int) -> None:
    """How far a workbook is, where nobody waits for it."""


def monthly_report(
    month: date, file, *, user=None, chosen: Chosen = Chosen(), told: Callable[[int, int], None] = told_to_nobody
) -> None:
    """Write the workbook of the month that day is in, to a path or a binary file.

    It counts up to the end of the month, of the present month up to today. With a user it holds only what the user
    sees; without one (the command) all rows. `chosen` says which sheets, and which with their whole history. `told`
    hears how many sheets are written, and of how many. Raises `NotYetBegun` for a month to come.
    """
    period = reported(month)
    with one_moment():
        write(file, _specs(period, user, chosen, told))


def write_monthly_report(month: date, path: Path, *, is_whole: bool = False) -> None:
    """Write the workbook to a path: the whole file or nothing."""
    chosen = Chosen(whole=frozenset(sheet.key for sheet in sheets) if is_whole else frozenset())
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".xlsx", delete=False) as unfinished:
        try:
            monthly_report(month, unfinished, chosen=chosen)
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


def _specs(period: Period, user, chosen: Chosen, told: Callable[[int, int], None]) -> Iterator[SheetSpec]:
    wanted = [sheet for sheet in sheets if sheet.key not in chosen.left_out]
    told(0, len(wanted) + 1)
    common = {"filled_by": filling_unit(user), "as_of": period.end, "sign_off": _signatures()}
    yield summary_spec(period, user, title=_titled(_("Monthly inspection report"), period), **common)
    for written, sheet in enumerate(wanted, start=1):
        told(written, len(wanted) + 1)
        yield _spec(sheet, period, user, is_whole=sheet.key in chosen.whole, **common)


def _spec(sheet: Sheet, period: Period, user, *, is_whole: bool, **common) -> SheetSpec:
    rows, scope = sheet.drawn(period, user, whole=is_whole)
    return SheetSpec(
        name=str(sheet.title),
        title=_titled(sheet.title, period),
        columns=list(sheet.columns),
        rows=rows,
        scope=str(scope),
        is_part=sheet.history is not None and not is_whole,
        when_empty=_("Nothing to report"),
        unit=str(sheet.unit),
        notes=list(sheet.notes),
        paper=sheet.paper,
        **common,
    )


def _signatures() -> list[str]:
    return [_("Head of the unit"), _("Reviewed by"), _("Filled in by"), _("Telephone")]


def _titled(title, period: Period) -> str:
    return _("%(title)s, %(month)s") % {"title": title, "month": _month_in_words(period.start)}


def _month_in_words(month: date) -> str:
    return date_format(month, "YEAR_MONTH_FORMAT")
