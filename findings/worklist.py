"""What people owe to papers, findings, leads and transfers. Lines about leads tell the number alone."""

from django.utils.translation import gettext as _

from core.worklist.duties import Duty, register
from findings.models import Lead, Transfer, WorkingPaper
from findings.waiting import (
    findings_to_submit,
    leads_to_decide,
    leads_to_file,
    leads_to_transfer,
    papers_to_review,
    transfers_to_answer,
    transfers_to_follow,
)
from rounds.place.lookups import Place

PLACE = Place()
MOST = 50  # lines of one kind; the list behind shows the rest


def reviews(user):
    """Papers to review or approve."""
    for paper in papers_to_review(user).select_related(*PLACE.related)[:MOST]:
        approves = paper.status == WorkingPaper.Status.REVIEWED or not user.reach.deputy_teams
        title = _("Approve working paper %(number)s") if approves else _("Review working paper %(number)s")
        button = _("Go and approve") if approves else _("Go and review")
        yield Duty(title % {"number": paper.number}, str(paper.inspection), paper.get_absolute_url(), button)


def submissions(user):
    """Findings the leader submits."""
    for finding in findings_to_submit(user).select_related(*PLACE.related)[:MOST]:
        title = _("Submit finding %(number)s to the office") % {"number": finding.number}
        yield Duty(title, str(finding.inspection), finding.get_absolute_url(), _("Go and submit"))


def decisions(user):
    """Leads to decide on."""
    for lead in leads_to_decide(user).select_related(*PLACE.related)[:MOST]:
        title = _("Decide on lead %(number)s") % {"number": lead.number}
        yield Duty(title, str(lead.inspection), lead.get_absolute_url(), _("Go and decide"))


def filings(user):
    """Drafts of leads that the feedback left behind, to be filed before the team is dissolved."""
    for lead in leads_to_file(user).select_related(*PLACE.related)[:MOST]:
        title = _("File lead %(number)s for decision") % {"number": lead.number}
        yield Duty(title, str(lead.inspection), lead.get_absolute_url(), _("Go and file"))


def sendings(user):
    """Leads to transfer."""
    for lead in leads_to_transfer(user).select_related(*PLACE.related)[:MOST]:
        title = _("Transfer lead %(number)s") % {"number": lead.number}
        yield Duty(title, str(lead.inspection), lead.get_absolute_url(), _("Go and transfer"))


def answers(user):
    """Transfers to acknowledge, or to answer by their day."""
    for transfer in transfers_to_answer(user).select_related("lead")[:MOST]:
        new = transfer.status == Transfer.Status.SENT
        title = _("Acknowledge lead %(number)s") if new else _("Report on lead %(number)s")
        button = _("Go and acknowledge") if new else _("Go and report")
        due_on = None if new else transfer.due_on  # the day of the result, not of the acknowledgement
        yield Duty(title % {"number": transfer.lead.number}, "", transfer.get_absolute_url(), button, due_on)


def papers_with_others(user):
    """The user's own papers under review."""
    papers = WorkingPaper.objects.visible_to(user).awaiting_review().filter(written_by=user)
    for paper in papers.select_related(*PLACE.related)[:MOST]:
        yield Duty(str(paper), paper.get_status_display(), paper.get_absolute_url(), _("Open"))


def leads_with_others(user):
    """The user's own leads before the leading group."""
    leads = Lead.objects.visible_to(user).filter(written_by__in=user.own_accounts, status=Lead.Status.FILED)
    for lead in leads[:MOST]:
        title = _("Lead %(number)s") % {"number": lead.number}
        yield Duty(title, lead.get_status_display(), lead.get_absolute_url(), _("Open"))


def transfers_with_others(user):
    """Leads a handler sent that the body has not acknowledged yet."""
    sent = transfers_to_follow(user).select_related("lead", "body")
    for transfer in sent[:MOST]:
        title = _("Lead %(number)s") % {"number": transfer.lead.number}
        yield Duty(title, f"{transfer.body} {transfer.get_status_display()}", transfer.get_absolute_url(), _("Open"))


for source in (reviews, submissions, filings, decisions, sendings, answers):
    register(source)
for source in (papers_with_others, leads_with_others, transfers_with_others):
    register(source, waiting=True)
