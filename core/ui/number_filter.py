"""A filter by a whole number, for lists of pages and of the API alike."""

import django_filters
from django import forms
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field


@extend_schema_field(OpenApiTypes.INT)
class NumberFilter(django_filters.NumberFilter):
    """Django-filter's own reads decimals: 1.7 becomes 1, and `-1e3000000` takes a minute."""

    field_class = forms.IntegerField
