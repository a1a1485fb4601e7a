"""Filters of the list of checks on site."""

import django_filters
from django.utils.translation import gettext_lazy as _

from rectification.filters import Placed
from rectification.models import CheckResult


class CheckFilter(Placed):
    """Checks on site."""

    THROUGH = "item__hand_over__"

    verdict = django_filters.ChoiceFilter(choices=CheckResult.Verdict.choices, label=_("Verdict"))
    checked = django_filters.DateFromToRangeFilter(field_name="checked_on", label=_("Checked between"))
