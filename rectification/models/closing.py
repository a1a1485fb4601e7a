"""How an item comes to its end: checks on site, and applications for the close-out with their decisions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.trail.recording import tracked

from .applications import WITHDRAWN, Application, decided_once
from .items import Item, OfItemQuerySet


class CheckResultQuerySet(OfItemQuerySet):
    def confirmed_by(self, accounts):
        """Those in which one of these accounts confirmed what was reported: recorded it, or was on its visit."""
        saw = Q(recorded_by__in=accounts) | Q(visit__participants__in=accounts)
        return self.filter(saw, verdict=self.model.Verdict.CONFIRMED)


@tracked()
class CheckResult(models.Model):
    """What a check on site found of one item (查账)."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("Rectified as reported")
        PARTLY = "partly", _("Partly rectified")
        REFUTED = "refuted", _("Not as reported")

    TONES = {Verdict.CONFIRMED: "success", Verdict.PARTLY: "warning", Verdict.REFUTED: "danger"}

    item = models.ForeignKey(Item, models.PROTECT, related_name="checks", verbose_name=_("item"))
    checked_on = models.DateField(_("checked on"))
    checkers = models.CharField(_("checked by"), max_length=200)
    place = models.CharField(_("place of the check"), max_length=100, blank=True)
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict)
    opinion = models.TextField(_("opinion"), max_length=500)
    visit = models.ForeignKey(
        "rectification.SupervisionVisit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checks",
        verbose_name=_("supervision visit"),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )

    objects = CheckResultQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_on", "-pk"]
        verbose_name = _("check result")
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "item"],
                name="item_checked_once_a_visit",
                violation_error_code="item",
                violation_error_message=_("This item was checked on this visit already."),
            )
        ]

    def __str__(self):
        return f"{self.item} {self.get_verdict_display()}"


class CloseOutQuerySet(OfItemQuerySet):
    def awaiting(self, user):
        """Of these, the applications without a decision: for the team those it has to accept, or the office in its
        place; for the office those that were accepted.
        """
        to_accept = Item.objects.acceptable_by(user).filter(status=Item.Status.AWAITING_TEAM)
        accepted = ~Q(acceptance="") if reach_of(user).may(Right.CLOSE_OUT) else Q(pk__in=[])
        return self.filter(Q(item__in=to_accept) | accepted, decision="")


@tracked()
class CloseOut(Application):
    """One application of the organization to close an item out, and what the team and the office say to it (销账).

    Three parties sign, each another person, held by the database as well: the organization applies, the team accepts,
    or the office in its place, and the office closes. Either returns. It tells why the problem arose, what came
    of rectifying it, and what else was looked at in its light; those from before that was asked tell the second alone.
    """

    TOLD = ("root_cause", "statement", "wider_lessons")
    """What whoever applies says, in this order."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("Closed out")
        RETURNED = "returned", _("Returned")
        WITHDRAWN = WITHDRAWN, _("Withdrawn")

    class Acceptance(models.TextChoices):
        """Who accepted it before the office decides."""

        TEAM = "team", _("Accepted by the team")
        IN_PLACE = "in_place", _("Accepted by the office in place of the team")
        NOT_ASKED = "not_asked", _("The team was not asked")  # of those applied for before it was

    item = models.ForeignKey(Item, models.PROTECT, related_name="close_outs", verbose_name=_("item"))
    root_cause = models.TextField(_("root cause"), max_length=1000, blank=True)
    statement = models.TextField(_("statement of completion"), max_length=1000)
    wider_lessons = models.TextField(_("wider lessons"), max_length=1000, blank=True)
    acceptance = models.CharField(_("acceptance"), max_length=10, choices=Acceptance, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted by"),
    )
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    acceptance_opinion = models.TextField(_("opinion on acceptance"), max_length=500, blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)

    objects = CloseOutQuerySet.as_manager()

    class Meta(Application.Meta):
        verbose_name = _("close-out")
        constraints = [
            *decided_once(
                "close_out",
                open_already=_("The close-out of this item is applied for already."),
                against="returned",
                why=_("Say what is to be mended."),
                may_withdraw=True,
            ),
            models.CheckConstraint(
                condition=Q(acceptance__in=["", "not_asked"], accepted_by__isnull=True, accepted_on__isnull=True)
                | Q(acceptance__in=["team", "in_place"], accepted_by__isnull=False, accepted_on__isnull=False),
                name="close_out_accepted_wholly",
                violation_error_code="acceptance",
                violation_error_message=_("An acceptance needs its day and who accepted."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | ~Q(accepted_by=F("applied_by")),
                name="close_out_accepted_by_another",
                violation_error_code="accepted_by",
                violation_error_message=_("Nobody accepts what they applied for."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(accepted_by__isnull=True) | ~Q(decided_by=F("accepted_by")),
                name="close_out_decided_by_a_third",
                violation_error_code="decided_by",
                violation_error_message=_("Who accepted an item does not decide on its close-out."),
            ),
            models.CheckConstraint(
                condition=~Q(decision="accepted") | ~Q(acceptance=""),
                name="close_out_accepted_before_it_is_closed",
                violation_error_code="acceptance",
                violation_error_message=_("Nothing is closed out before it is accepted."),
            ),
        ]
