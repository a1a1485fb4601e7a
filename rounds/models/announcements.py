"""What was made known to the public, and what was not, with who approved that."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.addresses import address_of_row
from core.models.entries import Entry
from core.trail.recording import tracked

from .registers import OfficeQuerySet


class AnnouncementQuerySet(OfficeQuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds, but for what is about an organization they are recused from."""
        seen = super().visible_to(user)
        barred = reach_of(user).recused_organizations
        return seen.exclude(inspection__organization__in=barred) if barred else seen

    def of_round(self, round):
        """About the round as a whole, or about one of its inspections."""
        return self.filter(Q(round=round) | Q(inspection__team__round=round))


@tracked()
class Announcement(Entry):
    """Something made known through one channel, or kept from the public on one of five grounds (docs/domain.md)."""

    class Kind(models.TextChoices):
        NOTICE = "notice", _("Inspection notice")
        ENTRY = "entry", _("Entry into an organization")
        FEEDBACK = "feedback", _("Feedback")
        RECTIFICATION = "rectification", _("Result of rectification")
        EXPOSURE = "exposure", _("Typical case exposed")

    class Channel(models.TextChoices):
        TELEVISION = "television", _("Television")
        NEWSPAPER = "newspaper", _("Newspaper")
        OFFICIAL_ACCOUNT = "official_account", _("Official account")
        SHORT_VIDEO = "short_video", _("Short video")
        WEBSITE = "website", _("Website")
        BULLETIN = "bulletin", _("Bulletin within the party")
        BOARD = "board", _("Notice board")

    class Ground(models.TextChoices):
        """The five grounds for not publishing."""

        STATE_SECRET = "state_secret", _("State secrets")
        CASE_NOT_ANNOUNCED = "case_not_announced", _("A case under way that is not announced")
        SPECULATION = "speculation", _("Would be exploited against the party")
        UNREST = "unrest", _("Risk of a mass incident")
        SENSITIVE = "sensitive", _("A highly sensitive matter")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    round = models.ForeignKey(
        "rounds.Round", models.PROTECT, null=True, blank=True, related_name="announcements", verbose_name=_("round")
    )
    inspection = models.ForeignKey(
        "rounds.Inspection",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="announcements",
        verbose_name=_("inspection"),
    )
    title = models.CharField(_("title"), max_length=100)
    decided_on = models.DateField(_("day"), help_text=_("Of publication, or of the decision not to publish."))
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, blank=True)
    link = models.URLField(_("link"), max_length=300, blank=True)
    text = models.TextField(_("published text"), max_length=3000, blank=True)
    ground = models.CharField(_("ground for not publishing"), max_length=20, choices=Ground, blank=True)
    approved_by = models.CharField(_("not publishing approved by"), max_length=50, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        verbose_name = _("announcement")
        constraints = [
            models.CheckConstraint(
                condition=Q(channel="") ^ Q(ground=""),
                name="announcement_published_or_not",
                violation_error_code="channel",
                violation_error_message=_("Give the channel of what was published, or the ground for not publishing."),
            ),
            models.CheckConstraint(
                condition=Q(ground="") | ~Q(approved_by=""),
                name="not_publishing_is_approved",
                violation_error_code="approved_by",
                violation_error_message=_("Say who approved that it is not published."),
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=True) | Q(inspection__isnull=True),
                name="announcement_about_round_or_inspection",
                violation_error_code="inspection",
                violation_error_message=_("It is about a round or about an inspection, not both."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of_row("rounds:announcement", self.pk)

    @property
    def is_published(self) -> bool:
        return not self.ground
