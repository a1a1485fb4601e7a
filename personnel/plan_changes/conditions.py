"""Why a change of an approved plan is not open, in words; "" when it is. Services refuse by these, pages show them."""

from typing import Any

from django.utils.translation import gettext as _

from personnel.models import PlanChange
from rounds.models import Round

PLANNED = (Round.Status.PREPARING, Round.Status.SUBMITTED)
ENLARGED = (Round.Status.APPROVED, Round.Status.ON_SITE)
"""The states in which teams and organizations can be added to an approved plan, or taken out."""
STAFFED = (*ENLARGED, Round.Status.REPORTING, Round.Status.RECTIFYING)
"""The states in which somebody may still be posted."""


def why_no_change(round: Round, kind: str) -> str:
    """A plan in preparation is simply changed; a field stage that has ended needs no further team."""
    if round.status in PLANNED:
        return _("The plan of %(round)s is not approved yet; it can be changed itself.") % {"round": round}
    if round.status not in (STAFFED if kind == PlanChange.Kind.POSTING else ENLARGED):
        return _("The field stage of %(round)s has ended; its plan is not changed any more.") % {"round": round}
    return ""


def why_not_approve(user: Any, change: PlanChange) -> str:
    """What was applied for can no longer be done where the round has gone on, or its plan came back meanwhile."""
    return why_no_change(change.round, change.kind)
