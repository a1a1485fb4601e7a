"""What the steps of publications take over the API; files are uploaded on the page."""

from rest_framework import serializers

from rounds.models import Announcement


class PublishedBody(serializers.Serializer):
    """Where it was published, with the link or the text."""

    on = serializers.DateField()
    title = serializers.CharField(max_length=100)
    channel = serializers.ChoiceField(
        choices=Announcement.Channel.choices, required=False, allow_blank=True, default=""
    )
    link = serializers.URLField(max_length=300, required=False, allow_blank=True, default="")
    text = serializers.CharField(max_length=3000, required=False, allow_blank=True, default="")


class KeepBackBody(serializers.Serializer):
    """The ground, and why it holds here."""

    ground = serializers.ChoiceField(choices=Announcement.Ground.choices)
    reason = serializers.CharField(max_length=500)
