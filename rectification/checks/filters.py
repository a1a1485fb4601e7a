"""Filters of the list of checks on site."""

import django_filters
from django.utils.translation import gettext_lazy as _

from rectification.models import CheckResult
from rounds.place.filters import PlaceFilter
from rounds.place.lookups import Place


class CheckFilter(PlaceFilter):
    """Checks on site."""

    PLACE = Place("item__hand_over__inspection")

    verdict = django_filters.ChoiceFilter(choices=CheckResult.Verdict.choices, label=_("Verdict"))
    checked = django_filters.DateFromToRangeFilter(field_name="checked_on", label=_("Checked between"))
