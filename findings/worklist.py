"""What stands on the first page beside the steps: what waits for others, and what one begins.

Lines about leads tell the number alone.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from core.worklist.duties import Duty, Waiting, register_beginning, register_waiting
from findings.models import Lead, Transfer, WorkingPaper
from findings.pages import begins_input, begins_paper


def papers_with_others(user):
    """The user's own papers under review."""
    return WorkingPaper.objects.visible_to(user).awaiting_review().filter(written_by=user)


def leads_with_others(user):
    """The user's own leads before the leading group, and the drafts that the team's leader has to file."""
    own = Lead.objects.visible_to(user).filter(written_by__in=user.own_accounts)
    drafts = (
        own.changeable_by(user).filter(status=Lead.Status.DRAFT).exclude(pk__in=own.fileable_by(user).values("pk"))
    )
    return own.filter(Q(status=Lead.Status.FILED) | Q(pk__in=drafts.values("pk")))


def transfers_with_others(user):
    """Leads a handler sent that the body has not acknowledged yet."""
    return Transfer.objects.visible_to(user).unacknowledged_for(user).select_related("lead", "body")


def _of_paper(paper) -> Duty:
    return Duty(str(paper), paper.get_status_display(), paper.get_absolute_url(), _("Open"))


def _of_lead(lead) -> Duty:
    title = _("Lead %(number)s") % {"number": lead.number}
    return Duty(title, lead.get_status_display(), lead.get_absolute_url(), _("Open"))


def _of_transfer(transfer) -> Duty:
    title = _("Lead %(number)s") % {"number": transfer.lead.number}
    return Duty(title, f"{transfer.body} {transfer.get_status_display()}", transfer.get_absolute_url(), _("Open"))


register_beginning(begins_paper)
register_beginning(begins_input)
register_waiting(
    Waiting(papers_with_others, _of_paper),
    Waiting(leads_with_others, _of_lead),
    Waiting(transfers_with_others, _of_transfer),
)
