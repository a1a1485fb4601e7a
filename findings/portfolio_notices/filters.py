"""Filters of the list of notices to division leaders."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, WordsFilter
from findings.models import PortfolioNotice
from rounds.permissions import reads_registers
from rounds.place.filters import visible_rounds

STATES = [("draft", _("Drafts")), ("sent", _("Sent, not receipted")), ("receipted", _("Receipted"))]


class NoticeFilter(EntryFilter):
    DAY = "sent_on"

    awaiting = AwaitingFilter()
    words = WordsFilter("leader_name", "text")
    round = django_filters.ModelChoiceFilter(queryset=visible_rounds, label=_("Round"))
    state = django_filters.ChoiceFilter(choices=STATES, method="in_state", label=_("State"))

    class Meta(EntryFilter.Meta):
        model = PortfolioNotice
        fields = ("awaiting", "words", "round", "state")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not reads_registers(self.request.user):
            del self.filters["round"]  # who is told of a round does not see rounds

    def in_state(self, rows, name, value):
        if value == "draft":
            return rows.drafts()
        return rows.unreceipted() if value == "sent" else rows.filter(receipted_on__isnull=False)
