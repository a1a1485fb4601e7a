"""Filters of the lists of assessments, second rectifications and schemes."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, WordsFilter
from rectification.assessment.tables import OF_ASSESSMENT, OF_SECOND
from rectification.models import Assessment, AssessmentScheme, Grade, SecondRectification
from rounds.place.filters import PlaceFilter


class AssessmentFilter(PlaceFilter):
    """`by` lists of each rectification the last assessment decided by that day, as the figures count."""

    PLACE = OF_ASSESSMENT

    grade = django_filters.ChoiceFilter(choices=Grade.choices, label=_("Grade"))
    status = django_filters.ChoiceFilter(choices=Assessment.Status.choices, label=_("State"))
    by = django_filters.DateFilter(method="held_on", label=_("Holding on"))
    awaiting = AwaitingFilter()

    MORE = ("by", "awaiting")

    class Meta:
        model = Assessment
        fields = ()

    def held_on(self, rows, name, value):
        return rows.latest(value)


class SecondFilter(PlaceFilter):
    """`under_way_on` lists what had been ordered by that day and was not ended."""

    PLACE = OF_SECOND

    status = django_filters.ChoiceFilter(choices=SecondRectification.Status.choices, label=_("State"))
    under_way_on = django_filters.DateFilter(method="ran_on", label=_("Under way on"))
    awaiting = AwaitingFilter()

    MORE = ("under_way_on", "awaiting")

    class Meta:
        model = SecondRectification
        fields = ()

    def ran_on(self, rows, name, value):
        return rows.under_way(value)


class SchemeFilter(EntryFilter):
    DAY = "in_force_on"

    words = WordsFilter("name")

    class Meta(EntryFilter.Meta):
        model = AssessmentScheme
        fields = ("words",)
