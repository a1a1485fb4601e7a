"""Filters of the lists of rules and funds."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import WordsFilter
from rectification.models import HeldToAccount, OrganizationRule, ReturnedFunds, Source
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


class HeldFilter(PlaceFilter, EntryFilter):
    """By place, person or unit, and way."""

    DAY = "held_on"
    PLACE = OF_RESULT
    MORE = (*EntryFilter.MORE, "subject")

    words = WordsFilter("name", "post", "number")
    way = django_filters.ChoiceFilter(choices=HeldToAccount.Way.choices, label=_("Way of holding to account"))
    subject = django_filters.ChoiceFilter(choices=HeldToAccount.Subject.choices, label=_("Person or unit"))

    class Meta(EntryFilter.Meta):
        model = HeldToAccount
        fields = ("words", "way")
