"""Filters of the ledgers; every choice is limited to what the user may see."""

from datetime import timedelta

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet, WordsFilter
from core.ui.lights import NEAR_DAYS
from core.workdays import today
from findings.models import Category, DeadlineKind
from rectification.models import CheckResult, CloseOut, HandOver, Item, Node, Obligation
from rounds.models import Organization, Round, Team

LIGHTS = [
    ("red", _("Overdue")),
    ("yellow", _("Near its end")),
    ("green", _("In time")),
    ("none", _("No deadline")),
]


def _rounds(request):
    return Round.objects.visible_to(request.user)


def _teams(request):
    return Team.objects.visible_to(request.user).select_related("round")


def _organizations(request):
    return Organization.objects.visible_to(request.user)


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


class HandOverFilter(FilterSet):
    """By round, team, state and organization."""

    round = django_filters.ModelChoiceFilter(field_name="inspection__team__round", queryset=_rounds, label=_("Round"))
    status = django_filters.ChoiceFilter(choices=HandOver.Status.choices, label=_("State"))
    words = WordsFilter(method="by_words", label=_("Organization"))

    class Meta(FilterSet.Meta):
        model = HandOver
        fields = []

    def by_words(self, rows, name, value):
        """Name or pinyin initials of the organization."""
        return rows.filter(
            Q(inspection__organization__name__icontains=value) | Q(inspection__organization__name_key__icontains=value)
        )


class ItemFilter(FilterSet):
    """The ledger's filter row (DOMAIN §5): 轮次→组→单位→分类, state, light, words."""

    MORE = ("deadline_kind", "completion", "due")

    round = django_filters.ModelChoiceFilter(
        field_name="hand_over__inspection__team__round", queryset=_rounds, label=_("Round")
    )
    team = django_filters.ModelChoiceFilter(field_name="hand_over__inspection__team", queryset=_teams, label=_("Team"))
    organization = django_filters.ModelChoiceFilter(
        field_name="hand_over__inspection__organization", queryset=_organizations, label=_("Party organization")
    )
    category = django_filters.ModelChoiceFilter(
        field_name="finding__category", queryset=lambda request: Category.objects.all(), label=_("Category")
    )
    status = django_filters.MultipleChoiceFilter(choices=Item.Status.choices, label=_("State"))
    light = django_filters.ChoiceFilter(choices=LIGHTS, method=by_light, label=_("Time left"))
    words = WordsFilter(method="by_words")
    deadline_kind = django_filters.ChoiceFilter(choices=DeadlineKind.choices, label=_("Kind of deadline"))
    completion = django_filters.ChoiceFilter(choices=Item.Completion.choices, label=_("Completion"))
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label=_("Due between"))

    class Meta(FilterSet.Meta):
        model = Item
        fields = []

    def by_words(self, rows, name, value):
        """In the problem, its number, the responsible people or the organization's name."""
        return rows.filter(
            Q(finding__text__icontains=value)
            | Q(finding__number__icontains=value)
            | Q(leader__icontains=value)
            | Q(department__icontains=value)
            | Q(hand_over__inspection__organization__name__icontains=value)
        )


class CheckFilter(FilterSet):
    """By verdict and day."""

    verdict = django_filters.ChoiceFilter(choices=CheckResult.Verdict.choices, label=_("Verdict"))
    checked = django_filters.DateFromToRangeFilter(field_name="checked_on", label=_("Checked between"))

    class Meta(FilterSet.Meta):
        model = CheckResult
        fields = []


class CloseOutFilter(FilterSet):
    """Waiting or decided."""

    waiting = django_filters.BooleanFilter(
        field_name="decided_on", lookup_expr="isnull", label=_("Awaiting the decision")
    )
    decision = django_filters.ChoiceFilter(choices=CloseOut.Decision.choices, label=_("Decision"))

    class Meta(FilterSet.Meta):
        model = CloseOut
        fields = []


class ObligationFilter(FilterSet):
    """By node, owner's side, light; open ones unless asked otherwise."""

    state = django_filters.ChoiceFilter(
        choices=[("open", _("Still owed")), ("settled", _("Met or cancelled"))], method="by_state", label=_("State")
    )
    node = django_filters.ChoiceFilter(choices=Node.choices, label=_("Node"))
    organization = django_filters.ModelChoiceFilter(
        field_name="inspection__organization", queryset=_organizations, label=_("Party organization")
    )
    light = django_filters.ChoiceFilter(choices=LIGHTS[:3], method=by_light, label=_("Time left"))

    class Meta(FilterSet.Meta):
        model = Obligation
        fields = []

    def by_state(self, rows, name, value):
        """Open or settled."""
        return rows.open() if value == "open" else rows.settled()
