"""Filters of the lists of letters, proposals, templates and rules."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, RowFilter, WordsFilter, YesNoFilter
from core.ui.forms import Picker
from rectification.items.filters import facts_seen
from rectification.models import (
    LADDER,
    Letter,
    LetterFact,
    LetterKind,
    LetterProposal,
    LetterProposalFact,
    LetterRule,
    LetterTemplate,
)
from rounds.place.filters import PlaceFilter, visible_organizations
from rounds.place.lookups import Place

RUNGS = [(kind.value, kind.label) for kind in LADDER]
STATES = [
    ("waiting", _("Waiting")),
    ("issued", _("Issued")),
    ("dismissed", _("No letter issued")),
    ("lapsed", _("Facts no more so")),
]


class LetterFilter(EntryFilter):
    DAY = "issued_on"

    words = WordsFilter("number", "text", "answer")
    kind = django_filters.ChoiceFilter(choices=LetterKind.choices, label=_("Kind of letter"))
    organization = django_filters.ModelChoiceFilter(
        queryset=visible_organizations,
        label=_("Party organization"),
        widget=Picker(search_url_name="rounds:organization_options"),
    )
    receipted = YesNoFilter(field_name="receipted_on", lookup_expr="isnull", exclude=True, label=_("Receipted"))
    answered = YesNoFilter(field_name="answered_on", lookup_expr="isnull", exclude=True, label=_("Answered"))
    awaiting = AwaitingFilter()
    fact = RowFilter(facts_seen, method="of_fact", label=_("Counted by a proposed letter"))

    MORE = (*EntryFilter.MORE, "awaiting", "receipted")

    class Meta(EntryFilter.Meta):
        model = Letter
        fields = ("words", "kind", "organization", "answered")

    def of_fact(self, rows, name, value):
        """What one fact of a proposal counts."""
        return rows.filter(
            pk__in=LetterProposalFact.objects.visible_to(self.request.user).rows_of(value, of_letters=True)
        )


class ProposalFilter(PlaceFilter):
    """By place, kind and what became of them."""

    PLACE = Place("inspection")

    kind = django_filters.ChoiceFilter(choices=RUNGS, label=_("Kind of letter"))
    state = django_filters.ChoiceFilter(choices=STATES, method="in_state", label=_("State"))
    awaiting = AwaitingFilter()

    MORE = ("awaiting",)

    class Meta:
        model = LetterProposal
        fields = ()

    def in_state(self, rows, name, value):
        """Those that wait, or of which this became."""
        if value == "waiting":
            return rows.waiting()
        return rows.filter(**{f"{'letter' if value == 'issued' else f'{value}_on'}__isnull": False})


class TemplateFilter(EntryFilter):
    DAY = "in_force_on"

    words = WordsFilter("text")
    kind = django_filters.ChoiceFilter(choices=LetterKind.choices, label=_("Kind of letter"))

    class Meta(EntryFilter.Meta):
        model = LetterTemplate
        fields = ("words", "kind")


class RuleFilter(EntryFilter):
    DAY = "in_force_on"

    kind = django_filters.ChoiceFilter(choices=RUNGS, label=_("Kind of letter"))
    fact = django_filters.ChoiceFilter(choices=LetterFact.choices, label=_("Fact"))

    class Meta(EntryFilter.Meta):
        model = LetterRule
        fields = ("kind", "fact")
