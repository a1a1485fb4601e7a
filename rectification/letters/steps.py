"""What the office does with a proposed letter: begin the letter from it, or dismiss it."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.api.bodies import ReasonBody
from core.ui.forms import ReasonForm
from core.workflow.steps import Asks, Command, Step, Task, register_steps
from rectification.letters.proposing import dismiss_proposal
from rectification.models import LetterProposal


def _where_begun(proposal: LetterProposal) -> str:
    """The form of the letter, with the wording in force filled in."""
    begun = {"kind": proposal.kind, "inspection": proposal.inspection_id}
    return f"{reverse('rectification:letter_add')}?{urlencode(begun)}"


STEPS = register_steps(
    LetterProposal,
    Step(
        "issue",
        _("Write the letter"),
        rows=LetterProposal.objects.decidable_by,
        url=_where_begun,
        task=Task(
            _("Decide on the proposed letter to %(organization)s: %(kind)s"),
            _("Go and decide"),
            facts=lambda proposal: {
                "organization": proposal.inspection.organization,
                "kind": proposal.get_kind_display(),
            },
            kind=_("Proposed letters"),
            about=lambda proposal: proposal.get_kind_display(),
            listed="rectification:letter_proposals",
        ),
    ),
    Step(
        "dismiss",
        _("Issue no letter"),
        rows=LetterProposal.objects.decidable_by,
        service=dismiss_proposal,
        asks=Asks(
            ReasonForm,
            title=_("Issue no letter"),
            consequence=_("These facts do not propose this letter again; further ones do. The reason is kept."),
        ),
        done=_("The proposal is dismissed."),
        primary=False,
        command=Command("Dismiss the proposal with a reason.", ReasonBody),
    ),
    reads=("inspection__organization",),
)
