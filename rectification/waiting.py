"""What waits for whom: the sets that the menu counts and those that the worklist names."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from core.access.reach import reach_of
from core.access.roles import Right
from core.workflow.steps import awaiting
from rectification import duties
from rectification.models import CloseOut, HandOver, Item
from rounds.deadlines import kinds
from rounds.deadlines.kinds import Owner
from rounds.deadlines.querysets import obligations_for


def owed_by_side(user):
    """What the user's organization or office owes in the ledgers now, but for what is a task of theirs.

    The other apps name what is owed in theirs.
    """
    owed = obligations_for(user).owed_by(user).open().filter(node__in=duties.OF_LEDGERS, paused_on__isnull=True)
    for model in (HandOver, Item):
        kind = ContentType.objects.get_for_model(model)
        owed = owed.exclude(subject_type=kind, subject_id__in=awaiting(model, user).values("pk"))
    return owed


def items_waiting(user):
    """Items the user's organization is to rectify; for the office, those overdue."""
    reach = reach_of(user)
    mine = Item.objects.visible_to(user)
    if reach.organizations:
        under_way = [Item.Status.RECTIFYING, Item.Status.RETURNED]
        return mine.filter(hand_over__inspection__organization__in=reach.organizations, status__in=under_way)
    return mine.overdue_today()


def close_outs_to_decide(user):
    """Applications without a decision, for those who decide."""
    if not reach_of(user).may(Right.CLOSE_OUT):
        return CloseOut.objects.none()
    return CloseOut.objects.visible_to(user).filter(decision="")


def items_with_office(user):
    """Items of the user's organization that await the office's decision."""
    return Item.objects.visible_to(user).filter(
        hand_over__inspection__organization__in=reach_of(user).organizations, status=Item.Status.AWAITING_ACCEPTANCE
    )


def overdue_of_others(user):
    """What is overdue with those the user stands above (docs/domain.md, reminders: red goes up one level).

    Organizations and team leaders answer to the office, bodies to who transfers them leads, the office to the leading
    group.
    """
    reach = reach_of(user)
    theirs = Q(pk__in=[])
    if reach.may(Right.HAND_OVER):
        theirs |= Q(organization__isnull=False) | Q(node__in=kinds.owned_by(Owner.TEAM_LEADER))
    if reach.may(Right.TRANSFER_LEADS):
        theirs |= Q(body__isnull=False)
    if reach.may(Right.APPROVE_ROUNDS):
        theirs |= Q(node__in=kinds.owned_by(Owner.OFFICE))
    return obligations_for(user).overdue_today().filter(theirs)
