"""What waits for others because of somebody: papers, leads, transfers. Lines about leads tell the number alone."""

from django.db.models import Q
from django.utils.translation import gettext as _

from core.worklist.duties import Duty, register
from findings.models import Lead, Transfer, WorkingPaper

MOST = 50  # lines of one kind; the list behind shows the rest


def papers_with_others(user):
    """The user's own papers under review."""
    papers = WorkingPaper.objects.visible_to(user).awaiting_review().filter(written_by=user)
    for paper in papers[:MOST]:
        yield Duty(str(paper), paper.get_status_display(), paper.get_absolute_url(), _("Open"))


def leads_with_others(user):
    """The user's own leads before the leading group, and the drafts that the team's leader has to file."""
    own = Lead.objects.visible_to(user).filter(written_by__in=user.own_accounts)
    drafts = (
        own.changeable_by(user).filter(status=Lead.Status.DRAFT).exclude(pk__in=own.fileable_by(user).values("pk"))
    )
    leads = own.filter(Q(status=Lead.Status.FILED) | Q(pk__in=drafts.values("pk")))
    for lead in leads[:MOST]:
        title = _("Lead %(number)s") % {"number": lead.number}
        yield Duty(title, lead.get_status_display(), lead.get_absolute_url(), _("Open"))


def transfers_with_others(user):
    """Leads a handler sent that the body has not acknowledged yet."""
    sent = Transfer.objects.visible_to(user).unacknowledged_for(user).select_related("lead", "body")
    for transfer in sent[:MOST]:
        title = _("Lead %(number)s") % {"number": transfer.lead.number}
        yield Duty(title, f"{transfer.body} {transfer.get_status_display()}", transfer.get_absolute_url(), _("Open"))


for source in (papers_with_others, leads_with_others, transfers_with_others):
    register(source, waiting=True)
