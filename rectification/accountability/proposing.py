"""Accountability proposed from an assessment; people decide: they record what was decided, or dismiss it."""

from datetime import date

from django.utils.translation import gettext as _

from core.access.reach import Actor
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side, require_text
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import may_take
from rectification.models import Accountability, AccountabilityProposal, Assessment, Grade

proposals = AccountabilityProposal.objects


def propose_accountability(assessment: Assessment, on: date) -> None:
    """Poor proposes it, and so does ordinary after a second rectification. Nobody is held to account by it."""
    again = assessment.grade == Grade.ORDINARY and assessment.attempt > 1
    if assessment.grade == Grade.POOR or again:
        proposals.create(assessment=assessment, proposed_on=on)


@all_or_nothing
def dismiss_accountability(proposal: AccountabilityProposal, *, by: Actor, reason: str) -> AccountabilityProposal:
    """Decide that nobody is held to account."""
    require_side(may_take(proposals.decidable_by, by, proposal))
    lock_row(proposal)
    if not proposal.is_waiting:
        raise IllegalStep(_("This proposal waits no more."))
    reason = require_text("reason", reason, _("Reason"))
    return save_checked(
        proposal, by=by, reason=reason, dismissed_on=today(), dismissed_by_id=by.pk, dismissed_why=reason
    )


def settle_accountability(accountability: Accountability, by: Actor) -> None:
    """What was proposed for this organization is decided, by the proposal or beside it."""
    organization = accountability.organization_id
    for waiting in proposals.waiting().filter(assessment__hand_over__inspection__organization=organization):
        waiting.accountability = accountability
        waiting.save(update_fields=["accountability"])
