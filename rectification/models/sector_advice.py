"""Advice to functional departments on what is wrong in a whole sector (移交职能部门建议、行业整治)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.models.entries import EntryQuerySet
from core.trail.recording import tracked

from .answered import Answered, AnsweredQuerySet, whole
from .items import Item

OPEN = Q(accepted_on__isnull=True)


class OfBodyQuerySet(EntryQuerySet):
    """Entries about a body: the office keeps them, the body sees its own."""

    def visible_to(self, user):
        """Office and leading group, but for what came of organizations they are recused from; a body its own."""
        reach = reach_of(user)
        if reach.reads_all:
            barred = reach.recused_organizations
            return self.exclude(inspection__organization__in=barred) if barred else self
        return self.filter(body=reach.body) if reach.body else self.none()

    def keepable_by(self, user):
        """The office."""
        return self.visible_to(user) if reach_of(user).may(Right.HAND_OVER) else self.none()

    def of_side(self, user):
        """Those of the body for which the user stands."""
        reach = reach_of(user)
        return self.visible_to(user).filter(body=reach.body) if reach.body else self.none()


class SectorAdviceQuerySet(AnsweredQuerySet, OfBodyQuerySet):
    """Advice of both sides: the office keeps it and decides on the answer, the department receipts and answers."""

    def decidable_by(self, user):
        """The office accepts an answer or returns it."""
        return self.voidable_by(user).filter(OPEN, answered_on__isnull=False)


@tracked()
class SectorAdvice(Answered):
    """What the office advises a functional department to put right in its whole sector; answered by a day.

    The answer is accepted, or returned with a reason and a new day; what a returned one said stays until the next.
    `items` are the findings it grew from, seen by the office and the leading group only.
    """

    OUT_ON = "sent_on"

    body = models.ForeignKey(
        "rounds.Body", models.PROTECT, related_name="sector_advice", verbose_name=_("functional department")
    )
    title = models.CharField(pgettext_lazy("sector advice", "subject"), max_length=100)
    text = models.TextField(_("common problem and advice"), max_length=5000)
    amount = models.PositiveSmallIntegerField(_("pieces of advice"), default=1)
    sent_on = models.DateField(pgettext_lazy("sector advice", "sent to the department on"))
    answer_due_on = models.DateField(pgettext_lazy("sector advice", "answer due on"))
    inspection = models.ForeignKey(
        "rounds.Inspection",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sector_advice",
        verbose_name=_("inspection"),
        help_text=_("Where the advice grew from one; the department is not told of it."),
    )
    items = models.ManyToManyField(
        Item,
        through="rectification.AdvisedItem",
        related_name="sector_advice",
        verbose_name=_("findings it grew from"),
        blank=True,
    )
    answered_on = models.DateField(pgettext_lazy("sector advice", "answered on"), null=True, blank=True)
    handling = models.TextField(pgettext_lazy("sector advice", "what was done"), max_length=2000, blank=True)
    used = models.TextField(_("how the results were used"), max_length=2000, blank=True)
    returned_on = models.DateField(_("answer returned on"), null=True, blank=True, editable=False)
    returned_why = models.CharField(_("why the answer was returned"), max_length=500, blank=True, editable=False)
    accepted_on = models.DateField(pgettext_lazy("sector advice", "answer accepted on"), null=True, blank=True)

    objects = SectorAdviceQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        verbose_name = _("advice to a department")
        constraints = [
            *whole(
                "advice",
                "sent",
                "handling",
                number=_("Advice of this number is entered already."),
                due=_("No answer is due before the advice is sent."),
                receipt=_("It is not receipted before it is sent; a receipt on paper names its document."),
                answer_words=_("An answer says what was done, and is not given before the advice is sent."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=1),
                name="advice_has_a_piece",
                violation_error_code="amount",
                violation_error_message=_("There is at least one piece of advice."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True)
                | Q(answered_on__isnull=False, accepted_on__gte=F("answered_on")),
                name="advice_accepted_once_answered",
                violation_error_code="accepted_on",
                violation_error_message=_("An answer is accepted once it is there, and not before."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def get_absolute_url(self):
        return address_of_row("rectification:sector_advice_entry", self.pk)

    @property
    def is_done(self) -> bool:
        """Whether its answer is accepted, too."""
        return self.accepted_on is not None or self.is_void

    @property
    def awaits(self) -> str:
        """That its answer is to be decided on; "" where it is not."""
        return pgettext("sector advice", "Answered, to be decided on") if self.is_settled and not self.is_done else ""

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.is_void:
            return gettext("Void")
        if self.accepted_on:
            return pgettext_lazy("sector advice", "Answer accepted")
        if self.awaits:
            return self.awaits
        if self.returned_on:
            return pgettext_lazy("sector advice", "Answer returned")
        return pgettext_lazy("sector advice", "Answer awaited")


class AdvisedItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the items, for whoever reads all; never a body."""
        if not reach_of(user).reads_all:
            return self.none()
        return self.filter(item__in=Item.objects.visible_to(user), advice__in=SectorAdvice.objects.visible_to(user))


@tracked(part_of="advice")
class AdvisedItem(models.Model):
    """A finding that advice grew from, as its organization has to rectify it."""

    advice = models.ForeignKey(
        SectorAdvice, models.CASCADE, related_name="advised", verbose_name=_("advice to a department")
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="advised", verbose_name=_("item"))

    objects = AdvisedItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding behind advice")
        constraints = [
            models.UniqueConstraint(
                fields=["advice", "item"],
                name="advised_item_once",
                violation_error_code="item",
                violation_error_message=_("This item is named already."),
            )
        ]

    def __str__(self):
        return str(self.item)
