"""Who is told of a change or takes the next step: accounts by their place in the team, their right, or their body."""

from core.access.roles import ROLE_RIGHTS, Right
from core.workdays.reckoning import today
from personnel.models import Posting, Recusal, User


def posted(inspection, *roles):
    """Accounts of those who hold these places in the inspection's team now and are not recused."""
    postings = Posting.objects.filter(team=inspection.team_id, role__in=roles).current(today())
    accounts = User.objects.active().filter(person__in=postings.values("person"))
    return accounts.free_of_recusal(inspection.organization_id)


def deputies_beside(paper):
    """Postings of deputies who can review this paper: in the team, with an account, not recused, not among its writers
    or handlers.
    """
    recused = Recusal.objects.filter(organization=paper.inspection.organization_id).in_force()
    return (
        Posting.objects.filter(team=paper.inspection.team_id, role=Posting.Role.DEPUTY)
        .current(today())
        .signing_in()
        .exclude(person__in=paper.signatures.values("person"))
        .exclude(person__in=persons_behind(paper.writers))
        .exclude(person__in=recused.values("person"))
    )


def persons_behind(accounts):
    """The persons these accounts stand for or ever stood for: `User.own_persons` of several."""
    return User.pgh_event_model.objects.filter(pgh_obj__in=accounts).exclude(person=None).values("person")


def holders(right: Right, inspection):
    """Accounts with this right, but for those recused from the inspection's organization."""
    roles = [role for role, rights in ROLE_RIGHTS.items() if right in rights]
    return User.objects.holding(*roles).free_of_recusal(inspection.organization_id)


def menders(lead):
    """Accounts that mend a returned lead: its author's, if still in the team, and those of the team's leader."""
    team = posted(lead.inspection, *Posting.Role.values).filter(pk__in=lead.written_by.own_accounts)
    return User.objects.filter(pk__in=team.values("pk")) | User.objects.filter(
        pk__in=posted(lead.inspection, Posting.Role.LEADER).values("pk")
    )


def answerers(body, inspection):
    """Accounts of a receiving body that may answer."""
    return holders(Right.ANSWER_TRANSFERS, inspection).filter(body=body)
