"""Monthly workbooks: asked for, drawn at a worker, kept, fetched, forgotten."""

from datetime import date
from typing import BinaryIO

from django.db import transaction
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor, require
from core.access.roles import Right
from core.drawing.services import Drawing, Telling, ask_for, draw
from core.models import MonthlyReport, SheetChoice
from core.reports.monthly import Chosen, monthly_report, reported
from core.wording import kept_alone


def may_draw(user: Actor) -> bool:
    """Whether this user draws reports."""
    return user.reach.may(Right.DRAW_REPORTS)


def require_reader(user: Actor) -> None:
    """Refuse whoever draws no reports."""
    require(may_draw(user), _("Only the office and the leading group draw reports."))


def choice_of(user: Actor) -> Chosen:
    """The sheets this user chose the last time; all of them in the form of the month, if they never did."""
    kept = SheetChoice.objects.visible_to(user).first()
    return _chosen(kept) if kept else Chosen()


@transaction.atomic
def ask_for_report(month: date, *, by: Actor, chosen: Chosen | None = None) -> tuple[MonthlyReport, bool]:
    """The workbook of a month as it is to be drawn, and whether a worker has to be sent for it.

    `chosen` is kept for the next time; without it, what was kept holds. Asked for again with the same sheets while it
    is being drawn it is the same. Raises `NotYetBegun` for a month to come and `OverBudget` where this account has too
    much under way.
    """
    require_reader(by)
    reported(month)
    sheets = _lists(chosen or choice_of(by))
    if chosen is not None:
        SheetChoice.objects.update_or_create(user_id=by.pk, defaults=sheets)
    return ask_for(MonthlyReport, by=by, month=month, **sheets)


def _lists(chosen: Chosen) -> dict[str, list[str]]:
    return {"left_out": sorted(chosen.left_out), "whole": sorted(chosen.whole)}


def _chosen(kept: SheetChoice | MonthlyReport) -> Chosen:
    return Chosen(frozenset(kept.left_out), frozenset(kept.whole))


def draw_report(report: MonthlyReport) -> None:
    """Draw what was asked for and tell who asked. A second run finds it done or being drawn, and does nothing."""
    draw(report, REPORT)


def _write(report: MonthlyReport, file: BinaryIO, told: Telling) -> None:
    monthly_report(report.month, file, user=report.user, chosen=_chosen(report), told=told)


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
