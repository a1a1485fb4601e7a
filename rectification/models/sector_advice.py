"""Advice to functional departments on what is wrong in a whole sector (移交职能部门建议、行业整治)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.models.entries import Entry, EntryQuerySet
from core.trail.recording import tracked
from core.workdays.reckoning import today

from .items import Item

OPEN = Q(accepted_on__isnull=True)


class SectorAdviceQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Office and leading group, but for what came of organizations they are recused from; a body its own."""
        reach = reach_of(user)
        if reach.reads_all:
            barred = reach.recused_organizations
            return self.exclude(inspection__organization__in=barred) if barred else self
        return self.filter(body=reach.body) if reach.body else self.none()

    def voidable_by(self, user, *, standing=True):
        """The office, receipted or not."""
        kept = self.visible_to(user) if reach_of(user).may(Right.HAND_OVER) else self.none()
        return kept.standing() if standing else kept

    def keepable_by(self, user):
        """The office; what was receipted reads for ever as it was receipted."""
        return self.voidable_by(user, standing=False).filter(receipted_on__isnull=True)

    def of_side(self, user):
        """Those of the body for which the user stands."""
        reach = reach_of(user)
        return self.visible_to(user).filter(body=reach.body).standing() if reach.body else self.none()

    def unanswered(self):
        """Those that stand and lie with the body: without an answer, or with one that was returned."""
        return self.standing().filter(answered_on__isnull=True)

    def receiptable_by(self, user):
        """The body's accounts receipt; an answer says as much."""
        return self.of_side(user).unanswered().filter(receipted_on__isnull=True)

    def receipts_recordable_by(self, user):
        """The office records a receipt on paper."""
        return self.voidable_by(user).unanswered().filter(receipted_on__isnull=True)

    def answerable_by(self, user):
        """The body's accounts answer."""
        return self.of_side(user).unanswered()

    def recordable_by(self, user):
        """The office records an answer that came on paper."""
        return self.voidable_by(user).unanswered()

    def decidable_by(self, user):
        """The office accepts an answer or returns it."""
        return self.voidable_by(user).filter(OPEN, answered_on__isnull=False)


@tracked()
class SectorAdvice(Entry):
    """What the office advises a functional department to put right in its whole sector; answered by a day.

    The answer is accepted, or returned with a reason and a new day; what a returned one said stays until the next.
    `items` are the findings it grew from, seen by the office and the leading group only.
    """

    body = models.ForeignKey(
        "rounds.Body", models.PROTECT, related_name="sector_advice", verbose_name=_("functional department")
    )
    number = models.CharField(_("document number"), max_length=50)
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
    receipted_on = models.DateField(_("receipted on"), null=True, blank=True, editable=False)
    receipted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("receipted by"),
    )
    receipt_document = models.CharField(_("document of the receipt"), max_length=100, blank=True, editable=False)
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
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(voided_on__isnull=True),
                name="one_advice_a_number",
                violation_error_code="number",
                violation_error_message=_("Advice of this number is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=1),
                name="advice_has_a_piece",
                violation_error_code="amount",
                violation_error_message=_("There is at least one piece of advice."),
            ),
            models.CheckConstraint(
                condition=Q(answer_due_on__gte=F("sent_on")),
                name="advice_answered_after_it_is_sent",
                violation_error_code="answer_due_on",
                violation_error_message=_("No answer is due before the advice is sent."),
            ),
            models.CheckConstraint(
                condition=Q(receipted_on__isnull=True, receipted_by__isnull=True)
                | (
                    Q(receipted_on__isnull=False, receipted_on__gte=F("sent_on"))
                    & (Q(receipted_by__isnull=False) | ~Q(receipt_document=""))
                ),
                name="advice_receipted_wholly",
                violation_error_code="receipt_document",
                violation_error_message=_(
                    "It is not receipted before it is sent; a receipt on paper names its document."
                ),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | (Q(answered_on__gte=F("sent_on")) & ~Q(handling="")),
                name="advice_answered_wholly",
                violation_error_code="handling",
                violation_error_message=_("An answer says what was done, and is not given before the advice is sent."),
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

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return address_of_row("rectification:sector_advice_entry", self.pk)

    @property
    def is_settled(self) -> bool:
        """Whether no answer is owed any more."""
        return self.answered_on is not None or self.is_void

    @property
    def is_overdue(self) -> bool:
        return not self.is_settled and self.answer_due_on < today()

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.is_void:
            return gettext("Void")
        if self.accepted_on:
            return pgettext_lazy("sector advice", "Answer accepted")
        if self.answered_on:
            return pgettext_lazy("sector advice", "Answered, to be decided on")
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
