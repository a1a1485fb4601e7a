"""What is remembered of a request, so that the same sent again is known."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.utils.encoders import JSONEncoder


class IdempotencyKey(models.Model):
    """The answer to a POST that was carried out, so that the same sent again gets it back and changes nothing.

    Calls of the API choose their keys; a form of a page is given one when it is drawn, and has no answer here.
    Written in the transaction of the change: both are there or neither. Answers to POST are receipts without the
    content of a lead, so this table holds none.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    http_status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True, encoder=JSONEncoder)
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"],
                name="idempotency_key_once",
                violation_error_code="key",
                violation_error_message=_("This key was used already."),
            )
        ]

    def __str__(self):
        return f"{self.user_id} {self.key}"
