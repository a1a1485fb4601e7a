"""整改: the organization marks measures done and reports progress with its evidence."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core.files.attachments import store_attachments
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_side, require_status, require_text
from core.workflow.moves import lock, write
from core.workflow.saving import save_checked
from personnel.models import User
from rectification import permissions
from rectification.models import Item, Measure, Progress
from rectification.sides import require_not_of_office

UNDER_WAY = (Item.Status.RECTIFYING, Item.Status.RETURNED)


@all_or_nothing
def report_progress(
    item: Item,
    *,
    text: str,
    completion: str,
    by: User,
    rules_made: int = 0,
    funds_recovered: Decimal | int = 0,
    files: Sequence[UploadedFile] = (),
    on: date | None = None,
) -> Progress:
    """Say what was done since the last report. Rules and funds (yuan) are those not reported before; the item adds up.

    Raises `ValidationError` for an empty text, a negative sum, one too large with those before it, or a file of a kind
    not allowed.
    """
    require_side(permissions.can_report(by, item))
    require_not_of_office(by, item.hand_over)
    lock(item)
    require_status(item, *UNDER_WAY)
    progress = Progress(
        item=item,
        text=require_text("text", text, _("What was done")),
        completion=completion,
        rules_made=rules_made,
        funds_recovered=funds_recovered,
        reported_on=day_or_today(on, "reported_on", since=item.hand_over.plan_accepted_on),
        reported_by=by,
    )
    with acting(by):
        save_checked(progress, by=by)
        _add_up(item, progress)
        store_attachments(progress, files, by=by)
    return progress


@all_or_nothing
def mark_measure_done(measure: Measure, *, by: User, on: date | None = None) -> Measure:
    """Enter the day a measure was carried out; what is rectified at once may be done before the feedback."""
    item = measure.item
    require_side(permissions.can_report(by, item))
    require_not_of_office(by, item.hand_over)
    lock(item)
    require_status(item, *UNDER_WAY)
    return save_checked(measure, by=by, done_on=day_or_today(on, since=item.hand_over.inspection.entered_on))


def _add_up(item: Item, progress: Progress) -> None:
    item.completion = progress.completion
    item.rules_made = _total(item, progress, "rules_made")
    item.funds_recovered = _total(item, progress, "funds_recovered")
    write(item, "completion", "rules_made", "funds_recovered")


def _total(item: Item, progress: Progress, name: str) -> Any:
    total = getattr(item, name) + getattr(progress, name)
    try:
        return item._meta.get_field(name).clean(total, item)
    except ValidationError as error:
        words = _("Together with what was reported before, this makes %(sum)s. %(cause)s")
        raise ValidationError({name: words % {"sum": total, "cause": " ".join(error.messages)}}) from error
