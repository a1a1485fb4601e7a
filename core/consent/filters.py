"""Filters of the list of changes that a second person confirms."""

import django_filters

from core.consent.kinds import choices
from core.models import Proposal
from core.ui.filters import AwaitingFilter, FilterSet, WordsFilter


class ProposalFilter(FilterSet):
    awaiting = AwaitingFilter()
    words = WordsFilter("subject")
    kind = django_filters.ChoiceFilter(choices=choices, label=Proposal._meta.get_field("kind").verbose_name)
    status = django_filters.ChoiceFilter(choices=Proposal.Status.choices)

    class Meta(FilterSet.Meta):
        model = Proposal
        fields = ("awaiting", "words", "kind", "status")
