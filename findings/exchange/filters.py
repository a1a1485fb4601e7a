"""Filters of the list of transfers."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import AwaitingFilter, WordsFilter
from findings.models import Transfer
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
