"""The double report (双报告): signed as true by the secretary, and received by each of its addressees."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core import strokes
from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField

from .handover import HandOver
from .signatures import Signed

DRAFT, SENT, ON_PAPER, DRAWN = Q(status="draft"), Q(status="sent"), Q(way="paper"), Q(way="drawn")
BY_ACCOUNT = Q(signed_by__isnull=False, recorded_by__isnull=True)
BY_OFFICE = Q(signed_by__isnull=True, recorded_by__isnull=False)


def _account(words, **options):
    rest = {"null": True, "blank": True, "related_name": "+", "verbose_name": words}
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **rest | options)


class RectificationReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The organization's side from the draft on; once sent, who sees the hand-over, and its addressees."""
        reach = reach_of(user)
        own = Q(hand_over__inspection__organization__in=reach.organizations)
        sent = Q(hand_over__in=HandOver.objects.visible_to(user))
        if reach.body:
            received = ReportDelivery.objects.filter(report=OuterRef("pk"), body=reach.body)
            barred = Q(hand_over__inspection__organization__in=reach.recused_organizations)
            sent |= Exists(received) & ~barred
        return self.filter(own | (SENT & sent))

    def writable_by(self, user):
        """The organization's side, as its plan."""
        return self.filter(hand_over__in=HandOver.objects.plannable_by(user))

    def signable_by(self, user):
        """The party secretary's, as the receipts."""
        return self.filter(hand_over__in=HandOver.objects.signable_by(user))


@tracked()
class RectificationReport(Signed, models.Model):
    """One of the two reports on a rectification: on how the secretary led it, or on what the organization did.

    A draft is the organization's. Signed as true by the secretary it is sent, and frozen: `signed_text` is exactly
    what was signed. On paper the office recorded it, with the scan. A further report corrects what has to be.
    """

    class Kind(models.TextChoices):
        SECRETARY = "secretary", _("Report of the secretary on the duty of the first responsible")
        BODY = "body", _("Report on the focused rectification")

    class Way(models.TextChoices):
        DRAWN = "drawn", pgettext_lazy("report", "Signed here by hand")
        TYPED = "typed", pgettext_lazy("report", "Signed here with the typed name")
        PAPER = "paper", pgettext_lazy("report", "Signed on paper")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("report", "Draft")
        SENT = "sent", _("Signed and sent")

    STEPS = {Status.DRAFT: {Status.SENT}, Status.SENT: set()}
    TONES = {Status.DRAFT: "neutral", Status.SENT: "success"}

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="reports", verbose_name=_("hand-over"))
    kind = models.CharField(_("kind of report"), max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField(_("number of the report"))
    text = models.TextField(_("text of the report"), max_length=20_000, blank=True)
    way = models.CharField(pgettext_lazy("report", "how it was signed"), max_length=10, choices=Way, blank=True)
    signed_by = _account(pgettext_lazy("report", "account of who signed"))
    recorded_by = _account(_("recorded from paper by"))
    signer_name = models.CharField(pgettext_lazy("report", "name of who signed"), max_length=50, blank=True)
    signer_post = models.CharField(pgettext_lazy("report", "post on that day"), max_length=150, blank=True)
    signed_on = models.DateField(pgettext_lazy("report", "signed on"), null=True, blank=True)
    drawing = models.TextField(
        _("drawn signature"), max_length=strokes.LONGEST, blank=True, validators=[strokes.require_signature]
    )
    signed_text = models.TextField(_("text signed as true"), blank=True)
    digest = models.CharField(_("digest of the text"), max_length=64, blank=True)
    signature_digest = models.CharField(_("digest of the signature"), max_length=64, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.DRAFT)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = RectificationReportQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "number"]
        verbose_name = _("rectification report")
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "kind", "number"],
                name="one_report_a_number",
                violation_error_code="number",
                violation_error_message=_("This number is given already."),
            ),
            models.CheckConstraint(
                condition=(DRAFT & Q(way="", signed_on__isnull=True, digest=""))
                | (SENT & ~Q(way="") & Q(signed_on__isnull=False) & ~Q(digest="") & ~Q(signer_name="")),
                name="report_sent_as_signed",
                violation_error_code="signed_on",
                violation_error_message=_("A report is sent once it is signed, and not before."),
            ),
            models.CheckConstraint(
                condition=Q(way="", signed_by__isnull=True, recorded_by__isnull=True)
                | (ON_PAPER & BY_OFFICE)
                | (~ON_PAPER & ~Q(way="") & BY_ACCOUNT),
                name="report_signed_or_recorded",
                violation_error_code="way",
                violation_error_message=_("A report is signed here by an account, or recorded from paper by one."),
            ),
            models.CheckConstraint(
                condition=(DRAWN & ~Q(drawing="")) | (~DRAWN & Q(drawing="")),
                name="report_drawn_by_hand",
                violation_error_code="drawing",
                violation_error_message=_("Only a signature by hand has a drawing, and it has one."),
            ),
        ]

    def __str__(self):
        words = self.get_kind_display()
        if self.number == 1:
            return words
        return gettext("%(report)s, further report No. %(number)s") % {"report": words, "number": self.number}

    def get_absolute_url(self):
        return address_of_row("rectification:report", self.pk)

    @property
    def signed_words(self) -> str:
        return self.signed_text


class ReportDeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who sees the hand-over sees to whom its reports went; a body sees what came to itself."""
        reach = reach_of(user)
        sent = Q(report__hand_over__in=HandOver.objects.visible_to(user))
        if reach.body:
            barred = Q(report__hand_over__inspection__organization__in=reach.recused_organizations)
            sent |= Q(body=reach.body) & ~barred
        return self.filter(sent)

    def acknowledgeable_by(self, user):
        """The addressee's: the leading group's own, or a body's."""
        reach = reach_of(user)
        own = Q(body=reach.body) if reach.body else Q(pk__in=[])
        if reach.may(Right.APPROVE_ROUNDS):
            own |= Q(body=None)
        return self.visible_to(user).filter(own)

    def recordable_by(self, user):
        """The office records a receipt that an addressee gave on paper."""
        return self.filter(report__hand_over__in=HandOver.objects.handled_by(user))


@tracked()
class ReportDelivery(models.Model):
    """A report on its way to one addressee: the leading group, or a body; with its receipt, given here or recorded."""

    class Status(models.TextChoices):
        SENT = "sent", _("Receipt awaited")
        RECEIVED = "received", pgettext_lazy("report", "Received")

    STEPS = {Status.SENT: {Status.RECEIVED}, Status.RECEIVED: set()}
    TONES = {Status.SENT: "warning", Status.RECEIVED: "success"}

    report = models.ForeignKey(
        RectificationReport, models.PROTECT, related_name="deliveries", verbose_name=_("rectification report")
    )
    body = models.ForeignKey(
        "rounds.Body",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("body that receives it"),
    )
    received_on = models.DateField(_("received on"), null=True, blank=True)
    received_by = _account(_("receipt given by"))
    recorded_by = _account(_("receipt recorded by"))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.SENT)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = ReportDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["report", "pk"]
        verbose_name = _("delivery of a report")
        indexes = [models.Index(fields=["updated_at", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "body"],
                name="one_delivery_an_addressee",
                nulls_distinct=False,
                violation_error_code="body",
                violation_error_message=_("This report was sent there already."),
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, received_by__isnull=True, recorded_by__isnull=True)
                | (
                    Q(received_on__isnull=False)
                    & (
                        Q(received_by__isnull=False, recorded_by__isnull=True)
                        | Q(received_by__isnull=True, recorded_by__isnull=False)
                    )
                ),
                name="delivery_received_wholly",
                violation_error_code="received_on",
                violation_error_message=_("A receipt has its day, and one who gave or recorded it."),
            ),
        ]

    def __str__(self):
        return gettext("%(report)s to %(addressee)s") % {"report": self.report, "addressee": self.addressee}

    def get_absolute_url(self):
        return address_of_row("rectification:report_delivery", self.pk)

    @property
    def addressee(self) -> str:
        """The body by its name, or the leading group."""
        return str(self.body or gettext("Leading group"))
