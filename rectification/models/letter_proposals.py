"""Letters the program proposes from the facts; a person issues one or dismisses it with a reason."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Func, Q, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField

from .letter_rules import LetterFact
from .letters import LADDER, Letter

WAITS = Q(letter__isnull=True, dismissed_on__isnull=True, lapsed_on__isnull=True)


class LetterProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds, but for organizations they are recused from."""
        reach = reach_of(user)
        if not reach.reads_all:
            return self.none()
        barred = reach.recused_organizations
        return self.exclude(inspection__organization__in=barred) if barred else self

    def waiting(self):
        """Neither issued nor dismissed, and the facts are still so."""
        return self.filter(WAITS)

    def waiting_first(self):
        """What is to be decided first, then the latest."""
        return self.order_by(Case(When(WAITS, then=0), default=1), "-proposed_on", "-pk")

    def dismissed(self):
        """Those somebody decided against."""
        return self.filter(dismissed_on__isnull=False)

    def decidable_by(self, user):
        """The office, but for organizations of their own."""
        reach = reach_of(user)
        if not reach.may(Right.HAND_OVER):
            return self.none()
        return self.visible_to(user).waiting().filter(reach.of_others("inspection__organization"))


@tracked()
class LetterProposal(models.Model):
    """The next letter of the ladder to the organization of one inspection, as the rules propose it from the facts.

    It waits until a letter is issued from it, somebody dismisses it, or its facts are so no more (`lapsed_on`).
    """

    inspection = models.ForeignKey(
        "rounds.Inspection", models.PROTECT, related_name="letter_proposals", verbose_name=_("inspection")
    )
    kind = models.CharField(_("kind of letter"), max_length=20, choices=[(kind.value, kind.label) for kind in LADDER])
    proposed_on = models.DateField(_("proposed on"))
    letter = models.OneToOneField(
        Letter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposal",
        verbose_name=_("letter issued from it"),
    )
    dismissed_on = models.DateField(_("dismissed on"), null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dismissed by"),
    )
    dismissed_why = models.CharField(_("reason of the dismissal"), max_length=500, blank=True)
    lapsed_on = models.DateField(_("facts no more so on"), null=True, blank=True)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = LetterProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_on", "-pk"]
        verbose_name = _("proposed letter")
        constraints = [
            models.UniqueConstraint(
                fields=["inspection"],
                condition=WAITS,
                name="one_waiting_proposal_an_inspection",
                violation_error_code="inspection",
                violation_error_message=_("A letter is proposed for this inspection already."),
            ),
            models.CheckConstraint(
                condition=Q(dismissed_on__isnull=True, dismissed_by__isnull=True)
                | (
                    Q(dismissed_on__isnull=False, dismissed_by__isnull=False, letter__isnull=True)
                    & ~Q(dismissed_why="")
                ),
                name="letter_proposal_dismissed_wholly",
                violation_error_code="dismissed_why",
                violation_error_message=_("Say why no letter is issued."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.get_kind_display()} {self.inspection.organization}"

    def get_absolute_url(self):
        return address_of_row("rectification:letter_proposal", self.pk)

    @property
    def is_waiting(self) -> bool:
        return self.letter_id is None and self.dismissed_on is None and self.lapsed_on is None

    @property
    def reasons(self) -> str:
        """What speaks for it, one after the other."""
        return "；".join(fact.words for fact in self.facts.all())

    @property
    def state(self):
        """What became of it, in words."""
        if self.letter_id:
            return _("Issued")
        if self.dismissed_on:
            return _("No letter issued")
        return _("Facts no more so") if self.lapsed_on else _("Waiting")


class LetterProposalFactQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the proposals they are of."""
        return self.filter(proposal__in=LetterProposal.objects.visible_to(user))

    def rows_of(self, key, *, of_letters=False):
        """The keys of what one of these facts counts, items or letters; none where it counts the other."""
        facts = self.filter(pk=key).filter(
            Q(fact=LetterFact.UNANSWERED) if of_letters else ~Q(fact=LetterFact.UNANSWERED)
        )
        return facts.annotate(row=Func("rows", function="unnest")).values("row")


@tracked(part_of="proposal")
class LetterProposalFact(models.Model):
    """One fact that speaks for a proposed letter: how many items or letters, and which."""

    proposal = models.ForeignKey(
        LetterProposal, models.CASCADE, related_name="facts", verbose_name=_("proposed letter")
    )
    fact = models.CharField(_("fact"), max_length=20, choices=LetterFact)
    amount = models.PositiveSmallIntegerField(_("days or times"), default=0)
    percent = models.PositiveSmallIntegerField(_("completion below (%)"), null=True, blank=True)
    rows = ArrayField(models.BigIntegerField(), verbose_name=_("items or letters"))

    objects = LetterProposalFactQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("fact for a letter")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "fact"],
                name="one_fact_a_proposal",
                violation_error_code="fact",
                violation_error_message=_("This fact is told already."),
            ),
        ]

    def __str__(self):
        return self.words

    @property
    def count(self) -> int:
        """How many items or letters it counts."""
        return len(self.rows)

    @property
    def words(self) -> str:
        """One sentence, in the language in use: what is so, with its number."""
        count = self.count
        said = {
            "overdue": ngettext("%(count)s item is overdue", "%(count)s items are overdue", count),
            "unfinished": ngettext(
                "%(count)s item is not completed, and focused rectification is near its end or over",
                "%(count)s items are not completed, and focused rectification is near its end or over",
                count,
            ),
            "returned": ngettext(
                "the close-out of %(count)s item was returned %(amount)s times or more",
                "the close-outs of %(count)s items were returned %(amount)s times or more",
                count,
            ),
            "refuted": ngettext(
                "a check found %(count)s item not to be as reported",
                "checks found %(count)s items not to be as reported",
                count,
            ),
            "unanswered": ngettext(
                "%(count)s letter is unanswered past its day", "%(count)s letters are unanswered past their day", count
            ),
            "past_final": ngettext(
                "%(count)s item is open past the final day of the warning",
                "%(count)s items are open past the final day of the warning",
                count,
            ),
        }
        return said[self.fact] % {"count": count, "amount": self.amount}
