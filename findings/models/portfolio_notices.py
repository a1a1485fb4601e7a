"""Notices to division leaders (一岗双责通报): what a round found in their portfolio, told once and receipted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right, Role
from core.addresses import address_of_row
from core.models.entries import Entry, EntryQuerySet
from core.trail.recording import tracked

ON_PAPER = Q(drawn_on__isnull=True)


class PortfolioNoticeQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds; a division leader what was sent to them."""
        reach = reach_of(user)
        if reach.reads_all:
            return self
        return self._sent_to(user, reach)

    def keepable_by(self, user):
        """The office changes drafts, and what it recorded from paper; what was sent from here stays as it was."""
        return self.voidable_by(user, standing=False).filter(ON_PAPER | Q(sent_on__isnull=True))

    def voidable_by(self, user, *, standing=True):
        """The office makes void what still stands, sent or not."""
        kept = self.visible_to(user) if reach_of(user).may(Right.HAND_OVER) else self.none()
        return kept.standing() if standing else kept

    def drafts(self):
        """Drawn, and not sent."""
        return self.standing().filter(sent_on__isnull=True)

    def unreceipted(self):
        """Sent, and not receipted."""
        return self.standing().filter(sent_on__isnull=False, receipted_on__isnull=True)

    def sendable_by(self, user):
        """The office sends drafts."""
        return self.voidable_by(user).drafts()

    def receiptable_by(self, user):
        """The division leader it was sent to, and nobody else."""
        return self._sent_to(user, reach_of(user)).unreceipted()

    def recordable_by(self, user):
        """The office records a receipt on paper; nobody does that of their own notice."""
        return self.voidable_by(user).unreceipted().exclude(leader__in=reach_of(user).own_accounts)

    def _sent_to(self, user, reach):
        if Role.DIVISION_LEADER not in reach.roles:
            return self.none()
        return self.filter(leader=user.pk, sent_on__isnull=False)


@tracked()
class PortfolioNotice(Entry):
    """What a round found in one division leader's portfolio, drawn by the program, sent and receipted.

    Drafts are drawn anew; from the day it is sent it tells for ever what it told then. One that went out on paper,
    before there was this program or beside it, has no account and no lines: `leader_name` says to whom it went.
    """

    round = models.ForeignKey(
        "rounds.Round", models.PROTECT, related_name="portfolio_notices", verbose_name=_("round")
    )
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="portfolio_notices",
        verbose_name=_("account of the division leader"),
    )
    leader_name = models.CharField(_("division leader"), max_length=110)
    text = models.TextField(_("text of the notice"), max_length=2000, blank=True)
    drawn_on = models.DateField(_("drawn on"), null=True, blank=True, editable=False)
    sent_on = models.DateField(_("notice sent on"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("notice sent by"),
    )
    receipted_on = models.DateField(_("receipted on"), null=True, blank=True)
    receipted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("receipted by"),
    )
    receipt_document = models.CharField(_("document of the receipt"), max_length=100, blank=True)

    objects = PortfolioNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-pk"]  # drafts first
        verbose_name = _("notice to a division leader")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "leader_name"],
                condition=Q(voided_on__isnull=True),
                name="one_notice_a_round_and_leader",
                violation_error_code="leader_name",
                violation_error_message=_("This division leader has a notice of this round already."),
            ),
            models.CheckConstraint(
                condition=Q(drawn_on__isnull=True, leader__isnull=True, sent_on__isnull=False)
                | Q(drawn_on__isnull=False, leader__isnull=False),
                name="notice_drawn_or_sent_on_paper",
                violation_error_code="sent_on",
                violation_error_message=_("Say on which day it was sent."),
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | ON_PAPER | Q(sent_on__gte=F("drawn_on")),
                name="notice_sent_once_drawn",
                violation_error_code="sent_on",
                violation_error_message=_("It is not sent before it was drawn."),
            ),
            models.CheckConstraint(
                condition=Q(receipted_on__isnull=True) | Q(sent_on__isnull=False, receipted_on__gte=F("sent_on")),
                name="notice_receipted_once_sent",
                violation_error_code="receipted_on",
                violation_error_message=_("It is not receipted before it was sent."),
            ),
            models.CheckConstraint(
                condition=Q(receipted_by__isnull=True) | Q(receipted_by=F("leader"), receipted_on__isnull=False),
                name="notice_receipted_by_its_leader",
                violation_error_code="receipted_on",
                violation_error_message=_("Nobody but its division leader receipts it here."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.round} {self.leader_name}"

    def get_absolute_url(self):
        return address_of_row("findings:portfolio_notice", self.pk)

    @property
    def is_draft(self) -> bool:
        """Whether it was drawn and not sent."""
        return self.sent_on is None

    @property
    def is_receipted_on_paper(self) -> bool:
        return self.receipted_on is not None and self.receipted_by_id is None

    @property
    def receipt_way(self):
        """How it was receipted, in words; "" as long as it is not."""
        if self.receipted_on is None:
            return ""
        return _("Receipted on paper") if self.is_receipted_on_paper else _("Receipted here")


class PortfolioNoticeLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the notices they are of, but for organizations the user is recused from."""
        lines = self.filter(notice__in=PortfolioNotice.objects.visible_to(user))
        barred = reach_of(user).recused_organizations
        return lines.exclude(organization__in=barred) if barred else lines


@tracked(part_of="notice")
class PortfolioNoticeLine(models.Model):
    """How many findings of one category an organization was told, on the day the notice was drawn, in its words."""

    notice = models.ForeignKey(
        PortfolioNotice, models.CASCADE, related_name="lines", verbose_name=_("notice to a division leader")
    )
    organization = models.ForeignKey(
        "rounds.Organization", models.PROTECT, related_name="+", verbose_name=_("party organization")
    )
    organization_name = models.CharField(_("name on that day"), max_length=100)
    category = models.CharField(_("category"), max_length=110)
    findings = models.PositiveIntegerField(_("findings"))

    objects = PortfolioNoticeLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("line of a notice")
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "organization", "category"],
                name="one_line_an_organization_and_category",
                violation_error_code="category",
                violation_error_message=_("The notice tells of this category already."),
            ),
            models.CheckConstraint(
                condition=Q(findings__gte=1),
                name="line_tells_of_a_finding",
                violation_error_code="findings",
                violation_error_message=_("A line tells of one finding at least."),
            ),
        ]

    def __str__(self):
        return f"{self.organization_name} {self.category}"
