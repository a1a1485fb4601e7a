"""The next steps of papers, findings, leads and transfers, as page and API offer them."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Step, for_anyone, in_state, page, register_steps
from findings import permissions
from findings.findings.conditions import why_not_return_finding
from findings.leads.conditions import why_not_return_lead
from findings.models import Finding, Lead, Transfer, WorkingPaper
from findings.papers.conditions import why_not_approve, why_not_submit

Paper = WorkingPaper.Status
register_steps(
    WorkingPaper,
    Step(
        "submit",
        _("Submit for review"),
        page("findings:paper_submit"),
        permissions.can_change_paper,
        in_state(Paper.DRAFT),
        blocked=for_anyone(why_not_submit),
        posts=True,
        confirm=_("Submit this working paper? After that it can be changed only when it is returned."),
    ),
    Step(
        "review", _("Review"), page("findings:paper_review"), permissions.can_review_paper, in_state(Paper.SUBMITTED)
    ),
    Step(
        "approve",
        _("Approve"),
        page("findings:paper_approve"),
        permissions.can_approve_paper,
        in_state(Paper.SUBMITTED, Paper.REVIEWED),
        blocked=for_anyone(why_not_approve),
    ),
    Step(
        "return",
        _("Return"),
        page("findings:paper_return"),
        permissions.can_return_paper,
        in_state(Paper.SUBMITTED, Paper.REVIEWED),
        primary=False,
    ),
    Step(
        "edit",
        _("Edit"),
        page("findings:paper_edit"),
        permissions.can_change_paper,
        in_state(Paper.DRAFT),
        primary=False,
    ),
    Step(
        "draw_finding",
        _("Draw a finding"),
        page("findings:finding_add"),
        permissions.can_draw_from,
        in_state(Paper.APPROVED),
    ),
    Step(
        "write_lead",
        _("Write a lead"),
        page("findings:lead_add_from_paper"),
        permissions.can_draw_from,
        in_state(Paper.APPROVED),
        primary=False,
    ),
)

register_steps(
    Finding,
    Step(
        "submit",
        _("Submit to the office"),
        page("findings:finding_submit"),
        permissions.can_submit_finding,
        in_state(Finding.Status.DRAFT),
        posts=True,
        confirm=_("Submit this finding to the office? After that it can be changed only when it is returned."),
    ),
    Step(
        "edit",
        _("Edit"),
        page("findings:finding_edit"),
        permissions.can_change_finding,
        in_state(Finding.Status.DRAFT),
        primary=False,
    ),
    Step(
        "return",
        _("Return to the team"),
        page("findings:finding_return"),
        permissions.can_return_finding,
        in_state(Finding.Status.SUBMITTED),
        blocked=for_anyone(why_not_return_finding),
        primary=False,
    ),
)

register_steps(
    Lead,
    Step(
        "file",
        _("File for decision"),
        page("findings:lead_file"),
        permissions.can_change_lead,
        in_state(Lead.Status.DRAFT),
        posts=True,
        confirm=_("File this lead for decision? After that it can be changed only when it is returned."),
    ),
    Step(
        "edit",
        _("Edit"),
        page("findings:lead_edit"),
        permissions.can_change_lead,
        in_state(Lead.Status.DRAFT),
        primary=False,
    ),
    Step(
        "approve",
        _("Approve the transfer"),
        page("findings:lead_approve"),
        permissions.can_decide_lead,
        in_state(Lead.Status.FILED),
    ),
    Step(
        "return",
        _("Return to the team"),
        page("findings:lead_return"),
        permissions.can_decide_lead,
        in_state(Lead.Status.FILED),
        blocked=for_anyone(why_not_return_lead),
        primary=False,
    ),
    Step(
        "transfer",
        _("Transfer"),
        page("findings:lead_transfer"),
        permissions.can_transfer_lead,
        in_state(Lead.Status.APPROVED),
    ),
)

register_steps(
    Transfer,
    Step(
        "acknowledge",
        _("Acknowledge receipt"),
        page("findings:transfer_acknowledge"),
        permissions.can_answer,
        in_state(Transfer.Status.SENT),
        posts=True,
        confirm=_("Acknowledge that you have received this lead?"),
    ),
    Step(
        "disposal",
        _("Report a disposal"),
        page("findings:transfer_disposal"),
        permissions.can_answer,
        lambda t: t.takes_disposals,
    ),
    Step(
        "outcome",
        _("Report the outcome"),
        page("findings:transfer_outcome"),
        permissions.can_answer,
        lambda t: t.takes_outcomes,
    ),
)
