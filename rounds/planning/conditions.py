"""Why a step of a round is not open yet, in words; "" when it is. Services refuse by these and pages show them."""

from django.utils.translation import gettext as _

from core.access.reach import Actor
from core.workdays.reckoning import today
from rounds.inspections.conditions import names_of_organizations
from rounds.models import Inspection, Round
from rounds.permissions import can_approve_round
from rounds.returns import RETURNED_ROUND


def why_not_submit(user: Actor, round: Round) -> str:
    """What came back is changed first; and a plan names who goes where."""
    return RETURNED_ROUND.why_not_again(round) or why_incomplete(round)


def why_not_approve(user: Actor, round: Round) -> str:
    """The office that wrote the plan waits for the leading group, which approves who goes where."""
    if not can_approve_round(user, round):
        return _("Waits for the approval of the leading group.")
    return why_incomplete(round)


def why_incomplete(round: Round) -> str:
    """A plan has teams, each with people, a leader among them, and something to inspect; or which lacks what."""
    teams = list(round.teams.filter(dissolved_on=None).with_strength(today()))
    if not teams:
        return _("No team is formed yet. Form the teams of this round first.")
    lacking = [
        (_("%(teams)s: nobody is posted yet."), [team for team in teams if not team.has_people]),
        (
            _("%(teams)s: no leader is posted yet."),
            [team for team in teams if team.has_people and not team.has_leader],
        ),
        (_("%(teams)s: no organization assigned yet."), [team for team in teams if not team.has_work]),
    ]
    return " ".join(words % {"teams": _(", ").join(map(str, named))} for words, named in lacking if named)


def why_not_delete(user: Actor, round: Round) -> str:
    """A round is deleted before anything hangs on it."""
    return _("This round has teams already, so it stays.") if round.teams.exists() else ""


def why_not_start(user: Actor, round: Round) -> str:
    """A round starts with teams, and with an organization for each of them."""
    teams = list(round.teams.filter(dissolved_on=None).prefetch_related("inspections"))
    if not teams:
        return _("No team is formed yet. Form the teams of this round first.")
    idle = [str(team) for team in teams if not team.inspections.all()]
    if idle:
        return _("%(teams)s: no organization assigned yet.") % {"teams": _(", ").join(idle)}
    return ""


def why_not_end_field_stage(user: Actor, round: Round) -> str:
    """The field stage ends when every organization of the plan has been entered."""
    left_out = Inspection.objects.filter(team__round=round, status=Inspection.Status.PLANNED)
    if names := names_of_organizations(user, left_out):
        words = _("Not entered yet: %(organizations)s. Record the entry, or apply for taking it out of the plan.")
        return words % {"organizations": names}
    return ""


def why_not_archive(user: Actor, round: Round) -> str:
    """A round is archived without teams: once they are dissolved their members' access has ended (组撤权撤)."""
    standing = [str(team) for team in round.teams.filter(dissolved_on=None)]
    if standing:
        return _("%(teams)s: not dissolved yet. Dissolve the teams of this round first.") % {
            "teams": _(", ").join(standing)
        }
    return ""
