"""Receipts (双签收): the party secretary's signature under a feedback, drawn here or given on paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import strokes
from core.trail.recording import tracked
from core.trail.versions import VersionField

from .handover import HandOver, OfHandOverQuerySet, Side
from .signatures import Signed

ON_PAPER = Q(way="paper")
DRAWN = Q(way="drawn")


class ReceiptQuerySet(OfHandOverQuerySet):
    def of_feedbacks(self):
        """The double receipt: those of the two feedbacks, without those of supplements."""
        return self.filter(supplement=None)


@tracked()
class Receipt(Signed, models.Model):
    """The party secretary's signature under one feedback and, for the leadership's, the list of findings.

    `text` is exactly what was signed for and `digest` its SHA-256, so that nobody can say later it was another.
    `signer_name` and `signer_post` are those of the day. On paper the office recorded it, with the scan attached.
    Of old receipts nobody kept more than the account: they have no name, no drawing and no digest of the signature.
    """

    class Way(models.TextChoices):
        HERE = "here", pgettext_lazy("receipt", "Signed here")
        DRAWN = "drawn", _("Signed here by hand")
        TYPED = "typed", _("Signed here with the typed name")
        PAPER = "paper", pgettext_lazy("receipt", "Signed on paper")

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="receipts", verbose_name=_("hand-over"))
    side = models.CharField(_("side"), max_length=10, choices=Side)
    supplement = models.OneToOneField(
        "rectification.Supplement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="receipt",
        verbose_name=_("supplement to a feedback"),
    )
    way = models.CharField(_("how it was receipted"), max_length=10, choices=Way, default=Way.HERE)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account of who signed"),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded from paper by"),
    )
    signer_name = models.CharField(_("name of who signed"), max_length=50, blank=True)
    signer_post = models.CharField(_("post on that day"), max_length=150, blank=True)
    signed_on = models.DateField(_("signed on"))
    drawing = models.TextField(
        _("drawn signature"), max_length=strokes.LONGEST, blank=True, validators=[strokes.require_signature]
    )
    text = models.TextField(_("text signed for"))
    digest = models.CharField(_("digest of the text"), max_length=64)
    signature_digest = models.CharField(_("digest of the signature"), max_length=64, blank=True)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["side", "pk"]
        verbose_name = _("receipt")
        indexes = [models.Index(fields=["updated_at", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "side"],
                condition=Q(supplement__isnull=True),
                name="one_receipt_a_side",
                violation_error_code="side",
                violation_error_message=_("This receipt is signed already."),
            ),
            models.CheckConstraint(
                condition=(ON_PAPER & Q(recorded_by__isnull=False, signed_by__isnull=True))
                | (~ON_PAPER & Q(recorded_by__isnull=True, signed_by__isnull=False)),
                name="receipt_signed_or_recorded",
                violation_error_code="way",
                violation_error_message=_("A receipt is signed here by an account, or recorded from paper by one."),
            ),
            models.CheckConstraint(
                condition=(DRAWN & ~Q(drawing="")) | (~DRAWN & Q(drawing="")),
                name="receipt_drawn_by_hand",
                violation_error_code="drawing",
                violation_error_message=_("Only a signature by hand has a drawing, and it has one."),
            ),
            models.CheckConstraint(
                condition=Q(way="here") | (~Q(signer_name="") & ~Q(signer_post="") & ~Q(signature_digest="")),
                name="receipt_names_its_signer",
                violation_error_code="signer_name",
                violation_error_message=_("Say who signed, and in which post."),
            ),
        ]

    def __str__(self):
        return str(self.supplement or self.get_side_display())

    @property
    def signed_words(self) -> str:
        return self.text
