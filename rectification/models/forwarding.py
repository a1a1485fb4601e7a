"""The report and the feedback of an inspection, forwarded to a body that supervises every day (article, 转账)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core import strokes
from core.access.reach import reach_of
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField

from .handover import HandOver
from .reports import RectificationReport
from .signatures import Signed

SENT, REVIEWED, ON_PAPER, DRAWN = Q(status="sent"), Q(status="reviewed"), Q(way="paper"), Q(way="drawn")
NO_RECEIPT = Q(way="", signed_on__isnull=True, signed_by__isnull=True, recorded_by__isnull=True)
GIVEN_HERE = Q(opinion_by__isnull=False, opinion_recorded_by__isnull=True)
GIVEN_ON_PAPER = Q(opinion_by__isnull=True, opinion_recorded_by__isnull=False)


def _account(words, **options):
    rest = {"null": True, "blank": True, "related_name": "+", "verbose_name": words}
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **rest | options)


class ForwardedReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leading group all; a body what came to itself. Never the organization: the report is not its."""
        reach = reach_of(user)
        if reach.reads_all:
            return self.filter(reach.of_inspections("hand_over__inspection"))
        if not reach.body:
            return self.none()
        barred = {"hand_over__inspection__organization__in": reach.recused_organizations}
        return self.filter(body=reach.body).exclude(**barred)

    def answerable_by(self, user):
        """The accounts' of the body it came to; never who sent it, who may have a seat there too."""
        reach = reach_of(user)
        if not reach.body:
            return self.none()
        return self.visible_to(user).filter(body=reach.body).exclude(sent_by__in=user.own_accounts)

    def recordable_by(self, user):
        """The office records what a body gave on paper."""
        return self.filter(hand_over__in=HandOver.objects.handled_by(user))


@tracked()
class ForwardedReport(Signed, models.Model):
    """The inspection report and the opinions of the double feedback, forwarded to one body, which reviews them.

    The report is attached, or went on paper under a `number` in so many `copies`. The body gives its receipt, exactly
    for `signed_text`, and then its opinion (协作审核意见), with what it takes up in its daily supervision (日常监督).
    Of leads it says nothing, not even how many: those have a door of their own (`findings.models.Transfer`).
    """

    Way = RectificationReport.Way

    class Status(models.TextChoices):
        SENT = "sent", pgettext_lazy("forwarded report", "Receipt awaited")
        RECEIVED = "received", pgettext_lazy("forwarded report", "Opinion awaited")
        REVIEWED = "reviewed", pgettext_lazy("forwarded report", "Reviewed")

    STEPS = {Status.SENT: {Status.RECEIVED}, Status.RECEIVED: {Status.REVIEWED}, Status.REVIEWED: set()}
    TONES = {Status.SENT: "warning", Status.RECEIVED: "info", Status.REVIEWED: "success"}

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="forwarded", verbose_name=_("hand-over"))
    body = models.ForeignKey(
        "rounds.Body",
        models.PROTECT,
        related_name="forwarded_reports",
        verbose_name=pgettext_lazy("forwarded report", "forwarded to"),
    )
    number = models.CharField(_("number of the inspection report"), max_length=50, blank=True)
    copies = models.PositiveSmallIntegerField(_("copies on paper"), null=True, blank=True)
    note = models.TextField(_("words to the body"), max_length=1000, blank=True)
    sent_on = models.DateField(_("forwarded on"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("forwarded by")
    )
    way = models.CharField(_("how it was receipted"), max_length=10, choices=Way, blank=True)
    signed_by = _account(pgettext_lazy("forwarded report", "receipt signed by"))
    recorded_by = _account(_("receipt recorded by"))
    signer_name = models.CharField(_("name of who signed"), max_length=50, blank=True)
    signer_post = models.CharField(_("post on that day"), max_length=150, blank=True)
    signed_on = models.DateField(pgettext_lazy("forwarded report", "receipted on"), null=True, blank=True)
    drawing = models.TextField(
        _("drawn signature"), max_length=strokes.LONGEST, blank=True, validators=[strokes.require_signature]
    )
    signed_text = models.TextField(_("text signed for"), blank=True)
    digest = models.CharField(_("digest of the text"), max_length=64, blank=True)
    signature_digest = models.CharField(_("digest of the signature"), max_length=64, blank=True)
    opinion = models.TextField(_("opinion of the review"), max_length=2000, blank=True)
    taken_up = models.TextField(
        _("taken up in daily supervision"),
        max_length=2000,
        blank=True,
        help_text=_("The matters that the body follows in its own daily supervision, one a line."),
    )
    opinion_on = models.DateField(pgettext_lazy("forwarded report", "opinion given on"), null=True, blank=True)
    opinion_by = _account(_("opinion given by"))
    opinion_recorded_by = _account(_("opinion recorded from paper by"))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.SENT)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = ForwardedReportQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        verbose_name = _("forwarded report")
        indexes = [models.Index(fields=["updated_at", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "body"],
                name="forwarded_once_a_body",
                violation_error_code="body",
                violation_error_message=_("The report was forwarded to this body already."),
            ),
            models.CheckConstraint(
                condition=Q(copies__isnull=True) | (Q(copies__gte=1) & ~Q(number="")),
                name="forwarded_on_paper_by_number",
                violation_error_code="number",
                violation_error_message=_("A report on paper has its number, and at least one copy."),
            ),
            models.CheckConstraint(
                condition=(SENT & NO_RECEIPT)
                | (~SENT & ON_PAPER & Q(signed_by__isnull=True, recorded_by__isnull=False, signed_on__isnull=False))
                | (
                    ~SENT
                    & Q(way__in=["drawn", "typed"], signed_by__isnull=False, recorded_by__isnull=True)
                    & Q(signed_on__isnull=False)
                ),
                name="forwarded_receipted_or_recorded",
                violation_error_code="way",
                violation_error_message=_("A receipt is signed here by an account, or recorded from paper by one."),
            ),
            models.CheckConstraint(
                condition=(DRAWN & ~Q(drawing="")) | (~DRAWN & Q(drawing="")),
                name="forwarded_drawn_by_hand",
                violation_error_code="drawing",
                violation_error_message=_("Only a signature by hand has a drawing, and it has one."),
            ),
            models.CheckConstraint(
                condition=(
                    ~REVIEWED & Q(opinion_on__isnull=True, opinion_by__isnull=True, opinion_recorded_by__isnull=True)
                )
                | (REVIEWED & ~Q(opinion="") & Q(opinion_on__isnull=False) & (GIVEN_HERE | GIVEN_ON_PAPER)),
                name="forwarded_reviewed_wholly",
                violation_error_code="opinion",
                violation_error_message=_("An opinion has a text and a day, and one who gave or recorded it."),
            ),
        ]

    def __str__(self):
        return gettext("Report on %(organization)s to %(body)s") % {"organization": self.hand_over, "body": self.body}

    def get_absolute_url(self):
        return address_of_row("rectification:forwarded_report", self.pk)

    @property
    def signed_words(self) -> str:
        return self.signed_text

    @property
    def is_settled(self) -> bool:
        """Nothing is owed on it any more."""
        return self.status == self.Status.REVIEWED

    @property
    def is_opinion_on_paper(self) -> bool:
        return self.opinion_recorded_by_id is not None
