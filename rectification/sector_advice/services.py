"""What follows from advice: the department receipts and answers it, the office accepts the answer or returns it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core.access.reach import Actor, require
from core.access.roles import Role
from core.notices.services import tell
from core.registers.register import Links
from core.trail.history import actors_of
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_reason, require_side, require_text
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import may_take
from personnel.models import User
from rectification import duties
from rectification.answering.services import Flow
from rectification.models import SectorAdvice
from rounds.deadlines import obligations
from rounds.models import Obligation

advice = SectorAdvice.objects
OF_BODIES = (Role.DISCIPLINE, Role.ORGANIZATION_DEPARTMENT, Role.COOPERATING)
RECEIPT_OWED = gettext_lazy("Receipt advice %(number)s")
ANSWER_OWED = gettext_lazy("Answer advice %(number)s")
DECISION_OWED = gettext_lazy("Decide on the answer to advice %(number)s")
FLOW = Flow(
    duties.RECEIPT_ADVICE,
    duties.ANSWER_ADVICE,
    went_out=pgettext_lazy("sector advice", "sent to the department on"),
    receipted_already=gettext_lazy("This advice is receipted, answered or void already."),
    answered_already=gettext_lazy("This advice is answered or void already."),
)


def fits_its_facts(entry: SectorAdvice, links: Links) -> None:
    """Findings are of the inspection where one is named; an acceptance follows an answer, which has its day."""
    if entry.handling and not (entry.answered_on or entry.returned_on):
        raise ValidationError({"answered_on": _("Give the day of the answer.")})
    others = [item for item in links.get("items", []) if item.hand_over.inspection_id != entry.inspection_id]
    if entry.inspection_id and others:
        raise ValidationError({"items": _("These are not all findings of this inspection. Name none for several.")})


def owed_answer(entry: SectorAdvice) -> Obligation | None:
    """What the department owes, by its day: an answer. None once it is there."""
    return None if entry.answered_on else _owed_answer(entry)


def owe_answer(entry: SectorAdvice, by: Actor) -> None:
    """The department owes an answer by its day, until it is there or the advice is void."""
    obligations.owe_until(_owed_answer(entry), done_on=entry.answered_on, is_void=entry.is_void)


def send(entry: SectorAdvice, by: Actor) -> None:
    """The department learns of advice and owes a receipt; of what is answered already there is nothing to tell."""
    if entry.answered_on:
        return
    obligations.open_all([_owed(entry, duties.RECEIPT_ADVICE, RECEIPT_OWED, entry.sent_on)])
    _tell_body(entry, ANSWER_OWED)


@all_or_nothing
def receipt_advice(entry: SectorAdvice, *, by: Actor) -> SectorAdvice:
    """An account of the department receipts the advice."""
    require_side(may_take(advice.receiptable_by, by, entry))
    _require_side_of_its_own(entry, by, department=True)
    return FLOW.receipt(entry, by)


@all_or_nothing
def record_receipt(
    entry: SectorAdvice, *, by: Actor, on: date, document: str, files: Sequence[UploadedFile] = ()
) -> SectorAdvice:
    """The office records a receipt on paper, with its day and the document that shows it."""
    require_side(may_take(advice.receipts_recordable_by, by, entry))
    return FLOW.record_receipt(entry, by, on, document, files)


@all_or_nothing
def answer_advice(
    entry: SectorAdvice, *, by: Actor, handling: str, used: str = "", files: Sequence[UploadedFile] = ()
) -> SectorAdvice:
    """The department says what it did in the whole sector, and how the results were used; the office decides on it."""
    require_side(may_take(advice.answerable_by, by, entry))
    _require_side_of_its_own(entry, by, department=True)
    FLOW.answer(entry, by, files, _decision_on(entry), **_said(handling, used))
    users = User.objects.holding(Role.OFFICE)
    if entry.inspection:
        users = users.free_of_recusal(entry.inspection.organization)
    subject = gettext_lazy("%(receiver)s answered advice %(number)s")
    url = entry.get_absolute_url()
    told: dict[str, Any] = {"number": entry.number, "receiver": entry.body.name}
    tell(users, kind="advice.answered", subject=subject, url=url, **told)
    return entry


@all_or_nothing
def record_answer(
    entry: SectorAdvice, *, by: Actor, on: date, handling: str, used: str = "", files: Sequence[UploadedFile] = ()
) -> SectorAdvice:
    """The office records an answer that came on paper on that day."""
    require_side(may_take(advice.recordable_by, by, entry))
    return FLOW.record_answer(entry, by, on, files, _decision_on(entry), **_said(handling, used))


@all_or_nothing
def accept_answer(entry: SectorAdvice, *, by: Actor) -> SectorAdvice:
    """The office accepts the answer: the advice is done with."""
    require_side(may_take(advice.decidable_by, by, entry))
    _require_side_of_its_own(entry, by, department=False)
    lock_row(entry)
    _require_answered(entry)
    save_checked(entry, by=by, accepted_on=today())
    obligations.meet(duties.DECIDE_ADVICE, entry, today())
    _tell_body(entry, gettext_lazy("The answer to advice %(number)s was accepted"))
    return entry


@all_or_nothing
def return_answer(entry: SectorAdvice, *, by: Actor, reason: str, due_on: date) -> SectorAdvice:
    """The office returns the answer with what is to be mended, by a new day; what it said stays until the next."""
    require_side(may_take(advice.decidable_by, by, entry))
    _require_side_of_its_own(entry, by, department=False)
    lock_row(entry)
    _require_answered(entry)
    on, reason = today(), require_reason(reason)
    if due_on < on:
        raise ValidationError({"due_on": _("The new day is still to come.")})
    back: dict[str, Any] = {"returned_on": on, "returned_why": reason, "answered_on": None, "answer_due_on": due_on}
    save_checked(entry, by=by, reason=reason, **back)
    owed = _owed(entry, duties.ANSWER_ADVICE, ANSWER_OWED, on, due_on)
    obligations.meet_and_owe(duties.DECIDE_ADVICE, entry, on, owed)
    _tell_body(entry, gettext_lazy("The answer to advice %(number)s was returned"))
    return entry


def _owed_answer(entry: SectorAdvice) -> Obligation:
    return _owed(entry, duties.ANSWER_ADVICE, ANSWER_OWED, entry.sent_on, entry.answer_due_on)


def _owed(entry: SectorAdvice, node: str, title: Any, on: date, due_on: date | None = None) -> Obligation:
    """On the department's side it is about no inspection: the department is not told of one."""
    body = None if node == duties.DECIDE_ADVICE else entry.body
    return obligations.obligation(node, entry, title, {"number": entry.number}, body=body, from_on=on, due_on=due_on)


def _decision_on(entry: SectorAdvice) -> Obligation:
    """From its answer on the office owes a decision."""
    return _owed(entry, duties.DECIDE_ADVICE, DECISION_OWED, today())


def _said(handling: str, used: str) -> dict[str, str]:
    return {
        "handling": require_text("handling", handling, pgettext("sector advice", "What was done")),
        "used": used.strip(),
    }


def _require_answered(entry: SectorAdvice) -> None:
    if entry.answered_on is None or entry.accepted_on or entry.is_void:
        raise IllegalStep(_("There is no answer to decide on."))


def _require_side_of_its_own(entry: SectorAdvice, by: Actor, *, department: bool) -> None:
    """Whoever acted on it for the one side, under whichever account, does not act for the other."""
    acted = actors_of(SectorAdvice.pgh_event_model.objects.filter(pgh_obj=entry.pk)).filter(by__in=by.own_accounts)
    of_department = {"by__in": User.pgh_event_model.objects.filter(body=entry.body).values("pgh_obj")}
    others = acted.exclude(**of_department) if department else acted.filter(**of_department)
    words = _("You have acted for the other side on this advice; somebody else takes this step.")
    require(not others.exists(), words)


def _tell_body(entry: SectorAdvice, subject: Any) -> None:
    accounts = User.objects.holding(*OF_BODIES).filter(body=entry.body)
    tell(accounts, kind="advice", subject=subject, url=entry.get_absolute_url(), number=entry.number)
