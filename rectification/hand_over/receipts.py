"""双签收: the party secretary signs for each feedback, and for the list of findings."""

import hashlib
from datetime import date

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.db.models.functions import JSONObject
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_side, require_status
from core.workflow.moves import lock, move, require_ready
from core.workflow.saving import save_checked
from findings.models import Category
from rectification import duties, permissions
from rectification.addressees import tell_office
from rectification.models import Feedback, HandOver, Receipt, Side
from rectification.sides import of_office, require_none_of_office
from rounds.deadlines import obligations


@all_or_nothing
def sign_receipt(hand_over, side: str, *, by, on: date | None = None) -> Receipt:
    """Sign for one feedback. With both signed the plan is owed."""
    require_side(permissions.can_sign(by, hand_over))
    lock(hand_over)
    require_status(hand_over, HandOver.Status.AWAITING_RECEIPT)
    signed = ArraySubquery(hand_over.receipts.order_by().values("side"))
    feedback = _with_list(hand_over).annotate(signed=signed, of_office=of_office(hand_over)).get(side=side)
    require_none_of_office(by, hand_over, feedback.of_office)
    require_ready(_("This receipt is signed already.") if side in feedback.signed else "")
    on = day_or_today(on, since=hand_over.delivered_on)
    text = _text(hand_over, feedback)
    is_last = {*feedback.signed, side} == set(Side)
    with acting(by):
        receipt = Receipt(hand_over=hand_over, side=side, signed_by=by, signed_on=on, text=text)
        save_checked(receipt, by=by, sure=["side"], digest=hashlib.sha256(text.encode()).hexdigest())
        if is_last:
            _owe_plan(hand_over, on, by)
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
            feedback.opinion,
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
