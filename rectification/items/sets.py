"""The items that the steps are open on, where these are more than one set of the model."""

from django.db.models import Exists, F, OuterRef, Q, Subquery

from core.workflow.returns import with_opinion
from findings.models import DeadlineKind
from rectification import duties
from rectification.models import CheckResult, HandOver, Item, Publication, Reopening, StagedAim
from rounds.deadlines.querysets import with_owed_day


def plannable(user):
    """Those whose plan the organization writes now."""
    return Item.objects.reportable_by(user).filter(hand_over__status=HandOver.Status.AWAITING_PLAN)


def reportable(user):
    """Those the organization rectifies, with the reason of those that came back; lasting ones go on in stages.

    Of what is basically completed and past its day, a new day is applied for first.
    """
    by_day = Item.objects.reportable_by(user).exclude(
        deadline_kind=DeadlineKind.LASTING, due_on=None, status=Item.Status.RECTIFYING
    )
    return with_opinion(by_day.exclude(pk__in=Item.objects.awaiting_new_day().values("pk")), Item.Status.RETURNED)


def to_go_on(user):
    """Those that the organization applies for a new day of."""
    return Item.objects.reportable_by(user).awaiting_new_day()


def to_stage(user):
    """Lasting ones whose next stage is to be set."""
    return Item.objects.reportable_by(user).without_aim()


def in_stage(user):
    """Lasting ones with a stage that the organization is to reach, each with its aim and why it came back."""
    return with_stage(Item.objects.reportable_by(user).with_aim(*StagedAim.REPORTABLE))


def stage_reported(user):
    """Those with a stage that is reported as reached, for whoever reviews it."""
    return with_stage(Item.objects.replannable_by(user).with_aim(StagedAim.Status.REPORTED))


def with_stage(rows):
    """The items, each with the aim of its open stage (`stage_goal`), its state and what the office said to it."""
    return rows.annotate(
        stage_goal=_of_stage("goal"), stage_status=_of_stage("status"), stage_opinion=_of_stage("opinion")
    )


def with_stage_day(rows):
    """The items, each with the day by which its open stage is to be reached (`stage_due_on`)."""
    return rows.annotate(stage_due_on=_of_stage("due_on"))


def _of_stage(name):
    return Subquery(StagedAim.objects.open().filter(item=OuterRef("pk")).values(name)[:1])


def changeable(user):
    """Those a change of whose plan may be applied for."""
    return Item.objects.reportable_by(user).without_open_change()


def changing(user):
    """Those a change of whose plan the organization has applied for."""
    return Item.objects.reportable_by(user).with_open_change()


def to_replan(user):
    """The same, for whoever decides, with the day by which to decide."""
    return with_owed_day(Item.objects.replannable_by(user).with_open_change(), duties.DECIDE_CHANGE)


def to_reopen(user):
    """Those whose reopening is to be decided on."""
    return Item.objects.reopening_decidable_by(user).with_open_reopening()


def come_back(user):
    """Closed ones whose latest check found the problem back, wholly or in part, and nobody applied since.

    The office applies for the reopening, or leaves it by one that is refused.
    """
    later = Q(checked_on__gt=OuterRef("checked_on")) | Q(checked_on=OuterRef("checked_on"), pk__gt=OuterRef("pk"))
    applied = Reopening.objects.filter(item=OuterRef("item"), applied_on__gte=OuterRef("checked_on"))
    found = CheckResult.objects.exclude(verdict=CheckResult.Verdict.CONFIRMED)
    found = found.filter(item__status=Item.Status.CLOSED, checked_on__gte=F("item__closed_on"))
    found = found.filter(~Exists(CheckResult.objects.filter(later, item=OuterRef("item"))), ~Exists(applied))
    closed = Item.objects.decidable_by(user).filter(status=Item.Status.CLOSED)
    return closed.filter(pk__in=found.order_by().values("item"))


def acceptable(user):
    """Those to be accepted as rectified, with the day by which."""
    return with_owed_day(Item.objects.acceptable_by(user), *duties.ACCEPTING)


def decidable(user):
    """Those whose close-out the office decides on, with the day by which to decide."""
    waiting = Item.objects.decidable_by(user).filter(status=Item.Status.AWAITING_ACCEPTANCE)
    return with_owed_day(waiting, duties.DECIDE_CLOSE_OUT)


def with_publication(rows):
    """The items, each with what became of the public publication of its result, and the ground it was kept back on."""
    public = Publication.objects.filter(hand_over=OuterRef("hand_over"), side=Publication.Side.PUBLIC)
    kept_back = public.filter(status=Publication.Status.KEPT_BACK)
    return rows.annotate(
        made_public=Subquery(public.values("status")), kept_back_on=Subquery(kept_back.values("announcement__ground"))
    )
