"""The items of a hand-over: one finding each, rectified, checked and closed out one by one."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, F, FilteredRelation, Q, When
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField
from core.workdays.reckoning import days_left, today
from core.workdays.unrecorded import CameWithLedger, happened_by
from findings.models import DeadlineKind

from .closing_sets import ClosingSets
from .going_on import GoingOn, GoingOnSets
from .handover import HandOver


class ItemQuerySet(ClosingSets, GoingOnSets, models.QuerySet):
    def visible_to(self, user):
        """As the hand-overs they belong to; besides, a joint supervision group those it checks, while it lasts."""
        reach = reach_of(user)
        mine = reach.of_inspections("hand_over__inspection")
        if reach.reads_all:
            return self.filter(mine)
        theirs = reach.of_organizations("hand_over__inspection__organization")
        theirs |= Q(hand_over__inspection__in=reach.supervised)
        return self.filter(mine | (theirs & ~Q(hand_over__status=HandOver.Status.PREPARING)))

    def reportable_by(self, user):
        """The organization's side reports progress, marks measures done and applies for the close-out."""
        return self.filter(hand_over__in=HandOver.objects.plannable_by(user))

    def checkable_by(self, user):
        """The office records a check on site, and so does the posted team; never the organization itself."""
        reach = reach_of(user)
        posted = Q(hand_over__inspection__in=reach.inspections)
        checks = posted | Q(hand_over__in=HandOver.objects.handled_by(user))
        return self.visible_to(user).filter(checks).filter(reach.of_others("hand_over__inspection__organization"))

    def taking_results_of(self, user):
        """Of these, those whose rules and funds the user enters.

        The organization's side, but while others decide; the office, from paper.
        """
        own = Q(hand_over__in=HandOver.objects.plannable_by(user)) & ~Q(status__in=Item.APPLIED_FOR)
        by_office = Q(hand_over__in=HandOver.objects.handled_by(user))
        return self.filter(own | by_office, hand_over__status__in=HandOver.UNDER_WAY)

    def awaiting(self, user):
        """Of these, those the user's organization is to rectify; for the office, those overdue."""
        if not reach_of(user).organizations:
            return self.overdue_today()
        return self.of_side(user).filter(status__in=[Item.Status.RECTIFYING, Item.Status.RETURNED])

    def replannable_by(self, user):
        """Whoever reviews the plan decides on its changes."""
        return self.filter(hand_over__in=HandOver.objects.handled_by(user))

    def reopenable_by(self, user):
        """The office applies for the reopening of a closed item, and the posted team; never the organization."""
        return self.decidable_by(user) if reach_of(user).may(Right.CLOSE_OUT) else self.checkable_by(user)

    def reopening_decidable_by(self, user):
        """Of those the office decides on: another than who applied for the reopening, and than who closed the item."""
        own = user.own_accounts
        applied = self.model.objects.filter(reopenings__decision="", reopenings__applied_by__in=own)
        closed = self.model.objects.filter(
            close_outs__decision="accepted", close_outs__decided_on=F("closed_on"), close_outs__decided_by__in=own
        )
        others = self.decidable_by(user).exclude(pk__in=applied.values("pk"))
        return others.exclude(pk__in=closed.values("pk"))

    def with_open_reopening(self):
        """Those whose reopening is applied for and not decided."""
        return self.filter(reopenings__decision="")

    def without_open_reopening(self):
        """The others."""
        return self.exclude(reopenings__decision="")

    def with_open_change(self):
        """Those a change of whose plan is applied for and not decided."""
        return self.filter(changes__decision="")

    def without_open_change(self):
        """The others."""
        return self.exclude(changes__decision="")

    def lasting(self):
        """Those to be kept up lastingly, without a day: they go on in stages."""
        return self.filter(deadline_kind=DeadlineKind.LASTING, due_on=None)

    def without_aim(self):
        """Lasting ones of which no stage is open."""
        opened = self.model._meta.get_field("aims").related_model.objects.open()
        return self.lasting().exclude(pk__in=opened.values("item"))

    def with_aim(self, *states):
        """Those of which a stage stands in one of these states."""
        stages = self.model._meta.get_field("aims").related_model.objects.filter(status__in=states)
        return self.filter(pk__in=stages.values("item"))

    def of_side(self, user):
        """Of these, those of the organizations the user stands for."""
        return self.filter(hand_over__inspection__organization__in=reach_of(user).organizations)

    def open(self):
        """Not closed out."""
        return self.exclude(status=Item.Status.CLOSED)

    def bound(self):
        """Not those whose day somebody let go who checked what a ledger brought."""
        changes = self.model._meta.get_field("changes").related_model.objects
        return self.exclude(pk__in=changes.letting_go().values("item"))

    def in_focus(self, hand_over):
        """Those that its focused rectification waits for: not those that have a day beyond its end."""
        focused = self.open().filter(hand_over=hand_over, deadline_kind=DeadlineKind.FOCUSED)
        return focused.exclude(due_on__gt=hand_over.focus_ends_on) if hand_over.focus_ends_on else focused

    def overdue(self, on):
        """Open and past their day."""
        return self.open().filter(due_on__lt=on)

    def overdue_today(self):
        """Overdue now."""
        return self.overdue(today())

    def issued(self, as_of):
        """Fed back to the organization by that day."""
        return self.filter(happened_by("delivered_on", as_of, on="hand_over__"))

    def closed(self, as_of):
        """Closed out on that day, whether or not it was opened again since."""
        return self.with_closing_of(as_of).filter(closed_then__isnull=False)

    def outstanding(self, as_of):
        """Fed back but not closed out on that day, whatever became of them since."""
        return self.issued(as_of).with_closing_of(as_of).filter(closed_then__isnull=True)

    def late(self, as_of):
        """Outstanding and past the day that bound them then: the overdue list of a past month."""
        return self.outstanding(as_of).with_plan_of(as_of).filter(due_then__lt=as_of)

    def with_closing_of(self, as_of):
        """The items, each with the day of the closing that held on that day (`closed_then`), if one did."""
        if "closed_then" in self.query.annotations:
            return self
        undone = Q(reopenings__decision="accepted", reopenings__decided_on__gt=as_of, reopenings__closed_on__lte=as_of)
        closed_then = Case(When(closed_on__lte=as_of, then=F("closed_on")), default=F("undone_later__closed_on"))
        return self.annotate(undone_later=FilteredRelation("reopenings", condition=undone)).annotate(
            closed_then=closed_then
        )

    def reopened(self, as_of):
        """Opened again by that day, whatever became of them since."""
        accepted = self.model._meta.get_field("reopenings").related_model.objects.accepted(as_of)
        return self.filter(pk__in=accepted.values("item"))

    def closed_between(self, first, last):
        """Closed out on one of these days, whether or not they were opened again since."""
        reopenings = self.model._meta.get_field("reopenings").related_model.objects
        again = reopenings.filter(decision="accepted", closed_on__range=(first, last))
        return self.filter(Q(closed_on__range=(first, last)) | Q(pk__in=again.values("item")))

    def with_plan_of(self, as_of):
        """The items, each with the day it was due by on that day (`due_then`); `stood` tells the rest of its plan."""
        if "due_then" in self.query.annotations:
            return self
        since = Q(changes__former_since__isnull=True) | Q(changes__former_since__lte=as_of)
        ended = Q(changes__decision="accepted", changes__decided_on__gt=as_of)
        return self.annotate(plan_then=FilteredRelation("changes", condition=ended & since)).annotate(
            due_then=stood("due_on")
        )


def stood(name: str) -> Case:
    """What the plan of an item said on the day of `with_plan_of`: what it says now, unless it was changed since.

    The accepted change that ended what stood then tells it.
    """
    return Case(When(plan_then__isnull=False, then=F(f"plan_then__former_{name}")), default=F(name))


@tracked()
class Item(GoingOn, CameWithLedger):
    """A finding as the organization must rectify it."""

    class Status(models.TextChoices):
        PENDING = "pending", _("Awaiting the plan")
        RECTIFYING = "rectifying", _("Rectifying")
        AWAITING_TEAM = "awaiting_team", _("Awaiting the team's acceptance")
        AWAITING_ACCEPTANCE = "awaiting_acceptance", _("Awaiting the office's close-out")
        RETURNED = "returned", _("Returned")
        CLOSED = "closed", _("Closed out")

    TONES = {
        Status.PENDING: "neutral",
        Status.RECTIFYING: "info",
        Status.AWAITING_TEAM: "warning",
        Status.AWAITING_ACCEPTANCE: "warning",
        Status.RETURNED: "danger",
        Status.CLOSED: "done",
    }

    STEPS = {
        Status.PENDING: {Status.RECTIFYING},
        Status.RECTIFYING: {Status.AWAITING_TEAM},
        Status.AWAITING_TEAM: {Status.AWAITING_ACCEPTANCE, Status.RETURNED, Status.RECTIFYING},
        Status.AWAITING_ACCEPTANCE: {Status.CLOSED, Status.RETURNED, Status.RECTIFYING},
        Status.RETURNED: {Status.AWAITING_TEAM},
        Status.CLOSED: {Status.RECTIFYING},
    }

    UNDER_WAY = (Status.RECTIFYING, Status.RETURNED)
    APPLIED_FOR = (Status.AWAITING_TEAM, Status.AWAITING_ACCEPTANCE)
    PLANNED = ("goal", "leader", "department", "due_on")
    """What its accepted plan says of it; from then on only an accepted change says otherwise (`ItemChange`)."""

    class Completion(models.TextChoices):
        """What the organization says of it; only the office closes out (docs/domain.md, completion)."""

        NOT_DONE = "not_done", _("Not completed")
        MOSTLY = "mostly", _("Basically completed")
        DONE = "done", _("Completed")

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="items", verbose_name=_("hand-over"))
    finding = models.OneToOneField("findings.Finding", models.PROTECT, related_name="item", verbose_name=_("finding"))
    number = models.PositiveIntegerField(_("item number"))
    goal = models.CharField(_("goal"), max_length=500, blank=True)
    leader = models.CharField(_("responsible leader"), max_length=50, blank=True)
    department = models.CharField(_("responsible department"), max_length=100, blank=True)
    deadline_kind = models.CharField(_("kind of deadline"), max_length=20, choices=DeadlineKind)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    kept_up = models.BooleanField(_("kept up lastingly"), default=False, db_default=False)
    completion = models.CharField(
        _("completion as reported"), max_length=20, choices=Completion, default=Completion.NOT_DONE
    )
    rules_made = models.PositiveIntegerField(_("rules made or revised"), default=0)
    funds_recovered = models.DecimalField(
        _("funds returned (yuan)"),
        max_digits=14,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
    )
    closed_on = models.DateField(_("closed out on"), null=True, blank=True)
    plan_returned_why = models.TextField(_("why its plan was returned"), max_length=5000, blank=True)
    reopened_on = models.DateField(_("reopened on"), null=True, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.PENDING)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["hand_over", "number"]
        verbose_name = _("item")
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "number"],
                name="item_number_once",
                violation_error_code="number",
                violation_error_message=_("This hand-over has an item of this number already."),
            ),
            models.CheckConstraint(
                condition=Q(deadline_kind="lasting")
                | Q(due_on__isnull=False)
                | Q(status="pending")
                | Q(imported_on__isnull=False),
                name="item_has_a_due_date_unless_lasting",
                violation_error_code="due_on",
                violation_error_message=_("An item needs a due date, unless it is to be kept up lastingly."),
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False)
                | (~Q(status="closed") & Q(closed_on__isnull=True)),
                name="closed_item_has_its_day",
                violation_error_code="closed_on",
                violation_error_message=_("A closed item needs the day of its close-out; no other item has one."),
            ),
        ]
        indexes = [
            models.Index(fields=["updated_at", "id"]),
            models.Index(fields=["status", "due_on"]),
        ]

    def __str__(self):
        return _("%(organization)s, item %(number)s") % {
            "organization": self.hand_over.inspection.organization,
            "number": self.number,
        }

    def get_absolute_url(self):
        return address_of_row("rectification:item", self.pk)

    def open_obligations(self):
        """What is owed on the item now, by either side."""
        return self.hand_over.inspection.obligations.open().on(self)

    def reached_days(self) -> tuple[str, ...]:
        """The day it is due follows from that of the feedback, which its ledger may not tell."""
        return () if self.deadline_kind == DeadlineKind.LASTING else ("due_on",)

    @property
    def is_lasting(self) -> bool:
        """Whether it is kept up lastingly, without a day, and so goes on in stages."""
        return self.deadline_kind == DeadlineKind.LASTING and self.due_on is None

    @property
    def rectified_from(self):
        """From when what is done counts: since it was opened again, or since its plan was accepted."""
        return self.reopened_on or self.hand_over.plan_accepted_on

    @property
    def came_back(self) -> bool:
        """Whether the office returned it and it was not applied for again."""
        return self.status == self.Status.RETURNED

    @property
    def is_closed(self) -> bool:
        return self.status == self.Status.CLOSED

    @property
    def days_left(self) -> int | None:
        """Until it is due, from today; negative when late, None for lasting ones and those closed out."""
        return None if self.is_closed else days_left(self.due_on)

    @property
    def is_overdue(self) -> bool:
        return not self.is_closed and self.due_on is not None and self.due_on < today()


class OfItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the items they belong to."""
        return self.filter(item__in=Item.objects.visible_to(user))
