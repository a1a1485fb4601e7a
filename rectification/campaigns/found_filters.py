"""Filters of common problems and of the comparison."""

from urllib.parse import urlencode

import django_filters
from django.db.models import CharField, Value
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet, ValuesFilter, YesNoFilter
from findings.models import Category
from rectification.campaigns.found import DIFFERENCES, common_problems, organizations_with
from rectification.models import SelfCheck
from rounds.models import Organization
from rounds.place.filters import visible_rounds


class OverRounds(FilterSet):
    """Rows that count what these rounds found; without any, all rounds. Each has them as `asked`, for its links."""

    rounds = django_filters.ModelMultipleChoiceFilter(queryset=visible_rounds, label=_("Rounds"), method="as_counted")

    def as_counted(self, rows, name, value):
        """The counting itself narrows down."""
        return rows

    def filter_queryset(self, queryset):
        """The rows as counted over the rounds chosen."""
        rounds = list(self.form.cleaned_data.get("rounds") or ())
        category = self.form.cleaned_data.get("category")
        chosen = [("category", category.pk)] if category else []
        asked = urlencode([*chosen, *(("rounds", each.pk) for each in rounds)])
        rows = super().filter_queryset(self.counted(rounds))
        return rows.annotate(asked=Value(f"&{asked}" if asked else "", output_field=CharField()))

    def counted(self, rounds):
        """The rows with what is counted over these rounds."""
        raise NotImplementedError


class CommonProblemFilter(OverRounds):
    """Categories, by the first level and the rounds."""

    group = ValuesFilter(label=_("First-level category"))

    class Meta(FilterSet.Meta):
        model = Category
        fields = ("rounds", "group")

    def counted(self, rounds):
        return common_problems(self.request.user, rounds)


class WithProblemFilter(OverRounds):
    """Organizations with findings of one category, over the rounds chosen."""

    category = django_filters.ModelChoiceFilter(
        queryset=Category.objects.all(), label=_("Category"), method="as_counted"
    )

    class Meta(FilterSet.Meta):
        model = Organization
        fields = ("category", "rounds")

    def counted(self, rounds):
        return organizations_with(self.request.user, self.form.cleaned_data.get("category"), rounds)


class ComparisonFilter(FilterSet):
    """Self-checks by how they differ from what teams found."""

    differs = YesNoFilter(method="by_differing", label=_("Differs"))
    difference = django_filters.MultipleChoiceFilter(
        choices=[(key, words) for key, (words, _where) in DIFFERENCES.items()], label=_("Difference")
    )
    verdict = django_filters.ChoiceFilter(choices=SelfCheck.Verdict.choices, label=_("Verdict of the spot check"))

    class Meta(FilterSet.Meta):
        model = SelfCheck
        fields = ("differs", "difference", "verdict")

    def by_differing(self, rows, name, value):
        """Those that differ, or those in accord."""
        return rows.exclude(difference="") if value else rows.filter(difference="")
