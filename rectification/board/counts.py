"""What the board counts: items by group and stage, the slowest hand-overs, and close-outs month by month."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import TruncMonth
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.reports.period import month_of
from rectification.items.filters import NONE
from rectification.models import Item, Reopening
from rectification.querysets import OF_ITEM
from rectification.stages import STAGES
from rounds.deadlines.filters import in_light
from rounds.place.words import round_in_words

SLOWEST = 10
MONTHS = 12


@dataclass(frozen=True)
class Grouping:
    """How items are put together: the parameter of the list that narrows it down to one group, and where it is found.

    `key` leads to what stands in the address, `name` to what tells it to people; `without` tells the group of none.
    """

    label: Any
    parameter: str
    key: str
    name: str
    without: Any = ""

    def told(self, name: Any) -> str:
        """The name of a group as people say it."""
        if self.parameter == "round":
            return round_in_words(name)
        return str(name or self.without)


GROUPINGS = {
    "round": Grouping(gettext_lazy("By round"), "round", OF_ITEM.round, OF_ITEM.round_number),
    "district": Grouping(
        gettext_lazy("By county"),
        "district",
        OF_ITEM.lookup("organization__district"),
        OF_ITEM.lookup("organization__district"),
        gettext_lazy("In no county"),
    ),
    "leader": Grouping(
        gettext_lazy("By division leader"),
        "division_leader",
        OF_ITEM.lookup("organization__division_leaders__name"),
        OF_ITEM.lookup("organization__division_leaders__name"),
        gettext_lazy("Followed by nobody"),
    ),
    "organization": Grouping(
        gettext_lazy("By organization"), "organization", OF_ITEM.organization, OF_ITEM.organization_name
    ),
}


@dataclass(frozen=True)
class Line:
    """One group of the board: its name, the address of its items, and its numbers by stage and light."""

    name: str
    url: str
    numbers: dict[str, int]

    @property
    def rate(self) -> float:
        """What is closed out of what was fed back (docs/domain.md, completion), in percent."""
        return 100 * self.numbers["closed"] / self.numbers["fed_back"]

    @property
    def cells(self) -> list[tuple[str, Any, int, str]]:
        """Each number with its key, what it is called, and the address of its list."""
        return [(key, LABELS[key], amount, f"{self.url}&{QUERIES[key]}") for key, amount in self.numbers.items()]


QUERIES = {key: f"stage={key}" for key in STAGES} | {"yellow": "light=yellow", "red": "light=red"}
"""What narrows the list of items down to each number."""
LABELS = {key: stage.label for key, stage in STAGES.items()} | {
    "yellow": gettext_lazy("Near their day"),
    "red": gettext_lazy("Overdue"),
}


def numbers_of(items: QuerySet[Item]) -> dict[str, int]:
    """How many of these stand at each stage, and how many are near their day or past it; one statement."""
    return items.aggregate(**_counted())


def lines_of(items: QuerySet[Item], grouping: Grouping, narrowed: QueryDict) -> list[Line]:
    """The groups of these items, the latest round or those with most overdue first; one statement.

    `narrowed` is what the items are narrowed down by already, as parameters of their list.
    """
    rows = items.order_by().values_list(grouping.key, grouping.name).annotate(**_counted())
    found = [
        (name, Line(grouping.told(name), address(narrowed, grouping.parameter, key or NONE), _named(counts)))
        for key, name, *counts in rows
    ]
    if grouping.parameter == "round":
        found.sort(key=lambda each: -each[0])
    else:
        found.sort(key=lambda each: (-each[1].numbers["red"], -each[1].numbers["fed_back"], each[1].name))
    return [line for _name, line in found]


def slowest_of(items: QuerySet[Item], narrowed: QueryDict) -> list[tuple[str, str, int, date]]:
    """Of these the organizations with most items overdue: name, address of these, how many, and since when."""
    late = items.order_by().filter(in_light("red")).exclude(STAGES["closed"].where)
    rows = late.values_list(OF_ITEM.organization, OF_ITEM.organization_name).annotate(
        amount=Count("pk", distinct=True), since=Min("due_on")
    )
    worst = rows.order_by("-amount", "since", OF_ITEM.organization_name)[:SLOWEST]
    return [
        (name, f"{address(narrowed, 'organization', key)}&light=red", amount, since)
        for key, name, amount, since in worst
    ]


def closed_by_month(items: QuerySet[Item], as_of: date) -> dict[date, int]:
    """How many of these were closed out in each of the last twelve months, by its first day.

    What was opened again since was closed in its month all the same; twice in a month is once.
    """
    ends = [as_of]
    while len(ends) < MONTHS:
        ends.insert(0, month_of(ends[0]).previous.end)
    first = ends[0].replace(day=1)
    reopened = Reopening.objects.filter(item__in=items, decision=Reopening.Decision.ACCEPTED)
    found: set[tuple[date, int]] = set()
    for rows, item in ((items, "pk"), (reopened, "item")):
        in_time = rows.order_by().filter(closed_on__range=(first, as_of)).annotate(month=TruncMonth("closed_on"))
        found.update(in_time.values_list("month", item))
    closed = Counter(month for month, _item in found)
    return {end.replace(day=1): closed[end.replace(day=1)] for end in ends}


def address(narrowed: QueryDict, parameter: str = "", value: Any = "") -> str:
    """The list of items, narrowed down as the board is and to one group."""
    query = narrowed.copy()
    if parameter:
        query[parameter] = value
    return f"{reverse('rectification:items')}?{query.urlencode()}"


def _counted() -> dict[str, Count]:
    """The numbers of the board; `distinct`, for an organization may be in two portfolios."""
    still_open = ~STAGES["closed"].where
    where = {key: stage.where for key, stage in STAGES.items()}
    where |= {light: in_light(light) & still_open for light in ("yellow", "red")}
    return {key: Count("pk", filter=each, distinct=True) for key, each in where.items()}


def _named(counts: list[int]) -> dict[str, int]:
    return dict(zip(QUERIES, counts, strict=True))
