"""Leads: written and filed by the team, decided on by the leading group, transferred by the lead handler.

Nothing written here for others to read (notices, refusals, reasons) says more of a lead than its number.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.access.roles import Right
from core.notices.services import tell
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import lock_draft, require_reason, require_side
from core.workflow.moves import lock, lock_anew, move, require_ready, require_step
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import may_take
from findings import permissions
from findings.addressees import holders
from findings.exchange.sending import send_to
from findings.leads.addressees import receivers_of, who_can_fix
from findings.leads.conditions import why_not_file_lead, why_not_return_lead
from findings.models import Lead, LeadInstruction, Transfer, WorkingPaper
from findings.numbering import next_lead_numbers
from personnel.models import User
from rounds.instructions.services import follow_instruction
from rounds.models import Body, Inspection, Instruction

Status = Lead.Status
RECEIVING = frozenset({Body.Kind.DISCIPLINE, Body.Kind.ORGANIZATION_DEPARTMENT})


@all_or_nothing
def write_lead(inspection: Inspection, *, by: User, paper: WorkingPaper | None = None, **content: Any) -> Lead:
    """Start a lead. `content`: subject_name, subject_post, subject_rank, content, discipline, suggestion."""
    require(permissions.can_write_lead(by, inspection), _("Only the team writes leads, while it works."))
    if paper is not None and paper.inspection_id != inspection.pk:
        raise ValidationError({"paper": _("Choose a working paper of the same inspection.")})
    with acting(by):
        lead = Lead(inspection=inspection, paper=paper, written_by=by)
        lead.number = next_lead_numbers(inspection.team.round)[0]
        return save_checked(lead, by=by, sure=["number"], **content)


@all_or_nothing
def update_lead(lead: Lead, *, by: User, seen: str = "", **content: Any) -> Lead:
    """Change a draft; `seen` refuses to undo what someone else changed meanwhile."""
    require(permissions.can_change_lead(by, lead), _not_author())
    lock_draft(lead, seen=seen)
    return save_checked(lead, by=by, **content)


@all_or_nothing
def file_lead(lead: Lead, *, by: User) -> Lead:
    """The team leader puts a draft before the leading group, also what a member wrote."""
    words = _("Only the team leader files a lead for decision, as long as the team stands.")
    require(permissions.can_file_lead(by, lead), words)
    lock(lead)
    require_step(lead, Status.FILED)
    require_ready(why_not_file_lead(lead))
    move(lead, Status.FILED, by=by, filed_on=today())
    deciders = holders(Right.APPROVE_LEADS, lead.inspection).exclude(pk=lead.written_by_id)
    _tell(deciders, lead, gettext_lazy("Lead %(number)s awaits your decision"))
    return lead


@all_or_nothing
def return_lead(lead: Lead, *, by: User, reason: str) -> Lead:
    """Give a filed lead back to the team, saying what is to be mended, as long as somebody is left to do it."""
    require(permissions.can_decide_lead(by, lead), _not_decider())
    reason = require_reason(reason)
    lock(lead)
    require_step(lead, Status.DRAFT)
    lock_row(lead.inspection.team)  # who dissolves the team waits
    require_ready(why_not_return_lead(lead))
    move(lead, Status.DRAFT, by=by, reason=reason, filed_on=None)
    _tell(who_can_fix(lead), lead, gettext_lazy("Lead %(number)s was returned to you"))
    return lead


@all_or_nothing
def approve_lead(lead: Lead, *, by: User, opinion: str = "") -> Lead:
    """Approve the transfer. Never the one who wrote it; the database holds this too."""
    require(permissions.can_decide_lead(by, lead), _not_decider())
    move(lead, Status.APPROVED, by=by, reason=opinion, decided_by=by, decided_on=today())
    handlers = holders(Right.TRANSFER_LEADS, lead.inspection)
    _tell(handlers, lead, gettext_lazy("Lead %(number)s is approved and awaits its transfer"))
    return lead


@all_or_nothing
def transfer_lead(lead: Lead, *, by: User, bodies: Iterable[Body], on: date | None = None) -> list[Transfer]:
    """Send an approved lead to one body, or to a discipline commission and an organization department (单/双移交)."""
    require(permissions.can_transfer_lead(by, lead), _("Only the lead handler transfers leads."))
    bodies, on = list(bodies), on or today()
    _require_receivers(bodies)
    require_past("on", on, since=lead.decided_on)
    mode = Lead.Mode.DOUBLE if len(bodies) > 1 else Lead.Mode.SINGLE
    with acting(by):
        move(lead, Status.TRANSFERRED, by=by, mode=mode, referred_on=on)
        transfers = send_to(bodies, lead, by=by, on=on)
    for transfer in transfers:
        subject = gettext_lazy("Lead %(number)s was transferred to you")
        _tell(receivers_of(transfer.body, lead.inspection), lead, subject, url=transfer.get_absolute_url())
    return transfers


@all_or_nothing
def record_lead_instruction(lead: Lead, *, by: User, given_on: date, **facts: Any) -> Instruction:
    """Enter an instruction on a lead: whoever sees no leads never learns of it."""
    require_side(may_take(Lead.objects.transferable_by, by, lead))
    lock_anew(lead)
    require_past("given_on", given_on)
    own = {"is_on_lead": True, "inspection": lead.inspection, "given_on": given_on}
    instruction = save_checked(Instruction(**own), by=by, **facts)
    save_checked(LeadInstruction(lead=lead, instruction=instruction), by=by)
    follow_instruction(instruction, by)
    return instruction


def _require_receivers(bodies: list[Body]) -> None:
    kinds = [body.kind for body in bodies]
    if not bodies or not RECEIVING.issuperset(kinds):
        raise ValidationError({"bodies": _("Choose a discipline commission, an organization department, or both.")})
    if len(set(kinds)) < len(kinds):
        raise ValidationError(
            {"bodies": _("Two bodies must be a discipline commission and an organization department.")}
        )


def _not_author() -> str:
    return _("Only who wrote the lead, or the team leader, changes it, as long as the team stands.")


def _not_decider() -> str:
    return _("Only the leading group decides on leads, and never on one's own.")


def _tell(users: Iterable[User], lead: Lead, subject: Any, url: str = "") -> None:
    tell(users, kind="lead", subject=subject, url=url or lead.get_absolute_url(), number=lead.number)
