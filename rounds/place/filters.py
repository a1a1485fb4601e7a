"""The place as filters of a list: round, team and organization, in the order people narrow a ledger down."""

import django_filters
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet
from core.ui.forms import Picker
from rounds.models import Inspection, Organization, Round, Team
from rounds.place.lookups import Place
from rounds.place.words import team_in_words


def visible_rounds(request):
    """The rounds this reader may choose from."""
    return Round.objects.visible_to(request.user)


def visible_organizations(request):
    """The organizations this reader may choose from."""
    return Organization.objects.visible_to(request.user)


class TeamNumberFilter(django_filters.ChoiceFilter):
    """A team is chosen by its number in its round, up to the highest this reader sees; costs one query."""

    @property
    def field(self):
        """The field, with the numbers found once for each page."""
        if not hasattr(self, "_field"):
            teams = Team.objects.visible_to(self.parent.request.user)
            last = teams.aggregate(last=Max("number"))["last"] or 0
            self.extra["choices"] = [(number, team_in_words(number)) for number in range(1, last + 1)]
        return super().field


class PlaceFilter(FilterSet):
    """Round, team and organization of rows whose inspection is reached as `PLACE` says.

    A list that offers fewer of them sets the others to None.
    """

    PLACE = Place()

    round = django_filters.ModelChoiceFilter(queryset=visible_rounds, label=_("Round"))
    team = TeamNumberFilter(label=_("Team"))
    organization = django_filters.ModelChoiceFilter(
        queryset=visible_organizations,
        label=_("Inspected organization"),
        widget=Picker(search_url_name="rounds:organization_options"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        place = self.PLACE
        lookups = {"round": place.round, "team": place.team_number, "organization": place.organization}
        for name in lookups.keys() & self.filters.keys():
            self.filters[name].field_name = lookups[name]


def parameters_of(inspection: Inspection) -> dict[str, int]:
    """What narrows such a list down to one inspection, as parameters of its address."""
    return {
        "round": inspection.team.round_id,
        "team": inspection.team.number,
        "organization": inspection.organization_id,
    }
