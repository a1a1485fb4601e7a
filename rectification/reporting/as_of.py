"""How each item stood on a past day, read from dated facts alone: never from now, never from the trail."""

from datetime import date

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.db.models.lookups import Exact

from findings.models import DeadlineKind
from rectification.items.sums import sum_of
from rectification.models import (
    CheckResult,
    CloseOut,
    HandOver,
    HeldToAccount,
    Item,
    Measure,
    OrganizationRule,
    Progress,
    Reopening,
    ReturnedFunds,
)
from rectification.models.items import stood

YES, NO = Value("yes"), Value("no")


def standing_on(items, as_of: date):
    """The items fed back by that day, each with its state, completion, sums and latest check as they were then."""
    closed = Q(closed_then__isnull=False)
    applied = _since_reopening(CloseOut, "applied_on", as_of).exclude(decision="accepted", decided_on__lte=as_of)
    reported = _since_reopening(Progress, "reported_on", as_of)
    checked = CheckResult.objects.filter(item=OuterRef("pk"), checked_on__lte=as_of).order_by("-checked_on", "-pk")
    return planned_on(items.issued(as_of).with_closing_of(as_of), as_of).annotate(
        applied_by_then=Subquery(applied.values("applied_on")[:1]),
        decided_by_then=Subquery(applied.values("decided_on")[:1]),
        withdrawn_by_then=Subquery(applied.values(day=_withdrawn())[:1]),
        accepted_by_then=Subquery(applied.values(day=_with_office_since())[:1]),
        state_then=_state(as_of),
        completion_then=Case(
            When(closed, then=Value(Item.Completion.DONE)),
            default=Coalesce(Subquery(reported.values("completion")[:1]), Value(Item.Completion.NOT_DONE)),
        ),
        rules_then=Coalesce(sum_of(OrganizationRule, made_on__lte=as_of), 0),
        funds_then=Coalesce(sum_of(ReturnedFunds, returned_on__lte=as_of), Value(0), output_field=_money()),
        in_focus_then=_in_focus(as_of),
        lasting_then=_flag(Q(deadline_kind=DeadlineKind.LASTING) | Q(_agreed(as_of), kept_up=True)),
        persons_then=_held(HeldToAccount.Subject.PERSON, as_of),
        units_then=_held(HeldToAccount.Subject.UNIT, as_of),
        verdict_then=Coalesce(Subquery(checked.values("verdict")[:1]), Value("")),
        checked_then=Subquery(checked.values("checked_on")[:1]),
        measures_then=Case(When(_agreed(as_of), then=_measures()), default=Value(""), output_field=TextField()),
    )


def _since_reopening(kind, day: str, as_of: date):
    """What was told of an item by that day, the latest first; nothing from before it was last opened again by then."""
    undone = Reopening.objects.accepted(as_of).filter(item=OuterRef("item"), decided_on__gt=OuterRef(day))
    told = kind.objects.filter(item=OuterRef("pk"), **{f"{day}__lte": as_of}).exclude(Exists(undone))
    return told.order_by(f"-{day}", "-pk")


def planned_on(items, as_of: date):
    """The items with what the plan accepted by that day says of them; a draft, or one under review, is no fact yet."""
    agreed = _agreed(as_of)
    return items.with_plan_of(as_of).annotate(
        goal_then=Case(When(agreed, then=stood("goal")), default=Value("")),
        leader_then=Case(When(agreed, then=stood("leader")), default=Value("")),
        department_then=Case(When(agreed, then=stood("department")), default=Value("")),
    )


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=YES), default=NO)


def _agreed(as_of: date) -> Q:
    # A ledger brings what is being rectified already, and tells no day on which its plan was accepted.
    from_ledger = Q(hand_over__plan_accepted_on=None, hand_over__status__in=HandOver.UNDER_WAY)
    return Q(hand_over__plan_accepted_on__lte=as_of) | from_ledger


def _withdrawn() -> Case:
    """Since when an application is withdrawn."""
    return Case(When(decision=CloseOut.Decision.WITHDRAWN, then=F("decided_on")))


def _with_office_since() -> Case:
    """Since when an application lies with the office: from its acceptance, or at once where no team was asked."""
    return Case(When(acceptance=CloseOut.Acceptance.NOT_ASKED, then=F("applied_on")), default=F("accepted_on"))


def _state(as_of: date) -> Case:
    undecided = Q(decided_by_then__isnull=True) | Q(decided_by_then__gt=as_of)
    with_team = Q(accepted_by_then__isnull=True) | Q(accepted_by_then__gt=as_of)
    return Case(
        When(closed_then__isnull=False, then=Value(Item.Status.CLOSED)),
        When(undecided & with_team & Q(applied_by_then__isnull=False), then=Value(Item.Status.AWAITING_TEAM)),
        When(undecided & Q(applied_by_then__isnull=False), then=Value(Item.Status.AWAITING_ACCEPTANCE)),
        When(withdrawn_by_then__lte=as_of, then=Value(Item.Status.RECTIFYING)),
        When(applied_by_then__isnull=False, then=Value(Item.Status.RETURNED)),
        When(_agreed(as_of), then=Value(Item.Status.RECTIFYING)),
        default=Value(Item.Status.PENDING),
        output_field=CharField(),
    )


def _in_focus(as_of: date) -> Case:
    """Whether the item was closed out, or reported as completed, by the end of focused rectification.

    Nothing where nobody knows when that ended, or it was not over then and the item not completed.
    """
    ends_on = OuterRef("hand_over__focus_ends_on")
    by_then = _since_reopening(Progress, "reported_on", as_of).filter(reported_on__lte=ends_on)
    return Case(
        When(hand_over__focus_ends_on=None, then=Value("")),
        When(closed_then__lte=F("hand_over__focus_ends_on"), then=YES),
        When(Exact(Subquery(by_then.values("completion")[:1]), Item.Completion.DONE), then=YES),
        When(hand_over__focus_ends_on__gte=as_of, then=Value("")),
        default=NO,
        output_field=CharField(),
    )


def _held(subject: str, as_of: date) -> Coalesce:
    """How many persons, or units, the organization had held to account for the problem of an item, each entry once."""
    rows = HeldToAccount.objects.standing().filter(item=OuterRef("pk"), subject=subject, held_on__lte=as_of)
    counted = rows.order_by().values("item").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def _money():
    return Item._meta.get_field("funds_recovered").__class__(max_digits=14, decimal_places=2)


def _measures() -> Coalesce:
    """All measures in one text, numbered, in their order."""
    lines = Concat(Cast("number", CharField()), Value(". "), "content", output_field=TextField())
    rows = Measure.objects.filter(item=OuterRef("pk")).order_by().values("item")
    return Coalesce(Subquery(rows.annotate(all=StringAgg(lines, "\n", order_by="number")).values("all")), Value(""))
