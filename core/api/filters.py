"""Filters of lists: declared by django-filter, and loud about parameters nobody declared.

A misspelt filter that is passed over would give a client every row and no warning.
"""

from collections.abc import Set

from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError

PAGING = frozenset({"limit", "cursor", "updated_since", "format"})


class StrictFilters(DjangoFilterBackend):
    """`filterset_class` or `filterset_fields` of the view; unknown parameters are refused."""

    def filter_queryset(self, request, queryset, view):
        """The rows the parameters ask for."""
        filterset = self.get_filterset(request, queryset, view)
        refuse_unknown(request, PAGING | (set(filterset.get_filters()) if filterset else set()))
        if filterset is None:
            return queryset
        if not filterset.is_valid():
            raise ValidationError(filterset.errors)
        _refuse_passed_over(request, filterset)
        return filterset.qs


def _refuse_passed_over(request, filterset) -> None:
    """Refuse the filters that were asked for with nothing, or with a truth value that is none: they narrow nothing."""
    understood = filterset.form.cleaned_data
    asked = [name for name in filterset.get_filters() if name in request.query_params]
    if nothing := [name for name in asked if understood.get(name) in EMPTY_VALUES]:
        raise ValidationError({name: [_("Give this filter a value, or leave it out.")] for name in nothing})


def refuse_unknown(request, declared: Set[str]) -> None:
    """Refuse the parameters that nobody declared, by name, and those given more than once."""
    if unknown := sorted(set(request.query_params) - declared):
        raise ValidationError({name: [_("This list has no such filter.")] for name in unknown})
    if repeated := [name for name, values in request.query_params.lists() if len(values) > 1]:
        raise ValidationError({name: [_("Give this once; of several only one would be heard.")] for name in repeated})
