"""What is done with an input: given to a team, which says what became of it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor, reach_of
from core.access.roles import Right
from core.notices.services import tell
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_side
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import may_take
from findings.addressees import posted
from findings.duties import SETTLE_INPUT
from findings.models import CooperationInput, Finding, Lead, WorkingPaper
from personnel.models import Posting
from rounds.deadlines.obligations import cancel, meet, open_obligation
from rounds.models import Inspection

TITLE = gettext_lazy("Say what became of what %(sender)s sent on %(day)s")
Result = CooperationInput.Result


def sent_by_own_body(entry: CooperationInput, by: Actor) -> None:
    """Who does not keep the register enters for their own body and no other."""
    reach = reach_of(by)
    if not reach.may(Right.KEEP_ROUNDS):
        entry.body_id = reach.body


@all_or_nothing
def give_input(entry: CooperationInput, *, by: Actor, inspection: Inspection, on: date) -> CooperationInput:
    """Give it to the team of an inspection, whose leader owes what becomes of it; another team takes it over."""
    require_side(may_take(CooperationInput.objects.giveable_by, by, entry))
    lock_row(entry)
    require_past("on", on, since=entry.received_on, fact=_("received on"))
    if inspection.status not in (Inspection.Status.PLANNED, *Inspection.WORKING):
        raise ValidationError({"inspection": _("This team has done its work; choose one that is planned or at work.")})
    cancel(SETTLE_INPUT, entry, on)
    save_checked(entry, by=by, inspection=inspection, given_on=on)
    facts: dict[str, Any] = {"sender": str(entry.body), "day": entry.received_on.isoformat()}
    open_obligation(SETTLE_INPUT, entry, TITLE, facts, inspection=inspection, from_on=on)
    leaders = posted(inspection, Posting.Role.LEADER, Posting.Role.DEPUTY)
    tell(leaders, kind="input", subject=TITLE, url=entry.get_absolute_url(), **facts)
    return entry


@all_or_nothing
def settle_input(
    entry: CooperationInput,
    *,
    by: Actor,
    on: date,
    result: str,
    why: str = "",
    paper: WorkingPaper | None = None,
    finding: Finding | None = None,
    lead: Lead | None = None,
) -> CooperationInput:
    """Say what became of it: what it led to, or why to nothing."""
    require_side(may_take(CooperationInput.objects.settleable_by, by, entry))
    lock_row(entry)
    require_past("on", on, since=entry.given_on or entry.received_on)
    led_to: dict[str, Any] = {"paper": paper, "finding": finding, "lead": lead}
    if result == Result.TAKEN_UP and not any(led_to.values()):
        raise ValidationError({"paper": _("Name the paper, the finding or the lead it led to.")})
    if result == Result.NOT_TAKEN_UP and any(led_to.values()):
        raise ValidationError({"result": _("It led to something, so it was taken up.")})
    save_checked(entry, by=by, result=result, settled_on=on, why=why.strip(), **led_to)
    meet(SETTLE_INPUT, entry, on)
    return entry


def forget_void(entry: CooperationInput, by: Any) -> None:
    """What is void is owed no more."""
    if entry.is_void:
        cancel(SETTLE_INPUT, entry, entry.voided_on)
