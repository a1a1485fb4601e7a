"""Filters of the list of accounts."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.access.roles import Role
from core.ui.filters import FilterSet, WordsFilter, YesNoFilter
from personnel.models import User


class AccountFilter(FilterSet):
    words = WordsFilter(method="search")
    role = django_filters.ChoiceFilter(method="holding", choices=Role.choices, label=_("Role"))
    active = YesNoFilter(field_name="is_active", label=_("In use"))

    class Meta(FilterSet.Meta):
        model = User
        fields = ("words", "role", "active")

    def search(self, rows, name, value):
        return rows.search(value)

    def holding(self, rows, name, value):
        return rows.filter(grants__role=value, grants__revoked_on__isnull=True)
