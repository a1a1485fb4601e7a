"""Filters of the list of inputs."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, WordsFilter, YesNoFilter
from findings.models import CooperationInput
from rounds.models import Body
from rounds.permissions import reads_registers
from rounds.place.filters import visible_rounds


class InputFilter(EntryFilter):
    DAY = "received_on"

    awaiting = AwaitingFilter()
    words = WordsFilter("title", "about", "content")
    kind = django_filters.ChoiceFilter(choices=CooperationInput.Kind.choices, label=_("Kind"))
    body = django_filters.ModelChoiceFilter(queryset=Body.objects.all(), label=_("From"))
    round = django_filters.ModelChoiceFilter(
        field_name="inspection__team__round", queryset=visible_rounds, label=_("Round")
    )
    given = YesNoFilter(field_name="inspection", lookup_expr="isnull", exclude=True, label=_("Given to a team"))
    settled = YesNoFilter(field_name="settled_on", lookup_expr="isnull", exclude=True, label=_("Settled"))

    OF_THE_OFFICE = ("body", "round", "given")

    class Meta(EntryFilter.Meta):
        model = CooperationInput
        fields = ("awaiting", "words", "kind", "body", "round", "given", "settled")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not reads_registers(self.request.user):
            for name in self.OF_THE_OFFICE:
                del self.filters[name]
