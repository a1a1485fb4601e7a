"""Filters of the lists of checks on site, of joint groups and of their visits."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, RowFilter, WordsFilter, YesNoFilter
from rectification.models import CheckResult, SupervisionGroup, SupervisionVisit
from rounds.place.filters import PlaceFilter
from rounds.place.lookups import Place


def visits_seen(request):
    """The visits this reader sees."""
    return SupervisionVisit.objects.visible_to(request.user)


class CheckFilter(PlaceFilter):
    """Checks on site."""

    PLACE = Place("item__hand_over__inspection")

    verdict = django_filters.ChoiceFilter(choices=CheckResult.Verdict.choices, label=_("Verdict"))
    checked = django_filters.DateFromToRangeFilter(field_name="checked_on", label=_("Checked between"))
    visit = RowFilter(visits_seen, field_name="visit_id", label=_("Supervision visit"))


class GroupFilter(EntryFilter):
    DAY = "formed_on"

    words = WordsFilter("name", "focus")
    lasting = django_filters.DateFilter(method="lasting_on", label=_("Lasting on"))

    class Meta(EntryFilter.Meta):
        model = SupervisionGroup
        fields = ("words", "lasting")

    def lasting_on(self, rows, name, value):
        return rows.filter(formed_on__lte=value, ends_on__gte=value)


def visible_groups(request):
    """The groups this reader may choose from."""
    return SupervisionGroup.objects.visible_to(request.user)


class VisitFilter(EntryFilter, PlaceFilter):
    """`by` lists what was made by that day."""

    DAY = "visited_on"
    PLACE = Place()

    group = django_filters.ModelChoiceFilter(queryset=visible_groups, label=_("Joint supervision group"))
    kind = django_filters.ChoiceFilter(choices=SupervisionVisit.Kind.choices, label=_("Kind of visit"))
    planned = django_filters.DateFromToRangeFilter(field_name="planned_on", label=_("Planned between"))
    made = YesNoFilter(field_name="visited_on", lookup_expr="isnull", exclude=True, label=_("Made"))
    going = YesNoFilter(method="where_i_go", label=_("Where I go"))
    awaiting = AwaitingFilter()

    MORE = (*EntryFilter.MORE, "round", "team", "going", "awaiting")

    class Meta(EntryFilter.Meta):
        model = SupervisionVisit
        fields = ("group", "organization", "kind", "planned", "made")

    def where_i_go(self, rows, name, value):
        return rows.of_participant(self.request.user) if value else rows
