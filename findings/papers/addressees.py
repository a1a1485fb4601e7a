"""Who reviews a working paper."""

from core.workdays.reckoning import today
from findings.addressees import persons_behind
from personnel.models import Posting, Recusal


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
