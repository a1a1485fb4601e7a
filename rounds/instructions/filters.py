"""Filters of the list of instructions."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, YesNoFilter
from rounds.models import Instruction
from rounds.place.filters import visible_rounds


class InstructionFilter(EntryFilter):
    DAY = "given_on"

    awaiting = AwaitingFilter()
    giver = django_filters.ChoiceFilter(choices=Instruction.Giver.choices, label=_("Given by"))
    round = django_filters.ModelChoiceFilter(queryset=visible_rounds, label=_("Round"))
    unanswered = YesNoFilter(field_name="answered_on", lookup_expr="isnull", label=_("Waits for an answer"))

    class Meta(EntryFilter.Meta):
        model = Instruction
        fields = ("awaiting", "giver", "round", "unanswered")
