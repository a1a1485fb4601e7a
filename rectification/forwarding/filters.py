"""Filters of the list of forwarded reports."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.names.matching import matching
from core.ui.filters import AwaitingFilter, FilterSet, WordsFilter, YesNoFilter
from rectification.forwarding.tables import OF_FORWARDED
from rectification.models import ForwardedReport
from rounds.models import Body


def bodies_named(request):
    """The bodies to which something was forwarded that this reader sees."""
    seen = ForwardedReport.objects.visible_to(request.user)
    return Body.objects.filter(pk__in=seen.order_by().values("body"))


class ForwardedReportFilter(FilterSet):
    """By state and body, and whether something of them is taken up."""

    status = django_filters.ChoiceFilter(choices=ForwardedReport.Status.choices, label=_("State"))
    body = django_filters.ModelChoiceFilter(queryset=bodies_named, label=_("Forwarded to"))
    taken_up = YesNoFilter(method="by_taken_up", label=_("Taken up in daily supervision"))
    words = WordsFilter(method="by_words")
    awaiting = AwaitingFilter()

    class Meta(FilterSet.Meta):
        model = ForwardedReport
        fields = ("status", "body", "taken_up", "words", "awaiting")

    def by_words(self, rows, name, value):
        """Reports on organizations so named."""
        return rows.filter(matching(value, names=(OF_FORWARDED.organization_name,)))

    def by_taken_up(self, rows, name, value):
        """Those of which the body takes something up, or those of which it takes up nothing."""
        return rows.exclude(taken_up="") if value else rows.filter(taken_up="")
