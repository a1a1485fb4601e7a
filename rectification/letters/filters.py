"""Filters of the list of suggestion letters."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, WordsFilter, YesNoFilter
from core.ui.forms import Picker
from rectification.models import SuggestionLetter
from rounds.place.filters import visible_organizations


class LetterFilter(EntryFilter):
    DAY = "issued_on"

    words = WordsFilter("number", "text", "answer")
    organization = django_filters.ModelChoiceFilter(
        queryset=visible_organizations,
        label=_("Party organization"),
        widget=Picker(search_url_name="rounds:organization_options"),
    )
    answered = YesNoFilter(field_name="answered_on", lookup_expr="isnull", exclude=True, label=_("Answered"))
    awaiting = AwaitingFilter()

    MORE = (*EntryFilter.MORE, "awaiting")

    class Meta(EntryFilter.Meta):
        model = SuggestionLetter
        fields = ("words", "organization", "answered")
