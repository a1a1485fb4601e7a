"""整改: the organization marks measures done and reports progress with its evidence."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

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
from rectification.items.sums import add_up, enter_numbers
from rectification.models import Item, Measure, Progress, Source
from rectification.sides import require_not_of_office


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
    """Say what was done since the last report.

    People enter rules and funds one by one; other programs may still tell how many and how much (yuan) since then.

    Raises `ValidationError` for an empty text, a negative sum, one too large with those before it, or a file of a kind
    not allowed.
    """
    require_side(permissions.can_report(by, item))
    require_not_of_office(by, item.hand_over)
    lock(item)
    require_status(item, *Item.UNDER_WAY)
    progress = Progress(
        item=item,
        text=require_text("text", text, _("What was done")),
        completion=completion,
        rules_made=rules_made,
        funds_recovered=funds_recovered,
        reported_on=day_or_today(on, "reported_on", since=item.rectified_from),
        reported_by=by,
    )
    with acting(by):
        save_checked(progress, by=by)
        item.completion = progress.completion
        if rules_made or funds_recovered:
            enter_numbers([progress], Source.REPORT)
            add_up(item)
        write(item, "completion", "rules_made", "funds_recovered")
        store_attachments(progress, files, by=by)
    return progress


@all_or_nothing
def mark_measure_done(
    measure: Measure, *, by: User, on: date | None = None, files: Sequence[UploadedFile] = (), why: str = ""
) -> Measure:
    """Enter the day a measure was carried out, with its evidence; further evidence may follow by the same day.

    What is rectified at once may be done before the feedback. Another day than was entered is a correction, and says
    `why`. Raises `ValidationError` without it.
    """
    item = measure.item
    require_side(permissions.can_report(by, item))
    require_not_of_office(by, item.hand_over)
    lock(item)
    require_status(item, *Item.UNDER_WAY)
    day = day_or_today(on, since=item.hand_over.inspection.entered_on)
    stood = Measure.objects.visible_to(by).values_list("done_on", flat=True).get(pk=measure.pk)
    is_corrected = stood is not None and day != stood
    why = require_text("why", why, _("Reason of the correction")) if is_corrected else ""
    with acting(by, reason=why):
        save_checked(measure, by=by, done_on=day)
        store_attachments(measure, files, by=by, has_some=True)
    return measure
