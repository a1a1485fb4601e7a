"""Party organizations over the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from rounds.models import Organization


class OrganizationRow(RowSerializer):
    level_label = LabelField(source="level")

    class Meta:
        model = Organization
        fields = ["id", "name", "category", "level", "level_label", "district", "parent", "secretary", "updated_at"]


class OrganizationsFilter(django_filters.FilterSet):
    """By name, however it is spelt, and by what classes an organization."""

    name = django_filters.CharFilter(method="called", label=_("name"))

    class Meta:
        model = Organization
        fields = ("category", "level", "district", "name")

    def called(self, rows, name, value):
        return rows.called(value)


class OrganizationApi(RowApi):
    """Party organizations the caller reaches."""

    model = Organization
    serializer_class = OrganizationRow
    filterset_class = OrganizationsFilter
