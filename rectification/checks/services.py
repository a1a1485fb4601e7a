"""查账: what a check on site found of an item, alone or on a visit of a joint group that checks many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import F
from django.utils.translation import gettext as _

from core.files.attachments import store_attachments
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import day_or_today, require_side, require_status, require_text
from core.workflow.moves import IllegalStep, lock
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import may_take
from personnel.models import User
from rectification import duties, permissions
from rectification.models import CheckResult, Item, SupervisionVisit
from rectification.sides import require_not_of_organization
from rounds.deadlines import obligations

CHECKABLE = (*Item.UNDER_WAY, *Item.APPLIED_FOR, Item.Status.CLOSED)
"""Of what is closed: whether its problem is back (已销号是否反弹)."""


@all_or_nothing
def record_check(
    item: Item,
    *,
    checkers: str,
    verdict: str,
    opinion: str,
    by: User,
    on: date | None = None,
    place: str = "",
    files: Sequence[UploadedFile] = (),
) -> CheckResult:
    """Record who checked an item on site, when, and whether it is rectified as reported."""
    require_side(permissions.can_check(by, item))
    require_not_of_organization(by, item.hand_over)
    lock(item)
    require_status(item, *CHECKABLE)
    check = CheckResult(
        item=item,
        checked_on=day_or_today(on, "checked_on", since=item.closed_on or item.hand_over.delivered_on),
        checkers=require_text("checkers", checkers, _("Who checked")),
        place=place.strip(),
        verdict=verdict,
        opinion=require_text("opinion", opinion, _("The opinion")),
        recorded_by=by,
    )
    with acting(by):
        save_checked(check, by=by)
        store_attachments(check, files, by=by)
    return check


@dataclass(frozen=True)
class CheckedItem:
    """What a visit found of one item, which `item` is the key of."""

    item: int
    verdict: str
    opinion: str
    files: Sequence[UploadedFile] = ()


@all_or_nothing
def record_visit(
    visit: SupervisionVisit,
    *,
    by: User,
    visited_on: date,
    opinion: str,
    results: Iterable[CheckedItem],
    place: str = "",
    files: Sequence[UploadedFile] = (),
    **survey: int | None,
) -> SupervisionVisit:
    """Record a visit as it was made: what it found as a whole and of each item, and the counts of its survey.

    Who went confirms with whoever records it. Raises `ValidationError` at `verdict_<key of the item>` for what is
    wrong with one item.
    """
    require_side(may_take(SupervisionVisit.objects.recordable_by, by, visit))
    hand_over = visit.inspection.hand_over
    require_not_of_organization(by, hand_over)
    lock_row(visit)
    if visit.is_settled:
        raise IllegalStep(_("This visit is recorded or void already."))
    require_past("visited_on", visited_on, since=visit.group.formed_on, fact=_("formed on"))
    if visited_on > visit.group.ends_on:
        raise ValidationError({"visited_on": _("The group was over by that day.")})
    results = sorted(results, key=lambda result: result.item)
    if not results:
        raise ValidationError(_("A visit checks at least one item."))
    told: dict[str, Any] = {"visited_on": visited_on, "place": place.strip(), **survey}
    told["opinion"] = require_text("opinion", opinion, _("What the visit found as a whole"))
    with acting(by):
        save_checked(visit, by=by, ask_checks=True, **told)
        store_attachments(visit, files, by=by)
        for result in results:
            _check_on(visit, result, by)
        obligations.meet(duties.CARRY_OUT_VISIT, visit, visited_on)
    return visit


def checkable_on(visit: SupervisionVisit, user: User) -> Any:
    """The items that the user may check on this visit, those under way first; a look-back begins with the closed."""
    first = "nulls_last" if visit.kind == SupervisionVisit.Kind.LOOK_BACK else "nulls_first"
    closed = F("closed_on").asc(**{first: True})
    seen = Item.objects.visible_to(user).filter(hand_over__inspection=visit.inspection, status__in=CHECKABLE)
    return seen.select_related("finding", "hand_over__inspection__organization").order_by(closed, "number")


def _check_on(visit: SupervisionVisit, result: CheckedItem, by: User) -> None:
    at = f"verdict_{result.item}"
    item = checkable_on(visit, by).filter(pk=result.item).first()
    if item is None:
        raise ValidationError(_("One of the items is not to be checked on this visit."))
    lock(item)
    require_status(item, *CHECKABLE)
    require_past(at, visit.visited_on, since=item.closed_on or item.hand_over.delivered_on)
    check = CheckResult(
        item=item,
        visit=visit,
        checked_on=visit.visited_on,
        checkers=names_of(visit),
        place=visit.place,
        verdict=result.verdict,
        opinion=require_text(f"opinion_{result.item}", result.opinion, _("The opinion")),
        recorded_by=by,
    )
    save_checked(check, by=by)
    store_attachments(check, result.files, by=by)


def names_of(visit: SupervisionVisit) -> str:
    """Who went, as a check names them."""
    names = visit.participants.order_by("pk").values_list("name", flat=True)
    return "、".join(filter(None, [*names, *visit.others.replace(",", "、").replace("，", "、").split("、")]))[:200]
