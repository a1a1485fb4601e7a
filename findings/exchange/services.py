"""What receiving bodies report: that they took the lead, how they handle it, and what came of it (转账).

Lead first, then transfer: every service that locks both locks them in this order.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import reach_of, require
from core.access.roles import Right
from core.notices.services import tell
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.moves import IllegalStep, lock, lock_anew, move, require_step
from core.workflow.saving import save_checked
from core.workflow.steps import require_among
from findings import duties, permissions
from findings.addressees import holders
from findings.exchange.sending import expect_paper_answer
from findings.models import Disposal, Lead, Outcome, Transfer
from personnel.models import User
from rounds.deadlines import obligations
from rounds.models import Body

Status = Transfer.Status


def own_transfer(lead: Lead, *, by: User) -> Transfer:
    """The transfer of this lead to the user's own body."""
    seen = Transfer.objects.visible_to(by).select_related("lead__inspection", "body")
    transfer = seen.filter(lead=lead, body=reach_of(by).body).first()
    require(transfer is not None, _("Only the body it was sent to answers a transfer."))
    return transfer


@all_or_nothing
def confirm_transfer(transfer: Transfer, *, by: User) -> Transfer:
    """The leading group confirms what one lead handler's ledger told: from now on the body reads the lead."""
    words = _("Only the leading group confirms a transfer, and nobody one of a ledger they brought.")
    require_among(Transfer.objects.confirmable_by(by), transfer, words)
    move(transfer, Status.SENT, by=by)
    expect_paper_answer(transfer)
    return transfer


@all_or_nothing
def acknowledge_transfer(transfer: Transfer, *, by: User, on: date | None = None) -> Transfer:
    """The body confirms that it has received the lead."""
    _require_answerer(by, transfer)
    on = on or today()
    require_past("on", on, since=transfer.sent_on)
    move(transfer, Status.ACKNOWLEDGED, by=by, acknowledged_by=by, acknowledged_on=on)
    obligations.meet(duties.ACKNOWLEDGE_TRANSFER, transfer, on)
    _tell(transfer, gettext_lazy("Lead %(number)s was acknowledged by %(receiver)s"))
    return transfer


@all_or_nothing
def report_disposal(transfer: Transfer, *, by: User, method: str, decided_on: date, note: str = "") -> Disposal:
    """The commission reports how it handles the lead; it may report a further method later.

    An organization department has no methods of disposal (docs/domain.md, leads) and reports its outcome directly.
    """
    _require_answerer(by, transfer)
    require(
        transfer.body.kind == Body.Kind.DISCIPLINE,
        _("Methods of disposal are the discipline commission's; report the outcome directly."),
    )
    require_past("decided_on", decided_on, since=transfer.sent_on)
    move(transfer, Status.HANDLING, by=by)
    disposal = Disposal(transfer=transfer, reported_by=by)
    save_checked(disposal, by=by, method=method, decided_on=decided_on, note=note)
    _tell(transfer, gettext_lazy("%(receiver)s reported on lead %(number)s"))
    return disposal


@all_or_nothing
def report_outcome(
    transfer: Transfer,
    *,
    by: User,
    kind: str,
    decided_on: date,
    form: str = "",
    person: str = "",
    count: int = 1,
    note: str = "",
    concluded: bool = False,
) -> Outcome:
    """The body reports what came of the lead; with `concluded`, that nothing more is to come.

    When every body has concluded, so is the lead.
    """
    _require_answerer(by, transfer)
    require_past("decided_on", decided_on, since=transfer.sent_on)
    _require_sense(kind, form, count)
    lead = lock_anew(transfer.lead)
    _require_disposal_before(transfer)
    with acting(by):
        if transfer.status == Status.ACKNOWLEDGED or not concluded:
            move(transfer, Status.HANDLING, by=by)
        outcome = Outcome(transfer=transfer, reported_by=by)
        save_checked(
            outcome, by=by, kind=kind, form=form, person=person, count=count, decided_on=decided_on, note=note
        )
        if concluded:
            _conclude(transfer, lead, by)
    _tell(transfer, gettext_lazy("%(receiver)s reported on lead %(number)s"))
    return outcome


@all_or_nothing
def correct_outcome(
    transfer: Transfer,
    *,
    by: User,
    corrects: Outcome,
    why: str,
    kind: str,
    decided_on: date,
    form: str = "",
    person: str = "",
    count: int = 1,
    note: str = "",
) -> Outcome:
    """The body corrects an outcome it reported, also after it has concluded; what it corrects stays readable."""
    _require_answerer(by, transfer)
    require_past("decided_on", decided_on, since=transfer.sent_on)
    _require_sense(kind, form, count)
    lock_anew(transfer.lead)
    if not Outcome.objects.correctable_by(by).filter(transfer=transfer, pk=corrects.pk).exists():
        raise ValidationError({"corrects": _("Choose an outcome of this transfer that stands.")})
    outcome = Outcome(transfer=transfer, reported_by=by, corrects=corrects, why=why.strip())
    facts: dict[str, Any] = {
        "kind": kind,
        "form": form,
        "person": person,
        "count": count,
        "decided_on": decided_on,
        "note": note,
    }
    save_checked(outcome, by=by, **facts)
    _tell(transfer, gettext_lazy("%(receiver)s reported on lead %(number)s"))
    return outcome


def _require_disposal_before(transfer: Transfer) -> None:
    """An outcome follows a disposal, where the body has any."""
    lock(transfer)
    if transfer.status == Status.ACKNOWLEDGED and not transfer.takes_outcomes:
        raise IllegalStep(_("Report the method of disposal first, then the outcome."))
    require_step(transfer, Status.HANDLING)


def _conclude(transfer: Transfer, lead: Lead, by: User) -> None:
    move(transfer, Status.CONCLUDED, by=by, concluded_on=today())
    if not lead.transfers.open().exists():
        move(lead, Lead.Status.CONCLUDED, by=by, concluded_on=today())
    obligations.meet_all(transfer, transfer.concluded_on)


def _require_answerer(by: User, transfer: Transfer) -> None:
    require(permissions.can_answer(by, transfer), _("Only the body it was sent to answers a transfer."))


def _require_sense(kind: str, form: str, count: int) -> None:
    if count < 1:
        raise ValidationError({"count": _("Enter how many persons or cases, at least one.")})
    if kind == Outcome.Kind.UNFOUNDED and form:
        raise ValidationError({"form": _("What was not established falls under none of the four forms.")})


def _tell(transfer: Transfer, subject: Any) -> None:
    tell(
        holders(Right.TRANSFER_LEADS, transfer.lead.inspection),
        kind="lead",
        subject=subject,
        url=transfer.get_absolute_url(),
        number=transfer.lead.number,
        receiver=str(transfer.body),
    )
