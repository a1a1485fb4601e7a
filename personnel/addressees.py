"""Who is told what changes about people."""

from django.db.models import F
from django.utils.translation import gettext_lazy

from core.access.roles import Role
from core.notices.services import tell
from core.workdays.reckoning import today
from personnel.models import Posting, User


def posted_to(team_id: int, *roles: str):
    """Accounts of those who hold these places in a team now."""
    postings = Posting.objects.filter(team=team_id, role__in=roles).current(today())
    return User.objects.active().filter(person__in=postings.values("person"))


def tell_team_of_make_up(order, by) -> None:
    """Tell who leads the team that it makes up work by a day."""
    tell(
        posted_to(order.team_id, Posting.Role.LEADER, Posting.Role.DEPUTY),
        kind="team.make_up",
        subject=gettext_lazy("Your team makes up its work by %(day)s"),
        url=order.team.get_absolute_url(),
        day=order.due_on.isoformat(),
    )


def tell_office_of_recusals(recusals) -> None:
    """Tell the office of each recusal from an organization that the person's team inspects, or will."""
    declared = {(recusal.person_id, recusal.organization_id) for recusal in recusals}
    inspected = F("team__inspections__organization")
    posted = Posting.objects.filter(person__in={person for person, organization in declared})
    posted = posted.not_over(today()).annotate(inspected=inspected).select_related("person", "team__round")
    affected = {
        (posting.person_id, posting.inspected): posting
        for posting in posted
        if (posting.person_id, posting.inspected) in declared
    }
    for posting in affected.values():
        tell(
            User.objects.holding(Role.OFFICE),
            kind="recusal.declared",
            subject=gettext_lazy(
                "%(person)s, posted to %(round)s %(team)s, is recused from an organization it inspects"
            ),
            url=posting.team.get_absolute_url(),
            person=posting.person,
            round=posting.team.round,
            team=posting.team,
        )
