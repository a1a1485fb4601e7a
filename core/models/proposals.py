"""Changes that a second person confirms: proposed by one, confirmed or refused by another."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.addresses import address_of_row
from core.consent.kinds import choices, kind_of, kinds_confirmed_by, kinds_consented_to
from core.trail.recording import tracked

CONSENT_LASTS = timedelta(days=3)
"""How long a consent waits to be used: who gave it remembers why."""


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who proposed it, whom it concerns, and those who may confirm such changes.

        What names an organization is hidden from the latter while they are recused from it.
        """
        if not reach_of(user).roles and reach_of(user).person is None:
            return self.filter(self._own(user)) if user.is_active else self.none()
        return self.filter(self._own(user) | self._confirmed(user))

    def confirmable_by(self, user):
        """Those who confirm such changes, and for some the one it concerns; never whoever proposed it, nor about
        themselves what another has to see, nor about an account whose one-time password they have set.
        """
        if not user.is_active:
            return self.none()
        own = Q(concerns__in=user.own_accounts)
        theirs = self._confirmed(user) & ~own & ~self._password_known_to(user)
        consented = own & Q(kind__in=kinds_consented_to())
        return self.filter(theirs | consented).exclude(made_by__in=user.own_accounts)

    def falling_to(self, user):
        """Of these, the ones of those who confirm such changes: whom it concerns is told, and may leave it to them."""
        if not kinds_confirmed_by(user):
            return self.none()
        return self.confirmable_by(user).filter(self._confirmed(user))

    def withdrawable_by(self, user):
        """Whoever proposed it takes it back."""
        return self.filter(made_by__in=user.own_accounts) if user.is_active else self.none()

    def pending(self):
        """Neither confirmed nor refused yet."""
        return self.filter(status=Proposal.Status.PENDING)

    def usable(self):
        """Consents given these days, and not used yet."""
        return self.filter(status=Proposal.Status.CONFIRMED, decided_at__gt=Now() - CONSENT_LASTS)

    @staticmethod
    def _password_known_to(user) -> Q:
        """About an account that still has a one-time password of theirs: they could sign in with what is confirmed."""
        traces = get_user_model().pgh_event_model.objects.filter(
            pgh_obj=OuterRef("concerns"),
            must_change_password=True,
            password_set_at=OuterRef("concerns__password_set_at"),
            pgh_context__actor__in=list(user.own_accounts),
        )
        return Q(Exists(traces), concerns__must_change_password=True)

    @staticmethod
    def _own(user) -> Q:
        return Q(made_by__in=user.own_accounts) | Q(concerns__in=user.own_accounts)

    @staticmethod
    def _confirmed(user) -> Q:
        barred = reach_of(user).recused_organizations
        hidden = Q(organization__in=barred) if barred else Q(pk__in=[])
        return Q(kind__in=kinds_confirmed_by(user)) & ~hidden


@tracked()
class Proposal(models.Model):
    """A change of one row that waits until a second person confirms it: nobody alone opens a way to leads."""

    class Status(models.TextChoices):
        PENDING = "pending", _("To be confirmed")
        CONFIRMED = "confirmed", _("Consent given")
        DONE = "done", _("Carried out")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    STEPS = {
        Status.PENDING: {Status.CONFIRMED, Status.REFUSED, Status.WITHDRAWN},
        Status.CONFIRMED: {Status.DONE, Status.WITHDRAWN},
        Status.DONE: set(),
        Status.REFUSED: set(),
        Status.WITHDRAWN: set(),
    }
    TONES = {
        Status.PENDING: "warning",
        Status.CONFIRMED: "info",
        Status.DONE: "success",
        Status.REFUSED: "danger",
        Status.WITHDRAWN: "done",
    }

    kind = models.CharField(_("kind of change"), max_length=40, choices=choices)
    about = models.PositiveBigIntegerField(_("record number"))
    subject = models.CharField(_("record"), max_length=200)
    facts = models.JSONField(default=dict, blank=True, editable=False)
    organization = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    made_at = models.DateTimeField(_("proposed at"))
    concerns = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account concerned"),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed or refused by"),
    )
    decided_at = models.DateTimeField(_("confirmed or refused at"), null=True, blank=True)
    opinion = models.CharField(_("opinion"), max_length=200, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.PENDING)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("change to be confirmed")
        verbose_name_plural = _("changes to be confirmed")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about", "organization"],
                condition=Q(status="pending"),
                nulls_distinct=False,
                name="proposed_once",
                violation_error_code="kind",
                violation_error_message=_("Such a change of this record is proposed already."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("made_by")),
                name="proposal_decided_by_another",
                violation_error_code="decided_by",
                violation_error_message=_("Nobody confirms what they proposed themself."),
            ),
        ]
        indexes = [models.Index(fields=["kind"], name="proposal_pending", condition=Q(status="pending"))]

    def __str__(self):
        return gettext("%(change)s: %(record)s") % {"change": self.get_kind_display(), "record": self.subject}

    def get_absolute_url(self):
        return address_of_row("proposal", self.pk)

    @property
    def changes(self) -> list[tuple]:
        """What is to be changed: label, value before and after, as the kind words it."""
        return kind_of(self.kind).words(self)
