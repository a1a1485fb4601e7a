"""Who may do what with a row they already see. Rules about one row are sets on its model, asked here by name."""

from core.access.reach import Actor, reach_of
from core.access.roles import Right, Role
from core.workflow.steps import may_take
from findings.models import CooperationInput, Finding, Lead, Transfer, WorkingPaper
from rounds.models import Inspection


def works_on(user: Actor, inspection: Inspection) -> bool:
    """Posted to the team of this inspection, which is on site or writing its report."""
    return inspection.pk in reach_of(user).inspections and inspection.status in Inspection.WORKING


def works(user: Actor) -> bool:
    """Posted to a team, and not recused from all it inspects."""
    return bool(reach_of(user).inspections)


def can_write_paper(user: Actor, inspection: Inspection) -> bool:
    """Anyone of the team while it works."""
    return works_on(user, inspection)


def can_change_paper(user: Actor, paper: WorkingPaper) -> bool:
    """See `WorkingPaper.objects.changeable_by`."""
    return may_take(WorkingPaper.objects.changeable_by, user, paper)


def can_review_paper(user: Actor, paper: WorkingPaper) -> bool:
    """See `WorkingPaper.objects.reviewable_by`."""
    return may_take(WorkingPaper.objects.reviewable_by, user, paper)


def can_approve_paper(user: Actor, paper: WorkingPaper) -> bool:
    """See `WorkingPaper.objects.approvable_by`."""
    return may_take(WorkingPaper.objects.approvable_by, user, paper)


def can_return_paper(user: Actor, paper: WorkingPaper) -> bool:
    """See `WorkingPaper.objects.returnable_by`."""
    return may_take(WorkingPaper.objects.returnable_by, user, paper)


def can_draw_from(user: Actor, paper: WorkingPaper) -> bool:
    """See `WorkingPaper.objects.drawable_by`."""
    return may_take(WorkingPaper.objects.drawable_by, user, paper)


def can_change_finding(user: Actor, finding: Finding) -> bool:
    """See `Finding.objects.changeable_by`."""
    return may_take(Finding.objects.changeable_by, user, finding)


def can_submit_finding(user: Actor, finding: Finding) -> bool:
    """See `Finding.objects.submittable_by`."""
    return may_take(Finding.objects.submittable_by, user, finding)


def can_return_finding(user: Actor, finding: Finding) -> bool:
    """See `Finding.objects.returnable_by`."""
    return may_take(Finding.objects.returnable_by, user, finding)


def can_issue_findings(user: Actor) -> bool:
    """The office, with the hand-over."""
    return reach_of(user).may(Right.HAND_OVER)


def can_write_lead(user: Actor, inspection: Inspection) -> bool:
    """Anyone of the team while it works."""
    return works_on(user, inspection)


def can_change_lead(user: Actor, lead: Lead) -> bool:
    """See `Lead.objects.changeable_by`."""
    return may_take(Lead.objects.changeable_by, user, lead)


def can_file_lead(user: Actor, lead: Lead) -> bool:
    """See `Lead.objects.fileable_by`."""
    return may_take(Lead.objects.fileable_by, user, lead)


def can_decide_lead(user: Actor, lead: Lead) -> bool:
    """See `Lead.objects.decidable_by`."""
    return may_take(Lead.objects.decidable_by, user, lead)


def can_transfer_lead(user: Actor, lead: Lead) -> bool:
    """See `Lead.objects.transferable_by`."""
    return may_take(Lead.objects.transferable_by, user, lead)


def can_export_leads(user: Actor) -> bool:
    """Those who read the content of all leads."""
    return reach_of(user).may(Right.READ_LEADS)


def can_answer(user: Actor, transfer: Transfer) -> bool:
    """See `Transfer.objects.answerable_by`."""
    return may_take(Transfer.objects.answerable_by, user, transfer)


def answers_transfers(user: Actor) -> bool:
    """Someone of a receiving body: sees the transfers to it with their leads, not the way a lead went before."""
    reach = reach_of(user)
    return reach.may(Right.ANSWER_TRANSFERS) and not reach.may(Right.READ_LEADS)


def is_inside(user: Actor, inspection: Inspection) -> bool:
    """Of the office, the leading group or the team: sees how a row came to be, not only what was issued."""
    reach = reach_of(user)
    return reach.reads_all or inspection.pk in reach.inspections


def inspects(user: Actor) -> bool:
    """Office, leading group and teams: those to whom lists of papers and findings mean anything."""
    reach = reach_of(user)
    return reach.reads_all or bool(reach.inspections)


def keeps_leads(user: Actor) -> bool:
    """Someone to whom the list of leads means anything: reads their content, or is posted to a team."""
    reach = reach_of(user)
    return reach.may(Right.READ_LEADS) or bool(reach.inspections)


def follows_transfers(user: Actor) -> bool:
    """Someone who answers transfers or reads all leads."""
    reach = reach_of(user)
    return reach.may(Right.READ_LEADS) or reach.may(Right.ANSWER_TRANSFERS)


def sends_inputs(user: Actor) -> bool:
    """Someone of a cooperating or receiving body, for that body."""
    reach = reach_of(user)
    return reach.may(Right.SEND_INPUTS) and reach.body is not None


def can_enter_inputs(user: Actor) -> bool:
    """The office for any body, a body for itself."""
    return reach_of(user).may(Right.KEEP_ROUNDS) or sends_inputs(user)


def sees_portfolio_notices(user: Actor) -> bool:
    """Office and leading group, and the division leaders, to whom notices go."""
    reach = reach_of(user)
    return reach.reads_all or Role.DIVISION_LEADER in reach.roles


def sees_inputs(user: Actor) -> bool:
    """Office and leading group, teams, and the bodies that send."""
    return inspects(user) or sends_inputs(user)


def is_inside_input(user: Actor, entry: CooperationInput) -> bool:
    """Of the office, the leading group or the team: sees which team has it and what it led to."""
    reach = reach_of(user)
    return reach.reads_all or entry.inspection_id in reach.inspections
