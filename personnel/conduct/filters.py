"""Filters of the lists that concern the discipline of teams."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, WordsFilter
from personnel.models import Commitment, ConductCatalogue, IntegrityTalk, MakeUpOrder, Person, Replacement
from rounds.place.filters import visible_rounds


class OfPostingFilter(EntryFilter):
    """Entries about somebody's place on a team."""

    words = WordsFilter(method="of_people")
    round = django_filters.ModelChoiceFilter(
        field_name="posting__team__round", queryset=visible_rounds, label=_("Round")
    )

    def of_people(self, rows, name, value):
        return rows.filter(posting__person__in=Person.objects.visible_to(self.request.user).search(value))


class ReplacementFilter(OfPostingFilter):
    DAY = "replaced_on"

    class Meta(EntryFilter.Meta):
        model = Replacement
        fields = ("words", "round")


class CommitmentFilter(OfPostingFilter):
    DAY = "signed_on"

    way = django_filters.ChoiceFilter(choices=Commitment.Way.choices, label=_("How it was signed"))

    class Meta(EntryFilter.Meta):
        model = Commitment
        fields = ("words", "round", "way")


class MakeUpOrderFilter(EntryFilter):
    DAY = "ordered_on"

    words = WordsFilter("grounds", "outcome")
    round = django_filters.ModelChoiceFilter(field_name="team__round", queryset=visible_rounds, label=_("Round"))
    awaiting = AwaitingFilter()

    class Meta(EntryFilter.Meta):
        model = MakeUpOrder
        fields = ("words", "round", "awaiting")


class IntegrityTalkFilter(EntryFilter):
    DAY = "held_on"

    words = WordsFilter("speaker", "record")
    round = django_filters.ModelChoiceFilter(queryset=visible_rounds, label=_("Round"))

    class Meta(EntryFilter.Meta):
        model = IntegrityTalk
        fields = ("words", "round")


class ConductCatalogueFilter(EntryFilter):
    DAY = "in_force_on"

    words = WordsFilter("text", "document")
    kind = django_filters.ChoiceFilter(choices=ConductCatalogue.Kind.choices, label=_("Catalogue"))

    class Meta(EntryFilter.Meta):
        model = ConductCatalogue
        fields = ("words", "kind")
