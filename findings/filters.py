"""What the filters of papers, findings and leads share."""

from functools import cached_property

import django_filters
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet
from core.ui.forms import Picker
from core.ui.numerals import spoken_number
from findings.models import Category
from rounds.models import Organization, Round, Team


def _rounds(request):
    return Round.objects.visible_to(request.user)


def _organizations(request):
    return Organization.objects.visible_to(request.user)


class OfInspection(FilterSet):
    """Round, team and organization of the rows' inspection; a team is chosen by its number in its round."""

    round = django_filters.ModelChoiceFilter(field_name="inspection__team__round", queryset=_rounds, label=_("Round"))
    team = django_filters.ChoiceFilter(field_name="inspection__team__number", label=_("Team"))
    organization = django_filters.ModelChoiceFilter(
        field_name="inspection__organization",
        queryset=_organizations,
        label=_("Inspected organization"),
        widget=Picker(search_url_name="rounds:organization_options"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["team"].extra["choices"] = self._teams()

    def _teams(self):
        last = Team.objects.visible_to(self.request.user).aggregate(last=Max("number"))["last"] or 0
        return [(number, _("Team %(number)s") % {"number": spoken_number(number)}) for number in range(1, last + 1)]


class ByCategory(FilterSet):
    """First- and second-level category, of the versions of the scheme together; `CATEGORY` is the way to it."""

    CATEGORY = "category"

    group = django_filters.ChoiceFilter(label=_("First-level category"))
    title = django_filters.ChoiceFilter(label=_("Second-level category"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("group", "title"):
            self.filters[name].field_name = f"{self.CATEGORY}__{name}"
            self.filters[name].extra["choices"] = lambda name=name: self._names(name)

    def _names(self, level: str):
        return [(name, name) for name in dict.fromkeys(row[level] for row in self._categories)]

    @cached_property
    def _categories(self):
        return list(Category.objects.values("group", "title"))
