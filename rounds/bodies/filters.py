"""Filters of the list of bodies."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet, WordsFilter
from rounds.models import Body


class BodyFilter(FilterSet):
    words = WordsFilter(spelt=("name",))
    kind = django_filters.ChoiceFilter(choices=Body.Kind.choices, label=_("Kind"))

    class Meta(FilterSet.Meta):
        model = Body
        fields = ("words", "kind")
