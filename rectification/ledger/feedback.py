"""The day on which an organization was given its feedback: one for all its rows, and never instead of a known one."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from core.ledgers.subjects import Certainty, Fact
from core.workbook.read_rows import Row
from core.workdays.reckoning import today
from core.workdays.unrecorded import NOT_RECORDED
from rectification.hand_over.days import FeedbackDays
from rectification.ledger.lines import LedgerInspection, Line
from rounds.inspections.subjects import NOTHING, Group
from rounds.ledger_options import UpdateOptions

COLUMN = "fed_back_on"


def refuse_other_days(ledger_inspections: Iterable[LedgerInspection], bounds: Mapping[int, FeedbackDays]) -> None:
    """Refuse the rows whose day of the feedback cannot be, or is not that of the other rows or the recorded one.

    `bounds` has the hand-overs that get from these rows the day which an earlier ledger left out.
    """
    for each in ledger_inspections:
        telling = each.telling
        for row in telling:
            unlike = "" if each.recorded else _why_unlike(telling[0], row)
            if reason := unlike or _why_not(each, row, bounds):
                row.refuse(reason, COLUMN)
        if on := each.told_by_rows:
            _refuse_found_later(each.lines, on)


def refuse_chosen_day(
    ledger_inspections: Iterable[LedgerInspection], bounds: Mapping[int, FeedbackDays], chosen: date
) -> None:
    """Refuse the rows of a hand-over that lacks its day and cannot be given the one chosen for the file."""
    words = _("the day of the feedback chosen for the whole file, %(day)s: %(why)s")
    for each in ledger_inspections:
        days = bounds.get(each.hand_over.pk) if each.hand_over and each.is_undated and each.leaves_day_out else None
        if days is None:
            continue
        why = _why_not_between(chosen, days)
        for row in each.named.rows if why else ():
            row.refuse(words % {"day": chosen.isoformat(), "why": why}, COLUMN)
        _refuse_found_later(each.lines, chosen)


def _refuse_found_later(lines: Iterable[Line], on: date) -> None:
    """Refuse what would have been found after it was fed back."""
    for line in lines:
        if line.row["found_on"] and line.row["found_on"] > on:
            words = _("is after the day of the feedback, %(day)s")
            line.row.refuse(words % {"day": on.isoformat()}, "found_on")


def _why_not(ledger_inspection: LedgerInspection, row: Row, bounds: Mapping[int, FeedbackDays]) -> str:
    """Why an organization cannot have been given its feedback on the day of the row, or ""."""
    on, recorded = row[COLUMN], ledger_inspection.recorded
    if recorded:
        words = _("says %(day)s, but the feedback is recorded as of %(recorded)s, which stays")
        return "" if on == recorded else words % {"day": on.isoformat(), "recorded": recorded.isoformat()}
    if ledger_inspection.hand_over:
        days = bounds.get(ledger_inspection.hand_over.pk)
        return _why_not_between(on, days) if days else _why_not_recorded(row)
    inspection = ledger_inspection.named.inspection
    last = inspection and (inspection.left_on or inspection.entered_on)
    if last and on < last:
        return _("is before %(day)s, when the team was still with the organization") % {"day": last.isoformat()}
    return ""


def _why_not_between(on: date, days: FeedbackDays) -> str:
    if days.since and on < days.since:
        words = _("is before %(day)s, when the team was still with the organization or found a problem")
        return words % {"day": days.since.isoformat()}
    if days.until and on > days.until:
        words = _("is after %(day)s, when an item was checked or closed out; the feedback was before")
        return words % {"day": days.until.isoformat()}
    return "" if on <= today() else _("this day is still to come")


def _why_not_recorded(row: Row) -> str:
    """A finding that is there stays as it is; a new one is not entered without the day that it tells."""
    if row.there:
        return ""
    words = _(
        "its hand-over is here without that day; choose “%(option)s” to take it over, record it there first, "
        "or leave the cell blank"
    )
    return words % {"option": _update_label()}


def _update_label() -> str:
    return str(UpdateOptions.base_fields["update"].label)


def _why_unlike(first: Row, row: Row) -> str:
    """Why a row's day speaks against the one that the first row of its organization tells, or ""."""
    if row[COLUMN] == first[COLUMN]:
        return ""
    words = _(
        "says %(day)s, but sheet “%(sheet)s” row %(row)d says %(first)s; an organization has one day of feedback"
    )
    return words % {
        "day": row[COLUMN].isoformat(),
        "sheet": first.sheet.name,
        "row": first.number,
        "first": first[COLUMN].isoformat(),
    }


def day_understood(
    group: Group, ledger_inspection: LedgerInspection | None, told_on: date | None, *, updates: bool
) -> Fact:
    """The day that the hand-over of these rows has or gets, and from where; `told_on` is that for the whole file.

    `updates` says that what is here is brought up to date.
    """
    label = _("Day of the feedback")
    each = ledger_inspection
    if each and each.recorded:
        return Fact(label, each.recorded.isoformat(), _("recorded here"))
    hand_over = each and each.hand_over
    if (not hand_over or each.late_on) and (told := _told(group, each)):
        row, column = told
        return Fact(label, row[COLUMN].isoformat(), column)
    if told_on and (not hand_over or each.late_on):
        return Fact(label, told_on.isoformat(), _("the day chosen for the whole file"), Certainty.ELSEWHERE)
    return _not_told(each, asked=bool(told_on) and not updates)


def _not_told(ledger_inspection: LedgerInspection | None, *, asked: bool) -> Fact:
    """Why the hand-over of these rows has no day of the feedback; `asked` where the chosen one needs but a tick."""
    label = _("Day of the feedback")
    hand_over = ledger_inspection and ledger_inspection.hand_over
    if hand_over and not hand_over.came_with_a_ledger:
        return Fact(label, NOTHING, _("not fed back yet"))
    if hand_over and asked:
        words = _("choose “%(option)s” to take over the day chosen for the whole file")
        return Fact(label, str(NOT_RECORDED), words % {"option": _update_label()}, Certainty.NOT_TOLD)
    if hand_over or (ledger_inspection and ledger_inspection.lines):
        return Fact(label, str(NOT_RECORDED), _("not told; stays empty until it is recorded"), Certainty.NOT_TOLD)
    return Fact(label, NOTHING, _("not told"), Certainty.NOT_TOLD)


def _told(group: Group, ledger_inspection: LedgerInspection | None) -> tuple[Row, str] | None:
    """The row that tells the day, a good one if there are any, and its column."""
    good = ledger_inspection.telling if ledger_inspection else []
    return replace(group, rows=good or group.rows).column(COLUMN)
