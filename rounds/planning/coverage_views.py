"""The board of coverage: organizations and the rounds in which they were inspected, as of a day."""

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.views.board import Tile
from core.ui.views.list import ListPage
from core.workdays.reckoning import today
from core.workdays.years import YEARS
from rounds.permissions import reads_coverage
from rounds.planning.coverage import Coverage, Summary, covered, rounds_of_grid, summary_of, with_rounds
from rounds.planning.coverage_filters import INSPECTED, CoverageFilter
from rounds.planning.coverage_tables import CoverageTable, SharesByCategory, SharesByDistrict

NARROWING = ("district", "category", "level", "words")
"""Filters that a sum is told under."""


class CoverageBoard(ListPage):
    """Costs one page of organizations and their rounds, and one statement for all the sums, however many there are."""

    title = gettext_lazy("Coverage")
    template_name = "rounds/coverage.html"
    table_class = CoverageTable
    filter_class = CoverageFilter
    empty_text = gettext_lazy("No organization is entered yet.")
    empty_hint = gettext_lazy("Import the register of organizations, or enter one.")

    def may_open(self, user):
        return reads_coverage(user)

    @cached_property
    def as_of(self) -> date:
        """The day of the board; today unless a sensible other one was asked for."""
        try:
            asked = forms.DateField(required=False).clean(self.request.GET.get("as_of", ""))
        except forms.ValidationError:
            asked = None
        return asked if asked and YEARS[0] <= asked.year <= YEARS[1] else today()

    @cached_property
    def table(self):
        """The rows, with the rounds that the grid has."""
        table = super().table
        table.rounds = rounds_of_grid(self.request.user, self.as_of)
        return table

    def queryset_for(self, user):
        return with_rounds(covered(user, self.as_of), user, self.as_of)

    def get_template_names(self):
        fragments = {"list": "rounds/_coverage_list.html", "list-region": "rounds/_coverage_region.html"}
        return [fragments.get(self.fragment_wanted(), self.template_name)]

    def get_context_data(self, **kwargs):
        summary = summary_of(self.filterset.qs.prefetch_related(None))
        shares = {"address": self._address}
        return super().get_context_data(
            tiles=self._tiles(summary),
            by_district=SharesByDistrict(summary.by_district, **shares),
            by_category=SharesByCategory(summary.by_category, **shares),
            **kwargs,
        )

    def _address(self, **narrowed: str) -> str:
        """This board as of the same day, narrowed down further."""
        kept = {name: self.request.GET[name] for name in NARROWING if self.request.GET.get(name)}
        return f"{reverse('rounds:coverage')}?{urlencode({'as_of': self.as_of.isoformat()} | kept | narrowed)}"

    def _tiles(self, summary: Summary) -> list[Tile]:
        whole, unit = summary.whole, _("organizations")
        told = [
            (_("To be covered"), whole.total, "", ""),
            (_("Inspected"), whole.inspected, INSPECTED, _("%(percent)s of all") % {"percent": whole.percent}),
            (_("of these looked back on"), whole.looked_back, Coverage.LOOKED_BACK, ""),
            (_("Planned"), whole.planned, Coverage.PLANNED, ""),
            (_("Not yet"), whole.not_yet, Coverage.NOT_YET, self._pace(summary)),
        ]
        return [
            Tile(label, value, unit, url=self._address(**({"coverage": state} if state else {})), note=note)
            for label, value, state, note in told
        ]

    def _pace(self, summary: Summary) -> str:
        """By when the rest is inspected, if that can be told."""
        whole = summary.whole
        if not whole.left:
            return _("Nothing is left.")
        ends_on = whole.ends_on(self.as_of)
        if ends_on is None:
            return _("Nothing new was inspected in the twelve months before.")
        words = _("%(left)s left; at the pace of the last twelve months (%(new)s), all by %(day)s")
        return words % {"left": whole.left, "new": whole.new, "day": date_format(ends_on, "Y-m")}
