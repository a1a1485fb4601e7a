"""Leads: confidential pointers to persons, and who looked at them.

Three enumerations, never merged (docs/domain.md, leads): the team's suggestion here; the body's method of disposal
and the outcome with the transfers.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField
from core.workdays.unrecorded import CameWithLedger, lacks_a_day
from findings.models.numbers import counted
from personnel.models import Posting
from rounds.models import Inspection
from rounds.place.lookups import Place

from .returned import given_back, with_return
from .transfers import Transfer


class Discipline(models.TextChoices):
    """The six disciplines."""

    POLITICAL = "political", _("Political discipline")
    ORGANIZATIONAL = "organizational", _("Organizational discipline")
    INTEGRITY = "integrity", _("Integrity discipline")
    MASSES = "masses", _("Discipline towards the masses")
    WORK = "work", _("Work discipline")
    LIFE = "life", _("Discipline in life")


class LeadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Contents: for lead handlers and leading group, the team's leader and deputy, the one who wrote it, and the
        bodies it was transferred to.

        Office staff without the right, other team members, other bodies and organizations see none.
        """
        # The rules of roles and sides keep the inspected out already; this holds should one of them be wrong.
        return self._of_circle(user).exclude(inspection__organization__in=reach_of(user).organizations)

    def _of_circle(self, user):
        reach = reach_of(user)
        if reach.may(Right.READ_LEADS):
            return self.filter(reach.of_inspections("inspection"))
        seen = Q(pk__in=[])
        if reach.may(Right.ANSWER_TRANSFERS) and reach.body:
            seen |= Q(pk__in=Transfer.objects.visible_to(user).values("lead"))
        if reach.inspections:
            circle = Q(inspection__team__in=reach.led_teams | reach.deputy_teams) | Q(written_by__in=user.own_accounts)
            seen |= circle & Q(inspection__in=reach.inspections)
        return self.filter(seen)

    def changeable_by(self, user):
        """The one's who wrote it, and the team leader's: nobody else of the team knows it.

        As long as the team stands: a lead does not wait for the feedback, and none is lost by it.
        """
        reach = reach_of(user)
        mine = Q(written_by__in=user.own_accounts) | Q(inspection__team__in=reach.led_teams)
        return self.visible_to(user).filter(mine, inspection__in=reach.inspections)

    def fileable_by(self, user):
        """The team leader's, who answers for what goes to the leading group, also for what members wrote."""
        reach = reach_of(user)
        if not reach.led_teams:
            return with_return(self.none())
        return with_return(self.changeable_by(user).filter(inspection__team__in=reach.led_teams))

    def begun_by(self, user):
        """Of these, what the user wrote, and for the leader what was given back or left behind by the feedback."""
        if not reach_of(user).inspections:
            return with_return(self.none())
        left = ~Q(inspection__status__in=Inspection.WORKING) | Q(pk__in=given_back(Lead))
        return with_return(self.changeable_by(user).filter(Q(written_by__in=user.own_accounts) | left))

    def decidable_by(self, user):
        """The leading group's; never the one's who wrote it, nor anyone's who was ever of the team it comes from."""
        if not reach_of(user).may(Right.APPROVE_LEADS):
            return self.none()
        own_teams = Posting.objects.filter(person__in=user.own_persons).values("team")
        others = self.visible_to(user).exclude(written_by__in=user.own_accounts)
        return others.exclude(inspection__team__in=own_teams)

    def lacking_day_of_filing(self, user):
        """The lead handler's that came with a ledger, which does not tell when the team filed them."""
        return self.transferable_by(user).filter(lacks_a_day("filed_on")).exclude(status=Lead.Status.DRAFT)

    def answerable_by(self, user):
        """Those the user's body answers, by its own transfer of each (`Transfer.objects.answerable_by`)."""
        return self.filter(pk__in=Transfer.objects.answerable_by(user).values("lead"))

    def transferable_by(self, user):
        """The lead handler's; never the one's who approved it."""
        if not reach_of(user).may(Right.TRANSFER_LEADS):
            return self.none()
        return self.visible_to(user).exclude(decided_by__in=user.own_accounts)

    def given_back(self):
        """Filed once, returned to the team, and not filed again."""
        return self.filter(status=Lead.Status.DRAFT, pk__in=given_back(Lead))

    def nameless(self):
        """The number, the unit and the dates, without what the lead says. For whom, `nameless_to` decides."""
        return self.values(
            "pk",
            "number",
            "status",
            "discipline",
            "suggestion",
            "filed_on",
            "referred_on",
            "concluded_on",
            *Place().names,
        )

    def nameless_to(self, user):
        """What whoever reads all rounds may count and list without content."""
        reach = reach_of(user)
        rows = self.filter(reach.of_inspections("inspection")) if reach.reads_all else self.none()
        return rows.nameless()

    def countable_by(self, user):
        """The same as rows for a list, which tells no more of them: what a lead says is not even read."""
        reach = reach_of(user)
        rows = self.filter(reach.of_inspections("inspection")) if reach.reads_all else self.none()
        return rows.select_related(*Place().related).only(
            "number",
            "discipline",
            "suggestion",
            "referred_on",
            "concluded_on",
            "imported_on",
            "status",
            *Place().names,
            Place().organization_name_key,
        )

    def referred(self, as_of):
        """Referred to a receiving body by that day."""
        return self.filter(referred_on__lte=as_of)


@tracked()
class Lead(CameWithLedger):
    """A pointer to a possible breach by a person. Its content never leaves its circle."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        FILED = "filed", _("Awaiting the decision")
        APPROVED = "approved", _("Transfer approved")
        TRANSFERRED = "transferred", _("Transferred")
        CONCLUDED = "concluded", _("Concluded")

    STEPS = {
        Status.DRAFT: {Status.FILED},
        Status.FILED: {Status.APPROVED, Status.DRAFT},
        Status.APPROVED: {Status.TRANSFERRED},
        Status.TRANSFERRED: {Status.CONCLUDED},
        Status.CONCLUDED: set(),
    }
    TONES = {
        Status.FILED: "info",
        Status.APPROVED: "warning",
        Status.TRANSFERRED: "success",
        Status.CONCLUDED: "done",
    }

    class Suggestion(models.TextChoices):
        """The team's classification."""

        FOLLOW_UP = "follow_up", _("Look into it further")
        NOTE = "note", _("Take note")
        REFERENCE = "reference", _("For reference")

    class Mode(models.TextChoices):
        SINGLE = "single", _("To one body")
        DOUBLE = "double", _("To both bodies")

    inspection = models.ForeignKey(
        "rounds.Inspection", models.PROTECT, related_name="leads", verbose_name=_("inspection")
    )
    paper = models.ForeignKey(
        "findings.WorkingPaper",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("working paper"),
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    subject_name = models.CharField(_("person concerned"), max_length=50)
    subject_post = models.CharField(_("post"), max_length=50, blank=True)
    subject_rank = models.CharField(_("rank"), max_length=30, blank=True)
    content = models.TextField(_("content"), max_length=2000)
    discipline = models.CharField(_("discipline concerned"), max_length=20, choices=Discipline)
    suggestion = models.CharField(_("suggestion"), max_length=20, choices=Suggestion)
    mode = models.CharField(_("mode of transfer"), max_length=10, choices=Mode, default=Mode.SINGLE)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("lead", "written by")
    )
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    referred_on = models.DateField(_("referred on"), null=True, blank=True)
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.DRAFT)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("lead")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["transferred", "concluded"]) | Q(referred_on__isnull=False),
                name="transferred_lead_has_its_day",
                violation_error_code="referred_on",
                violation_error_message=_("A transferred lead needs the day of its transfer."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("written_by")),
                name="lead_decided_by_another",
                violation_error_code="decided_by",
                violation_error_message=_("Nobody decides on a lead they wrote."),
            ),
        ]
        indexes = [
            models.Index(fields=["updated_at", "id"]),
            models.Index(fields=["status"]),
            models.Index(fields=["referred_on"]),
            counted("lead_numbers"),
        ]

    def __str__(self):
        return self.number

    def reached_days(self) -> tuple[str, ...]:
        """Whatever is no draft was filed by its team."""
        return () if self.status == self.Status.DRAFT else ("filed_on",)

    def get_absolute_url(self):
        return address_of_row("findings:lead", self.pk)


class LeadAccessQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who looked is seen by those who read all leads, and by nobody else of the circle."""
        reach = reach_of(user)
        if not reach.may(Right.READ_LEADS):
            return self.none()
        return self.filter(reach.of_inspections("lead__inspection"))


class LeadLedgerAccessQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read all leads."""
        return self if reach_of(user).may(Right.READ_LEADS) else self.none()


@pgtrigger.register(pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete))
class LeadLedgerAccess(models.Model):
    """One look at an uploaded ledger of leads: who, when and how. A trigger lets nobody change or delete a row.

    Also who uploaded one without the right to import leads, or as a ledger of another kind: nothing of it was kept.
    """

    class Kind(models.TextChoices):
        UPLOAD = "upload", _("Uploaded")
        PREVIEW = "preview", _("Looked at before it was saved")
        LEFTOVER = "leftover", _("Refused rows taken away")
        REFUSED = "refused", _("Upload refused")

    upload = models.CharField(_("upload"), max_length=36, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    at = models.DateTimeField(_("looked at"), auto_now_add=True)

    objects = LeadLedgerAccessQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("look at a ledger of leads")

    def __str__(self):
        return self.get_kind_display()


@pgtrigger.register(pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete))
class LeadAccess(models.Model):
    """One look at a lead: who, when, how, and for an export why. A trigger lets nobody change or delete a row.

    Written by every page, API call and export that shows content, in the request that shows it.
    """

    class Kind(models.TextChoices):
        VIEW = "view", _("Viewed")
        API = "api", _("Fetched over the API")
        EXPORT = "export", _("Exported")
        PRINT = "print", _("Printed")

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="accesses", verbose_name=_("lead"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    at = models.DateTimeField(_("looked at"), auto_now_add=True)

    objects = LeadAccessQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("look at a lead")

    def __str__(self):
        return f"{self.lead} {self.get_kind_display()}"
