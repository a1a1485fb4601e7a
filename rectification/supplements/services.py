"""Supplements (补充反馈): issued by the office once a feedback is signed for, and receipted by the same rules."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_side, require_status, require_text
from core.workflow.moves import IllegalStep, lock
from core.workflow.saving import save_checked
from core.workflow.steps import may_take
from personnel.models import User
from rectification import duties, permissions
from rectification.addressees import tell_office, tell_organization
from rectification.hand_over.receipts import SIGNED_ALREADY, keep_receipt, keep_scan, paper_signature, signature
from rectification.models import HandOver, Receipt, Supplement
from rectification.sides import require_not_of_office, require_not_of_organization
from rounds.deadlines import obligations

Status = HandOver.Status
OPEN = (Status.AWAITING_RECEIPT, Status.AWAITING_PLAN, Status.PLAN_REVIEW, Status.RECTIFYING)
"""The states of a hand-over in which something of it may still be corrected."""


@all_or_nothing
def issue_supplement(hand_over: HandOver, *, by: User, side: str, text: str, reason: str) -> Supplement:
    """Correct what was signed for of one side, by a text with the next number; the secretary owes a receipt for it.

    What was signed stays as it is. Refused as long as the receipt of that side is not there.
    """
    require_side(permissions.can_hand_over(by, hand_over))
    require_not_of_organization(by, hand_over)
    lock(hand_over)
    require_status(hand_over, *OPEN)
    if not hand_over.receipts.of_feedbacks().filter(side=side).exists():
        raise IllegalStep(
            _("This feedback is not signed for yet. Only what was signed for is corrected by a supplement.")
        )
    supplement = Supplement(
        hand_over=hand_over,
        side=side,
        text=require_text("text", text, _("Text of the supplement")),
        reason=require_text("reason", reason, _("Reason of the supplement")),
        issued_on=today(),
        issued_by=by,
    )
    save_checked(supplement, by=by, sure=["number"], number=hand_over.supplements.count() + 1)
    title, inspection = gettext_lazy("Sign for supplement No. %(number)s to the feedback"), hand_over.inspection
    obligations.open_obligation(
        duties.SIGN_SUPPLEMENT,
        supplement,
        title,
        {"number": supplement.number},
        inspection=inspection,
        organization=inspection.organization,
        from_on=supplement.issued_on,
    )
    subject = gettext_lazy("A supplement to the feedback was issued; its receipt awaits signature")
    tell_organization(hand_over, kind="supplement.issued", subject=subject, url=supplement.get_absolute_url())
    return supplement


@all_or_nothing
def sign_supplement(
    supplement: Supplement, *, by: User, drawing: str = "", typed_name: str = "", on: date | None = None
) -> Receipt:
    """Sign for a supplement, as for a feedback (`sign_receipt`)."""
    require_side(may_take(Supplement.objects.signable_by, by, supplement))
    _hold(supplement)
    require_not_of_office(by, supplement.hand_over)
    return _receipt(signature(supplement.hand_over, drawing, typed_name, by), supplement, on, by)


@all_or_nothing
def record_paper_supplement(
    supplement: Supplement,
    *,
    by: User,
    on: date,
    signer_name: str,
    signer_post: str,
    files: Sequence[UploadedFile],
) -> Receipt:
    """Record a receipt on paper for a supplement, as for a feedback (`record_paper_receipt`)."""
    require_side(may_take(Supplement.objects.recordable_by, by, supplement))
    _hold(supplement)
    require_not_of_organization(by, supplement.hand_over)
    receipt = _receipt(paper_signature(signer_name, signer_post, files, by), supplement, on, by)
    keep_scan(receipt, files, by)
    return receipt


def supplement_text(supplement: Supplement) -> str:
    """Exactly what is signed for, in the language of the house."""
    with translation.override(settings.LANGUAGE_CODE):
        day = date_format(supplement.issued_on)
        told = {"number": supplement.number, "side": supplement.get_side_display(), "day": day}
        return "\n".join(
            [
                f"{supplement.hand_over.inspection}",
                _("Supplement No. %(number)s to the feedback %(side)s, issued on %(day)s") % told,
                _("Reason: %(reason)s") % {"reason": supplement.reason},
                supplement.text,
            ]
        )


def _hold(supplement: Supplement) -> None:
    """Lock its hand-over, and refuse a second receipt."""
    lock(supplement.hand_over)
    if Receipt.objects.filter(supplement=supplement).exists():
        raise IllegalStep(SIGNED_ALREADY)


def _receipt(receipt: Receipt, supplement: Supplement, on: date | None, by: User) -> Receipt:
    hand_over = supplement.hand_over
    receipt.hand_over, receipt.side, receipt.supplement = hand_over, supplement.side, supplement
    day = day_or_today(on, since=supplement.issued_on)
    with acting(by):
        keep_receipt(receipt, supplement_text(supplement), day, by)
        obligations.meet(duties.SIGN_SUPPLEMENT, supplement, day)
    subject = gettext_lazy("%(organization)s signed for a supplement")
    tell_office(hand_over, kind="supplement.signed", subject=subject, url=supplement.get_absolute_url())
    return receipt
