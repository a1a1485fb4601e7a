"""Who is reminded of what: the rules, the reminders written, and who stands for each owner."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, Max, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.trail.recording import tracked
from rounds.models import Obligation, Standstill


class ReminderRuleQuerySet(models.QuerySet):
    def standing(self):
        """As they are from tomorrow on: those that were not changed or taken away."""
        return self.filter(until=None)


@tracked()
class ReminderRule(models.Model):
    """A threshold at which is reminded, and who is told besides those who owe (docs/domain.md, reminders).

    A threshold goes by the rule of the day on which it passes: one that is held from `since` (None: always) to the day
    before `until` (None: it stands). So no rule that is added, changed or taken away reminds of what has passed.
    """

    class Audience(models.TextChoices):
        OWNER = "owner", _("Those who owe")
        SUPERIOR = "superior", _("Those who owe and their division leader")
        SECRETARY = "secretary", _("Those who owe and their party secretary")
        DIVISION = "division", _("Those who owe, their secretary and division leader")

    CIRCLES = {
        Audience.OWNER: (0,),
        Audience.SUPERIOR: (0, 2),
        Audience.SECRETARY: (0, 1),
        Audience.DIVISION: (0, 1, 2),
    }
    """The circles of `Seat` that each audience takes in."""

    days_left = models.SmallIntegerField(_("days left"), help_text=_("Negative when overdue."))
    audience = models.CharField(_("who is told"), max_length=20, choices=Audience)
    since = models.DateField(_("held from"), null=True, blank=True)
    until = models.DateField(_("held until before"), null=True, blank=True)

    objects = ReminderRuleQuerySet.as_manager()

    class Meta:
        db_table = "rectification_reminderrule"  # where it stood first
        ordering = ["-days_left", "-pk"]
        verbose_name = _("reminder rule")
        constraints = [
            models.UniqueConstraint(
                fields=["days_left"],
                condition=Q(until=None),
                name="one_standing_rule_a_threshold",
                violation_error_code="days_left",
                violation_error_message=_("There is a rule at this threshold already."),
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gt=models.F("since")),
                name="reminder_rule_held_for_a_day",
                violation_error_code="until",
                violation_error_message=_("A rule is held for a day at least."),
            ),
        ]

    def __str__(self):
        return threshold_words(self.days_left)

    def get_absolute_url(self):
        return reverse("personnel:reminder_rules")

    def holds_on(self, day: date) -> bool:
        """Whether a threshold that passes on this day goes by it."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def threshold_words(days_left: int) -> str:
    """A threshold as people say it: so many days before, on the day, so many days after."""
    if days_left > 0:
        return gettext("%(days)d days before") % {"days": days_left}
    return gettext("on the day") if days_left == 0 else gettext("%(days)d days after") % {"days": -days_left}


class ReminderQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the obligations they are about."""
        return self.filter(obligation__in=Obligation.objects.visible_to(user))


class Reminder(models.Model):
    """One reminder to one person: written before it is sent, once for each threshold of each due date.

    Nothing but the unique index is kept on it, because a sweep writes many at once. What was urged by hand stands
    `BY_HAND` in the place of a threshold.
    """

    BY_HAND = -(2**15)

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="reminders", db_index=False)
    threshold = models.SmallIntegerField(_("days left"))
    due_on = models.DateField(_("due on"))
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders", db_index=False)
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        db_table = "rectification_reminder"  # where it stood first
        ordering = ["-pk"]
        verbose_name = _("reminder")
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "threshold", "due_on", "recipient"],
                name="reminded_once",
                violation_error_code="threshold",
                violation_error_message=_("This reminder is written already."),
            ),
        ]

    def __str__(self):
        return f"{self.obligation} {self.threshold}"


class UrgingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the obligations they are about."""
        return self.filter(obligation__in=Obligation.objects.visible_to(user))


@tracked()
class Urging(models.Model):
    """One obligation urged by hand (催办), beside the reminders that come by themselves; once a day.

    `told` is how many accounts were told, which stand for who owes it and for their secretary.
    """

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="urgings", verbose_name=_("obligation"))
    words = models.CharField(_("what is added"), max_length=200, blank=True)
    urged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("urged by")
    )
    urged_on = models.DateField(_("urged on"))
    told = models.PositiveSmallIntegerField(_("accounts told"))

    objects = UrgingQuerySet.as_manager()

    class Meta:
        ordering = ["-urged_on", "-pk"]
        verbose_name = _("urging")
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "urged_on"],
                name="urged_once_a_day",
                violation_error_code="urged_on",
                violation_error_message=_("This was urged today already."),
            ),
        ]

    def __str__(self):
        return f"{self.obligation} {self.urged_on:%Y-%m-%d}"


class Seat(models.Model):
    """A row of the view `personnel_seat`: an account that stands for an owner of obligations.

    `owner` and `owner_id` name the owner: an organization, a body, a team, an account (a division leader, or of the
    office whom something was handed on to) or, by 0, a side of which there is one.
    `circle` says where the account stands: 0 who owes, 1 their secretary, 2 one level up; which of them a
    reminder tells says its audience (`ReminderRule.CIRCLES`). A seat from a posting is held from `since` to the day
    before `until`.
    """

    pk = models.CompositePrimaryKey("owner", "owner_id", "circle", "account")
    owner = models.CharField(max_length=20)
    owner_id = models.BigIntegerField()
    circle = models.SmallIntegerField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "personnel_seat"
        verbose_name = _("seat")
        default_permissions = ()

    def __str__(self):
        return f"{self.owner} {self.owner_id}"


class ComingReminderQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the obligations they are about."""
        return self.filter(obligation__in=Obligation.objects.visible_to(user))

    def within(self, on, days):
        """Those of the `days` days after `on`, and those of `on` itself that no sweep has written yet."""
        until = on + timedelta(days=days)
        written = Reminder.objects.filter(
            obligation=OuterRef("obligation"), threshold=OuterRef("threshold"), due_on=OuterRef("obligation__due_on")
        )
        is_coming = Q(day__gt=on, day__lte=until) | (Q(day=on) & ~Exists(written))
        rested = Standstill.objects.filter(resumed_on=None, until__gt=on).order_by("obligation__due_on")
        bounds = ReminderRule.objects.aggregate(
            least=Min("days_left", default=0),
            most=Max("days_left", default=0),
            rested=Min(Subquery(rested.values("obligation__due_on")[:1])),
        )
        first = on + timedelta(days=bounds["least"])
        due = (min(first, bounds["rested"] or first), until + timedelta(days=bounds["most"]))
        return self.filter(is_coming, obligation__due_on__range=due)  # the index of open obligations is by due day


class ComingReminder(models.Model):
    """A row of the view `personnel_comingreminder`: the day on which a running obligation passes a threshold.

    As things stand now: what is met, paused or given another day until then is not reminded of. What is paused by hand
    until a day passes on that day the latest of the thresholds that have gone by.
    """

    pk = models.CompositePrimaryKey("obligation", "threshold")
    obligation = models.ForeignKey(Obligation, models.DO_NOTHING, related_name="+")
    threshold = models.SmallIntegerField(_("why"))
    audience = models.CharField(_("who is told"), max_length=20, choices=ReminderRule.Audience)
    day = models.DateField(_("reminded on"))

    objects = ComingReminderQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "personnel_comingreminder"
        ordering = ["day", "obligation", "threshold"]
        verbose_name = _("reminder to come")
        default_permissions = ()

    def __str__(self):
        return f"{self.obligation} {threshold_words(self.threshold)}"

    def get_absolute_url(self):
        return self.obligation.get_absolute_url()

    @property
    def why(self) -> str:
        """Its threshold in words."""
        return threshold_words(self.threshold)

    @property
    def told_in_words(self) -> str:
        """Whom it tells, as `personnel.reminders.seats.with_told` found them."""
        return gettext(", ").join(self.told) or gettext("Nobody stands for who owes it")
