"""Items over the API."""

import django_filters
from rest_framework import serializers

from core.api.bodies import MoneyField
from core.api.commands import commands
from core.api.rows import ComputedField, LabelField
from core.api.views import command
from core.ui.number_filter import NumberFilter
from core.workdays.reckoning import days_left
from findings.api_rows import PLACE, PlacedApi, PlacedRow, steps_field
from rectification.items.aim_steps import STEPS as AIM_STEPS
from rectification.items.services import report_progress
from rectification.items.steps import STEPS
from rectification.models import Item
from rectification.models.going_on import keeps_up
from rectification.querysets import OF_ITEM
from rounds.place.api import place_filters, place_members


class ItemRow(PlacedRow):
    inspection = serializers.IntegerField(source="hand_over.inspection_id")
    organization_name, round_number, team_number = place_members(OF_ITEM)
    finding_number = serializers.CharField(source="finding.number")
    category_group = serializers.CharField(source="finding.category.group")
    category_title = serializers.CharField(source="finding.category.title")
    text = serializers.CharField(source="finding.text")
    deadline_kind_label = LabelField(source="deadline_kind")
    completion_label = LabelField(source="completion")
    kept_up = ComputedField(serializers.BooleanField(), needs=("kept_up", "deadline_kind"))
    days_left = ComputedField(serializers.IntegerField(allow_null=True), needs=("due_on", "closed_on"))

    class Meta:
        model = Item
        fields = [
            "id",
            "number",
            *PLACE,
            "hand_over",
            "finding",
            "finding_number",
            "category_group",
            "category_title",
            "text",
            "goal",
            "leader",
            "department",
            "deadline_kind",
            "deadline_kind_label",
            "due_on",
            "days_left",
            "kept_up",
            "completion",
            "completion_label",
            "rules_made",
            "funds_recovered",
            "closed_on",
            "status",
            "status_label",
            "updated_at",
        ]

    def compute_kept_up(self, kept_up, deadline_kind):
        """Whether it is kept up lastingly, by its limit or by its plan."""
        return keeps_up(kept_up, deadline_kind)

    def compute_days_left(self, due_on, closed_on):
        """Until the deadline; nothing once closed out or without one."""
        return None if closed_on else days_left(due_on)


class ItemDetail(ItemRow):
    next_steps = steps_field()

    class Meta(ItemRow.Meta):
        fields = [*ItemRow.Meta.fields, "next_steps"]


class ItemsFilter(django_filters.FilterSet):
    """By numbers, so that a number of a row one does not see answers like one that is not there."""

    inspection, round = place_filters(OF_ITEM)
    hand_over = NumberFilter(field_name="hand_over_id")
    status = django_filters.ChoiceFilter(choices=Item.Status.choices)
    due_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lt")


class ProgressBody(serializers.Serializer):
    """What was done since the last report; evidence is uploaded on the page."""

    text = serializers.CharField(max_length=1000)
    completion = serializers.ChoiceField(Item.Completion.choices)
    rules_made = serializers.IntegerField(min_value=0, max_value=2_147_483_647, default=0)
    funds_recovered = MoneyField(min_value=0, default=0)


items = Item.objects


@commands((*STEPS, *AIM_STEPS))
class ItemApi(PlacedApi):
    """Items the caller reaches; an organization sees its own once handed over."""

    model = Item
    serializer_class = ItemRow
    detail_class = ItemDetail
    filterset_class = ItemsFilter

    @command(rows=items.reportable_by, body=ProgressBody)
    def progress(self, request, pk=None):
        """Report progress for the organization."""
        return self.act(_on_item(report_progress))


def _on_item(service):
    """The receipt is the item's: what hangs on it has no address of its own."""

    def take(item, *, by, **body):
        service(item, by=by, **body)
        return item

    return take
