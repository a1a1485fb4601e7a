"""The steps of a change that a second person confirms."""

from django.utils.translation import gettext_lazy as _

from core.consent import services
from core.models import Proposal
from core.ui.forms import ReasonForm
from core.workflow.steps import Asks, Step, Task, register_steps

proposals = Proposal.objects
Status = Proposal.Status

STEPS = register_steps(
    Proposal,
    Step(
        "confirm",
        _("Confirm"),
        rows=proposals.confirmable_by,
        states=(Status.PENDING,),
        service=services.confirm,
        confirm=_("Confirm this change? It is made in the name of both of you."),
        done=_("The change is confirmed."),
        task=Task(
            _("Confirm or refuse: %(what)s"),
            _("Look at it"),
            facts=lambda proposal: {"what": proposal},
            detail=lambda proposal: str(proposal.made_by),
            rows=proposals.falling_to,
        ),
    ),
    Step(
        "refuse",
        _("Refuse"),
        rows=proposals.confirmable_by,
        states=(Status.PENDING,),
        primary=False,
        service=services.refuse,
        asks=Asks(ReasonForm, consequence=_("Nothing is changed; whoever proposed it reads the reason."), danger=True),
        done=_("The change is refused."),
    ),
    Step(
        "withdraw",
        _("Withdraw"),
        rows=proposals.withdrawable_by,
        states=(Status.PENDING, Status.CONFIRMED),
        primary=False,
        service=services.withdraw,
        confirm=_("Take this change back before it is made?"),
        done=_("The change is withdrawn."),
    ),
    reads=("made_by",),
)
