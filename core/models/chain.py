"""The chain of the trail: one link for each row that is a trace, each with a digest over the link before."""

from django.db import models
from django.db.models.functions import Now


class ChainShape(models.Model):
    """The columns, with their types, over which the links of a table of traces were made.

    A column that a later version adds is no part of older links; where one goes, the table is taken over anew.
    """

    table = models.CharField(max_length=63)
    columns = models.JSONField()
    since = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.table} {self.pk}"


class ChainLink(models.Model):
    """A row of a table of traces, as it was when it was written. The database alone writes links, and in order.

    `content` is the digest of the row; `digest` that of this link and the one before. A row that was there before
    the chain was, or whose columns changed since, is `taken_over` as a migration found it.
    """

    position = models.BigIntegerField(primary_key=True)
    shape = models.ForeignKey(ChainShape, models.PROTECT, db_constraint=False, db_index=False, related_name="links")
    row = models.BigIntegerField()
    content = models.BinaryField()
    digest = models.BinaryField()
    taken_over = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return f"{self.position} {bytes(self.digest).hex()}"
