"""The steps of a review: asked for on a hand-over, then an opinion given here or recorded from paper."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Asks, Command, Shown, Step, Task, register_steps
from rectification import duties
from rectification.models import HandOver, PlanOpinion
from rectification.reviews.bodies import PlanOpinionBody
from rectification.reviews.forms import PaperOpinionForm, PlanOpinionForm, ReviewersForm
from rectification.reviews.planned import planned_then
from rectification.reviews.services import ask_instead, ask_review, give_opinion, may_review_instead, record_opinion
from rectification.reviews.words import plan_reviewed
from rounds.deadlines.holders import register
from rounds.deadlines.querysets import with_owed_day
from rounds.place.lookups import Place

register(duties.REVIEW_PLAN, may_hold=may_review_instead, take=ask_instead)
PLAN = Shown("rectification/_plan_reviewed.html", plan_reviewed)


def _giveable(user):
    return with_owed_day(PlanOpinion.objects.giveable_by(user), *duties.REVIEWING)


def _plan(opinion: PlanOpinion, user: Any) -> dict:
    return {"plan": planned_then(opinion.review.plan)}


OF_HAND_OVER = register_steps(
    HandOver,
    Step(
        "ask_review",
        _("Have the plan reviewed"),
        rows=HandOver.objects.handled_by,
        states=(HandOver.Status.PLAN_REVIEW,),
        primary=False,
        service=ask_review,
        asks=Asks(
            ReviewersForm,
            consequence=_(
                "Each is asked for an opinion by a day and sees this plan and nothing else of the inspection. You may "
                "decide without an opinion that does not come; that stays visible."
            ),
            button=_("Ask for opinions"),
        ),
        done=_("The reviewers have been asked."),
        then=lambda hand_over, review: hand_over,
        path="plan/review",
    ),
)
STEPS = register_steps(
    PlanOpinion,
    Step(
        "give",
        _("Give the opinion"),
        rows=PlanOpinion.objects.giveable_by,
        states=(PlanOpinion.Status.ASKED,),
        service=give_opinion,
        asks=Asks(
            PlanOpinionForm,
            consequence=_("The inspection office sees it beside the plan. It is not changed afterwards."),
            shows=PLAN,
            given=_plan,
        ),
        done=_("The opinion is given. The inspection office has been told."),
        command=Command("Give the opinion on a plan for the body the caller stands for.", PlanOpinionBody),
        task=Task(
            _("Give an opinion on the rectification plan of %(organization)s"),
            _("Go and review"),
            kind=_("Give opinions on plans"),
            listed="rectification:plan_opinions",
            facts=lambda opinion: {"organization": opinion.review.hand_over.inspection.organization},
            detail=lambda opinion: str(opinion.review.hand_over.inspection.team.round),
            due_on=lambda opinion: opinion.owed_on,
            rows=_giveable,
        ),
    ),
    Step(
        "record",
        _("Record the opinion from paper"),
        rows=PlanOpinion.objects.recordable_by,
        states=(PlanOpinion.Status.ASKED,),
        primary=False,
        service=record_opinion,
        asks=Asks(
            PaperOpinionForm,
            consequence=_("That it was given on paper and who recorded it stays visible."),
            button=_("Record"),
            shows=PLAN,
            given=_plan,
        ),
        done=_("The opinion on paper is recorded."),
    ),
    reads=("body", *Place("review__hand_over__inspection").related),
)
