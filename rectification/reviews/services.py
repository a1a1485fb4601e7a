"""五方会审: the office asks for opinions on a filed plan, each reviewer gives one, the decision ends it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Role
from core.files.attachments import store_attachments
from core.notices.services import tell
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_side, require_status
from core.workflow.moves import hold, lock, move, move_all
from core.workflow.saving import save_checked
from core.workflow.steps import may_take
from personnel.models import User
from rectification import duties, permissions
from rectification.addressees import tell_office, tell_team
from rectification.models import HandOver, PlanOpinion, PlanReview
from rectification.reviews.on_items import of_plan
from rectification.reviews.planned import as_kept, planned_now
from rectification.sides import require_not_of_organization
from rounds.deadlines import obligations
from rounds.models import Body, Obligation

Reviewer, Status = PlanOpinion.Reviewer, PlanOpinion.Status
KINDS = {
    Reviewer.BODY: duties.REVIEW_PLAN,
    Reviewer.OFFICE: duties.REVIEW_PLAN_OFFICE,
    Reviewer.TEAM: duties.REVIEW_PLAN_TEAM,
}
TITLE = gettext_lazy("Give an opinion on the rectification plan of %(organization)s")


@all_or_nothing
def ask_review(
    hand_over: HandOver, *, by: User, bodies: Collection[Body] = (), office: bool = False, team: bool = False
) -> PlanReview:
    """Ask these for their opinion on the filed plan; those who were asked already are left out.

    Each owes it by the limit of its kind. Raises `ValidationError` where nobody new is named.
    """
    require_side(permissions.can_hand_over(by, hand_over))
    lock(hand_over)
    require_not_of_organization(by, hand_over)
    require_status(hand_over, HandOver.Status.PLAN_REVIEW)
    review = hand_over.plan_reviews.open().first()
    asked = set(review.opinions.values_list("reviewer", "body")) if review else set()
    wanted = [(Reviewer.BODY, body) for body in bodies]
    wanted += [
        (reviewer, None) for reviewer, is_asked in ((Reviewer.OFFICE, office), (Reviewer.TEAM, team)) if is_asked
    ]
    new = [(reviewer, body) for reviewer, body in wanted if (reviewer, body and body.pk) not in asked]
    if not new:
        raise ValidationError({"bodies": _("Choose at least one reviewer who was not asked yet.")})
    review = review or _begin(hand_over, by)
    for reviewer, body in new:
        _ask(review, reviewer, body, by)
    return review


@all_or_nothing
def give_opinion(
    opinion: PlanOpinion, *, by: User, verdict: str, files: Sequence[UploadedFile] = (), **told: Any
) -> PlanOpinion:
    """Give the opinion for the reviewer one stands for: on the whole (`text`) and on single items (`on_items`).

    Changes that are advised say which. Raises `ValidationError` for an item that the plan does not have.
    """
    require_side(may_take(PlanOpinion.objects.giveable_by, by, opinion))
    require_not_of_organization(by, opinion.review.hand_over)
    said = _said(opinion, verdict, **told)
    return _keep(opinion, files, by, given_on=today(), given_by=by, **said)


@all_or_nothing
def record_opinion(
    opinion: PlanOpinion, *, by: User, on: date, verdict: str, files: Sequence[UploadedFile] = (), **told: Any
) -> PlanOpinion:
    """Record what a body or the team said on paper: its day, what it says as `give_opinion` takes it, and the scan."""
    require_side(may_take(PlanOpinion.objects.recordable_by, by, opinion))
    require_not_of_organization(by, opinion.review.hand_over)
    if not files:
        raise ValidationError({"files": _("Attach the scan of the paper.")})
    said, day = _said(opinion, verdict, **told), day_or_today(on, since=opinion.asked_on)
    return _keep(opinion, files, by, given_on=day, recorded_by=by, **said)


def may_review_instead(obligation: Obligation) -> QuerySet[Body]:
    """The bodies that were not asked yet about the plan on which this opinion is owed."""
    opinion = obligation.subject
    asked = PlanOpinion.objects.filter(review=opinion.review_id).exclude(body=None).values("body")
    return Body.objects.exclude(pk__in=asked)


@all_or_nothing
def ask_instead(opinion: PlanOpinion, body: Body, *, by: User) -> None:
    """Another body is to give the opinion that one has not given; the first sees it no more."""
    require_side(permissions.can_hand_over(by, opinion.review.hand_over))
    lock(opinion)
    require_status(opinion, Status.ASKED)
    save_checked(opinion, by=by, sure=["review"], body=body)


def end_review(hand_over: HandOver, outcome: str, reply: str, *, by: User, on: date) -> None:
    """The plan is decided on. Who has not answered owes nothing more; that it was decided without stays visible."""
    review = hand_over.plan_reviews.open().first()
    if review is None:
        return
    left = [hold(each) for each in review.opinions.select_for_update(of=("self",)).filter(status=Status.ASKED)]
    move_all(left, Status.LAPSED, by=by)
    for each in left:
        obligations.cancel(KINDS[Reviewer(each.reviewer)], each, on)
    save_checked(review, by=by, sure=["hand_over"], outcome=outcome, reply=reply, ended_on=on)


def _begin(hand_over: HandOver, by: User) -> PlanReview:
    plan = as_kept(planned_now(hand_over))
    review = PlanReview(
        hand_over=hand_over, filed_on=hand_over.plan_filed_on, plan=plan, asked_on=today(), asked_by=by
    )
    return save_checked(review, by=by, sure=["hand_over"])


def _ask(review: PlanReview, reviewer: str, body: Body | None, by: User) -> None:
    opinion = PlanOpinion(review=review, reviewer=reviewer, body=body, asked_on=today())
    save_checked(opinion, by=by, sure=["review"])
    obligations.open_all([_owed(opinion)])
    about = {"kind": "plan.review", "subject": TITLE, "url": opinion.get_absolute_url()}
    if reviewer == Reviewer.TEAM:
        tell_team(review.hand_over, **about)
    elif reviewer == Reviewer.OFFICE:
        tell_office(review.hand_over, **about)
    else:
        organization = review.hand_over.inspection.organization
        accounts = User.objects.holding(*OF_BODIES).filter(body=body).free_of_recusal(organization)
        tell(accounts, organization=organization.name, **about)


OF_BODIES = (Role.DISCIPLINE, Role.ORGANIZATION_DEPARTMENT, Role.COOPERATING)


def _owed(opinion: PlanOpinion) -> Obligation:
    inspection = opinion.review.hand_over.inspection
    return obligations.obligation(
        KINDS[Reviewer(opinion.reviewer)],
        opinion,
        TITLE,
        {"organization": inspection.organization},
        inspection=inspection,
        body=opinion.body,
        from_on=opinion.asked_on,
    )


def _said(
    opinion: PlanOpinion, verdict: str, *, text: str = "", on_items: Iterable[dict[str, Any]] = ()
) -> dict[str, Any]:
    """What is said, held to the plan; the opinion is locked from here on."""
    lock(opinion)
    require_status(opinion, Status.ASKED)
    said: dict[str, Any] = {
        "verdict": verdict,
        "text": text.strip(),
        "on_items": of_plan(on_items, [item["number"] for item in opinion.review.plan]),
    }
    if verdict == PlanOpinion.Verdict.ADVISED and not said["text"] and not said["on_items"]:
        raise ValidationError({"text": _("Say what is to be changed, on the whole or on single items.")})
    return said


def _keep(opinion: PlanOpinion, files: Sequence[UploadedFile], by: User, **facts: Any) -> PlanOpinion:
    with acting(by):
        save_checked(opinion, by=by, sure=["review", "body"], **facts)
        move(opinion, Status.GIVEN, by=by)
        store_attachments(opinion, files, by=by)
        obligations.meet(KINDS[Reviewer(opinion.reviewer)], opinion, facts["given_on"])
    tell_office(
        opinion.review.hand_over,
        kind="plan.opinion",
        subject=gettext_lazy("%(reviewer)s gave an opinion on the rectification plan of %(organization)s"),
        url=opinion.review.hand_over.get_absolute_url(),
        reviewer=opinion.reviewer_name,
    )
    return opinion
