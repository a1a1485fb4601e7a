"""Postings: a place in a team, with the access that goes with it (一次一授权, 组撤权撤)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.notices.services import tell
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.moves import IllegalStep, lock, require_ready
from core.workflow.saving import lock_row, save_checked
from personnel import duties
from personnel.models import Person, Pool, Posting, User
from personnel.people.services import require_keeper
from personnel.people.ties import named_to, tie_to_team
from rounds.deadlines import obligations
from rounds.duties import plan_changed
from rounds.inspections.conditions import why_not_change_plan
from rounds.models import Organization, Round, Team


@all_or_nothing
def post_person(team: Team, *, by: User, person: Person, role: str, on: date) -> Posting:
    """Post a person to a team from a day on, while the plan of its round is in preparation."""
    require_keeper(by)
    require(person.pk not in by.own_persons, _("Nobody posts themself to a team; a colleague does it."))
    require_ready(why_not_change_plan(lock(team.round)))
    return enter_posting(team, by=by, person=person, role=role, on=on)


@all_or_nothing
def enter_posting(team: Team, *, by: User, person: Person, role: str, on: date) -> Posting:
    """Write a posting that was planned, or allowed later; the caller has the right.

    The rows of person and team are locked, so of two postings at once the second is told of the first. Refused are
    recused persons, those tied to what the team inspects or in another team at the time, a second leader, and teams
    already dissolved.
    """
    round = lock(team.round)
    lock_row(person)
    lock_row(team)
    if team.dissolved_on or team.round.status == Round.Status.ARCHIVED:
        raise IllegalStep(_("%(team)s is dissolved; nobody can be posted to it.") % {"team": team})
    if obstacle := posting_obstacle(team, by=by, person=person, role=role, on=on):
        raise ValidationError(obstacle)
    posting = save_checked(Posting(team=team, person=person, role=role, posted_on=on), by=by)
    if role == Posting.Role.LEADER:
        obligations.meet(duties.POST_LEADER, team, today())
    plan_changed(round)
    _tell_person(posting)
    return posting


def _tell_person(posting: Posting) -> None:
    tell(
        User.objects.filter(person=posting.person),
        kind="posting.made",
        subject=gettext_lazy("You are posted to %(round)s %(team)s from %(day)s"),
        url=posting.team.get_absolute_url(),
        round=posting.team.round,
        team=posting.team,
        day=posting.posted_on,
    )


def posting_obstacle(team: Team, *, by: User, person: Person, role: str, on: date) -> dict[str, str]:
    """The field that is wrong and why, or {}; an organization hidden from `by` is not named."""
    if team.formed_on and on < team.formed_on:
        return {"posted_on": _("The team was formed after this day.")}
    recused = Organization.objects.filter(inspections__team=team, recusals__in=person.recusals.in_force()).first()
    if recused:
        words = _("%(person)s is recused from %(organization)s, which this team inspects.")
        seen = Organization.objects.visible_to(by).filter(pk=recused.pk).exists()
        organization = recused if seen else _("an organization you are recused from")
        return {"person": words % {"person": person, "organization": organization}}
    if tie := tie_to_team(person, team):
        return {"person": named_to(tie, by)}
    elsewhere = person.postings.not_over(on).select_related("team__round").first()
    if elsewhere:
        words = _("%(person)s is posted to %(round)s, %(team)s. Release them there first.")
        return {"person": words % {"person": person, "round": elsewhere.team.round, "team": elsewhere.team}}
    led = team.postings.filter(role=Posting.Role.LEADER).not_over(on).select_related("person").first()
    if role == Posting.Role.LEADER and led:
        return {"role": _("%(person)s leads this team already.") % {"person": led.person}}
    return {}


def posting_warnings(posting: Posting) -> list[str]:
    """What the office should look at again, though it is allowed: a person from no pool, a leader from another one."""
    pools = set(posting.person.memberships.active(posting.posted_on).values_list("pool", flat=True))
    if not pools:
        return [_("%(person)s is in none of the talent pools.") % {"person": posting.person}]
    if posting.role == Posting.Role.LEADER and Pool.LEADERS not in pools:
        return [_("%(person)s leads a team but is not in the team-leader pool.") % {"person": posting.person}]
    return []


@all_or_nothing
def release_person(posting: Posting, *, by: User, on: date, reason: str = "") -> Posting:
    """End a posting; on that day the access it gave is gone. That takes no second person, whatever was approved."""
    require_keeper(by)
    round = lock(posting.team.round)
    lock_row(posting)
    if posting.released_on:
        raise IllegalStep(_("%(person)s is released already.") % {"person": posting.person})
    require_past("released_on", on, since=posting.posted_on, fact=_("posted on"))
    save_checked(posting, by=by, reason=reason, released_on=on)
    plan_changed(round)
    if not posting.team.postings.filter(role=Posting.Role.LEADER).not_over(today()).exists():
        owe_leader(posting.team)
    return posting


def owe_leader(team: Team) -> None:
    """The office owes a team without a leader, of a round that is planned or on site, one by the day it starts on."""
    if team.dissolved_on or team.round.status not in Round.FORMING:
        return
    obligations.open_obligation(
        duties.POST_LEADER,
        team,
        gettext_lazy("Post a leader to %(round)s %(team)s"),
        {"round": team.round, "team": team},
        round=team.round,
        from_on=min(today(), team.round.starts_on),
        due_on=team.round.starts_on,
    )
