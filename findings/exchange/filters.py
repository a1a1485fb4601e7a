"""Filters of the list of transfers."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import AwaitingFilter, FilterSet, WordsFilter
from findings.models import Discipline, Lead, Outcome, Transfer
from rounds.models import Body
from rounds.place.filters import PlaceFilter
from rounds.place.lookups import Place


class TransferFilter(PlaceFilter):
    """Transfers."""

    PLACE = Place("lead__inspection")

    team = organization = None
    body = django_filters.ModelChoiceFilter(queryset=lambda request: Body.objects.all(), label=_("Receiving body"))
    status = django_filters.ChoiceFilter(choices=Transfer.Status.choices, label=_("State"))
    words = WordsFilter("lead__number", label=_("Number"))
    awaiting = AwaitingFilter()


class OutcomeFilter(PlaceFilter):
    """Outcomes of leads; `by` lists what a figure adds up."""

    PLACE = Place("transfer__lead__inspection")

    kind = django_filters.ChoiceFilter(choices=Outcome.Kind.choices, label=_("Outcome"))
    form = django_filters.ChoiceFilter(choices=Outcome.Form.choices, label=_("Form of the four"))
    by = django_filters.DateFilter(field_name="decided_on", lookup_expr="lte", label=_("Until"))

    MORE = ("by",)

    class Meta(FilterSet.Meta):
        model = Outcome
        fields = ("round", "team", "organization", "kind", "form", "by")


class ReferredLeadFilter(PlaceFilter):
    """Leads that were referred; `by` lists what a figure counts."""

    discipline = django_filters.ChoiceFilter(choices=Discipline.choices, label=_("Discipline concerned"))
    by = django_filters.DateFilter(field_name="referred_on", lookup_expr="lte", label=_("Until"))

    MORE = ("by",)

    class Meta(FilterSet.Meta):
        model = Lead
        fields = ("round", "team", "organization", "discipline", "by")
