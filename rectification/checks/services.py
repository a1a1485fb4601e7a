"""查账: what a check on site found of an item."""

from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core.files.attachments import store_attachments
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_side, require_status, require_text
from core.workflow.moves import lock
from core.workflow.saving import save_checked
from personnel.models import User
from rectification import permissions
from rectification.models import CheckResult, Item
from rectification.sides import require_not_of_organization

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
