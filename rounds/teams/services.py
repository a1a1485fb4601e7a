"""Teams: authorized for one round, dissolved after it (一次一授权)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from core.access.reach import Actor, require
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.moves import IllegalStep, lock, require_ready
from core.workflow.saving import lock_row, save_checked
from rounds.duties import plan_changed
from rounds.inspections.conditions import why_not_change_plan
from rounds.inspections.modes import require_county_elsewhere
from rounds.models import Round, Team
from rounds.permissions import can_keep_rounds
from rounds.signals import team_dissolving, team_formed
from rounds.teams.conditions import why_not_dissolve


def _require_office(by: Actor) -> None:
    require(can_keep_rounds(by), _("Only the inspection office forms and dissolves teams."))


@all_or_nothing
def form_team(round: Round, *, by: Actor, number: int, formed_on: date, **more: str) -> Team:
    """Form a team of this round while its plan is in preparation. A number is taken once a round.

    `more` are its county, telephone and place.
    """
    _require_office(by)
    lock(round)
    require_ready(why_not_change_plan(round))
    return set_up_team(round, by=by, number=number, formed_on=formed_on, **more)


@all_or_nothing
def set_up_team(round: Round, *, by: Actor, number: int, formed_on: date, **more: str) -> Team:
    """Write a team that was planned, or allowed later, up to the end of the field stage; the caller has the right."""
    lock(round)
    if round.status not in Round.FORMING:
        raise IllegalStep(
            _("The field stage of %(round)s has ended; no team can be formed any more.") % {"round": round}
        )
    require_past("formed_on", formed_on)
    team = Team(round=round, number=number, formed_on=formed_on, **more)
    save_checked(team, by=by)
    plan_changed(round)
    team_formed.send(sender=Team, team=team)
    return team


@all_or_nothing
def update_team(team: Team, *, by: Actor, seen: str = "", **facts: Any) -> Team:
    """Correct the number, the day or the contacts of a team; `seen` refuses to undo another's change.

    By its number a team is known in a plan, so that stays once the plan is submitted.
    """
    _require_office(by)
    round = lock(team.round)
    lock_row(team, seen=seen)
    if team.dissolved_on:
        raise IllegalStep(_("%(team)s is dissolved; its record stays as it was.") % {"team": team})
    if facts.get("number", team.number) != team.number and (why := why_not_change_plan(round)):
        raise ValidationError({"number": why})
    formed_on = facts.get("formed_on", team.formed_on)
    if formed_on is not None:
        require_past("formed_on", formed_on)
    entered_on = team.inspections.aggregate(on=Min("entered_on"))["on"]
    if entered_on and formed_on and formed_on > entered_on:
        words = _("The team entered an organization on %(day)s; it was formed by then.")
        raise ValidationError({"formed_on": words % {"day": entered_on.isoformat()}})
    if facts.get("county", team.county) != team.county:
        require_county_elsewhere(team, facts["county"])
    save_checked(team, by=by, **facts)
    plan_changed(round)
    return team


@all_or_nothing
def dissolve_team(team: Team, *, by: Actor, on: date) -> Team:
    """Dissolve a team that has left its organizations. The access of its members ends that day (组撤权撤)."""
    _require_office(by)
    round = lock(team.round)
    lock_row(team)
    if team.dissolved_on:
        raise IllegalStep(_("%(team)s is dissolved already.") % {"team": team})
    require_ready(why_not_dissolve(by, team))
    team_dissolving.send(sender=Team, team=team)
    left_on = team.inspections.aggregate(on=Max("left_on"))["on"]
    require_past("dissolved_on", on, since=team.formed_on, fact=_("formed on"))
    require_past("dissolved_on", on, since=left_on, fact=_("left on"))
    save_checked(team, by=by, dissolved_on=on)
    plan_changed(round)
    return team
