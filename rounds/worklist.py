"""What the leading group, the office and team leaders owe to rounds."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access.reach import reach_of
from core.worklist.duties import Duty, register
from rounds.models import Inspection, Round
from rounds.permissions import can_approve_rounds, can_keep_rounds


def plans_to_approve(user):
    """The leading group approves plans that have teams, before the day they start on."""
    if not can_approve_rounds(user):
        return
    waiting = Round.objects.visible_to(user).filter(status=Round.Status.PREPARING, teams__isnull=False).distinct()
    for round in waiting:
        if not can_approve_rounds(user, round):
            continue
        yield Duty(
            title=_("Approve the plan of %(round)s") % {"round": round},
            detail=round.theme,
            url=reverse("rounds:round_approve", args=[round.pk]),
            button=_("Go and decide on the plan"),
            due_on=round.starts_on,
        )


def rounds_to_move(user):
    """The office begins approved rounds on their day and ends their field stage on its day."""
    if not can_keep_rounds(user):
        return
    for round in Round.objects.visible_to(user).filter(status__in=[Round.Status.APPROVED, Round.Status.ON_SITE]):
        starting = round.status == Round.Status.APPROVED
        words = _("Begin the field stage of %(round)s") if starting else _("End the field stage of %(round)s")
        yield Duty(
            title=words % {"round": round},
            detail=round.theme,
            url=round.get_absolute_url(),
            button=_("Go and move it on"),
            due_on=round.starts_on if starting else round.field_ends_on,
        )


def organizations_to_enter(user):
    """A team leader records the entry into each organization of the team."""
    waiting = Inspection.objects.visible_to(user).filter(
        team__in=reach_of(user).led_teams, status=Inspection.Status.PLANNED, team__round__status=Round.Status.ON_SITE
    )
    for inspection in waiting.select_related("organization", "team__round"):
        yield Duty(
            title=_("Record the entry into %(organization)s") % {"organization": inspection.organization},
            detail=f"{inspection.team.round} {inspection.team}",
            url=reverse("rounds:inspection_enter", args=[inspection.pk]),
            button=_("Go and record"),
            due_on=inspection.team.round.starts_on,
        )


for source in (plans_to_approve, rounds_to_move, organizations_to_enter):
    register(source)
