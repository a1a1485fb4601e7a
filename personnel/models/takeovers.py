"""Takeovers (整改责任交接): a new secretary or liaison of an organization takes over what it still owes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Role
from core.addresses import address_of_row
from core.names.fields import NameField
from core.trail.recording import tracked
from core.trail.versions import VersionField
from core.wording import for_reader


class TakeoverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds, but for organizations they are recused from; the organization and its leader."""
        reach = reach_of(user)
        if not reach.reads_all:
            return self.filter(reach.of_organizations("organization"))
        return self.exclude(organization__in=reach.recused_organizations)

    def open(self):
        """Those nobody has confirmed and that have not lapsed."""
        return self.filter(status=Takeover.Status.OPEN)

    def takeable_by(self, user):
        """The newcomer's own, and nobody's in their place, as long as they hold the post."""
        posts = [role for role in (Role.SECRETARY, Role.LIAISON) if role in reach_of(user).roles]
        return self.visible_to(user).open().filter(account=user.pk, role__in=posts)


@tracked()
class Takeover(models.Model):
    """That the account of a post changed from one person to another, and what the newcomer took over on which day.

    Names are those of the day and stay so, whatever becomes of the accounts. What was taken over is frozen in
    `TakenDuty`. It lapses where the newcomer leaves the post before confirming it.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Not taken over yet")
        TAKEN = "taken", _("Taken over")
        LAPSED = "lapsed", _("Lapsed")

    STEPS = {
        Status.OPEN: {Status.TAKEN, Status.LAPSED},
        Status.TAKEN: set(),
        Status.LAPSED: set(),
    }
    TONES = {Status.OPEN: "warning", Status.TAKEN: "success", Status.LAPSED: "neutral"}

    organization = models.ForeignKey(
        "rounds.Organization", models.PROTECT, related_name="takeovers", verbose_name=_("party organization")
    )
    role = models.CharField(
        _("post taken over"),
        max_length=30,
        choices=[(Role.SECRETARY, Role.SECRETARY.label), (Role.LIAISON, Role.LIAISON.label)],
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="takeovers", verbose_name=_("account of the newcomer")
    )
    predecessor = NameField(_("predecessor"), max_length=50)
    newcomer = NameField(_("newcomer"), max_length=50)
    begun_on = models.DateField(_("post changed on"))
    taken_on = models.DateField(_("duties taken over on"), null=True, blank=True)
    text = models.TextField(_("statement of the newcomer"), max_length=1000, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.OPEN)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = TakeoverQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("takeover of duties")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "role"],
                condition=Q(status="open"),
                name="one_open_takeover_a_post",
                violation_error_code="role",
                violation_error_message=_("The duties of this post wait to be taken over already."),
            ),
            models.CheckConstraint(
                condition=Q(status="taken", taken_on__isnull=False) & ~Q(text="")
                | ~Q(status="taken") & Q(taken_on__isnull=True),
                name="takeover_has_its_day_and_statement",
                violation_error_code="taken_on",
                violation_error_message=_("What is taken over has its day and the newcomer's statement."),
            ),
        ]

    def __str__(self):
        words = _("{organization}: {predecessor} → {newcomer}")
        told = {"organization": self.organization, "predecessor": self.predecessor, "newcomer": self.newcomer}
        return str(format_lazy(words, **told))

    def get_absolute_url(self):
        return address_of_row("personnel:takeover", self.pk)


class TakenDutyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the takeover."""
        return self.filter(takeover__in=Takeover.objects.visible_to(user))


@tracked(part_of="takeover", exclude=["titles"])
class TakenDuty(models.Model):
    """One duty that was open when it was taken over: its words and its day as they were then."""

    takeover = models.ForeignKey(Takeover, models.PROTECT, related_name="duties", verbose_name=_("takeover of duties"))
    obligation = models.ForeignKey(
        "rounds.Obligation", models.PROTECT, null=True, related_name="+", verbose_name=_("obligation")
    )
    title = models.CharField(_("what is owed"), max_length=200)
    titles = models.JSONField(default=dict, blank=True, editable=False)
    due_on = models.DateField(_("due on"))

    objects = TakenDutyQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("duty taken over")
        constraints = [
            models.UniqueConstraint(
                fields=["takeover", "obligation"],
                name="duty_taken_over_once",
                violation_error_code="obligation",
                violation_error_message=_("This duty is in the list already."),
            )
        ]

    def __str__(self):
        return self.told

    @property
    def told(self) -> str:
        """What was owed, in the reader's language."""
        return for_reader(self.title, self.titles)


class TakenMatterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the takeover."""
        return self.filter(takeover__in=Takeover.objects.visible_to(user))


@tracked(part_of="takeover")
class TakenMatter(models.Model):
    """What lay open beside the duties when they were taken over: an item, a plan, a letter, a report.

    Words, state and day are those of that day, in the language of the house, whatever became of it.
    """

    takeover = models.ForeignKey(
        Takeover, models.PROTECT, related_name="matters", verbose_name=_("takeover of duties")
    )
    kind = models.CharField(_("kind of matter"), max_length=20)
    title = models.CharField(_("matter"), max_length=300)
    state = models.CharField(_("how it stood"), max_length=50)
    due_on = models.DateField(_("due on"), null=True, blank=True)

    objects = TakenMatterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("matter taken over")

    def __str__(self):
        return self.title
