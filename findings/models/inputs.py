"""What cooperating bodies told the office, and what became of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.models.entries import Entry, EntryQuerySet
from core.trail.recording import tracked


class CooperationInputQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds; the body what it sent itself; a team what was given to it."""
        reach = reach_of(user)
        if reach.reads_all:
            return self.filter(reach.of_inspections("inspection"))
        seen = Q(inspection__in=reach.inspections)
        if reach.may(Right.SEND_INPUTS) and reach.body:
            seen |= Q(body=reach.body)
        return self.filter(seen)

    def keepable_by(self, user):
        """The office's; and of the body that sent it, as long as it is given to no team."""
        reach, seen = reach_of(user), self.visible_to(user)
        if reach.may(Right.KEEP_ROUNDS):
            return seen
        if reach.may(Right.SEND_INPUTS) and reach.body:
            return seen.filter(body=reach.body, inspection=None)
        return seen.none()

    def open(self):
        """Standing, and nobody has said what became of it."""
        return self.standing().filter(settled_on__isnull=True)

    def giveable_by(self, user):
        """The office gives what is open to a team, or to another one."""
        return self.keepable_by(user).open() if reach_of(user).may(Right.KEEP_ROUNDS) else self.none()

    def waiting(self):
        """Given to no team yet."""
        return self.filter(inspection=None)

    def settleable_by(self, user):
        """Who leads the team it was given to says what became of it; the office of what no team has."""
        reach = reach_of(user)
        given = Q(inspection__team__in=reach.led_teams | reach.deputy_teams, inspection__in=reach.inspections)
        office = Q(inspection=None) if reach.may(Right.KEEP_ROUNDS) else Q(pk__in=[])
        return self.visible_to(user).open().filter(given | office)

    def led_by(self, user):
        """Of these, those given to teams this user leads."""
        return self.settleable_by(user).filter(inspection__team__in=reach_of(user).led_teams)


@tracked()
class CooperationInput(Entry):
    """One piece of information (通报信息), or one problem (移交问题), from a body (docs/domain.md, cooperation)."""

    class Kind(models.TextChoices):
        NOTICE = "notice", _("Information")
        PROBLEM = "problem", _("Problem handed over")

    class Result(models.TextChoices):
        TAKEN_UP = "taken_up", _("Taken up")
        NOT_TAKEN_UP = "not_taken_up", _("Not taken up")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    body = models.ForeignKey("rounds.Body", models.PROTECT, related_name="inputs", verbose_name=_("sending body"))
    received_on = models.DateField(_("received on"))
    about = models.CharField(_("unit concerned"), max_length=100, blank=True)
    title = models.CharField(_("title"), max_length=100)
    content = models.TextField(_("content"), max_length=2000)
    inspection = models.ForeignKey(
        "rounds.Inspection",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inputs",
        verbose_name=_("given to the team of"),
    )
    given_on = models.DateField(_("given to the team on"), null=True, blank=True)
    result = models.CharField(_("what became of it"), max_length=20, choices=Result, blank=True)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    why = models.TextField(_("reason"), max_length=500, blank=True)
    paper = models.ForeignKey(
        "findings.WorkingPaper",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inputs",
        verbose_name=_("working paper"),
    )
    finding = models.ForeignKey(
        "findings.Finding", models.PROTECT, null=True, blank=True, related_name="inputs", verbose_name=_("finding")
    )
    lead = models.ForeignKey(
        "findings.Lead", models.PROTECT, null=True, blank=True, related_name="inputs", verbose_name=_("lead")
    )

    objects = CooperationInputQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name = _("cooperation input")
        constraints = [
            models.CheckConstraint(
                condition=Q(inspection__isnull=True) ^ Q(given_on__isnull=False),
                name="input_given_has_its_day",
                violation_error_code="given_on",
                violation_error_message=_("Say to which team it was given, and when."),
            ),
            models.CheckConstraint(
                condition=Q(result="") ^ Q(settled_on__isnull=False),
                name="input_settled_has_its_day",
                violation_error_code="settled_on",
                violation_error_message=_("Say what became of it, and when."),
            ),
            models.CheckConstraint(
                condition=~Q(result="not_taken_up") | ~Q(why=""),
                name="input_not_taken_up_says_why",
                violation_error_code="why",
                violation_error_message=_("Say why it was not taken up."),
            ),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True) | Q(given_on__gte=F("received_on")),
                name="input_given_after_received",
                violation_error_code="given_on",
                violation_error_message=_("It cannot be given to a team before it was received."),
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("received_on")),
                name="input_settled_after_received",
                violation_error_code="settled_on",
                violation_error_message=_("It cannot be settled before it was received."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"]), models.Index(fields=["received_on"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of_row("findings:input", self.pk)

    @property
    def is_settled(self) -> bool:
        return self.settled_on is not None
