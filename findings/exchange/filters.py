"""Filters of the list of transfers."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet, WordsFilter
from findings.filters import _rounds
from findings.models import Transfer
from rounds.models import Body


class TransferFilter(FilterSet):
    """Transfers."""

    round = django_filters.ModelChoiceFilter(
        field_name="lead__inspection__team__round", queryset=_rounds, label=_("Round")
    )
    body = django_filters.ModelChoiceFilter(queryset=lambda request: Body.objects.all(), label=_("Receiving body"))
    status = django_filters.ChoiceFilter(choices=Transfer.Status.choices, label=_("State"))
    words = WordsFilter(field_name="lead__number", lookup_expr="icontains", label=_("Number"))
