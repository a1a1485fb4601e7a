"""What the office does with a proposed accountability: record what was decided, or dismiss it."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.api.bodies import ReasonBody
from core.ui.forms import ReasonForm
from core.workflow.steps import Asks, Command, Step, Task, register_steps
from rectification.accountability.proposing import dismiss_accountability
from rectification.models import AccountabilityProposal

proposals = AccountabilityProposal.objects


def _where_recorded(proposal: AccountabilityProposal) -> str:
    """The form of an accountability, with the organization and the cause filled in."""
    begun = {
        "organization": proposal.assessment.hand_over.inspection.organization_id,
        "cause": str(proposal.reasons),
    }
    return f"{reverse('rectification:accountability_entry_add')}?{urlencode(begun)}"


STEPS = register_steps(
    AccountabilityProposal,
    Step(
        "hold",
        _("Record who was held to account"),
        rows=proposals.decidable_by,
        url=_where_recorded,
        task=Task(
            _("Decide whether anybody of %(organization)s is held to account"),
            _("Go and decide"),
            facts=lambda proposal: {"organization": proposal.assessment.hand_over.inspection.organization},
        ),
    ),
    Step(
        "dismiss",
        _("Hold nobody to account"),
        rows=proposals.decidable_by,
        service=dismiss_accountability,
        asks=Asks(
            ReasonForm,
            title=_("Hold nobody to account"),
            consequence=_("The proposal is settled. The reason is kept."),
        ),
        done=_("The proposal is dismissed."),
        primary=False,
        command=Command("Dismiss the proposal with a reason.", ReasonBody),
    ),
    reads=("assessment__hand_over__inspection__organization",),
)
