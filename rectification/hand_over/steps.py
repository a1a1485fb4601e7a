"""The steps of a hand-over: prepared, fed back, delivered, signed for, planned, reviewed, closed."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayForm
from core.ui.late_days import LateDayForm
from core.workflow.steps import Asks, Command, Shown, Step, Task, for_anyone, page, register_steps
from rectification import duties
from rectification.accounts import asking_step
from rectification.closing.conditions import why_not_close_hand_over
from rectification.closing.services import close_hand_over
from rectification.hand_over import plan, sets
from rectification.hand_over.bodies import PlanAcceptedBody, PlanReturnedBody
from rectification.hand_over.conditions import why_not_deliver, why_not_file, why_not_prepare
from rectification.hand_over.forms import AcceptPlanForm, ReturnPlanForm
from rectification.hand_over.services import (
    deliver_hand_over,
    prepare_hand_over,
    record_day_of_feedback,
    take_in_findings,
)
from rectification.hand_over.words import before_it_is_delivered
from rectification.models import HandOver, Side
from rectification.querysets import inspections_handed_over_by
from rectification.reviews.words import draft_reply, draft_return, plan_asked, plan_shown
from rounds.deadlines.querysets import with_owed_day
from rounds.models import Inspection
from rounds.place.lookups import Place

Status = HandOver.Status


def _organization(hand_over) -> dict:
    return {"organization": hand_over.inspection.organization}


def _team(hand_over) -> str:
    return f"{hand_over.inspection.team.round} {hand_over.inspection.team}"


def _lacking_feedback(side: str):
    return lambda user: HandOver.objects.handled_by(user).lacking_feedback(side)


def _having_feedback(side: str):
    return lambda user: HandOver.objects.handled_by(user).having_feedback(side)


def _lacking_receipt(side: str):
    return lambda user: with_owed_day(HandOver.objects.signable_by(user).lacking_receipt(side), duties.SIGN_RECEIPTS)


def _awaiting_paper(side: str):
    return lambda user: HandOver.objects.handled_by(user).lacking_receipt(side)


def _plannable(user):
    return with_owed_day(sets.with_return(user).filter(status=Status.AWAITING_PLAN), duties.FILE_PLAN)


WHOLE_PLAN = Shown("rectification/_plan_asked.html", plan_asked)


def _reply(hand_over, user) -> dict:
    """The opinion begins with the reply that is drafted from the opinions given."""
    return {"initial": {"opinion": draft_reply(hand_over)}}


def _what_to_mend(hand_over, user) -> dict:
    """The same of each item."""
    return {"initial": draft_return(hand_over), "plan": plan_shown(hand_over)}


def _next_plan(hand_over) -> str:
    """The first item that came back, or is without a plan; the first of all when each has one."""
    items = hand_over.items.all()
    item = items.filter(~Q(plan_returned_why="") | Q(goal="")).first() or items.first()
    return reverse("rectification:item_plan", args=[item.pk])


PREPARE = Task(
    _("Record both feedbacks and hand over to %(organization)s"),
    _("Go on"),
    kind=_("Feed back and hand over"),
    listed="rectification:hand_overs",
    facts=_organization,
    detail=_team,
)
SIGN = Task(
    _("Sign both receipts for the inspection feedback"),
    _("Go and sign"),
    facts=_organization,
    detail=lambda hand_over: str(hand_over.inspection.organization),
    due_on=lambda hand_over: hand_over.owed_on,
)
PLAN = Task(
    _("File the rectification plan"),
    _("Go and write the plan"),
    again=_("Mend and file the returned rectification plan"),
    facts=_organization,
    detail=lambda hand_over: str(hand_over.inspection.organization),
    due_on=lambda hand_over: hand_over.owed_on,
    rows=_plannable,
)

OF_INSPECTION = register_steps(
    Inspection,
    Step(
        "prepare_hand_over",
        _("Prepare the hand-over"),
        rows=inspections_handed_over_by,
        offered=sets.preparable_by,
        blocked=for_anyone(why_not_prepare),
        service=prepare_hand_over,
        confirm=_("The submitted findings become items numbered from 1."),
        done=_("The hand-over is prepared. Record both feedbacks next."),
        then=lambda inspection, hand_over: hand_over,
        path="hand-over",
        task=Task(
            _("Hand over %(amount)s findings to %(organization)s"),
            _("Go and prepare"),
            kind=_("Prepare hand-overs"),
            facts=lambda inspection: {"amount": inspection.amount, "organization": inspection.organization},
            rows=sets.with_submitted_findings,
        ),
    ),
    reads=("organization", "team__round"),
)

STEPS = register_steps(
    HandOver,
    Step(
        "take_in",
        _("Take in the submitted findings"),
        rows=sets.with_news,
        states=(Status.PREPARING,),
        primary=False,
        service=take_in_findings,
        confirm=_("The list of items is drawn anew from what the team has submitted by now."),
        done=_("The list of items is drawn anew."),
        task=PREPARE,
    ),
    Step(
        "feed_back_head",
        _("Record the feedback to the head"),
        page("rectification:hand_over_feedback", Side.HEAD),
        rows=_lacking_feedback(Side.HEAD),
        states=(Status.PREPARING,),
        task=PREPARE,
    ),
    Step(
        "feed_back_board",
        _("Record the feedback to the leadership"),
        page("rectification:hand_over_feedback", Side.BOARD),
        rows=_lacking_feedback(Side.BOARD),
        states=(Status.PREPARING,),
        task=PREPARE,
    ),
    Step(
        "deliver",
        _("Hand over to the organization"),
        rows=HandOver.objects.handled_by,
        states=(Status.PREPARING,),
        blocked=for_anyone(why_not_deliver),
        service=deliver_hand_over,
        locked_after="inspection",
        asks=Asks(
            DayForm,
            consequence=_(
                "The findings are issued, every deadline is fixed from this day, "
                "and the party secretary is asked to sign."
            ),
            shows=Shown("core/_entry_words.html", before_it_is_delivered, wide=False),
        ),
        done=_("Handed over. The organization has been told."),
        task=Task(PREPARE.title, PREPARE.button, facts=_organization, detail=_team, rows=sets.deliverable_by),
    ),
    asking_step(HandOver.objects.handled_by, "inspection__organization", "hand_over", states=HandOver.NOT_CLOSED),
    Step(
        "correct_head",
        _("Correct the feedback to the head"),
        page("rectification:hand_over_feedback", Side.HEAD),
        rows=_having_feedback(Side.HEAD),
        states=(Status.PREPARING,),
        primary=False,
    ),
    Step(
        "correct_board",
        _("Correct the feedback to the leadership"),
        page("rectification:hand_over_feedback", Side.BOARD),
        rows=_having_feedback(Side.BOARD),
        states=(Status.PREPARING,),
        primary=False,
    ),
    Step(
        "sign_head",
        _("Sign for the feedback to the head"),
        page("rectification:hand_over_sign", Side.HEAD),
        rows=_lacking_receipt(Side.HEAD),
        states=(Status.AWAITING_RECEIPT,),
        task=SIGN,
    ),
    Step(
        "sign_board",
        _("Sign for the feedback to the leadership"),
        page("rectification:hand_over_sign", Side.BOARD),
        rows=_lacking_receipt(Side.BOARD),
        states=(Status.AWAITING_RECEIPT,),
        task=SIGN,
    ),
    Step(
        "paper_head",
        _("Record the receipt on paper for the feedback to the head"),
        page("rectification:hand_over_paper_receipt", Side.HEAD),
        rows=_awaiting_paper(Side.HEAD),
        states=(Status.AWAITING_RECEIPT,),
        primary=False,
    ),
    Step(
        "paper_board",
        _("Record the receipt on paper for the feedback to the leadership"),
        page("rectification:hand_over_paper_receipt", Side.BOARD),
        rows=_awaiting_paper(Side.BOARD),
        states=(Status.AWAITING_RECEIPT,),
        primary=False,
    ),
    Step(
        "write_plan",
        _("Write the plan"),
        _next_plan,
        applies=lambda hand_over: bool(why_not_file(hand_over)),
        rows=HandOver.objects.plannable_by,
        states=(Status.AWAITING_PLAN,),
        task=PLAN,
    ),
    Step(
        "file_plan",
        _("File the plan"),
        rows=HandOver.objects.plannable_by,
        states=(Status.AWAITING_RECEIPT, Status.AWAITING_PLAN),
        blocked=for_anyone(why_not_file),
        service=plan.file_plan,
        confirm=_("The plan goes to the inspection office for review and cannot be changed meanwhile."),
        done=_("The plan is filed. The inspection office has been told."),
        path="plan/file",
        command=Command("File the rectification plan, as it is kept, for the office's review."),
        task=PLAN,
    ),
    Step(
        "accept_plan",
        _("Accept the plan"),
        rows=HandOver.objects.handled_by,
        states=(Status.PLAN_REVIEW,),
        service=plan.accept_plan,
        asks=Asks(
            AcceptPlanForm,
            consequence=_("Every item is being rectified from now on. Its day was fixed at the delivery and stays."),
            shows=WHOLE_PLAN,
            given=_reply,
        ),
        done=_("The plan is accepted. The items are being rectified."),
        path="plan/accept",
        command=Command("Accept the rectification plan, with an opinion or without.", PlanAcceptedBody),
        task=Task(
            _("Review the rectification plan of %(organization)s"),
            _("Go and review"),
            kind=_("Review rectification plans"),
            listed="rectification:hand_overs",
            facts=_organization,
            detail=_team,
        ),
    ),
    Step(
        "return_plan",
        _("Return the plan"),
        rows=HandOver.objects.handled_by,
        states=(Status.PLAN_REVIEW,),
        primary=False,
        service=plan.return_plan,
        asks=Asks(
            ReturnPlanForm,
            consequence=_("The organization mends the plan and files it again within the limit for plans."),
            button=_("Return"),
            danger=True,
            shows=WHOLE_PLAN,
            given=_what_to_mend,
        ),
        done=_("The plan was returned."),
        path="plan/return",
        command=Command("Return the rectification plan, on the whole or by single items.", PlanReturnedBody),
    ),
    Step(
        "record_day",
        _("Record the day of the feedback"),
        rows=HandOver.objects.handled_by,
        offered=HandOver.objects.lacking_day_of_feedback,
        states=HandOver.UNDER_WAY,
        primary=False,
        service=record_day_of_feedback,
        asks=Asks(
            LateDayForm,
            consequence=_(
                "The ledger did not tell it. The findings are entered as issued on this day, "
                "and every deadline that runs from the feedback is fixed from it."
            ),
            button=_("Record"),
        ),
        done=_("The day of the feedback is recorded."),
        path="day-of-feedback",
    ),
    Step(
        "close",
        _("Close the hand-over"),
        rows=HandOver.objects.handled_by,
        states=(Status.RECTIFYING,),
        blocked=for_anyone(why_not_close_hand_over),
        service=close_hand_over,
        confirm=_("All its items are closed out. Only an item that is opened again opens the hand-over, too."),
        done=_("The hand-over is closed."),
        command=Command("Close the hand-over, once all its items are closed out."),
        task=Task(
            _("Close the hand-over of %(organization)s"),
            _("Go and close"),
            kind=_("Close hand-overs"),
            listed="rectification:hand_overs",
            facts=_organization,
            detail=_team,
            rows=sets.all_closed_out,
        ),
    ),
    reads=Place().related,
)
