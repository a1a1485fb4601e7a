"""Hand-overs by what is to be done with them next."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from core.access.reach import reach_of
from core.access.roles import Right
from core.workflow.returns import with_opinion
from findings.models import Finding
from rectification.models import HandOver, Item, Side
from rectification.querysets import inspections_handed_over_by
from rounds.models import Inspection

Submitted = Finding.Status.SUBMITTED


def preparable_by(user) -> QuerySet:
    """Inspections that the office can make into a hand-over: the team has left, and none is begun."""
    return inspections_handed_over_by(user).filter(status=Inspection.Status.REPORTING, hand_over=None)


def with_submitted_findings(user) -> QuerySet:
    """Of these, those whose team has submitted findings, each with how many (`amount`)."""
    amount = Count("findings", filter=Q(findings__status=Submitted))
    return preparable_by(user).annotate(amount=amount).filter(amount__gt=0)


def with_news(user) -> QuerySet:
    """Hand-overs of the office whose items no longer are what the team has submitted."""
    return HandOver.objects.handled_by(user).filter(_has_news())


def _has_news() -> Q:
    unlisted = Finding.objects.filter(inspection=OuterRef("inspection"), status=Submitted, item=None)
    taken_back = Item.objects.filter(hand_over=OuterRef("pk")).exclude(finding__status=Submitted)
    return Exists(unlisted) | Exists(taken_back)


def deliverable_by(user) -> QuerySet:
    """Hand-overs of the office with both feedbacks, whose team has left and whose items are what it has submitted."""
    if not reach_of(user).may(Right.HAND_OVER):
        return HandOver.objects.none()
    ready = HandOver.objects.handled_by(user).filter(inspection__status=Inspection.Status.REPORTING)
    for side in Side:
        ready = ready.having_feedback(side)
    listed = Item.objects.filter(hand_over=OuterRef("pk"))
    return ready.filter(Exists(listed)).exclude(_has_news())


def with_return(user) -> QuerySet:
    """Hand-overs whose plan is this user's to write, each with whether one of its plans `came_back`, and why."""
    reviewed = HandOver.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"), status=HandOver.Status.PLAN_REVIEW)
    theirs = HandOver.objects.plannable_by(user).annotate(came_back=Exists(reviewed))
    return with_opinion(theirs, HandOver.Status.AWAITING_PLAN)


def all_closed_out(user) -> QuerySet:
    """Hand-overs of the office whose items are all closed out."""
    left = Item.objects.open().filter(hand_over=OuterRef("pk"))
    return HandOver.objects.handled_by(user).filter(~Exists(left))
