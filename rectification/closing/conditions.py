"""Why closing is not open yet, in words; "" when it is. Services refuse by these and pages show them."""

from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import Attachment
from rectification.models import CheckResult, CloseOut, HandOver, Item, Progress
from rectification.returns import RETURNED_ITEM


def why_not_apply(item: Item) -> str:
    """Not reported as not completed, all measures done, and at least one report with evidence.

    What came back is worked on first.

    A ledger may have brought an item without measures.
    """
    if unmended := RETURNED_ITEM.why_not_again(item):
        return unmended
    undone = item.measures.filter(done_on__isnull=True).count()
    if undone:
        return ngettext(
            "%(count)d measure is not done yet. Enter the day it was done first.",
            "%(count)d measures are not done yet. Enter the day each was done first.",
            undone,
        ) % {"count": undone}
    if not item.measures.exists() and not item.hand_over.came_with_a_ledger:
        return _("The item has no measure yet.")
    if item.completion == Item.Completion.NOT_DONE:
        return _("The item is reported as not completed. Report first what has been done.")
    if not Attachment.objects.filter(
        owner_type__app_label="rectification",
        owner_type__model=Progress._meta.model_name,
        owner_id__in=item.progress.values("pk"),
    ).exists():
        return _("Report progress with at least one piece of evidence first.")
    return ""


def why_not_close(item: Item) -> str:
    """A check on site, not older than the last return, whose latest verdict confirms it (查账 before 销账)."""
    latest = _checks_since_return(item).first()
    if latest is None:
        return _("Record a check on site first.")
    if latest.verdict != CheckResult.Verdict.CONFIRMED:
        return _("The latest check found “%(verdict)s”. Return the item, or record a check that confirms it.") % {
            "verdict": latest.get_verdict_display()
        }
    return ""


def _checks_since_return(item: Item) -> QuerySet[CheckResult]:
    """Checks of later days, and of the same day those entered after the return."""
    Decision = CloseOut.Decision
    returned = item.close_outs.filter(decision=Decision.RETURNED).first()
    if returned is None:
        return item.checks.all()
    returned_at = returned.events.filter(decision=Decision.RETURNED).aggregate(at=Min("pgh_created_at"))["at"]
    entered_before = CheckResult.pgh_event_model.objects.filter(item=item, pgh_created_at__lt=returned_at)
    checks = item.checks.filter(checked_on__gte=returned.decided_on)
    return checks.exclude(checked_on=returned.decided_on, pk__in=entered_before.values("pgh_obj"))


def why_not_close_hand_over(hand_over: HandOver) -> str:
    """Every item must be closed out."""
    left = hand_over.items.exclude(status=Item.Status.CLOSED).count()
    if not left:
        return ""
    return ngettext("%(count)d item is not closed out yet.", "%(count)d items are not closed out yet.", left) % {
        "count": left
    }
