"""Party organizations over the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from rounds.models import Organization


class OrganizationRow(RowSerializer):
    kept_from_some = frozenset({"parent", "successor"})
    level_label = LabelField(source="level")

    class Meta:
        model = Organization
        fields = [
            "id",
            "name",
            "category",
            "level",
            "level_label",
            "district",
            "parent",
            "secretary",
            "ending",
            "ended_on",
            "successor",
            "updated_at",
        ]

    def hidden_from(self, user):
        """An organization and its team hardly reach the superior one."""
        return frozenset() if reach_of(user).reads_all else self.kept_from_some


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
