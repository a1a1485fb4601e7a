"""双签收: the party secretary signs for each feedback and the list of findings, here or on paper."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.db.models.functions import JSONObject
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files.attachments import store_attachments
from core.names.spelling import same_name
from core.trail.recording import acting
from core.wording import in_house_language
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_side, require_status, require_text
from core.workflow.moves import IllegalStep, lock, move
from core.workflow.saving import save_checked
from findings.models import Category
from personnel.models import User
from rectification import duties, permissions
from rectification.addressees import tell_office, tell_organization
from rectification.models import Feedback, HandOver, Receipt, Side
from rectification.sides import (
    AccountsOf,
    of_office,
    of_organization,
    require_none_of_office,
    require_none_of_organization,
)
from rounds.deadlines import obligations

POST = gettext_lazy("Party secretary of %(organization)s")
SIGNED_ALREADY = gettext_lazy("This receipt is signed already.")
SIGNED = ("way", "signed_by", "recorded_by", "signer_name", "signer_post", "drawing", "signed_on", "digest")
"""What rows that are signed share with a receipt (`rectification.models.signatures`)."""


@all_or_nothing
def sign_receipt(
    hand_over: HandOver, side: str, *, by: User, drawing: str = "", typed_name: str = "", on: date | None = None
) -> Receipt:
    """Sign for one feedback, by a drawing (`core.strokes`) or, without a pointer, by typing one's own name.

    With both signed the plan is owed. Raises `ValidationError` for a signature that is none.
    """
    require_side(permissions.can_sign(by, hand_over))
    lock(hand_over)
    require_status(hand_over, HandOver.Status.AWAITING_RECEIPT)
    feedback = _held_feedback(hand_over, side, of_office=of_office(hand_over))
    require_none_of_office(by, hand_over, feedback.of_office)
    return _receipt(signature(hand_over, drawing, typed_name, by), hand_over, feedback, on, by)


@all_or_nothing
def record_paper_receipt(
    hand_over: HandOver,
    side: str,
    *,
    by: User,
    on: date,
    signer_name: str,
    signer_post: str,
    files: Sequence[UploadedFile],
) -> Receipt:
    """The office records a receipt that was signed on paper: its day, who signed in which post, and the scan.

    It stands for the signature on the server. Raises `ValidationError` where one of these is missing.
    """
    require_side(permissions.can_hand_over(by, hand_over))
    lock(hand_over)
    require_status(hand_over, HandOver.Status.AWAITING_RECEIPT)
    feedback = _held_feedback(hand_over, side, of_organization=of_organization(hand_over))
    require_none_of_organization(by, feedback.of_organization)
    signed = paper_signature(signer_name, signer_post, files, by)
    receipt = _receipt(signed, hand_over, feedback, on, by)
    keep_scan(receipt, files, by)
    return receipt


def signature(hand_over: HandOver, drawing: str, typed_name: str, by: User, *, post: str = "") -> Receipt:
    """A receipt that is signed here, without what is signed for; the post is the party secretary's unless given.

    Raises `ValidationError` for no signature.
    """
    if not drawing:
        _require_own_name(typed_name, by)
    way = Receipt.Way.DRAWN if drawing else Receipt.Way.TYPED
    inspected = hand_over.inspection.organization
    answers = inspected if by.organization_id in (None, inspected.pk) else by.organization  # a successor's own
    post = post or in_house_language(POST, {"organization": answers})
    signed = {"signed_by": by, "signer_name": by.name, "signer_post": post, "drawing": drawing}
    return Receipt(hand_over=hand_over, way=way, **signed)


def paper_signature(signer_name: str, signer_post: str, files: Sequence[UploadedFile], by: User) -> Receipt:
    """A receipt that the office records from paper. Raises `ValidationError` where name, post or scan is missing."""
    if not files:
        raise ValidationError({"files": _("Attach the scan of the signed paper.")})
    name = require_text("signer_name", signer_name, _("Name of who signed"))
    post = require_text("signer_post", signer_post, _("Post on that day"))
    return Receipt(way=Receipt.Way.PAPER, recorded_by=by, signer_name=name, signer_post=post)


def sealed(signed: Receipt, text: str, on: date) -> dict[str, Any]:
    """What a row of its own keeps of a signature, which is given as receipts are, and of what it stands under."""
    signed.signed_on, signed.digest = on, sha256(text.encode()).hexdigest()
    kept = {"signed_text": text, "signature_digest": signed.digest_of_signature()}
    return kept | {name: getattr(signed, name) for name in SIGNED}


def keep_scan(receipt: Receipt, files: Sequence[UploadedFile], by: User) -> None:
    """Attach the scan of a receipt on paper, and tell the organization."""
    with acting(by):
        store_attachments(receipt, files, by=by)
    tell_organization(
        receipt.hand_over,
        kind="receipt.recorded",
        subject=gettext_lazy("The inspection office recorded a receipt that was signed on paper"),
        url=receipt.hand_over.get_absolute_url(),
    )


def keep_receipt(receipt: Receipt, text: str, on: date, by: User) -> Receipt:
    """Keep a signature with exactly what it was given for, and the digests of both."""
    receipt.text, receipt.signed_on = text, on
    receipt.digest = sha256(text.encode()).hexdigest()
    return save_checked(receipt, by=by, sure=["side"], signature_digest=receipt.digest_of_signature())


def _require_own_name(typed: str, by: User) -> None:
    if not typed.strip():
        raise ValidationError({"drawing": _("Sign in the box, or type your full name below it.")})
    if same_name(typed) != same_name(by.name):
        words = _("This is not the name of your account, %(name)s.")
        raise ValidationError({"typed_name": words % {"name": by.name}})


def _held_feedback(hand_over: HandOver, side: str, **beside: AccountsOf) -> Feedback:
    """The feedback of a side, of a hand-over that is held, with the days on which either receipt was `signed`."""
    receipts = hand_over.receipts.of_feedbacks().order_by()
    days = ArraySubquery(receipts.values(told=JSONObject(side="side", on="signed_on")))
    feedback = _with_list(hand_over).annotate(signed=days, **beside).get(side=side)
    if any(each["side"] == side for each in feedback.signed):
        raise IllegalStep(SIGNED_ALREADY)
    return feedback


def _receipt(receipt: Receipt, hand_over: HandOver, feedback: Feedback, on: date | None, by: User) -> Receipt:
    """Keep what was signed for, under whose name; with the other side's receipt there, too, the plan is owed."""
    receipt.hand_over, receipt.side = hand_over, feedback.side
    on = day_or_today(on, since=hand_over.delivered_on)
    with acting(by):
        keep_receipt(receipt, _text(hand_over, feedback), on, by)
        if feedback.signed:
            last = max(on, *(date.fromisoformat(each["on"]) for each in feedback.signed))
            _owe_plan(hand_over, last, by)
    return receipt


def receipt_text(hand_over, side: str) -> str:
    """Exactly what is signed for: the opinion and, for the leadership's side, the list of findings."""
    return _text(hand_over, _with_list(hand_over).get(side=side))


def _with_list(hand_over: HandOver) -> QuerySet[Feedback]:
    """The feedbacks, each with the list of findings that the organization gets with them."""
    told = {"text": "finding__text", "group": "finding__category__group", "title": "finding__category__title"}
    items = hand_over.items.order_by("number").values(told=JSONObject(number="number", **told))
    return hand_over.feedbacks.annotate(listed=ArraySubquery(items))


def _text(hand_over, feedback: Feedback) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        lines = [
            f"{hand_over.inspection}",
            _("Feedback %(side)s, given by %(name)s on %(day)s")
            % {
                "side": feedback.get_side_display(),
                "name": feedback.given_by,
                "day": date_format(feedback.given_on),
            },
            feedback.whole_opinion,
        ]
        if feedback.side == Side.BOARD:
            lines += _list(feedback)
        return "\n".join(lines)


def _list(feedback: Feedback) -> list[str]:
    heading = _("List of findings")
    return [heading, *(f"{item['number']}. [{_category(item)}] {item['text']}" for item in feedback.listed)]


def _category(item: dict) -> Category:
    return Category(group=item["group"], title=item["title"])


def _owe_plan(hand_over: HandOver, on: date, by) -> None:
    move(hand_over, HandOver.Status.AWAITING_PLAN, by=by, signed_on=on)
    plan = obligations.obligation(
        duties.FILE_PLAN,
        hand_over,
        gettext_lazy("File the rectification plan"),
        inspection=hand_over.inspection,
        organization=hand_over.inspection.organization,
        from_on=hand_over.delivered_on,
    )
    obligations.meet_and_owe(duties.SIGN_RECEIPTS, hand_over, on, plan)
    tell_office(
        hand_over,
        kind="hand_over.signed",
        subject=gettext_lazy("%(organization)s signed both receipts"),
        url=hand_over.get_absolute_url(),
    )
