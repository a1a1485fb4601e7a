"""The step of recording days that a ledger left out: the same for every kind of row that may come with one."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayForm, Form
from core.ui.views.record import field_label
from core.workdays.unrecorded import CameWithLedger
from core.workflow.late_days import record_late_days
from core.workflow.steps import Asks, Rows, Step


class LateDaysForm(Form):
    """The days that are lacking, each to be left empty by who does not know it."""

    def __init__(self, *args: Any, row: CameWithLedger, names: tuple[str, ...], **kwargs: Any):
        # Before the form is made, which gives every field its picker and the years that are meant.
        lacking = [name for name in names if row.lacks_day(name)]
        self.base_fields = {  # type: ignore[misc] # Django copies what the form has of its own, too
            name: forms.DateField(label=field_label(row, name), required=False) for name in lacking
        }
        super().__init__(*args, **kwargs)


class LateDayForm(DayForm):
    """The one day that is lacking. None is proposed: today is hardly the day, and a recorded one stays."""

    on = forms.DateField(label=DayForm.base_fields["on"].label, help_text=DayForm.base_fields["on"].help_text)


def late_days(rows: Rows, *, lacking: Rows, names: tuple[str, ...], until: str) -> Step:
    """The step for those who may take it on `rows`, offered on the `lacking` ones; `names` precede the day `until`."""

    def record(row: CameWithLedger, *, by: Any, **told: date | None) -> CameWithLedger:
        return record_late_days(row, rows(by), by=by, names=names, until=until, **told)

    return Step(
        "record_days",
        _("Record missing days"),
        rows=rows,
        offered=lacking,
        primary=False,
        service=record,
        asks=Asks(
            LateDaysForm,
            consequence=_("The ledger did not tell them. Enter those you know; a recorded day stays."),
            button=_("Record"),
            given=lambda row, user: {"row": row, "names": names},
        ),
        done=_("The days are recorded."),
        path="days",
    )
