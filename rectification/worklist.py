"""What waits for others in the four ledgers because of somebody."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.workflow.steps import awaiting
from core.worklist.duties import Duty, Waiting, register_waiting
from rectification import duties
from rectification.models import HandOver, Item, ItemChange, PlanOpinion, StagedAim, Supplement
from rounds.deadlines.querysets import obligations_for

BESIDE_REPORTS = Q(node=duties.FOCUSED_RECTIFICATION, inspection__hand_over__status=HandOver.Status.RECTIFYING)
"""While a hand-over is rectified its only tasks are the reports; this is owed beside them."""
LATE = 20  # lines of what is overdue; the list behind shows the rest


def owed_by_own_side(user):
    """What the user's side owes in the ledgers by a day and somebody else, or nobody yet, can take the step for.

    The other apps name what is owed in theirs.
    """
    owed = obligations_for(user).owed_by(user).running().filter(node__in=duties.OF_LEDGERS)
    for model in [] if owed.query.is_empty() else [HandOver, PlanOpinion, Supplement, Item]:
        if not (tasks := awaiting(model, user)).query.is_empty():
            kind = ContentType.objects.get_for_model(model)
            of_tasks = Q(subject_type=kind, subject_id__in=tasks.values("pk"))
            owed = owed.exclude(of_tasks & ~BESIDE_REPORTS)
    return owed.select_related("inspection__organization")


def with_the_office(user):
    """Items of which the organization has applied for the close-out or a change of the plan, or reported a stage.

    Of a close-out, the team has a word first.
    """
    asked = Exists(ItemChange.objects.filter(item=OuterRef("pk"), decision=""))
    staged = Exists(StagedAim.objects.filter(item=OuterRef("pk"), status=StagedAim.Status.REPORTED))
    return (
        Item.objects.visible_to(user)
        .of_side(user)
        .filter(Q(status__in=Item.APPLIED_FOR) | asked | staged)
        .annotate(is_to_change=asked)
        .select_related("finding", "hand_over__inspection__organization")
    )


def overdue_with_others(user):
    """What organizations, bodies or the office are late with, for whoever stands above them.

    What a ledger brought and nobody has checked yet is none of it, nor what is paused by hand.
    """
    return obligations_for(user).overdue_today().filter(unchecked_since=None).owed_below(user)


def _of_own_side(obligation) -> Duty:
    about = obligation.inspection.organization if obligation.inspection else obligation.owner
    return Duty(obligation.told, str(about), obligation.get_absolute_url(), _("View"), obligation.due_on)


def _of_item(item) -> Duty:
    if item.status == Item.Status.AWAITING_TEAM:
        title = _("Item %(number)s awaits the team's acceptance")
    elif item.status == Item.Status.AWAITING_ACCEPTANCE:
        title = _("Item %(number)s awaits the office's decision")
    elif not item.is_to_change:
        title = _("Item %(number)s: its stage awaits the office's review")
    else:
        title = _("Item %(number)s: the change of its plan awaits the office's decision")
    return Duty(title % {"number": item.number}, item.finding.text[:60], item.get_absolute_url(), "")


def _of_others(obligation) -> Duty:
    urge = "" if obligation.paused_on else reverse("personnel:obligation_urge", args=[obligation.pk])
    words = _("Urge") if urge else ""
    late = f"{reverse('personnel:obligations')}?light=red"
    told = obligation.told, obligation.owner, obligation.get_absolute_url()
    return Duty(*told, words, obligation.due_on, button_url=urge, listed=late)


register_waiting(
    Waiting(owed_by_own_side, _of_own_side),
    Waiting(with_the_office, _of_item),
    Waiting(overdue_with_others, _of_others, most=LATE),
)
