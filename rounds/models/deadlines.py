"""Deadlines as stored facts: who owes what by when."""

from datetime import date

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right, Role
from core.trail.recording import tracked
from core.trail.versions import VersionField
from core.wording import for_reader
from core.workdays.reckoning import Unit, days_left, today
from rounds.deadlines import kinds
from rounds.deadlines.kinds import Owner
from rounds.models.standstills import StandingStill, words_of_pause

UNCHECKED = pgettext_lazy("obligation", "From a ledger, unchecked")
RESTS = pgettext_lazy("obligation", "Rests, nobody is reminded")


class ObligationQuerySet(StandingStill):
    def visible_to(self, user):
        """Office and leading group all; an organization, its division leader, a body, their own.

        What concerns a lead is seen only with the right to read leads or by the body that owes it.
        """
        reach = reach_of(user)
        barred = Q(inspection__organization__in=reach.recused_organizations)
        barred |= Q(organization__in=reach.recused_organizations)
        owed_by_body = Q(body=reach.body) & ~barred if reach.body else Q(pk__in=[])
        in_person = Q(account=user.pk) if Role.DIVISION_LEADER in reach.roles else Q(pk__in=[])
        if reach.reads_all:
            everything = self.exclude(barred) if reach.recused_organizations else self
            open_to_all = Q(is_confidential=False) | owed_by_body
            return everything if reach.may(Right.READ_LEADS) else everything.filter(open_to_all)
        mine = reach.of_organizations("organization") | Q(inspection__in=reach.inspections)
        return self.filter(((mine | in_person) & Q(is_confidential=False)) | owed_by_body)

    def open(self):
        """Still owed."""
        return self.filter(met_on__isnull=True, cancelled_on__isnull=True)

    def running(self):
        """Still owed, not paused and not waiting for a check: whoever owes it is reminded."""
        return self.open().filter(paused_on__isnull=True, unchecked_since__isnull=True).not_at_rest()

    def unchecked(self):
        """Still owed as a ledger told it; nobody has said yet whether it stands."""
        return self.open().filter(unchecked_since__isnull=False)

    def checkable_by(self, user):
        """Of these, those the user may say to stand: the office, who handles leads theirs, and who stands above."""
        reach = reach_of(user)
        dropped = self.droppable_by(user)
        if dropped.query.is_empty():
            return dropped
        theirs = Q(pk__in=dropped.order_by().values("pk"))
        if reach.may(Right.HAND_OVER):
            theirs |= Q(is_confidential=False)
        if reach.may(Right.TRANSFER_LEADS):
            theirs |= Q(is_confidential=True)
        return self.visible_to(user).unchecked().filter(theirs)

    def droppable_by(self, user):
        """Of these, those the user may say not to be owed any more: nobody what their own side owes."""
        if not any(map(reach_of(user).may, (Right.HAND_OVER, Right.TRANSFER_LEADS, Right.APPROVE_ROUNDS))):
            return self.none()
        return self.visible_to(user).unchecked().owed_below(user)

    def on(self, subject):
        """About this row."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk)

    def settled(self):
        """Met or cancelled."""
        return self.exclude(met_on__isnull=True, cancelled_on__isnull=True)

    def owed_by(self, user):
        """What this user's side must do: their organization's, their body's, or the office's."""
        reach = reach_of(user)
        owed = Q(organization__in=reach.organizations)
        if Role.DIVISION_LEADER in reach.roles:
            owed |= Q(account=user.pk)
        if reach.body:
            owed |= Q(body=reach.body)
        if reach.may(Right.HAND_OVER) or reach.may(Right.CLOSE_OUT):
            of_office = Q(account=None) | Q(account=user.pk)  # but what was handed on to one of them
            owed |= of_office & Q(node__in=kinds.owned_by(Owner.OFFICE))
        if reach.may(Right.TRANSFER_LEADS):
            owed |= Q(node__in=kinds.owned_by(Owner.LEAD_HANDLER))
        return self.filter(owed)

    def owed_below(self, user):
        """What is owed by those the user stands above (docs/domain.md, reminders).

        Organizations, leaders and who reviews a plan answer to the office, organizations also to their division
        leader, bodies to who transfers them leads, the office to the leading group.
        """
        reach = reach_of(user)
        theirs = Q(organization__in=reach.portfolio) if reach.portfolio else Q(pk__in=[])
        if reach.may(Right.HAND_OVER):
            theirs |= Q(organization__isnull=False)
            theirs |= Q(node__in=kinds.owned_by(Owner.TEAM_LEADER, Owner.DIVISION_LEADER, Owner.REVIEWER))
        if reach.may(Right.TRANSFER_LEADS):
            theirs |= Q(node__in=kinds.owned_by(Owner.BODY))
        if reach.may(Right.APPROVE_ROUNDS):
            theirs |= Q(node__in=kinds.owned_by(Owner.OFFICE, Owner.LEAD_HANDLER))
        return self.filter(theirs).exclude(organization__in=reach.organizations)

    def urgeable_by(self, user):
        """What the user may urge to: it runs, and they stand above who owes it."""
        return self.visible_to(user).running().owed_below(user)

    def reassignable_by(self, user):
        """What the office may hand on to one of its people, or from body to body: it runs, and is no side's alone."""
        if not reach_of(user).may(Right.HAND_OVER):
            return self.none()
        return self.visible_to(user).running().filter(node__in=kinds.reassignable(), is_confidential=False)

    def guessed(self):
        """Still owed by a day that was reckoned without the holidays."""
        return self.open().filter(is_guessed=True)

    def overdue(self, on):
        """Still owed and past their day, on which they are not paused by hand."""
        return self.open().filter(due_on__lt=on).not_at_rest(on)

    def late(self, as_of):
        """Owed, past their day and not paused by hand on that day, whatever became of them since."""
        unmet = Q(met_on__isnull=True) | Q(met_on__gt=as_of)
        uncancelled = Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=as_of)
        return self.filter(unmet, uncancelled, from_on__lte=as_of, due_on__lt=as_of).not_at_rest(as_of)

    def overdue_today(self):
        """Overdue now."""
        return self.overdue(today())


@tracked(exclude=["titles"])
class Obligation(models.Model):
    """Who owes what by when. The due date, and the rule it came from, are frozen when it is written.

    Its kind says who owes: `organization`, `body`, an `account` in person, or a side of which there is one. It is
    about an `inspection`, about a `round` as a whole, or about neither. While it is paused nobody is reminded: the
    workflow pauses it while the other side is asked (`paused_on`), a person by hand (`Standstill`); nor of what a
    ledger brought that was due before it came (`unchecked_since`), until a person says that it stands.
    Once it runs again, what was left of its limit is counted after `recounted_from`, not `from_on`.
    `is_guessed` says that its working days ran into a year without holidays, and were counted Monday to Friday
    (`rounds.deadlines.guessed`). `title` never tells the content of a lead; it is in the language of the house,
    `titles` says the same in the others (`core.wording`).
    """

    node = models.CharField(_("node"), max_length=30, choices=kinds.registered)
    title = models.CharField(_("what is owed"), max_length=200)
    titles = models.JSONField(default=dict, blank=True, editable=False)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    inspection = models.ForeignKey(
        "rounds.Inspection",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name=_("inspection"),
    )
    round = models.ForeignKey(
        "rounds.Round", models.PROTECT, null=True, blank=True, related_name="obligations", verbose_name=_("round")
    )
    organization = models.ForeignKey(
        "rounds.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name=_("party organization"),
    )
    body = models.ForeignKey(
        "rounds.Body",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name=_("body"),
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name=_("account"),
    )
    from_on = models.DateField(_("counted from"))
    recounted_from = models.DateField(_("rest counted from"), null=True, blank=True, editable=False)
    due_on = models.DateField(_("due on"))
    amount = models.PositiveSmallIntegerField(_("length"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit, blank=True)
    is_guessed = models.BooleanField(_("reckoned without the holidays"), default=False, db_default=False)
    is_confidential = models.BooleanField(_("concerns a lead"), default=False)
    paused_on = models.DateField(_("paused on"), null=True, blank=True)
    unchecked_since = models.DateField(_("from a ledger, unchecked since"), null=True, blank=True)
    met_on = models.DateField(_("met on"), null=True, blank=True)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        db_table = "rectification_obligation"  # where it stood first
        ordering = ["due_on", "pk"]
        verbose_name = _("obligation")
        constraints = [
            models.UniqueConstraint(
                fields=["node", "subject_type", "subject_id"],
                condition=Q(met_on__isnull=True, cancelled_on__isnull=True),
                name="one_open_obligation_a_node_and_subject",
                violation_error_code="node",
                violation_error_message=_("This is owed already."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("from_on")),
                name="obligation_due_after_its_start",
                violation_error_code="due_on",
                violation_error_message=_("Nothing is due before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=True, body__isnull=True)
                | Q(organization__isnull=True, account__isnull=True)
                | Q(body__isnull=True, account__isnull=True),
                name="obligation_has_one_owner",
                violation_error_code="organization",
                violation_error_message=_("An organization, a body or one person owes it, not several of them."),
            ),
            models.CheckConstraint(
                condition=Q(inspection__isnull=True) | Q(round__isnull=True),
                name="obligation_about_one_thing",
                violation_error_code="inspection",
                violation_error_message=_("It is about an inspection or about a round, not both."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                name="obligation_open_by_due_date",
                condition=Q(met_on__isnull=True, cancelled_on__isnull=True),
            ),
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["updated_at", "id"]),
        ]

    def __str__(self):
        return self.told

    def get_absolute_url(self):
        """The page where it is met."""
        return reverse(kinds.kind_of(self.node).page, args=[self.subject_id])

    @property
    def told(self) -> str:
        """What is owed, in the reader's language."""
        return for_reader(self.title, self.titles)

    @property
    def guess_words(self) -> str | Promise:
        """What to say beside the day of one that is guessed."""
        return _("Monday to Friday, for want of holidays") if self.is_guessed and self.is_open else ""

    @property
    def rest_words(self) -> str | Promise:
        """Why nobody is reminded of one that is owed still; "" for one that runs."""
        if not self.is_open:
            return ""
        return UNCHECKED if self.unchecked_since else RESTS if self.paused_on else ""

    @cached_property
    def rests_since(self) -> date | None:
        """Since when it is paused by hand today; None for what is not. Lists read it by `with_rest`."""
        return Obligation.objects.filter(pk=self.pk).with_rest().values_list("rests_since", flat=True).first()

    @cached_property
    def rests_until(self) -> date | None:
        """On which day it runs again by itself."""
        return Obligation.objects.filter(pk=self.pk).with_rest().values_list("rests_until", flat=True).first()

    @property
    def pause_words(self) -> str:
        """In place of its light, that it is paused by hand and until when; "" for what is not."""
        if not self.is_open or self.rests_since is None:
            return ""
        return words_of_pause(self.rests_until)

    @property
    def words_for_light(self) -> str:
        """In place of its light, that it ended without being done, or is paused; "" where it has one."""
        return pgettext("obligation", "Not owed any more") if self.cancelled_on else self.pause_words

    @property
    def is_open(self) -> bool:
        return self.met_on is None and self.cancelled_on is None

    @property
    def is_settled(self) -> bool:
        return not self.is_open

    @property
    def days_left(self) -> int:
        """Until it is due, from today; negative when late."""
        return days_left(self.due_on)

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < today() and self.rests_since is None

    @property
    def owner(self) -> str:
        """Who owes: an organization, a body, or the side that its kind names, with whom it was handed on to."""
        side = OWNER_WORDS[kinds.kind_of(self.node).owner]
        if self.account_id and self.node in kinds.owned_by(Owner.OFFICE):
            return gettext("%(side)s: %(name)s") % {"side": side, "name": self.account.name}
        return str(self.organization or self.body or side)


OWNER_WORDS = {
    Owner.ORGANIZATION: _("Party organization"),
    Owner.SECRETARY: _("Party organization"),
    Owner.BODY: _("body"),
    Owner.REVIEWER: _("body"),
    Owner.OFFICE: _("Inspection office"),
    Owner.LEAD_HANDLER: _("Lead handler"),
    Owner.LEADING_GROUP: _("Leading group"),
    Owner.TEAM_LEADER: _("Team leader"),
    Owner.DIVISION_LEADER: _("Division leader"),
}
