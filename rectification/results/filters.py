"""Filters of the lists of rules and funds."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import WordsFilter
from rectification.models import OrganizationRule, ReturnedFunds, Source
from rounds.place.filters import PlaceFilter
from rounds.place.lookups import Place

OF_RESULT = Place("item__hand_over__inspection")


class ResultFilter(PlaceFilter, EntryFilter):
    """By place, and by whether each was entered or told as a number alone."""

    PLACE = OF_RESULT
    MORE = (*EntryFilter.MORE, "source")

    source = django_filters.ChoiceFilter(choices=Source.choices, label=_("Source"))


class RuleFilter(ResultFilter):
    DAY = "made_on"

    words = WordsFilter("title", "number")
    kind = django_filters.ChoiceFilter(choices=OrganizationRule.Kind.choices, label=_("Kind"))

    class Meta(EntryFilter.Meta):
        model = OrganizationRule
        fields = ("words", "kind")


class FundsFilter(ResultFilter):
    DAY = "returned_on"

    words = WordsFilter("voucher")

    class Meta(EntryFilter.Meta):
        model = ReturnedFunds
        fields = ("words",)
