"""The step by which whoever lost the device gets into the account again."""

from django.utils.translation import gettext_lazy as _

from core.models import Proposal
from core.ui.forms import ReasonForm
from core.workflow.steps import Asks, Step, register_steps
from personnel.accounts.oversight import FACTOR_RESET
from personnel.models import User
from personnel.second_factor import services


def _not_asked_for(user):
    asked = Proposal.objects.pending().filter(kind=FACTOR_RESET)
    return User.objects.recoverable_by(user).exclude(pk__in=asked.values("about"))


OF_ACCOUNT = register_steps(
    User,
    Step(
        "ask_factor_reset",
        _("Ask to take the second factor away"),
        rows=User.objects.recoverable_by,
        offered=_not_asked_for,
        primary=False,
        service=services.ask_reset,
        asks=Asks(
            ReasonForm,
            consequence=_(
                "For whoever lost the device and the recovery codes. Another administrator confirms it; then the"
                " account is signed out, and sets up a new device where it must have one. Its owner and the audit"
                " administrator are told."
            ),
            button=_("Ask for it"),
        ),
        done=_("Another administrator is asked to confirm it."),
    ),
)
