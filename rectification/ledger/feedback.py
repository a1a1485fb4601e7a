"""The day on which an organization was given its feedback: one for all its rows, and never instead of a known one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from core.ledgers.subjects import Certainty, Fact
from core.workbook.read_rows import Row
from core.workdays.unrecorded import NOT_RECORDED
from rectification.ledger.lines import LedgerInspection, Line
from rounds.inspections.subjects import NOTHING, Group

COLUMN = "fed_back_on"


def refuse_other_days(ledger_inspections: Iterable[LedgerInspection]) -> None:
    """Refuse the rows whose day of the feedback cannot be, or is not that of the other rows or the recorded one."""
    for each in ledger_inspections:
        first = next((line for line in each.lines if line.row[COLUMN]), None)
        for line in each.lines if first else ():
            on = line.row[COLUMN]
            if reason := on and (_why_not(each, on) or _why_unlike(first, line)):
                line.row.refuse(reason, COLUMN)
        on = each.told_by_rows
        for line in each.lines if on else ():
            if line.row["found_on"] and line.row["found_on"] > on:
                words = _("is after the day of the feedback, %(day)s")
                line.row.refuse(words % {"day": on.isoformat()}, "found_on")


def _why_not(ledger_inspection: LedgerInspection, on: date) -> str:
    """Why an organization cannot have been given its feedback on that day, or ""."""
    recorded = ledger_inspection.recorded
    if recorded:
        words = _("says %(day)s, but the feedback is recorded as of %(recorded)s, which stays")
        return "" if on == recorded else words % {"day": on.isoformat(), "recorded": recorded.isoformat()}
    if ledger_inspection.hand_over:
        return _("its hand-over is here without that day; record it there first, or leave the cell blank")
    inspection = ledger_inspection.named.inspection
    last = inspection and (inspection.left_on or inspection.entered_on)
    if last and on < last:
        return _("is before %(day)s, when the team was still with the organization") % {"day": last.isoformat()}
    return ""


def _why_unlike(first: Line, line: Line) -> str:
    """Why a row's day speaks against the one that the first row of its organization tells, or ""."""
    if line.row[COLUMN] == first.row[COLUMN]:
        return ""
    words = _(
        "says %(day)s, but sheet “%(sheet)s” row %(row)d says %(first)s; an organization has one day of feedback"
    )
    return words % {
        "day": line.row[COLUMN].isoformat(),
        "sheet": first.row.sheet.name,
        "row": first.row.number,
        "first": first.row[COLUMN].isoformat(),
    }


def day_understood(group: Group, ledger_inspection: LedgerInspection | None, told_on: date | None) -> Fact:
    """The day that the hand-over of these rows has or gets, and from where; `told_on` is that for the whole file."""
    label = _("Day of the feedback")
    each = ledger_inspection
    if each and each.recorded:
        return Fact(label, each.recorded.isoformat(), _("recorded here"))
    hand_over = each and each.hand_over
    if not hand_over and (told := _told(group, each)):
        row, column = told
        return Fact(label, row[COLUMN].isoformat(), column)
    if not hand_over and told_on:
        return Fact(label, told_on.isoformat(), _("the day chosen for the whole file"), Certainty.ELSEWHERE)
    if hand_over and not hand_over.came_with_a_ledger:
        return Fact(label, NOTHING, _("not fed back yet"))
    if hand_over or (each and each.lines):
        return Fact(label, str(NOT_RECORDED), _("not told; stays empty until it is recorded"), Certainty.NOT_TOLD)
    return Fact(label, NOTHING, _("not told"), Certainty.NOT_TOLD)


def _told(group: Group, ledger_inspection: LedgerInspection | None) -> tuple[Row, str] | None:
    """The row that tells the day, a good one if there are any, and its column."""
    good = [line.row for line in ledger_inspection.lines] if ledger_inspection else []
    return replace(group, rows=good or group.rows).column(COLUMN)
