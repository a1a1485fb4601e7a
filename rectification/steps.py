"""The steps offered on an inspection, a hand-over and an item, each with why it is not open yet."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Step, for_anyone, in_state, page, register_steps
from rectification import permissions
from rectification.closing.conditions import why_not_apply, why_not_close, why_not_close_hand_over
from rectification.hand_over.conditions import has_news, why_not_deliver, why_not_file, why_not_prepare
from rectification.models import HandOver, Item, Side
from rounds.models import Inspection


def _lacks_receipt(side: str):
    return lambda hand_over: (
        hand_over.status == HandOver.Status.AWAITING_RECEIPT and not hand_over.receipts.filter(side=side).exists()
    )


def _lacks_feedback(side: str):
    return lambda hand_over: (
        hand_over.status == HandOver.Status.PREPARING and not hand_over.feedbacks.filter(side=side).exists()
    )


def _has_feedback(side: str):
    return lambda hand_over: (
        hand_over.status == HandOver.Status.PREPARING and hand_over.feedbacks.filter(side=side).exists()
    )


def _next_plan(hand_over) -> str:
    """The first item without a plan; the first of all when each has one."""
    items = hand_over.items.all()
    item = items.filter(goal="").first() or items.first()
    return reverse("rectification:item_plan", args=[item.pk])


register_steps(
    Inspection,
    Step(
        "prepare_hand_over",
        _("Prepare the hand-over"),
        page("rectification:hand_over_prepare"),
        permissions.can_prepare,
        lambda inspection: (
            inspection.status == Inspection.Status.REPORTING
            and not HandOver.objects.filter(inspection=inspection).exists()
        ),
        for_anyone(why_not_prepare),
        confirm=_("The submitted findings become items numbered from 1."),
        posts=True,
    ),
)

register_steps(
    HandOver,
    Step(
        "take_in",
        _("Take in the submitted findings"),
        page("rectification:hand_over_take_in"),
        permissions.can_hand_over,
        lambda hand_over: hand_over.status == HandOver.Status.PREPARING and has_news(hand_over),
        primary=False,
        confirm=_("The list of items is drawn anew from what the team has submitted by now."),
        posts=True,
    ),
    Step(
        "feed_back_head",
        _("Record the feedback to the head"),
        page("rectification:hand_over_feedback", Side.HEAD),
        permissions.can_hand_over,
        _lacks_feedback(Side.HEAD),
    ),
    Step(
        "feed_back_board",
        _("Record the feedback to the leadership"),
        page("rectification:hand_over_feedback", Side.BOARD),
        permissions.can_hand_over,
        _lacks_feedback(Side.BOARD),
    ),
    Step(
        "deliver",
        _("Hand over to the organization"),
        page("rectification:hand_over_deliver"),
        permissions.can_hand_over,
        in_state(HandOver.Status.PREPARING),
        for_anyone(why_not_deliver),
    ),
    Step(
        "correct_head",
        _("Correct the feedback to the head"),
        page("rectification:hand_over_feedback", Side.HEAD),
        permissions.can_hand_over,
        _has_feedback(Side.HEAD),
        primary=False,
    ),
    Step(
        "correct_board",
        _("Correct the feedback to the leadership"),
        page("rectification:hand_over_feedback", Side.BOARD),
        permissions.can_hand_over,
        _has_feedback(Side.BOARD),
        primary=False,
    ),
    Step(
        "sign_head",
        _("Sign for the feedback to the head"),
        page("rectification:hand_over_sign", Side.HEAD),
        permissions.can_sign,
        _lacks_receipt(Side.HEAD),
    ),
    Step(
        "sign_board",
        _("Sign for the feedback to the leadership"),
        page("rectification:hand_over_sign", Side.BOARD),
        permissions.can_sign,
        _lacks_receipt(Side.BOARD),
    ),
    Step(
        "write_plan",
        _("Write the plan"),
        _next_plan,
        permissions.can_file_plan,
        lambda hand_over: hand_over.status == HandOver.Status.AWAITING_PLAN and why_not_file(hand_over),
    ),
    Step(
        "file_plan",
        _("File the plan"),
        page("rectification:hand_over_file_plan"),
        permissions.can_file_plan,
        in_state(HandOver.Status.AWAITING_RECEIPT, HandOver.Status.AWAITING_PLAN),
        for_anyone(why_not_file),
        confirm=_("The plan goes to the inspection office for review and cannot be changed meanwhile."),
        posts=True,
    ),
    Step(
        "accept_plan",
        _("Accept the plan"),
        page("rectification:hand_over_accept_plan"),
        permissions.can_hand_over,
        in_state(HandOver.Status.PLAN_REVIEW),
        confirm=_("Every item is being rectified from now on. Its day was fixed at the delivery and stays."),
        posts=True,
    ),
    Step(
        "return_plan",
        _("Return the plan"),
        page("rectification:hand_over_return_plan"),
        permissions.can_hand_over,
        in_state(HandOver.Status.PLAN_REVIEW),
        primary=False,
    ),
    Step(
        "close",
        _("Close the hand-over"),
        page("rectification:hand_over_close"),
        permissions.can_hand_over,
        in_state(HandOver.Status.RECTIFYING),
        for_anyone(why_not_close_hand_over),
        confirm=_("All its items are closed out; the hand-over is closed for good."),
        posts=True,
    ),
)

register_steps(
    Item,
    Step(
        "plan",
        _("Write the plan of this item"),
        page("rectification:item_plan"),
        permissions.can_report,
        lambda item: item.hand_over.status == HandOver.Status.AWAITING_PLAN,
    ),
    Step(
        "progress",
        _("Report progress"),
        page("rectification:item_progress"),
        permissions.can_report,
        in_state(Item.Status.RECTIFYING, Item.Status.RETURNED),
    ),
    Step(
        "apply_close_out",
        _("Apply for the close-out"),
        page("rectification:item_apply"),
        permissions.can_report,
        in_state(Item.Status.RECTIFYING, Item.Status.RETURNED),
        for_anyone(why_not_apply),
    ),
    Step(
        "check",
        _("Record a check on site"),
        page("rectification:item_check"),
        permissions.can_check,
        lambda item: item.status == Item.Status.AWAITING_ACCEPTANCE and why_not_close(item),
    ),
    Step(
        "check",
        _("Record a check on site"),
        page("rectification:item_check"),
        permissions.can_check,
        lambda item: (
            item.status in (Item.Status.RECTIFYING, Item.Status.RETURNED)
            or (item.status == Item.Status.AWAITING_ACCEPTANCE and not why_not_close(item))
        ),
        primary=False,
    ),
    Step(
        "close",
        _("Close the item out"),
        page("rectification:item_close"),
        permissions.can_decide,
        in_state(Item.Status.AWAITING_ACCEPTANCE),
        for_anyone(why_not_close),
    ),
    Step(
        "return",
        _("Return the item"),
        page("rectification:item_return"),
        permissions.can_decide,
        in_state(Item.Status.AWAITING_ACCEPTANCE),
        primary=False,
    ),
)
