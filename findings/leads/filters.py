"""Filters of the list of leads."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import AwaitingFilter, WordsFilter
from findings.models import Discipline, Lead
from rounds.place.filters import PlaceFilter


class LeadFilter(PlaceFilter):
    """Leads: by number and place alone. Words of a lead never go into an address."""

    words = WordsFilter("number", label=_("Number"))
    awaiting = AwaitingFilter()
    discipline = django_filters.ChoiceFilter(choices=Discipline.choices, label=_("Discipline concerned"))
    status = django_filters.ChoiceFilter(choices=Lead.Status.choices, label=_("State"))
