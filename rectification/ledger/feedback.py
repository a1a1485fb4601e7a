"""The day on which an organization was given its feedback: one for all its rows, and never instead of a known one."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from rectification.ledger.lines import LedgerInspection, Line

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
