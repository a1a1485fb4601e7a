"""销账: the organization applies, the team accepts, the office decides, item by item; then the hand-over may close."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, Exists, Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import had_a_hand, require
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_reason, require_side, require_status, require_text
from core.workflow.kept_rows import About
from core.workflow.moves import lock, move, require_ready, require_step
from core.workflow.saving import save_checked
from personnel.models import User
from rectification import duties, ledger_duties, permissions
from rectification.addressees import tell_office, tell_organization, tell_team
from rectification.applications import decide, open_application, withdraw
from rectification.closing import conditions
from rectification.models import CheckResult, CloseOut, HandOver, Item
from rectification.sides import of_office, require_none_of_office, require_not_of_organization
from rounds.deadlines import obligations
from rounds.models import Obligation


@all_or_nothing
def apply_close_out(
    item: Item, statement: str, *, root_cause: str, wider_lessons: str, by: User, on: date | None = None
) -> CloseOut:
    """Apply for the close-out of an item. Until team and office have decided, the organization is not urged.

    The team owes its acceptance first, or the office in its place (docs/domain.md, completion).
    """
    require_side(permissions.can_report(by, item))
    lock(item)
    asked = {"of_office": of_office(item.hand_over), "has_team": Exists(Item.objects.heads())}
    work = conditions.work_on(item).annotate(**asked).get()
    require_none_of_office(by, item.hand_over, work.of_office)
    require_step(item, Item.Status.AWAITING_TEAM)
    require_ready(conditions.why_not_by_work(item, work))
    application = _application(item, root_cause=root_cause, statement=statement, wider_lessons=wider_lessons)
    on = day_or_today(on, since=item.rectified_from)
    with acting(by, reason=application.statement):
        save_checked(application, by=by, sure=["item"], ask_checks=False, applied_by=by, applied_on=on)
        move(item, Item.Status.AWAITING_TEAM, by=by, reason=application.statement)
        kind = duties.ACCEPT_RECTIFICATION if work.has_team else duties.ACCEPT_FOR_TEAM
        acceptance = _owed(kind, item, gettext_lazy("Accept item %(number)s of %(organization)s as rectified"), on)
        obligations.pass_on(duties.RECTIFY_ITEM, item, on, acceptance)
        if item.is_lasting:
            obligations.cancel(duties.SET_AIM, item, on)
    words = gettext_lazy("%(organization)s applies for the close-out of item %(number)s")
    (tell_team if work.has_team else tell_office)(item.hand_over, kind="close_out.applied", subject=words, **_at(item))
    return application


@all_or_nothing
def withdraw_close_out(item: Item, reason: str, *, by: User, on: date | None = None) -> Item:
    """Withdraw the application that is not decided, with a reason: the item is rectified further, by its day."""
    require_side(permissions.can_report(by, item))
    reason = require_text("reason", reason, _("The reason"))
    lock(item)
    require_status(item, *Item.APPLIED_FOR)
    is_accepted = item.status == Item.Status.AWAITING_ACCEPTANCE
    with acting(by, reason=reason):
        nobody = _("Nobody has applied for the close-out of this item.")
        application = withdraw(item, item.close_outs, reason, by=by, nobody=nobody, on=on)
        move(item, Item.Status.RECTIFYING, by=by, reason=reason)
        owed = (*duties.ACCEPTING, duties.DECIDE_CLOSE_OUT)
        obligations.take_back(owed, item, application.decided_on, resumed=duties.RECTIFY_ITEM)
        ledger_duties.owe_next_aims([item], application.decided_on)
    words = gettext_lazy("%(organization)s withdrew its application for the close-out of item %(number)s")
    with_team = not is_accepted and Item.objects.filter(Exists(Item.objects.heads()), pk=item.pk).exists()
    (tell_team if with_team else tell_office)(item.hand_over, kind="close_out.withdrawn", subject=words, **_at(item))
    return item


@all_or_nothing
def accept_item(item: Item, opinion: str = "", *, by: User, on: date | None = None) -> Item:
    """Accept an item as rectified, for the team or in its place (三方验收); then the office owes a decision."""
    require_side(permissions.can_accept(by, item))
    application, on = _open_application(item, Item.Status.AWAITING_ACCEPTANCE, by, on)
    leads = item.hand_over.inspection.team_id in by.reach.led_teams | by.reach.deputy_teams
    facts: dict[str, Any] = {
        "acceptance": CloseOut.Acceptance.TEAM if leads else CloseOut.Acceptance.IN_PLACE,
        "accepted_by": by,
        "accepted_on": on,
        "acceptance_opinion": opinion.strip(),
    }
    with acting(by, reason=opinion):
        save_checked(application, by=by, sure=["item"], ask_checks=False, **facts)
        move(item, Item.Status.AWAITING_ACCEPTANCE, by=by, reason=opinion)
        words = gettext_lazy("Decide on the close-out of item %(number)s of %(organization)s")
        decision = _owed(duties.DECIDE_CLOSE_OUT, item, words, on)
        obligations.meet_and_owe(duties.ACCEPT_RECTIFICATION, item, on, decision, others=duties.ACCEPTING)
    words = gettext_lazy(
        "Item %(number)s of %(organization)s is accepted as rectified; its close-out is to be decided on"
    )
    tell_office(item.hand_over, kind="close_out.accepted", subject=words, **_at(item))
    return item


@all_or_nothing
def close_item(item: Item, opinion: str, *, by: User, on: date | None = None) -> Item:
    """Close an item out that others have accepted and confirmed on site. What the organization reported of it stays.

    Raises `Conflict` for the second who decides.
    """
    words = _("You have accepted this item or confirmed it on site; somebody else of the office closes it out.")
    if not permissions.can_close(by, item):
        require_side(permissions.can_decide(by, item))
        require(False, words)
    application, on = _open_application(
        item,
        Item.Status.CLOSED,
        by,
        on,
        has_confirmed=Exists(CheckResult.objects.filter(item=item).confirmed_by(by.own_accounts)),
        verdict=About(item.pk, conditions.latest_verdict, CharField()),
    )
    require(not application.has_confirmed and not had_a_hand(by, [application.accepted_by_id]), words)
    require_ready(conditions.why_not_by_verdict(application.verdict))
    with acting(by, reason=opinion):
        decide(application, CloseOut.Decision.ACCEPTED, opinion, by=by, on=on)
        move(item, Item.Status.CLOSED, by=by, reason=opinion, closed_on=on)
        obligations.meet_each(_owed_until_closed(item), on)
    _tell_decision(item, gettext_lazy("Item %(number)s is closed out"))
    return item


@all_or_nothing
def return_item(item: Item, reason: str, *, by: User, on: date | None = None) -> Item:
    """Return an item with a reason (退回必须写明意见), as team or office; its deadline stays as it was."""
    reason = require_reason(reason)
    require_side(permissions.can_return(by, item))
    application, on = _open_application(item, Item.Status.RETURNED, by, on)
    with acting(by, reason=reason):
        decide(application, CloseOut.Decision.RETURNED, reason, by=by, on=on)
        move(item, Item.Status.RETURNED, by=by, reason=reason)
        resumed, others = duties.RECTIFY_ITEM, duties.ACCEPTING
        obligations.give_back(duties.DECIDE_CLOSE_OUT, item, on, resumed=resumed, others=others)
        ledger_duties.owe_next_aims([item], on)
    _tell_decision(item, gettext_lazy("Item %(number)s was returned; see the reason"))
    return item


@all_or_nothing
def close_hand_over(hand_over: HandOver, *, by: User, on: date | None = None) -> HandOver:
    """Close a hand-over whose items are all closed out, not before the last of them; nothing is owed on it then."""
    require_side(permissions.can_hand_over(by, hand_over))
    require_not_of_organization(by, hand_over)
    lock(hand_over)
    require_step(hand_over, HandOver.Status.CLOSED)
    require_ready(conditions.why_not_close_hand_over(hand_over))
    last = hand_over.items.aggregate(day=Max("closed_on"))["day"]
    on = day_or_today(on, since=last)
    obligations.meet_all(hand_over, on)
    return move(hand_over, HandOver.Status.CLOSED, by=by, closed_on=on)


def _application(item: Item, **told: str) -> CloseOut:
    """The application that tells this. Raises `ValidationError` that names all that is left out."""
    missing = {}
    for name in CloseOut.TOLD:
        told[name] = told[name].strip()
        if not told[name]:
            missing[name] = _("%(what)s is required.") % {"what": CloseOut._meta.get_field(name).verbose_name}
    if missing:
        raise ValidationError(missing)
    return CloseOut(item=item, **told)


def _open_application(item: Item, to: str, by: User, on: date | None, **asked: Any) -> tuple[Any, date]:
    """The application to decide on, with what is `asked` beside it once its item is locked, which the API does before
    it calls.

    So is the hand-over, after it: the last two items decided at once would each miss that the other is closed too.
    """
    lock(item)
    require_step(item, to)
    application = open_application(
        item,
        item.close_outs.select_related("applied_by", "item__hand_over"),
        by=by,
        nobody=_("Nobody has applied for the close-out of this item."),
        held=["item__hand_over"],
        **asked,
    )
    return application, day_or_today(on, since=application.accepted_on or application.applied_on)


def _owed(kind: str, item: Item, title: Any, on: date) -> Obligation:
    inspection = item.hand_over.inspection
    facts = {"number": item.number, "organization": inspection.organization}
    return obligations.obligation(kind, item, title, facts, inspection=inspection, from_on=on)


def _tell_decision(item: Item, subject: Any) -> None:
    tell_organization(item.hand_over, kind="close_out.decided", subject=subject, **_at(item))


def _at(item: Item) -> dict[str, Any]:
    return {"url": item.get_absolute_url(), "number": item.number}


def _owed_until_closed(item: Item) -> QuerySet[Obligation]:
    """What ends with an item that was just closed; focused rectification is finished with the last of its items."""
    left = Item.objects.in_focus(item.hand_over)
    focused = obligations.owed_on(item.hand_over, duties.FOCUSED_RECTIFICATION).filter(~Exists(left))
    return obligations.owed_on(item, duties.DECIDE_CLOSE_OUT, duties.RECTIFY_ITEM) | focused
