"""Two sides, two people: whoever has acted for one side of a hand-over never acts for the other, whatever seat they
hold by now and under whichever account.
"""

from collections.abc import Callable, Iterable
from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, Expression, Q, QuerySet
from django.utils.translation import gettext as _

from core.access.reach import had_a_hand, require
from core.trail.history import actors_of, movers_of
from personnel.models import User
from rectification.models import (
    Assessment,
    CheckResult,
    CloseOut,
    Feedback,
    ForwardedReport,
    HandOver,
    HeldToAccount,
    Item,
    ItemChange,
    Measure,
    OrganizationRule,
    PlanOpinion,
    Progress,
    Publication,
    RectificationReport,
    Reopening,
    ReturnedFunds,
    SecondRectification,
    StagedAim,
)
from rectification.models.applications import WITHDRAWN
from rounds.models import Inspection, Organization

Status = HandOver.Status
# What stands in the compiled statements where the hand-over and its organization will be.
HAND_OVER, ORGANIZATION = -1, -2

DECIDED = (StagedAim.Status.RETURNED, StagedAim.Status.REACHED)

SetsOf = Callable[[HandOver], Iterable[QuerySet]]
"""Sets of accounts, in a hand-over of which nothing is known but the key and the organization."""


def require_not_of_organization(by, hand_over) -> None:
    """Refuse for the office whoever signed, planned, reported or applied for the organization."""
    require_none_of_organization(by, _accounts(of_organization(hand_over)))


def require_none_of_organization(by, accounts: Iterable[int]) -> None:
    """The same, where the accounts `of_organization` were read with something else."""
    words = _("You have acted for the organization in this hand-over; somebody else of the office takes this step.")
    require(not had_a_hand(by, accounts), words)


def require_not_of_office(by, hand_over) -> None:
    """Refuse for the organization whoever prepared, delivered, reviewed, checked or decided for the office."""
    require_none_of_office(by, hand_over, _accounts(of_office(hand_over)))


def require_none_of_office(by, hand_over, accounts: Iterable[int]) -> None:
    """The same, where the accounts `of_office` were read with something else."""
    words = _("You have acted for the office in this hand-over; somebody else of the organization takes this step.")
    require(not had_a_hand(by, {hand_over.prepared_by_id, *accounts}), words)


class AccountsOf(Expression):
    """The accounts of all these sets, in an array, as a column of whatever is read."""

    output_field = ArrayField(BigIntegerField())

    def __init__(self, sets: SetsOf, hand_over: HandOver):
        super().__init__()
        self.sets = sets
        self.given = {HAND_OVER: hand_over.pk, ORGANIZATION: hand_over.inspection.organization_id}

    def get_group_by_cols(self):
        """Beside sums, too, it hangs on no column of the row."""
        return []

    def as_sql(self, compiler, connection):
        """The kept question, filled in."""
        sql, parameters = _statement(self.sets)
        return f"ARRAY({sql})", [self.given.get(parameter, parameter) for parameter in parameters]


def of_organization(hand_over: HandOver) -> AccountsOf:
    """Who signed, planned, reported or applied for the organization."""
    return AccountsOf(_of_organization, hand_over)


def of_office(hand_over: HandOver) -> AccountsOf:
    """Who delivered, reviewed, checked, assessed, accepted, decided for the office, or gave an opinion on its papers.

    Who prepared it is named by the hand-over itself.
    """
    return AccountsOf(_of_office, hand_over)


def _accounts(accounts: AccountsOf) -> list[int]:
    sql, parameters = accounts.as_sql(None, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", parameters)
        return cursor.fetchone()[0]


@cache
def _statement(sets: SetsOf) -> tuple[str, tuple]:
    """The question as SQL, for any hand-over: to build it anew would cost more than all else in a step."""
    any_hand_over = HandOver(pk=HAND_OVER, inspection=Inspection(organization_id=ORGANIZATION))
    first, *others = (rows.order_by() for rows in sets(any_hand_over))
    return first.union(*others).query.sql_with_params()


def _of_organization(hand_over: HandOver) -> list[QuerySet]:
    planned = Measure.pgh_event_model.objects.filter(item__hand_over=hand_over)
    aimed = Item.pgh_event_model.objects.filter(hand_over=hand_over)
    written = RectificationReport.pgh_event_model.objects.filter(hand_over=hand_over)
    withdrawable = (kind.objects.filter(item__hand_over=hand_over) for kind in (CloseOut, ItemChange))
    reported = Progress.objects.filter(item__hand_over=hand_over, reported_by__in=_ever_of(hand_over))
    again = SecondRectification.objects.filter(assessment__hand_over=hand_over)
    return [
        movers_of(hand_over, Status.PLAN_REVIEW),
        actors_of(planned).filter(by__in=_ever_of(hand_over)),
        actors_of(aimed).filter(by__in=_ever_of(hand_over)),
        *(actors.filter(by__in=_ever_of(hand_over)) for actors in _who_entered_results(hand_over)),
        hand_over.receipts.exclude(signed_by=None).values_list("signed_by", flat=True),
        reported.values_list("reported_by", flat=True),
        hand_over.reports.exclude(signed_by=None).values_list("signed_by", flat=True),
        actors_of(written).filter(by__in=_ever_of(hand_over)),
        actors_of(_publications(hand_over)).filter(by__in=_ever_of(hand_over)),
        CloseOut.objects.filter(item__hand_over=hand_over).values_list("applied_by", flat=True),
        *(each.filter(decision=WITHDRAWN).values_list("decided_by", flat=True) for each in withdrawable),
        _asked_changes(hand_over).values_list("applied_by", flat=True),
        actors_of(_stages(hand_over).exclude(status__in=DECIDED)),
        *(again.exclude(**{name: None}).values_list(name, flat=True) for name in ("plan_filed_by", "reported_by")),
    ]


def _asked_changes(hand_over: HandOver) -> QuerySet:
    """Those the organization applied for."""
    return ItemChange.objects.filter(item__hand_over=hand_over, reopening=None, of_check=False)


def _of_office(hand_over: HandOver) -> list[QuerySet]:
    fed_back = Feedback.pgh_event_model.objects.filter(hand_over=hand_over)
    opinions = PlanOpinion.objects.filter(review__hand_over=hand_over)
    forwarded = ForwardedReport.objects.filter(hand_over=hand_over)
    withdrawn = Q(decision=WITHDRAWN)
    checks = CheckResult.objects.filter(item__hand_over=hand_over)
    accepted = CloseOut.objects.filter(item__hand_over=hand_over)
    decisions = (kind.objects.filter(item__hand_over=hand_over) for kind in (CloseOut, ItemChange, Reopening))
    return [
        movers_of(hand_over, Status.AWAITING_RECEIPT),
        actors_of(fed_back),
        hand_over.receipts.exclude(recorded_by=None).values_list("recorded_by", flat=True),
        movers_of(hand_over, Status.AWAITING_PLAN, out_of=Status.PLAN_REVIEW),
        movers_of(hand_over, Status.RECTIFYING),
        *(actors.exclude(by__in=_ever_of(hand_over)) for actors in _who_entered_results(hand_over)),
        actors_of(_publications(hand_over)).exclude(by__in=_ever_of(hand_over)),
        hand_over.supplements.values_list("issued_by", flat=True),
        hand_over.plan_reviews.values_list("asked_by", flat=True),
        hand_over.reports.exclude(recorded_by=None).values_list("recorded_by", flat=True),
        opinions.exclude(given_by=None).values_list("given_by", flat=True),
        opinions.exclude(recorded_by=None).values_list("recorded_by", flat=True),
        *(
            forwarded.exclude(**{name: None}).values_list(name, flat=True)
            for name in ("sent_by", "signed_by", "recorded_by", "opinion_by", "opinion_recorded_by")
        ),
        checks.values_list("recorded_by", flat=True),
        checks.exclude(visit__participants=None).values_list("visit__participants", flat=True),
        Reopening.objects.filter(item__hand_over=hand_over).values_list("applied_by", flat=True),
        accepted.exclude(accepted_by=None).values_list("accepted_by", flat=True),
        *(each.exclude(withdrawn | Q(decided_by=None)).values_list("decided_by", flat=True) for each in decisions),
        actors_of(_stages(hand_over).filter(status__in=DECIDED)),
        actors_of(Assessment.pgh_event_model.objects.filter(hand_over=hand_over)),
    ]


def _stages(hand_over: HandOver) -> QuerySet:
    """What became of the stages of its lasting items: of them each side writes other states."""
    return StagedAim.pgh_event_model.objects.filter(item__hand_over=hand_over)


def _publications(hand_over: HandOver) -> QuerySet:
    """What became of its two publications: each side proposes and records, the leading group decides."""
    return Publication.pgh_event_model.objects.filter(hand_over=hand_over)


def _who_entered_results(hand_over: HandOver) -> list[QuerySet]:
    """Who entered, corrected or voided rules, funds and who was held to account, for either side."""
    kinds = (OrganizationRule, ReturnedFunds, HeldToAccount)
    return [actors_of(kind.pgh_event_model.objects.filter(item__hand_over=hand_over)) for kind in kinds]


def _ever_of(hand_over: HandOver) -> QuerySet:
    """Accounts that ever stood for the organization, or for what it was merged into.

    What the office imports from a ledger is no work of theirs.
    """
    merged = Organization.objects.filter(pk=hand_over.inspection.organization_id)
    of_it = Q(organization=hand_over.inspection.organization_id) | Q(organization__in=merged.values("answered_by"))
    ever = User.pgh_event_model.objects.filter(of_it)
    return ever.values_list("pgh_obj", flat=True)
