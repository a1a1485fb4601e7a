"""What letters are written from, as the office edits it: their wording, and which facts propose one."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.models.entries import Entry, EntryQuerySet
from core.trail.recording import tracked

from .letters import LADDER, LetterKind

STANDS = Q(voided_on__isnull=True)


class OfOfficeQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds."""
        return self if reach_of(user).reads_all else self.none()

    def keepable_by(self, user):
        """Whoever issues letters."""
        return self.visible_to(user) if reach_of(user).may(Right.HAND_OVER) else self.none()


class LetterTemplateQuerySet(OfOfficeQuerySet):
    def in_force(self, kind, on):
        """The version of a kind that holds on that day, or None."""
        return self.standing().filter(kind=kind, in_force_on__lte=on).order_by("-in_force_on", "-pk").first()


@tracked()
class LetterTemplate(Entry):
    """The wording of one kind of letter, in one version; letters that are issued keep theirs."""

    kind = models.CharField(_("kind of letter"), max_length=20, choices=LetterKind)
    in_force_on = models.DateField(_("in force from"))
    text = models.TextField(_("text of the template"), max_length=5000)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-in_force_on", "-pk"]
        verbose_name = _("template of letters")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "in_force_on"],
                condition=STANDS,
                name="one_template_a_kind_and_day",
                violation_error_code="in_force_on",
                violation_error_message=_("A version from that day is entered already."),
            ),
        ]

    def __str__(self):
        return str(self.get_kind_display())

    def get_absolute_url(self):
        return address_of_row("rectification:letter_template", self.pk)


class LetterFact(models.TextChoices):
    """What speaks for a letter, counted of one inspection."""

    OVERDUE = "overdue", _("Items overdue")
    UNFINISHED = "unfinished", _("Items not completed near the end of focused rectification")
    RETURNED = "returned", _("Items returned again and again")
    REFUTED = "refuted", _("Items that a check found not as reported")
    UNANSWERED = "unanswered", _("Letters unanswered past their day")
    PAST_FINAL = "past_final", _("Items open past the final day of a warning")


MEASURED = {
    LetterFact.OVERDUE: _("%(amount)s days or more past their day"),
    LetterFact.UNFINISHED: _("from %(amount)s days before the end, below %(percent)s%%"),
    LetterFact.RETURNED: _("%(amount)s times or more"),
    LetterFact.REFUTED: "",
    LetterFact.UNANSWERED: _("%(amount)s days or more past their day"),
    LetterFact.PAST_FINAL: _("%(amount)s days or more past their day"),
}
"""What `amount` and `percent` of a rule say of its fact."""


class LetterRuleQuerySet(OfOfficeQuerySet):
    def in_force(self, on):
        """The latest rule of each letter and fact by that day."""
        known = self.standing().filter(in_force_on__lte=on)
        return known.order_by("kind", "fact", "-in_force_on", "-pk").distinct("kind", "fact")


@tracked()
class LetterRule(Entry):
    """From how much of a fact on a letter of the ladder is proposed; any one that is met proposes it."""

    kind = models.CharField(_("kind of letter"), max_length=20, choices=[(kind.value, kind.label) for kind in LADDER])
    fact = models.CharField(_("fact"), max_length=20, choices=LetterFact)
    at_least = models.PositiveSmallIntegerField(
        _("at least how many"), help_text=_("Items or letters; 0 switches the rule off.")
    )
    amount = models.PositiveSmallIntegerField(
        _("days or times"),
        default=0,
        help_text=_("Days past the day, days before the end of focused rectification, or how often returned."),
    )
    percent = models.PositiveSmallIntegerField(
        _("completion below (%)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Only near the end of focused rectification: items completed of all."),
    )
    in_force_on = models.DateField(_("in force from"))

    objects = LetterRuleQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("rule for letters")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "fact", "in_force_on"],
                condition=STANDS,
                name="one_letter_rule_a_day",
                violation_error_code="in_force_on",
                violation_error_message=_("There is a rule from that day already. Choose a later day."),
            ),
            models.CheckConstraint(
                condition=Q(fact="unfinished", percent__isnull=False, percent__gte=1, percent__lte=100)
                | (~Q(fact="unfinished") & Q(percent__isnull=True)),
                name="letter_rule_has_a_percentage_near_the_end",
                violation_error_code="percent",
                violation_error_message=_(
                    "A percentage is given near the end of focused rectification, and only there."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.get_fact_display()}"

    def get_absolute_url(self):
        return address_of_row("rectification:letter_rule", self.pk)

    @property
    def measure(self) -> str:
        """What its `amount` and `percent` say, in words."""
        return str(MEASURED[LetterFact(self.fact)]) % {"amount": self.amount, "percent": self.percent}

    @property
    def is_on(self) -> bool:
        return self.at_least > 0

    @property
    def threshold(self) -> str:
        """From how many on it proposes, in words."""
        return gettext("%(count)s or more") % {"count": self.at_least} if self.is_on else gettext("Not applied")
