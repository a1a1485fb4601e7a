"""Transfers: leads handed to the bodies that handle them, and what those report back (转账)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.names.fields import NameField
from core.trail.recording import tracked
from core.trail.versions import VersionField
from rounds.models import Body


class TransferQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The receiving body sees what was transferred to it; lead handlers and leading group all.

        What a ledger told of reaches the body once somebody else than who brought the ledger has confirmed it.
        """
        reach = reach_of(user)
        if reach.may(Right.READ_LEADS):
            return self.filter(reach.of_inspections("lead__inspection"))
        if reach.may(Right.ANSWER_TRANSFERS) and reach.body:
            received = self.filter(body=reach.body).exclude(status=Transfer.Status.TOLD)
            return received.exclude(lead__inspection__organization__in=reach.recused_organizations)
        return self.none()

    def confirmable_by(self, user):
        """The leading group's, for transfers that a ledger told of; never the one's who brought the ledger."""
        if not reach_of(user).may(Right.APPROVE_LEADS):
            return self.none()
        return self.visible_to(user).exclude(sent_by__in=user.own_accounts)

    def open(self):
        return self.exclude(status=Transfer.Status.CONCLUDED)

    def unacknowledged_for(self, user):
        """Of these, those nobody has acknowledged yet, for the lead handlers, who sent them."""
        follows = reach_of(user).may(Right.TRANSFER_LEADS)
        return self.filter(status=Transfer.Status.SENT) if follows else self.none()

    def answerable_by(self, user):
        """The body's it was sent to; never who approved or sent the lead, who may have a seat there too."""
        reach = reach_of(user)
        if not reach.may(Right.ANSWER_TRANSFERS) or reach.body is None:
            return self.none()
        own = user.own_accounts
        ours = self.visible_to(user).filter(body=reach.body)
        return ours.exclude(sent_by__in=own).exclude(lead__decided_by__in=own)

    def taking_disposals_of(self, user):
        """Of these, those of a discipline commission: others have no methods of disposal (docs/domain.md, leads)."""
        return self.answerable_by(user).filter(body__kind=Body.Kind.DISCIPLINE)

    def taking_outcomes_of(self, user):
        """Of these, those a disposal was reported on; an organization department has none and reports at once."""
        no_disposals = Q(status=Transfer.Status.ACKNOWLEDGED) & ~Q(body__kind=Body.Kind.DISCIPLINE)
        return self.answerable_by(user).filter(no_disposals | Q(status=Transfer.Status.HANDLING))

    def taking_corrections_of(self, user):
        """Of these, those an outcome was reported on that stands."""
        return self.answerable_by(user).filter(Exists(Outcome.objects.filter(transfer=OuterRef("pk"))))


@tracked()
class Transfer(models.Model):
    """A lead handed to one body, which acknowledges it and reports back (转账)."""

    class Status(models.TextChoices):
        TOLD = "told", _("Told by a ledger")
        SENT = "sent", _("Sent")
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        HANDLING = "handling", _("Being handled")
        CONCLUDED = "concluded", _("Concluded")

    STEPS = {
        Status.TOLD: {Status.SENT},
        Status.SENT: {Status.ACKNOWLEDGED},
        Status.ACKNOWLEDGED: {Status.HANDLING},
        Status.HANDLING: {Status.HANDLING, Status.CONCLUDED},
        Status.CONCLUDED: set(),
    }
    TONES = {
        Status.TOLD: "warning",
        Status.SENT: "warning",
        Status.ACKNOWLEDGED: "info",
        Status.HANDLING: "info",
        Status.CONCLUDED: "done",
    }

    lead = models.ForeignKey("findings.Lead", models.PROTECT, related_name="transfers", verbose_name=_("lead"))
    body = models.ForeignKey("rounds.Body", models.PROTECT, related_name="transfers", verbose_name=_("receiving body"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    sent_on = models.DateField(_("sent on"))
    due_on = models.DateField(_("result due on"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("acknowledged by"),
    )
    acknowledged_on = models.DateField(_("acknowledged on"), null=True, blank=True)
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.SENT)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("transfer")
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "body"],
                name="lead_once_a_body",
                violation_error_code="body",
                violation_error_message=_("This lead was transferred to this body already."),
            )
        ]
        indexes = [models.Index(fields=["updated_at", "id"]), models.Index(fields=["status"])]

    def __str__(self):
        return f"{self.lead} → {self.body}"

    def get_absolute_url(self):
        return address_of_row("findings:transfer", self.pk)

    def running_obligations(self):
        """What the body owes on it now, the most urgent first: the acknowledgement, then the result."""
        return self.lead.inspection.obligations.running().on(self)

    @property
    def next_due_on(self):
        """The day of what is owed next: the acknowledgement, where it was read along (`owed_on`), or the result."""
        return getattr(self, "owed_on", None) or self.due_on

    @property
    def is_concluded(self) -> bool:
        return self.status == self.Status.CONCLUDED

    @property
    def takes_disposals(self) -> bool:
        """Once acknowledged, until concluded, and by a discipline commission: others have no methods of disposal."""
        taken = self.status in (self.Status.ACKNOWLEDGED, self.Status.HANDLING)
        return taken and self.body.kind == Body.Kind.DISCIPLINE

    @property
    def takes_outcomes(self) -> bool:
        """After a disposal; from an organization department, which has none, once acknowledged."""
        at_once = self.status == self.Status.ACKNOWLEDGED and self.body.kind != Body.Kind.DISCIPLINE
        return at_once or self.status == self.Status.HANDLING


class OfTransferQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the transfers they answer."""
        return self.filter(transfer__in=Transfer.objects.visible_to(user))


@tracked()
class Disposal(models.Model):
    """How the receiving body handles a lead, as it reported."""

    class Method(models.TextChoices):
        INQUIRY = "inquiry", _("Talk or letter of inquiry")
        PRELIMINARY = "preliminary", _("Preliminary verification")
        SHELVED = "shelved", _("Kept for later")
        CLOSED = "closed", _("Dismissed")

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="disposals", verbose_name=_("transfer"))
    method = models.CharField(_("method of disposal"), max_length=20, choices=Method)
    decided_on = models.DateField(_("decided on"))
    note = models.TextField(_("note"), max_length=500, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reported by")
    )
    reported_at = models.DateTimeField(_("reported at"), auto_now_add=True)

    objects = OfTransferQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("disposal")

    def __str__(self):
        return self.get_method_display()


class OutcomeQuerySet(OfTransferQuerySet):
    def standing(self):
        """Not corrected: of a correction and what it corrects, the correction."""
        return self.filter(correction=None)

    def countable_by(self, user):
        """Whoever reads all rounds may count and list outcomes, without persons and without what leads say."""
        reach = reach_of(user)
        return self.filter(reach.of_inspections("transfer__lead__inspection")) if reach.reads_all else self.none()

    def correctable_by(self, user):
        """The reporting body's own, as long as they stand."""
        return self.standing().filter(transfer__in=Transfer.objects.answerable_by(user))

    def once(self):
        """Standing, each once: what both bodies of a double transfer report of one person counts from the earlier."""
        others = self.model._base_manager.filter(
            correction=None,
            transfer__lead=OuterRef("transfer__lead"),
            kind=OuterRef("kind"),
            person=OuterRef("person"),
        ).exclude(transfer=OuterRef("transfer"))
        earlier = Q(decided_on__lt=OuterRef("decided_on")) | Q(
            decided_on=OuterRef("decided_on"), pk__lt=OuterRef("pk")
        )
        return self.standing().filter(~Exists(others.filter(earlier)))


@tracked()
class Outcome(models.Model):
    """What came of a lead for one person, or for so many unnamed persons or cases, by the four forms.

    One person may count in several kinds: admonished, and disciplined later. A wrong outcome is corrected by another,
    with a reason; what stood before stays readable and counts no more (docs/domain.md, leads).
    """

    class Kind(models.TextChoices):
        CASE_FILED = "case_filed", _("Case filed")
        DISCIPLINED = "disciplined", _("Party or administrative discipline")
        ADMONISHED = "admonished", _("Admonished")
        TO_JUDICIARY = "to_judiciary", _("Handed to the judiciary")
        CRITICIZED = "criticized", _("Criticized or made to write a self-criticism")
        UNFOUNDED = "unfounded", _("Not established")

    class Form(models.TextChoices):
        FIRST = "first", _("First form")
        SECOND = "second", _("Second form")
        THIRD = "third", _("Third form")
        FOURTH = "fourth", _("Fourth form")

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="outcomes", verbose_name=_("transfer"))
    kind = models.CharField(_("outcome"), max_length=20, choices=Kind)
    form = models.CharField(_("form of the four"), max_length=10, choices=Form, blank=True)
    person = NameField(_("person"), max_length=50, blank=True)
    count = models.PositiveSmallIntegerField(_("persons or cases"), default=1)
    decided_on = models.DateField(_("decided on"))
    note = models.TextField(_("note"), max_length=500, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reported by")
    )
    reported_at = models.DateTimeField(_("reported at"), auto_now_add=True)
    corrects = models.OneToOneField(
        "findings.Outcome",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="correction",
        verbose_name=_("corrects"),
    )
    why = models.CharField(_("reason of the correction"), max_length=500, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("outcome")
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(why=""),
                name="outcome_corrected_says_why",
                violation_error_code="why",
                violation_error_message=_("Say why the outcome is corrected."),
            ),
            models.CheckConstraint(
                condition=Q(person="") | Q(count=1),
                name="outcome_of_one_person_counts_one",
                violation_error_code="count",
                violation_error_message=_("An outcome of a named person counts one."),
            ),
        ]
        indexes = [models.Index(fields=["kind", "decided_on"])]

    def __str__(self):
        return self.get_kind_display()

    @property
    def standing_words(self):
        """That it was corrected, or what it corrects."""
        if hasattr(self, "correction"):
            return _("Corrected")
        return _("Correction") if self.corrects_id else ""
