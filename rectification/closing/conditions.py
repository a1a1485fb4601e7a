"""Why closing is not open yet, in words; "" when it is. Services refuse by these and pages show them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rectification.models import CheckResult, CloseOut, HandOver, Item, ItemChange, StagedAim
from rectification.querysets import with_work_done
from rectification.returns import RETURNED_ITEM


def why_not_apply(item: Item) -> str:
    """All measures done, reported as completed, and at least one report with evidence; what came back is mended first.

    All that is missing is named at once. A ledger may have brought an item without measures.
    """
    return why_not_by_work(item, work_on(item).get())


def work_on(item: Item) -> QuerySet[Item]:
    """The item with the work done on it, whether nothing was since it came back, whether its plan is to change, and
    whether a stage of it is open.
    """
    asked = ItemChange.objects.filter(item=OuterRef("pk"), decision="")
    work = with_work_done(Item.objects.filter(pk=item.pk))
    aimed = StagedAim.objects.open().filter(item=OuterRef("pk"))
    return work.annotate(
        is_unmended=RETURNED_ITEM.unmended(item), is_to_change=Exists(asked), is_in_stage=Exists(aimed)
    )


def why_not_by_work(item: Item, work: Any) -> str:
    """The same, where the work was read (`work_on`)."""
    if work.is_to_change:
        return _("The inspection office has not decided yet on the change that was applied for.")
    if work.is_in_stage:
        return _("A stage of this item is still open. Report it as reached and have it accepted first.")
    missing = (*_measures_missing(item, work.measure_count, work.undone_count), *_reports_missing(item, work))
    return RETURNED_ITEM.why_not_again(item, work.is_unmended) or " ".join(missing)


def _measures_missing(item: Item, measure_count: int, undone_count: int) -> Iterator[str]:
    if undone_count:
        yield (
            ngettext(
                "%(count)d measure is not done yet. Enter the day it was done first.",
                "%(count)d measures are not done yet. Enter the day each was done first.",
                undone_count,
            )
            % {"count": undone_count}
        )
    if not measure_count and not item.hand_over.came_with_a_ledger:
        yield _("The item has no measure yet.")


def _reports_missing(item: Item, work: Any) -> Iterator[str]:
    if item.completion == Item.Completion.NOT_DONE:
        yield _("The item is reported as not completed. Report first what has been done.")
    if item.completion == Item.Completion.MOSTLY:
        yield _(
            "The item is reported as basically completed, which is not closed out. Report it as completed once it is, "
            "or apply for an extension and go on."
        )
    if not work.has_evidence:
        yield _("Report progress with at least one piece of evidence first.")


def why_not_close(item: Item) -> str:
    """A check on site, not older than the last return, whose latest verdict confirms it (查账 before 销账)."""
    return why_not_by_verdict(latest_verdict(item.pk).values_list("verdict", flat=True).first())


def why_not_by_verdict(latest: str | None) -> str:
    """The same, where the verdict of the latest such check is known; None where there is none."""
    if latest is None:
        return _("Record a check on site first.")
    if latest != CheckResult.Verdict.CONFIRMED:
        return _("The latest check found “%(verdict)s”. Return the item, or record a check that confirms it.") % {
            "verdict": CheckResult.Verdict(latest).label
        }
    return ""


def latest_verdict(item: int) -> QuerySet:
    """What `why_not_by_verdict` goes by, as a set of one row at most."""
    return checks_since_return(item).values("verdict")[:1]


def checks_since_return(item: int) -> QuerySet[CheckResult]:
    """Checks of later days, and of the same day those entered after the return; the latest first.

    Of an item that was opened again, none but those of days after that.
    """
    returned = CloseOut.objects.filter(item=item, decision=CloseOut.Decision.RETURNED)
    entries = CloseOut.pgh_event_model.objects.filter(
        pgh_obj=Subquery(returned.values("pk")[:1]), decision=CloseOut.Decision.RETURNED
    )
    entered_before = CheckResult.pgh_event_model.objects.filter(
        pgh_obj=OuterRef("pk"),
        pgh_created_at__lt=Subquery(entries.order_by("pgh_created_at").values("pgh_created_at")[:1]),
    )
    before_all = Value(date.min)
    returned_on = Coalesce(Subquery(returned.values("decided_on")[:1]), before_all, output_field=DateField())
    checks = CheckResult.objects.filter(item=item).annotate(returned_on=returned_on)
    later = Q(checked_on__gt=F("returned_on"))
    checks = checks.filter(Q(item__reopened_on=None) | Q(checked_on__gt=F("item__reopened_on")))
    return checks.filter(later | Q(Q(checked_on=F("returned_on")), ~Exists(entered_before)))


def why_not_close_hand_over(hand_over: HandOver) -> str:
    """Every item must be closed out."""
    left = hand_over.items.exclude(status=Item.Status.CLOSED).count()
    if not left:
        return ""
    return ngettext("%(count)d item is not closed out yet.", "%(count)d items are not closed out yet.", left) % {
        "count": left
    }
