"""Reports: the figures of a day, and the way to the monthly workbook."""

from dataclasses import replace
from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Right
from core.reports.figures import Figure, figures, numbers_of, values_on
from core.reports.period import Period, month_of, parse_month, require_month
from core.ui.forms import Form
from core.ui.views.board import BoardPage, Chart, Tile
from core.workdays.reckoning import today

IN_THE_SENTENCE = 3
TILES = 6
MONTHS = 12


class BoardForm(Form):
    """The day a board is drawn for."""

    as_of = forms.DateField(label=gettext_lazy("As of"), required=False)


class MonthForm(Form):
    """The month of a workbook; browsers without a month picker show a box for 2026-11."""

    month = forms.CharField(
        label=gettext_lazy("Month"),
        max_length=7,
        validators=[require_month],
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"}),
    )

    def clean_month(self):
        """The first day of the month."""
        return parse_month(self.cleaned_data["month"])


class ReportBoard(BoardPage):
    """Every registered figure as of a day, with what is new in the month."""

    title = gettext_lazy("Reports")
    template_name = "core/reports.html"

    def may_open(self, user):
        """Those who draw reports read all rounds."""
        return user.reach.may(Right.DRAW_REPORTS)

    @cached_property
    def day_form(self):
        """The day that was asked for."""
        return BoardForm(self.request.GET or None, initial={"as_of": today()})

    @cached_property
    def as_of(self) -> date:
        """The day of the board; today unless a sensible other one was asked for."""
        asked = self.day_form.is_bound and self.day_form.is_valid() and self.day_form.cleaned_data["as_of"]
        return asked or today()

    @cached_property
    def month(self) -> Period:
        """The month up to the day of the board."""
        return Period(self.as_of.replace(day=1), self.as_of)

    @cached_property
    def lines(self) -> list[Tile]:
        """Every figure: its number, and the list it counts."""
        standing = values_on(self.as_of, user=self.request.user)
        return [Tile(value.figure.label, value.value, value.figure.unit, value.url) for value in standing]

    def sentence(self):
        """The first figures in words."""
        if not self.lines:
            return _("No figure is registered yet.")
        told = [f"{line.label}{line.value}{line.unit}" for line in self.lines[:IN_THE_SENTENCE]]
        day = date_format(self.as_of, "DATE_FORMAT")
        return _("As of %(day)s: %(figures)s.") % {"day": day, "figures": _(", ").join(told)}

    def tiles(self):
        """The first figures as numbers, and by how much they differ from those of last month's end.

        That is what is new in the month without what counts no more, such as who has left a talent pool.
        """
        before, user = month_of(self.as_of).previous.end, self.request.user
        first = list(figures)[:TILES]
        numbers = numbers_of([(figure, before, None) for figure in first], user)
        return [
            replace(line, change=line.value - number) for line, number in zip(self.lines[:TILES], numbers, strict=True)
        ]

    def charts(self):
        """The course of the chosen figure over a year."""
        chosen = next((figure for figure in figures if figure.key == self.request.GET.get("trend")), None)
        figure = chosen or next(iter(figures), None)
        if figure is None:
            return []
        months = self._month_ends()
        values = numbers_of([(figure, end, None) for end in months], self.request.user)
        title = _("%(figure)s: %(change)+d in twelve months") % {
            "figure": figure.label,
            "change": values[-1] - values[0],
        }
        labels = [f"{end:%Y-%m}" for end in months]
        return [Chart("trend", title, "line", labels, {figure.label: values}, unit=figure.unit)]

    def _month_ends(self) -> list[date]:
        ends = [self.as_of]
        while len(ends) <= MONTHS:
            ends.insert(0, month_of(ends[0]).previous.end)
        return ends

    def groups(self):
        """The lines under their headings: the figure, its number, and what of it is new in the month."""
        added = values_on(self.as_of, period=self.month, user=self.request.user)
        groups: dict[str, list[tuple[Figure, Tile, int]]] = {}
        for value, line in zip(added, self.lines, strict=True):
            groups.setdefault(str(value.figure.group), []).append((value.figure, line, value.value))
        return list(groups.items())

    def get_context_data(self, **kwargs):
        month_form = MonthForm(initial={"month": f"{self.as_of:%Y-%m}"})
        return super().get_context_data(
            groups=self.groups(), day_form=self.day_form, month_form=month_form, as_of=self.as_of, **kwargs
        )
