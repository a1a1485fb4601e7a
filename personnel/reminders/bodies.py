"""What the API is sent for the steps on what is owed."""

from rest_framework import serializers

from core.api.views import VisibleField
from personnel.models import User
from rounds.models import Body


class PauseBody(serializers.Serializer):
    """Why, and the day from which it runs again by itself; without one it is resumed by hand."""

    why = serializers.CharField(max_length=200)
    until = serializers.DateField(required=False, allow_null=True)


class ReassignBody(serializers.Serializer):
    """Why, and to whom: an account of the office, none for the whole office; or a body."""

    why = serializers.CharField(max_length=200)
    account = VisibleField(User, required=False, allow_null=True)
    body = serializers.PrimaryKeyRelatedField(queryset=Body.objects.all(), required=False, allow_null=True)


class ResumeBody(serializers.Serializer):
    """Why it runs again."""

    reason = serializers.CharField(max_length=200)
