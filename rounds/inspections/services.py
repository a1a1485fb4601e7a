"""Which team inspects which organization, and when it comes and goes."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, ProtectedError, Subquery
from django.utils.translation import gettext as _

from core.access.reach import Actor, require
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.moves import IllegalStep, lock, move, require_ready
from core.workflow.saving import lock_row, save_checked
from rounds import duties
from rounds.deadlines import obligations
from rounds.inspections.conditions import has_begun, why_ended, why_not_change_plan, why_not_enter, why_not_take_out
from rounds.inspections.modes import require_mode
from rounds.inspections.open_work import Inspections, open_work
from rounds.models import Inspection, InspectionKind, Organization, Round, Team
from rounds.permissions import can_keep_organization, can_record_inspection, can_unassign
from rounds.signals import organization_assigned


def _require_keeper(allowed: bool) -> None:
    words = _("Only the inspection office, and nobody recused from it, decides on the inspection of an organization.")
    require(allowed, words)


def _require_recorder(by: Actor, inspection: Inspection) -> None:
    require(can_record_inspection(by, inspection), _("Only the office or the leaders of the team record this."))


@all_or_nothing
def assign_organization(team: Team, *, by: Actor, organization: Organization, kind: str, mode: str = "") -> Inspection:
    """Give an organization to a team while the plan is in preparation."""
    _require_keeper(can_keep_organization(by, organization))
    require_ready(why_not_change_plan(lock(team.round)))
    return give_organization(team, by=by, organization=organization, kind=kind, mode=mode)


@all_or_nothing
def give_organization(team: Team, *, by: Actor, organization: Organization, kind: str, mode: str = "") -> Inspection:
    """Write an inspection that was planned, or allowed later; the caller has the right.

    Within one round an organization is inspected once, by one team.
    """
    round = lock(team.round)
    lock_row(team)
    if round.status not in Round.FORMING or team.dissolved_on:
        raise IllegalStep(
            _("%(team)s takes no further organization: it is dissolved or its field stage has ended.") % {"team": team}
        )
    taken = Inspection.objects.filter(team__round=round, organization=organization).select_related("team").first()
    if taken:
        words = _("%(organization)s is inspected by %(team)s in this round already.")
        raise ValidationError({"organization": words % {"organization": organization, "team": taken.team}})
    if ended := why_ended(organization):
        raise ValidationError({"organization": ended})
    require_mode(team, organization, kind=kind, mode=mode)
    inspection = Inspection(team=team, organization=organization, kind=kind, mode=mode)
    inspection.looks_back_on = earlier_inspection(inspection)
    save_checked(inspection, by=by)
    organization_assigned.send(sender=Inspection, inspection=inspection)
    duties.plan_changed(round)
    duties.owe_entry(inspection, round)
    return inspection


def earlier_inspection(inspection: Inspection) -> Inspection | None:
    """What a look-back looks back on: the latest earlier inspection of its organization, if there is one."""
    if inspection.kind != InspectionKind.LOOK_BACK:
        return None
    earlier = Inspection.objects.earlier(inspection.organization, inspection.team.round.number)
    return earlier.select_related("organization", "team__round").first()


def link_look_backs(organizations: Iterable[Organization]) -> None:
    """Let look-backs of these organizations that look back on nothing do so, where an earlier inspection has come."""
    lacking = Inspection.objects.lacking_link().filter(organization__in=organizations)
    earlier = Inspection.objects.earlier(OuterRef("organization"), OuterRef("team__round__number"))
    found = list(lacking.annotate(found=Subquery(earlier.values("pk")[:1])).exclude(found=None))
    for inspection in found:
        inspection.looks_back_on_id = inspection.found
    Inspection.objects.bulk_update(found, ["looks_back_on"])


@all_or_nothing
def unassign_organization(inspection: Inspection, *, by: Actor) -> None:
    """Take an organization out of a plan in preparation."""
    _require_keeper(can_unassign(by, inspection))
    require_ready(why_not_change_plan(lock(inspection.team.round)))
    take_organization_out(inspection, by=by)


@all_or_nothing
def take_organization_out(inspection: Inspection, *, by: Actor) -> None:
    """Take an organization out of the plan, as long as the team has not entered it; the caller has the right."""
    round = lock(inspection.team.round)
    lock(inspection)
    require_ready(why_not_take_out(inspection))
    try:
        with acting(by):
            obligations.forget(inspection)
            inspection.delete()
            duties.plan_changed(round)
    except ProtectedError as error:
        raise IllegalStep(has_begun(inspection)) from error


@all_or_nothing
def record_mode(inspection: Inspection, *, by: Actor, mode: str) -> Inspection:
    """Enter how an elevated or cross inspection was done, where nobody said so when it was planned."""
    _require_keeper(can_unassign(by, inspection))
    lock(inspection)
    if inspection.mode or not inspection.is_elevated:
        raise IllegalStep(_("A mode is recorded once, of an elevated or cross inspection."))
    require_mode(inspection.team, inspection.organization, kind=inspection.kind, mode=mode)
    save_checked(inspection, by=by, mode=mode)
    organization_assigned.send(sender=Inspection, inspection=inspection)
    return inspection


@all_or_nothing
def enter_organization(inspection: Inspection, *, by: Actor, on: date) -> Inspection:
    """The team enters the organization: from that day it counts as inspected."""
    _require_recorder(by, inspection)
    lock(inspection)
    require_ready(why_not_enter(by, inspection))
    team = inspection.team
    require_past("entered_on", on, since=team.round.started_on, fact=_("field stage began on"))
    require_past("entered_on", on, since=team.formed_on, fact=_("formed on"))
    move(inspection, Inspection.Status.ON_SITE, by=by, entered_on=on)
    obligations.meet(duties.ENTER_ORGANIZATION, inspection, on)
    return inspection


def require_confirmed(by: Actor, inspections: Inspections, confirmed: bool) -> None:
    """Raise `ValidationError` with what is unfinished of these, unless who acts has said that they know."""
    if not confirmed and (unfinished := open_work(by, inspections)):
        words = _("%(unfinished)s Tick the box to leave all the same.") % {"unfinished": unfinished}
        raise ValidationError({"confirmed": words})


@all_or_nothing
def leave_organization(inspection: Inspection, *, by: Actor, on: date, confirmed: bool = False) -> Inspection:
    """The team leaves the organization and writes its report; what it leaves unfinished has to be `confirmed`."""
    _require_recorder(by, inspection)
    lock(inspection)
    require_confirmed(by, [inspection], confirmed)
    require_past("left_on", on, since=inspection.entered_on, fact=_("entered on"))
    return move(inspection, Inspection.Status.REPORTING, by=by, left_on=on)


@all_or_nothing
def record_feedback(inspection: Inspection, *, by: Actor, on: date) -> Inspection:
    """Both feedbacks were given. The hand-over that gave them asks for the right; here only the order counts."""
    lock(inspection)
    require_past("fed_back_on", on, since=inspection.left_on, fact=_("left on"))
    return move(inspection, Inspection.Status.FED_BACK, by=by, fed_back_on=on)


@all_or_nothing
def take_feedback_from_ledger(inspection: Inspection, *, by: Actor, on: date | None) -> Inspection:
    """Both feedbacks were given, as a ledger tells; on a day that it may leave out."""
    if on is not None:
        return record_feedback(inspection, by=by, on=on)
    return move(inspection, Inspection.Status.FED_BACK, by=by, imported_on=today())


@all_or_nothing
def record_day_of_feedback(inspection: Inspection, *, by: Actor, on: date) -> None:
    """Enter when the feedbacks were given, which the ledger left out; the hand-over asks for the right."""
    lock(inspection)
    if inspection.fed_back_on is None:
        require_past("fed_back_on", on, since=inspection.left_on, fact=_("left on"))
        save_checked(inspection, by=by, fed_back_on=on)
