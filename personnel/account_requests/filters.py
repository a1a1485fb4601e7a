"""Filters of the list of account requests."""

import django_filters

from core.ui.filters import AwaitingFilter, FilterSet, WordsFilter
from personnel.models import AccountRequest


class AccountRequestFilter(FilterSet):
    awaiting = AwaitingFilter()
    words = WordsFilter("organization__name")
    status = django_filters.ChoiceFilter(choices=AccountRequest.Status.choices)

    class Meta(FilterSet.Meta):
        model = AccountRequest
        fields = ("awaiting", "words", "status")
