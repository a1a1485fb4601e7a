"""Pauses by hand (停办): a duty stands still for a while because somebody above who owes it said so."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.trail.recording import tracked
from core.workdays.reckoning import today
from rounds.deadlines import kinds
from rounds.deadlines.kinds import Owner


class StandstillQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the obligations they are about."""
        return self.filter(
            obligation__in=self.model._meta.get_field("obligation").related_model.objects.visible_to(user)
        )

    def covering(self, day: date):
        """In which a duty stands still on that day, whatever became of them since."""
        unended = Q(resumed_on__isnull=True) | Q(resumed_on__gt=day)
        return self.filter(unended, Q(until__isnull=True) | Q(until__gt=day), paused_on__lte=day)


@tracked()
class Standstill(models.Model):
    """One obligation paused by hand, with the reason; nobody is reminded of it, and no day of it is late.

    It lasts from `paused_on` to the day before it is resumed: by hand, or by itself on the day `until`. Where
    `gives_back` is true, the days of the pause are given back (docs/domain.md, pauses); the day it was owed by
    before is `former_due_on`.
    """

    obligation = models.ForeignKey(
        "rounds.Obligation", models.CASCADE, related_name="standstills", verbose_name=_("obligation")
    )
    paused_on = models.DateField(_("paused on"))
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("paused by")
    )
    why = models.CharField(_("why it is paused"), max_length=200)
    until = models.DateField(_("paused until"), null=True, blank=True)
    gives_back = models.BooleanField(_("days given back"), default=False)
    former_due_on = models.DateField(_("formerly due on"))
    resumed_on = models.DateField(_("resumed on"), null=True, blank=True)
    resumed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resumed by"),
    )
    resumed_why = models.CharField(_("why it is resumed"), max_length=200, blank=True)

    objects = StandstillQuerySet.as_manager()

    class Meta:
        ordering = ["-paused_on", "-pk"]
        verbose_name = _("pause of a duty")
        constraints = [
            models.UniqueConstraint(
                fields=["obligation"],
                condition=Q(resumed_on__isnull=True),
                name="one_open_standstill_an_obligation",
                violation_error_code="obligation",
                violation_error_message=_("This is paused already."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("paused_on")),
                name="standstill_ends_after_it_began",
                violation_error_code="until",
                violation_error_message=_("The day on which it runs again must be after today."),
            ),
            models.CheckConstraint(
                condition=Q(resumed_on__isnull=True) | Q(resumed_on__gte=F("paused_on")),
                name="standstill_resumed_after_it_began",
                violation_error_code="resumed_on",
                violation_error_message=_("Nothing is resumed before it is paused."),
            ),
        ]

    def __str__(self):
        return f"{self.obligation} {self.paused_on:%Y-%m-%d}"


def words_of_pause(until: date | None) -> str:
    """That something is paused, and until when."""
    if until is None:
        return gettext("Paused until further notice")
    return gettext("Paused until %(day)s") % {"day": f"{until:%Y-%m-%d}"}


class StandingStill(models.QuerySet):
    """What a set of obligations knows of pauses by hand."""

    def at_rest(self, day: date | None = None):
        """Paused by hand on that day, today unless it is given."""
        return self.filter(_pausing(day or today()))

    def not_at_rest(self, day: date | None = None):
        """Not paused by hand on that day, today unless it is given."""
        return self.filter(~_pausing(day or today()))

    def with_rest(self):
        """Each with the day since which it is paused by hand today, and the day on which it runs again."""
        pauses = Standstill.objects.covering(today()).filter(obligation=OuterRef("pk"))
        return self.annotate(
            rests_since=Subquery(pauses.values("paused_on")[:1]), rests_until=Subquery(pauses.values("until")[:1])
        )

    def pausable_by(self, user):
        """What the user may pause: it runs, and they stand above who owes it and owe it in no way themselves."""
        return self.visible_to(user).running().owed_below(user).owed_by_others(user)

    def resumable_by(self, user):
        """What is paused by hand, and the user might have paused."""
        return self.visible_to(user).open().at_rest().owed_below(user).owed_by_others(user)

    def owed_by_others(self, user):
        """Neither owed by this person, nor by the body they stand for or a team they lead."""
        reach = reach_of(user)
        own = Q(account__in=reach.own_accounts | {user.pk}) if user.pk else Q(pk__in=[])
        if reach.body:
            own |= Q(body=reach.body)
        if led := reach.led_teams | reach.deputy_teams:
            own |= Q(node__in=kinds.owned_by(Owner.TEAM_LEADER), inspection__team__in=led)
        return self.exclude(own)


def _pausing(day: date) -> Exists:
    return Exists(Standstill.objects.covering(day).filter(obligation=OuterRef("pk")))
