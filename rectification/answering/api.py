"""What the API filters by."""

import django_filters
from django_filters.rest_framework import BooleanFilter


class AnsweringFilter(django_filters.FilterSet):
    """Whether a receipt or an answer is still owed."""

    unreceipted = BooleanFilter(field_name="receipted_on", lookup_expr="isnull")
    unanswered = BooleanFilter(field_name="answered_on", lookup_expr="isnull")
