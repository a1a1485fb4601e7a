"""The mark of a database that holds the demo."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DemoMark(models.Model):
    """There is one row in a demo's database and none in an office's. Every page of a demo says what it is."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    scale = models.PositiveSmallIntegerField()
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1),
                name="one_mark",
                violation_error_code="id",
                violation_error_message=_("There is one mark at most."),
            )
        ]

    def __str__(self):
        return f"{self.scale} {self.loaded_at:%Y-%m-%d}"
