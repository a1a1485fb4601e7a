"""Filters of the ledgers, in the order people narrow them down; every choice is limited to what the user may see."""

from datetime import timedelta

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.search.pinyin import matches_name
from core.ui.filters import WordsFilter
from core.ui.lights import NEAR_DAYS
from core.workdays.reckoning import today
from findings.filters import ByCategory, OfInspection
from findings.models import DeadlineKind
from rectification.models import CheckResult, CloseOut, HandOver, Item, Node

LIGHTS = [
    ("red", _("Overdue")),
    ("yellow", _("Near its end")),
    ("green", _("In time")),
    ("none", _("No deadline")),
]


def by_light(rows, name, value):
    """Open rows whose deadline shows this light today."""
    on = today()
    near = on + timedelta(days=NEAR_DAYS)
    return rows.open().filter(
        {
            "red": Q(due_on__lt=on),
            "yellow": Q(due_on__range=(on, near)),
            "green": Q(due_on__gt=near),
            "none": Q(due_on__isnull=True),
        }[value]
    )


def item_words(value: str) -> Q:
    """In the problem, its number, the responsible people or the organization's name or pinyin."""
    return (
        Q(finding__text__icontains=value)
        | Q(finding__number__icontains=value)
        | Q(leader__icontains=value)
        | Q(department__icontains=value)
        | matches_name(value, "hand_over__inspection__organization__name")
    )


class Placed(OfInspection):
    """Round, team and organization of rows whose inspection is reached through `THROUGH`."""

    THROUGH = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("round", "team", "organization"):
            self.filters[name].field_name = f"{self.THROUGH}{self.filters[name].field_name}"


class HandOverFilter(Placed):
    """Hand-overs."""

    status = django_filters.ChoiceFilter(choices=HandOver.Status.choices, label=_("State"))
    words = WordsFilter(method="by_words")

    def by_words(self, rows, name, value):
        """Hand-overs to organizations so named."""
        return rows.filter(matches_name(value, "inspection__organization__name"))


class ItemFilter(Placed, ByCategory):
    """The ledger's filter row (DOMAIN §5): 轮次→组→单位→分类, state, light, words."""

    THROUGH = "hand_over__"
    CATEGORY = "finding__category"
    MORE = ("title", "deadline_kind", "completion", "due", "closed", "late_on")

    status = django_filters.MultipleChoiceFilter(choices=Item.Status.choices, label=_("State"))
    light = django_filters.ChoiceFilter(choices=LIGHTS, method=by_light, label=_("Time left"))
    words = WordsFilter(method="by_words")
    deadline_kind = django_filters.ChoiceFilter(choices=DeadlineKind.choices, label=_("Kind of deadline"))
    completion = django_filters.ChoiceFilter(choices=Item.Completion.choices, label=_("Completion as reported"))
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label=_("Due between"))
    closed = django_filters.DateFromToRangeFilter(field_name="closed_on", label=_("Closed out between"))
    late_on = django_filters.DateFilter(method="by_lateness", label=_("Overdue on"))

    def by_words(self, rows, name, value):
        """Rows that say the words."""
        return rows.filter(item_words(value))

    def by_lateness(self, rows, name, value):
        """Rows that were overdue on that day, whatever became of them since."""
        return rows.late(value)


class CheckFilter(Placed):
    """Checks on site."""

    THROUGH = "item__hand_over__"

    verdict = django_filters.ChoiceFilter(choices=CheckResult.Verdict.choices, label=_("Verdict"))
    checked = django_filters.DateFromToRangeFilter(field_name="checked_on", label=_("Checked between"))


class CloseOutFilter(Placed):
    """Applications, waiting or decided."""

    THROUGH = "item__hand_over__"

    state = django_filters.ChoiceFilter(
        choices=[("waiting", _("Awaiting the decision")), *CloseOut.Decision.choices],
        method="by_state",
        label=_("Decision"),
    )

    def by_state(self, rows, name, value):
        """Those without a decision, or with this one."""
        return rows.filter(decision="" if value == "waiting" else value)


class ObligationFilter(Placed):
    """Who owes what; the list shows what is still owed unless asked otherwise."""

    state = django_filters.ChoiceFilter(
        choices=[("open", _("Still owed")), ("settled", _("Met or cancelled"))], method="by_state", label=_("State")
    )
    node = django_filters.ChoiceFilter(choices=Node.choices, label=_("Node"))
    light = django_filters.ChoiceFilter(choices=LIGHTS[:3], method=by_light, label=_("Time left"))

    def by_state(self, rows, name, value):
        """Open or settled."""
        return rows.open() if value == "open" else rows.settled()
