"""Batches: one step that a person takes on many rows at once."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.addresses import address_of_row
from core.models.uploads import A_MOMENT, PATIENCE
from core.trail.recording import tracked
from core.wording import told_again

LONGEST_PLACE = 2000


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only to who took the step."""
        return self.filter(user=user) if user.is_active else self.none()

    def under_way(self):
        """Those of which rows still wait."""
        return self.filter(done_at=None)

    def left_behind(self):
        """Those asked for a moment ago that still wait: their worker died, or nobody came."""
        return self.under_way().filter(asked_at__lt=timezone.now() - A_MOMENT)


@tracked(exclude=["asked"])
class Batch(models.Model):
    """One step of one kind of row, taken by one person on many of them with one answer, each by the rules for one.

    `asked` is what was answered, as it was sent; `shown_at` the last change of any of the rows when they were shown:
    one changed later is left as it is. `place` is the list they were picked from, if any.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked for by")
    )
    kind = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("kind of row"))
    step = models.CharField(_("step"), max_length=50)
    asked = models.JSONField(_("what was answered"), default=dict, editable=False)
    place = models.CharField(_("address"), max_length=LONGEST_PLACE, blank=True)
    language = models.CharField(_("language"), max_length=10)
    shown_at = models.DateTimeField(_("rows shown as of"))
    asked_at = models.DateTimeField(_("asked for at"))
    done_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = _("batch")
        indexes = [models.Index(fields=["asked_at"], condition=Q(done_at=None), name="batches_under_way")]

    def __str__(self):
        return self.step

    def get_absolute_url(self):
        return address_of_row("batch", self.pk)

    @property
    def is_under_way(self) -> bool:
        return self.done_at is None

    @property
    def is_too_old(self) -> bool:
        """Whether what was answered then is not carried out any more."""
        return self.asked_at < timezone.now() - PATIENCE


class BatchRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the batches they are of."""
        return self.filter(batch__in=Batch.objects.visible_to(user))


class BatchRow(models.Model):
    """One row of a batch: still waiting, or what became of it. `why` is what the rules for one said."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("batch", "Waiting")
        DONE = "done", pgettext_lazy("batch", "Done")
        REFUSED = "refused", pgettext_lazy("batch", "Refused")

    TONES = {Outcome.WAITING: "neutral", Outcome.DONE: "success", Outcome.REFUSED: "danger"}

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows", verbose_name=_("batch"))
    number = models.PositiveIntegerField(_("No."))
    subject_id = models.PositiveBigIntegerField(_("row"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.WAITING)
    why = models.TextField(_("why it was refused"), blank=True)

    objects = BatchRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("row of a batch")
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "subject_id"],
                name="row_once_in_a_batch",
                violation_error_code="subject_id",
                violation_error_message=_("This row is in the batch already."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(why=""),
                name="refused_row_says_why",
                violation_error_code="why",
                violation_error_message=_("Say why the row was refused."),
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "number"], condition=Q(outcome="waiting"), name="batch_rows_waiting"),
        ]

    def __str__(self):
        return str(self.number)

    @property
    def told_why(self) -> str:
        """Why it was refused, in the reader's language as far as the program said it alone."""
        return told_again(self.why)
