"""The month of a workbook and its sheets."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.reports.monthly import Chosen
from core.reports.sheets import Sheet, sheets
from core.reports.views import MonthForm


@dataclass(frozen=True)
class SheetTick:
    """A sheet on the form: whether it is ticked, and whether with its whole history."""

    sheet: Sheet
    is_drawn: bool
    is_whole: bool

    @property
    def has_history(self) -> bool:
        """Whether it has more rows than those of the month and the open ones."""
        return self.sheet.history is not None


class ReportForm(MonthForm):
    """The month and the sheets. The board sends the month alone: then the sheets are those of the last time."""

    is_chosen = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)
    drawn = forms.MultipleChoiceField(label=_("Sheets"), required=False, widget=forms.CheckboxSelectMultiple)
    whole = forms.MultipleChoiceField(label=_("Whole history"), required=False, widget=forms.CheckboxSelectMultiple)

    SECTIONS = [("", ["month"])]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("drawn", "whole"):
            self.fields[name].choices = [(sheet.key, sheet.title) for sheet in sheets]

    def sections(self):
        """The sheets have a table of their own."""
        return super().sections()[:1]

    @property
    def ticks(self) -> list[SheetTick]:
        """Each sheet as it is ticked now."""
        drawn, whole = (self[name].value() or () for name in ("drawn", "whole"))
        return [SheetTick(sheet, sheet.key in drawn, sheet.key in whole) for sheet in sheets]

    @property
    def chosen(self) -> Chosen | None:
        """What was ticked; None where nothing was asked about."""
        if not self.cleaned_data["is_chosen"]:
            return None
        drawn = set(self.cleaned_data["drawn"])
        left_out = frozenset(sheet.key for sheet in sheets if sheet.key not in drawn)
        return Chosen(left_out, frozenset(self.cleaned_data["whole"]))


def initial_of(chosen: Chosen) -> dict[str, Any]:
    """The fields of the form for these sheets."""
    keys = [sheet.key for sheet in sheets]
    return {
        "drawn": [key for key in keys if key not in chosen.left_out],
        "whole": [key for key in keys if key in chosen.whole],
    }
