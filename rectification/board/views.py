"""The board of rectification: a funnel, the groups with their numbers, the slowest, and the course of a year."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.access.reach import reach_of
from core.ui.forms import Form
from core.ui.views.board import BoardPage, Chart, Tile
from core.workdays.reckoning import today
from rectification import permissions
from rectification.board.counts import (
    GROUPINGS,
    LABELS,
    QUERIES,
    address,
    closed_by_month,
    lines_of,
    numbers_of,
    slowest_of,
)
from rectification.items.filters import in_district, of_division_leader
from rectification.models import Item
from rectification.stages import STAGES
from rounds.models import Round


class BoardForm(Form):
    """What the board is narrowed down to, and how its lines are put together."""

    by = forms.ChoiceField(
        choices=[(key, each.label) for key, each in GROUPINGS.items()], label=gettext_lazy("Lines"), required=False
    )
    round = forms.ModelChoiceField(queryset=Round.objects.none(), label=gettext_lazy("Round"), required=False)
    district = forms.CharField(max_length=50, label=gettext_lazy("District"), required=False)
    division_leader = forms.CharField(max_length=50, label=gettext_lazy("Division leader"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].empty_label = _("All")
        self.fields["round"].queryset = Round.objects.visible_to(user)


class RectificationBoard(BoardPage):
    """How far the items the user sees have come, and where they are stuck; every number opens its list."""

    title = gettext_lazy("Progress of rectification")
    template_name = "rectification/board.html"

    def may_open(self, user):
        return permissions.follows_ledgers(user)

    @cached_property
    def form(self):
        """What was asked for."""
        return BoardForm({"by": self._at_first} | self.request.GET.dict(), user=self.request.user)

    @property
    def _at_first(self) -> str:
        """Who follows some organizations begins with these, the others with rounds."""
        return "organization" if reach_of(self.request.user).portfolio else "round"

    @cached_property
    def asked(self) -> dict:
        """The answers of the form that make sense."""
        return self.form.cleaned_data if self.form.is_valid() else {}

    @cached_property
    def narrowed(self) -> QueryDict:
        """What the items are narrowed down by, as parameters of their list."""
        query = QueryDict(mutable=True)
        if round_ := self.asked.get("round"):
            query["round"] = str(round_.pk)
        query.update({name: self.asked[name] for name in ("district", "division_leader") if self.asked.get(name)})
        return query

    @cached_property
    def items(self) -> QuerySet[Item]:
        """The items the board counts."""
        items = Item.objects.visible_to(self.request.user).issued(today())
        if round_ := self.asked.get("round"):
            items = items.filter(hand_over__inspection__team__round=round_)
        if district := self.asked.get("district"):
            items = in_district(items, district)
        if leader := self.asked.get("division_leader"):
            items = of_division_leader(items, leader)
        return items

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers of all of them."""
        return numbers_of(self.items)

    def sentence(self):
        numbers = self.numbers
        if not numbers["fed_back"]:
            return _("Nothing has been fed back to rectify.")
        rate = 100 * numbers["closed"] / numbers["fed_back"]
        words = _("%(all)s items fed back, %(closed)s closed out (%(rate)s %%), %(late)s overdue.")
        return words % {
            "all": numbers["fed_back"],
            "closed": numbers["closed"],
            "rate": f"{rate:.2f}",
            "late": numbers["red"],
        }

    def tiles(self):
        unit = pgettext("unit", "items")
        tones = {"yellow": "warning", "red": "danger"}
        return [
            Tile(LABELS[key], amount, unit, self._list_of(key), tone=tones.get(key, "") if amount else "")
            for key, amount in self.numbers.items()
        ]

    def charts(self):
        stages = [(stage.label, self.numbers[key], self._list_of(key)) for key, stage in STAGES.items()]
        names, amounts, urls = zip(*stages, strict=True)
        months = closed_by_month(self.items, today())
        closed = _("Closed out")
        return [
            Chart(
                "funnel",
                _("How far items have come"),
                "funnel",
                names,
                {pgettext("unit", "items"): amounts},
                urls=list(urls),
            ),
            Chart(
                "course",
                _("Closed out in twelve months: %(amount)s") % {"amount": sum(months.values())},
                "bar",
                [f"{month:%Y-%m}" for month in months],
                {closed: list(months.values())},
                urls=[f"{address(self.narrowed)}&closed_in={month:%Y-%m}" for month in months],
            ),
        ]

    def _list_of(self, number: str) -> str:
        return f"{address(self.narrowed)}&{QUERIES[number]}"

    def get_context_data(self, **kwargs):
        grouping = GROUPINGS[self.asked.get("by") or self._at_first]
        return super().get_context_data(
            form=self.form,
            grouping=grouping,
            lines=lines_of(self.items, grouping, self.narrowed),
            slowest=slowest_of(self.items, self.narrowed),
            **kwargs,
        )
