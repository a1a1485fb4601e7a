"""The steps of supplements: issued on a hand-over, receipted here or on paper."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Asks, Step, Task, page, register_steps
from rectification import duties
from rectification.models import HandOver, Receipt, Supplement
from rectification.supplements.forms import SupplementForm
from rectification.supplements.services import OPEN, issue_supplement
from rounds.deadlines.querysets import with_owed_day
from rounds.place.lookups import Place


def signed_for(user) -> QuerySet:
    """Hand-overs of the office of which a feedback was signed for here or on paper."""
    signed = Receipt.objects.of_feedbacks().filter(hand_over=OuterRef("pk"))
    return HandOver.objects.handled_by(user).filter(Exists(signed))


def _signable(user) -> QuerySet:
    return with_owed_day(Supplement.objects.signable_by(user).unreceipted(), duties.SIGN_SUPPLEMENT)


def _recordable(user) -> QuerySet:
    return Supplement.objects.recordable_by(user).unreceipted()


OF_HAND_OVER = register_steps(
    HandOver,
    Step(
        "issue_supplement",
        _("Issue a supplement to the feedback"),
        rows=HandOver.objects.handled_by,
        offered=signed_for,
        states=OPEN,
        primary=False,
        service=issue_supplement,
        asks=Asks(
            SupplementForm,
            consequence=_(
                "What was signed for stays as it is. The supplement gets the next number, and the party secretary is "
                "asked to sign for it."
            ),
            button=_("Issue the supplement"),
        ),
        done=_("The supplement is issued. The organization has been told."),
        then=lambda hand_over, supplement: supplement,
        path="supplements",
    ),
)
STEPS = register_steps(
    Supplement,
    Step(
        "sign",
        _("Sign for the supplement"),
        page("rectification:supplement_sign"),
        rows=_signable,
        task=Task(
            _("Sign for supplement No. %(number)s to the feedback"),
            _("Go and sign"),
            detail=lambda supplement: str(supplement.hand_over),
            due_on=lambda supplement: supplement.owed_on,
        ),
    ),
    Step(
        "record_receipt",
        _("Record the receipt on paper for the supplement"),
        page("rectification:supplement_paper"),
        rows=_recordable,
        primary=False,
    ),
    reads=Place("hand_over__inspection").related,
)
