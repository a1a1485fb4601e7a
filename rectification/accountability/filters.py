"""Filters of the list of accountability."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, WordsFilter, YesNoFilter
from core.ui.forms import Picker
from rectification.accountability.tables import OF_PROPOSAL
from rectification.models import Accountability, AccountabilityProposal
from rounds.place.filters import PlaceFilter, visible_organizations


class AccountabilityFilter(EntryFilter):
    DAY = "taken_on"

    words = WordsFilter("person", "cause", "number")
    kind = django_filters.ChoiceFilter(choices=Accountability.Kind.choices, label=_("Kind"))
    organization = django_filters.ModelChoiceFilter(
        queryset=visible_organizations,
        label=_("Party organization"),
        widget=Picker(search_url_name="rounds:organization_options"),
    )
    once = YesNoFilter(method="each_once", label=_("Each person and unit once"))

    MORE = (*EntryFilter.MORE, "once")

    class Meta(EntryFilter.Meta):
        model = Accountability
        fields = ("words", "kind", "organization")

    def each_once(self, rows, name, value):
        return rows.first_times() if value else rows


STATES = [
    ("waiting", _("Waiting")),
    ("held", _("Held to account")),
    ("dismissed", _("Nobody held to account")),
]


class ProposalFilter(PlaceFilter):
    """By place and what became of them."""

    PLACE = OF_PROPOSAL

    state = django_filters.ChoiceFilter(choices=STATES, method="in_state", label=_("State"))
    awaiting = AwaitingFilter()

    MORE = ("awaiting",)

    class Meta:
        model = AccountabilityProposal
        fields = ()

    def in_state(self, rows, name, value):
        """Those that wait, or of which this became."""
        if value == "waiting":
            return rows.waiting()
        return rows.filter(**{"accountability__isnull" if value == "held" else "dismissed_on__isnull": False})
