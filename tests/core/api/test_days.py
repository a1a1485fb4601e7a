"""Days in the bodies of the API lie within the years that somebody may mean."""

import pytest
from django.utils import translation
from rest_framework import serializers

from core.api.types import bound_days


class Row(serializers.Serializer):
    due_on = serializers.DateField(required=False)


class Body(serializers.Serializer):
    until = serializers.DateField(required=False, allow_null=True)
    rows = Row(many=True, required=False)
    one = Row(required=False)
    days = serializers.ListField(child=serializers.DateField(), required=False)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
@pytest.mark.parametrize("body", ["until", "rows", "one", "days"])
def test_another_year_is_refused_wherever_it_stands(body, day):
    inner = {"due_on": day}
    asked = Body(data={body: {"until": day, "rows": [inner], "one": inner, "days": [day]}[body]})
    with translation.override("zh-hans"):
        bound_days(asked)
        assert not asked.is_valid()
    assert "请填写1900年至2200年之间的日期。" in str(asked.errors[body])


def test_days_within_and_none_at_all_are_taken():
    asked = Body(data={"until": None, "rows": [{"due_on": "1900-01-01"}, {"due_on": "2200-12-31"}], "one": {}})
    bound_days(asked)
    assert asked.is_valid()
