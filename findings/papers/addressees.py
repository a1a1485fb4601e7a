"""Who wrote a working paper, and who reviews it."""

from django.db.models import Q

from core.trail.history import written_here
from core.workdays.reckoning import today
from findings.models import WorkingPaper
from personnel.models import Posting, Recusal, User


def persons_who_wrote(paper):
    """The persons for whom the accounts of its author, and of those who changed what it says, stand or ever stood."""
    changed = written_here(WorkingPaper, WorkingPaper.Status.DRAFT).filter(pgh_obj=paper.pk)
    accounts = User.pgh_event_model.objects.filter(
        Q(pgh_obj=paper.written_by_id) | Q(pgh_obj__in=changed.values("by"))
    )
    return accounts.exclude(person=None).values("person")


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
        .exclude(person__in=persons_who_wrote(paper))
        .exclude(person__in=recused.values("person"))
    )
