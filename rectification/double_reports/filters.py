"""Filters of the list of reports."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.names.matching import matching
from core.ui.filters import AwaitingFilter, FilterSet, WordsFilter
from rectification.models import RectificationReport, ReportDelivery
from rounds.place.lookups import Place

PLACE = Place("report__hand_over__inspection")


class ReportDeliveryFilter(FilterSet):
    """Reports as they were sent."""

    kind = django_filters.ChoiceFilter(
        field_name="report__kind", choices=RectificationReport.Kind.choices, label=_("kind of report")
    )
    status = django_filters.ChoiceFilter(choices=ReportDelivery.Status.choices, label=_("State"))
    words = WordsFilter(method="by_words")
    awaiting = AwaitingFilter()

    class Meta(FilterSet.Meta):
        model = ReportDelivery
        fields = ("kind", "status", "words", "awaiting")

    def by_words(self, rows, name, value):
        """Reports of organizations so named."""
        return rows.filter(matching(value, names=(PLACE.organization_name,)))
