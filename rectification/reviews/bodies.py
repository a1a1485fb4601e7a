"""What the API takes of an opinion on a plan."""

from rest_framework import serializers

from rectification.models import PlanOpinion


class ItemOpinionBody(serializers.Serializer):
    """An opinion on one item, by its number in the plan as filed."""

    number = serializers.IntegerField(min_value=1, max_value=32_767)
    text = serializers.CharField(max_length=500)


class PlanOpinionBody(serializers.Serializer):
    """A verdict, an opinion on the whole and, where there is one, on single items."""

    verdict = serializers.ChoiceField(PlanOpinion.Verdict.choices)
    text = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    on_items = ItemOpinionBody(many=True, required=False, default=list)
