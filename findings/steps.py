"""The next steps of papers, findings, leads and transfers, as page and API offer them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.workflow import Step, register_steps
from findings import permissions, services
from findings.models import Finding, Lead, Transfer, WorkingPaper


def _at(name):
    return lambda row: reverse(f"findings:{name}", args=[row.pk])


def _in(*states):
    return lambda row: row.status in states


Paper = WorkingPaper.Status
register_steps(
    WorkingPaper,
    Step(
        "submit",
        _("Submit for review"),
        _at("paper_submit"),
        permissions.can_change_paper,
        _in(Paper.DRAFT),
        blocked=services.missing_for_submission,
        posts=True,
        confirm=_("Submit this working paper? After that it can be changed only when it is returned."),
    ),
    Step("review", _("Review"), _at("paper_review"), permissions.can_review_paper, _in(Paper.SUBMITTED)),
    Step(
        "approve",
        _("Approve"),
        _at("paper_approve"),
        permissions.can_approve_paper,
        _in(Paper.SUBMITTED, Paper.REVIEWED),
        blocked=services.missing_for_approval,
    ),
    Step(
        "return",
        _("Return"),
        _at("paper_return"),
        permissions.can_return_paper,
        _in(Paper.SUBMITTED, Paper.REVIEWED),
        primary=False,
    ),
    Step("edit", _("Edit"), _at("paper_edit"), permissions.can_change_paper, _in(Paper.DRAFT), primary=False),
    Step("draw_finding", _("Draw a finding"), _at("finding_add"), permissions.can_draw_from, _in(Paper.APPROVED)),
    Step(
        "write_lead",
        _("Write a lead"),
        _at("lead_add_from_paper"),
        permissions.can_draw_from,
        _in(Paper.APPROVED),
        primary=False,
    ),
)

register_steps(
    Finding,
    Step(
        "submit",
        _("Submit to the office"),
        _at("finding_submit"),
        permissions.can_submit_finding,
        _in(Finding.Status.DRAFT),
        posts=True,
        confirm=_("Submit this finding to the office? After that it can be changed only when it is returned."),
    ),
    Step(
        "edit",
        _("Edit"),
        _at("finding_edit"),
        permissions.can_change_finding,
        _in(Finding.Status.DRAFT),
        primary=False,
    ),
    Step(
        "return",
        _("Return to the team"),
        _at("finding_return"),
        permissions.can_return_finding,
        _in(Finding.Status.SUBMITTED),
        primary=False,
    ),
)

register_steps(
    Lead,
    Step(
        "file",
        _("File for decision"),
        _at("lead_file"),
        permissions.can_change_lead,
        _in(Lead.Status.DRAFT),
        posts=True,
        confirm=_("File this lead for decision? After that it can be changed only when it is returned."),
    ),
    Step("edit", _("Edit"), _at("lead_edit"), permissions.can_change_lead, _in(Lead.Status.DRAFT), primary=False),
    Step(
        "approve", _("Approve the transfer"), _at("lead_approve"), permissions.can_decide_lead, _in(Lead.Status.FILED)
    ),
    Step(
        "return",
        _("Return to the team"),
        _at("lead_return"),
        permissions.can_decide_lead,
        _in(Lead.Status.FILED),
        primary=False,
    ),
    Step(
        "transfer",
        _("Transfer"),
        _at("lead_transfer"),
        permissions.can_transfer_lead,
        _in(Lead.Status.APPROVED),
    ),
)

register_steps(
    Transfer,
    Step(
        "acknowledge",
        _("Acknowledge receipt"),
        _at("transfer_acknowledge"),
        permissions.can_answer,
        _in(Transfer.Status.SENT),
        posts=True,
        confirm=_("Acknowledge that you have received this lead?"),
    ),
    Step(
        "disposal",
        _("Report a disposal"),
        _at("transfer_disposal"),
        permissions.can_answer,
        lambda t: t.takes_disposals,
    ),
    Step(
        "outcome", _("Report the outcome"), _at("transfer_outcome"), permissions.can_answer, lambda t: t.takes_outcomes
    ),
)
