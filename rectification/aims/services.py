"""长期坚持: the organization sets the stages of a lasting item and reports them, the office accepts or returns."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files.attachments import store_attachments
from core.models import Attachment
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_reason, require_side, require_status, require_text
from core.workflow.moves import IllegalStep, lock, move, require_step
from core.workflow.saving import save_checked
from personnel.models import User
from rectification import duties, ledger_duties, permissions
from rectification.addressees import tell_office, tell_organization
from rectification.models import Item, Measure, StagedAim
from rectification.sides import require_not_of_office, require_not_of_organization
from rounds.deadlines import obligations

Status = StagedAim.Status


@all_or_nothing
def set_aim(
    item: Item, *, goal: str, due_on: date, by: User, measure: int | None = None, on: date | None = None
) -> StagedAim:
    """Say what a lasting item is to come to next and by when, of the `measure` of this number if one is given.

    It is owed by its day. Raises `IllegalStep` for an item with a day of its own and while a stage is open, and
    `ValidationError` for an empty aim, a day gone by and a measure that is not there.
    """
    require_side(permissions.can_report(by, item))
    require_not_of_office(by, item.hand_over)
    lock(item)
    require_status(item, *Item.UNDER_WAY)
    if not item.is_lasting:
        raise IllegalStep(_("Only a lasting item without a day goes on in stages."))
    if item.aims.open().exists():
        raise IllegalStep(_("A stage of this item is still open. The next one is set once it is accepted."))
    on = day_or_today(on, since=item.rectified_from)
    goal = require_text("goal", goal, _("The aim of the stage"))
    if due_on < on:
        raise ValidationError({"due_on": _("The day of a stage cannot be before today.")})
    aim = StagedAim(item=item, number=item.aims.count() + 1, measure=_measure(item, measure), set_by=by)
    with acting(by):
        save_checked(aim, by=by, sure=["item", "number"], goal=goal, due_on=due_on, set_on=on)
        obligations.meet_and_owe(duties.SET_AIM, item, on, _owed_by_day(aim))
    return aim


@all_or_nothing
def report_aim(
    item: Item, *, text: str, by: User, files: Sequence[UploadedFile] = (), on: date | None = None
) -> StagedAim:
    """Report that the open stage is reached, with evidence. The office owes its review; until then nobody is urged.

    Raises `ValidationError` for an empty text, and without any evidence of the stage.
    """
    require_side(permissions.can_report(by, item))
    require_not_of_office(by, item.hand_over)
    aim = _open_aim(item, Status.REPORTED)
    if not files and not Attachment.objects.of(aim).exists():
        raise ValidationError({"files": _("Add at least one piece of evidence.")})
    told: dict[str, Any] = {
        "done": require_text("text", text, _("What was reached")),
        "reported_on": day_or_today(on, since=aim.decided_on or aim.set_on),
        "reported_by": by,
        "decided_on": None,
        "decided_by": None,
    }
    with acting(by):
        move(aim, Status.REPORTED, by=by, **told)
        store_attachments(aim, files, by=by, has_some=True)
        title = gettext_lazy("Review the stage of lasting item %(number)s of %(organization)s")
        inspection = item.hand_over.inspection
        facts = {"number": item.number, "organization": inspection.organization}
        review = obligations.obligation(
            duties.REVIEW_AIM, item, title, facts, inspection=inspection, from_on=aim.reported_on
        )
        obligations.pass_on(duties.REACH_AIM, item, aim.reported_on, review)
    subject = gettext_lazy("%(organization)s reports a stage of lasting item %(number)s as reached")
    tell_office(item.hand_over, kind="aim.reported", subject=subject, **_at(item))
    return aim


@all_or_nothing
def accept_aim(item: Item, opinion: str = "", *, by: User, on: date | None = None) -> StagedAim:
    """Accept a stage as reached: from then on the next one is to be set."""
    aim, on = _reported_aim(item, Status.REACHED, by, on)
    with acting(by, reason=opinion):
        move(aim, Status.REACHED, by=by, reason=opinion, opinion=opinion.strip(), decided_on=on, decided_by=by)
        others = (duties.REVIEW_AIM, duties.REACH_AIM)
        if item.is_lasting and item.status in Item.UNDER_WAY:
            obligations.meet_and_owe(duties.REVIEW_AIM, item, on, ledger_duties.next_aim(item, on), others=others)
        else:
            obligations.meet_each(obligations.owed_on(item, *others), on)
    _tell_decision(item, gettext_lazy("A stage of lasting item %(number)s is accepted as reached"))
    return aim


@all_or_nothing
def return_aim(item: Item, reason: str, *, by: User, on: date | None = None) -> StagedAim:
    """Return a stage with a reason; its day stays as it was."""
    reason = require_reason(reason)
    aim, on = _reported_aim(item, Status.RETURNED, by, on)
    with acting(by, reason=reason):
        move(aim, Status.RETURNED, by=by, reason=reason, opinion=reason, decided_on=on, decided_by=by)
        obligations.give_back(duties.REVIEW_AIM, item, on, resumed=duties.REACH_AIM)
    _tell_decision(item, gettext_lazy("A stage of lasting item %(number)s was returned; see the reason"))
    return aim


def _measure(item: Item, number: int | None) -> Measure | None:
    if number is None:
        return None
    measure = item.measures.filter(number=number).first()
    if measure is None:
        words = _("Item %(item)s has no measure %(number)s.")
        raise ValidationError({"measure": words % {"item": item.number, "number": number}})
    return measure


def _open_aim(item: Item, to: str) -> StagedAim:
    """The stage to be moved, with its item locked before it."""
    lock(item)
    require_status(item, *Item.UNDER_WAY)
    aim = item.aims.open().first()
    if aim is None:
        raise IllegalStep(_("No stage of this item is open. Set the next one first."))
    aim.item = item
    lock(aim)
    require_step(aim, to)
    return aim


def _reported_aim(item: Item, to: str, by: User, on: date | None) -> tuple[StagedAim, date]:
    require_side(permissions.can_replan(by, item))
    require_not_of_organization(by, item.hand_over)
    aim = _open_aim(item, to)
    return aim, day_or_today(on, since=aim.reported_on)


def _owed_by_day(aim: StagedAim) -> Any:
    item, inspection = aim.item, aim.item.hand_over.inspection
    return obligations.obligation(
        duties.REACH_AIM,
        item,
        gettext_lazy("Reach stage %(stage)s of lasting item %(number)s"),
        {"number": item.number, "stage": aim.number},
        inspection=inspection,
        organization=inspection.organization,
        from_on=aim.set_on,
        due_on=aim.due_on,
    )


def _tell_decision(item: Item, subject: Any) -> None:
    tell_organization(item.hand_over, kind="aim.decided", subject=subject, **_at(item))


def _at(item: Item) -> dict[str, Any]:
    return {"url": item.get_absolute_url(), "number": item.number}
