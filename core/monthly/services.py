"""Monthly workbooks: asked for, drawn at a worker, kept, fetched, forgotten."""

from datetime import date
from typing import BinaryIO

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor, require
from core.access.roles import Right
from core.drawing.services import Drawing, Telling, ask_for, draw
from core.models import MonthlyReport
from core.reports.monthly import monthly_report, reported
from core.wording import kept_alone


def may_draw(user: Actor) -> bool:
    """Whether this user draws reports."""
    return user.reach.may(Right.DRAW_REPORTS)


def require_reader(user: Actor) -> None:
    """Refuse whoever draws no reports."""
    require(may_draw(user), _("Only the office and the leading group draw reports."))


def ask_for_report(month: date, *, by: Actor) -> tuple[MonthlyReport, bool]:
    """The workbook of a month as it is to be drawn, and whether a worker has to be sent for it.

    Asked for again while it is being drawn it is the same. Raises `NotYetBegun` for a month to come and `OverBudget`
    where this account has too much under way.
    """
    require_reader(by)
    reported(month)
    return ask_for(MonthlyReport, by=by, month=month)


def draw_report(report: MonthlyReport) -> None:
    """Draw what was asked for and tell who asked. A second run finds it done or being drawn, and does nothing."""
    draw(report, REPORT)


def _write(report: MonthlyReport, file: BinaryIO, told: Telling) -> None:
    monthly_report(report.month, file, user=report.user, told=told)


NO_READER = kept_alone(gettext_lazy("You no longer draw reports, so this one was not drawn."))
REPORT = Drawing(
    "monthly_report",
    write=_write,
    may=may_draw,
    refused=NO_READER,
    ready=gettext_lazy("The monthly workbook of %(month)s is ready"),
    failed=gettext_lazy("The monthly workbook of %(month)s could not be drawn"),
    facts=lambda report: {"month": lazy(date_format, str)(report.month, "YEAR_MONTH_FORMAT")},
)
