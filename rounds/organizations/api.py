"""Party organizations over the API."""

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from rounds.models import Organization


class OrganizationRow(RowSerializer):
    level_label = LabelField(source="level")

    class Meta:
        model = Organization
        fields = ["id", "name", "category", "level", "level_label", "district", "secretary", "updated_at"]


class OrganizationApi(RowApi):
    """Party organizations the caller reaches."""

    model = Organization
    serializer_class = OrganizationRow
    filterset_fields = {"category": ["exact"], "level": ["exact"], "district": ["exact"], "name": ["exact"]}
