"""The double publication (双公开) of how an inspection was rectified: within the party, and to the public."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField
from rounds.models import Announcement

from .handover import HandOver

PROPOSED = ~Q(ground="") & ~Q(why="") & Q(proposed_on__isnull=False, proposed_by__isnull=False)
NOT_PROPOSED = Q(ground="", why="", proposed_on__isnull=True, proposed_by__isnull=True)
SETTLED = Q(status__in=["done", "kept_back"])


def _account(words):
    user = settings.AUTH_USER_MODEL
    return models.ForeignKey(user, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=words)


class PublicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the hand-overs they belong to."""
        return self.filter(hand_over__in=HandOver.objects.visible_to(user))

    def publishable_by(self, user):
        """The organization's own; the office records what was published on paper."""
        own = Q(hand_over__in=HandOver.objects.plannable_by(user))
        return self.filter(own | Q(hand_over__in=HandOver.objects.handled_by(user)))

    def decidable_by(self, user):
        """The leading group's, but for who proposed it and for organizations of their own (docs/domain.md, 双公开)."""
        reach = reach_of(user)
        if not reach.may(Right.APPROVE_ROUNDS):
            return self.none()
        others = self.visible_to(user).filter(reach.of_others("hand_over__inspection__organization"))
        return others.exclude(proposed_by__in=user.own_accounts)

    def recordable_by(self, user):
        """The office records what the leading group decided on paper."""
        return self.filter(hand_over__in=HandOver.objects.handled_by(user))

    def settled_by(self, as_of):
        """Published or kept back by that day."""
        return self.filter(SETTLED, settled_on__lte=as_of)

    def open(self):
        """Owed still, proposed to be kept back or not."""
        return self.exclude(SETTLED)


@tracked()
class Publication(models.Model):
    """One of the two publications of the result that an inspected organization owes once its reports were received.

    What was published where, or on which ground it was kept back, stands in the register, as its `announcement`; here
    stands what is still owed, and what was proposed and decided of keeping it back.
    """

    class Side(models.TextChoices):
        PARTY = "party", pgettext_lazy("publication", "Within the party")
        PUBLIC = "public", pgettext_lazy("publication", "To the public")

    class Status(models.TextChoices):
        OWED = "owed", pgettext_lazy("publication", "To be published")
        PROPOSED = "proposed", pgettext_lazy("publication", "Proposed not to be published")
        DONE = "done", pgettext_lazy("publication", "Published")
        KEPT_BACK = "kept_back", pgettext_lazy("publication", "Not published")

    TONES = {Status.OWED: "warning", Status.PROPOSED: "info", Status.DONE: "success", Status.KEPT_BACK: "neutral"}
    STEPS = {
        Status.OWED: {Status.PROPOSED, Status.DONE, Status.KEPT_BACK},
        Status.PROPOSED: {Status.OWED, Status.DONE, Status.KEPT_BACK},
        Status.DONE: {Status.OWED},
        Status.KEPT_BACK: {Status.OWED},
    }
    SETTLED = (Status.DONE, Status.KEPT_BACK)

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="publications", verbose_name=_("hand-over"))
    side = models.CharField(pgettext_lazy("publication", "to whom"), max_length=10, choices=Side)
    owed_since = models.DateField(pgettext_lazy("publication", "owed since"))
    announcement = models.OneToOneField(
        Announcement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="publication",
        verbose_name=_("entry in the register of announcements"),
    )
    settled_on = models.DateField(_("published or kept back on"), null=True, blank=True)
    ground = models.CharField(_("ground for not publishing"), max_length=20, choices=Announcement.Ground, blank=True)
    why = models.CharField(pgettext_lazy("publication", "why it should not be published"), max_length=500, blank=True)
    proposed_on = models.DateField(pgettext_lazy("publication", "proposed on"), null=True, blank=True)
    proposed_by = _account(pgettext_lazy("publication", "proposed by"))
    decided_on = models.DateField(pgettext_lazy("publication", "decided on"), null=True, blank=True)
    decided_by = _account(pgettext_lazy("publication", "decided by"))
    refused_why = models.CharField(
        pgettext_lazy("publication", "why it is to be published"), max_length=500, blank=True
    )
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.OWED)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["hand_over", "side"]
        verbose_name = _("publication of the result")
        indexes = [models.Index(fields=["updated_at", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "side"],
                name="one_publication_a_side",
                violation_error_code="side",
                violation_error_message=_("This publication is owed already."),
            ),
            models.CheckConstraint(
                condition=(SETTLED & Q(announcement__isnull=False, settled_on__isnull=False))
                | (~SETTLED & Q(announcement__isnull=True, settled_on__isnull=True)),
                name="publication_settled_by_announcement",
                violation_error_code="announcement",
                violation_error_message=_("What is published or kept back stands in the register of announcements."),
            ),
            models.CheckConstraint(
                condition=PROPOSED | (NOT_PROPOSED & ~Q(status="proposed")),
                name="publication_proposed_wholly",
                violation_error_code="ground",
                violation_error_message=_("Give the ground and the reason."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="keeping_back_decided_by_another",
                violation_error_code="decided_by",
                violation_error_message=_("Nobody decides on their own proposal."),
            ),
        ]

    def __str__(self):
        told = {"organization": self.hand_over.inspection.organization, "side": self.get_side_display()}
        return gettext("%(organization)s, result of rectification: %(side)s") % told

    def get_absolute_url(self):
        return address_of_row("rectification:publication", self.pk)

    @property
    def came_back(self) -> bool:
        """Whether keeping it back was refused."""
        return self.status == self.Status.OWED and bool(self.refused_why)

    @property
    def is_settled(self) -> bool:
        return self.status in self.SETTLED
