"""Filters of lists: declared by django-filter, and loud about parameters nobody declared.

A misspelt filter that is passed over would give a client every row and no warning.
"""

from collections.abc import Set

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
        return filterset.qs


def refuse_unknown(request, declared: Set[str]) -> None:
    """Refuse the parameters that nobody declared, by name."""
    if unknown := sorted(set(request.query_params) - declared):
        raise ValidationError({name: [_("This list has no such filter.")] for name in unknown})
