"""Why a step is not open yet, in words; "" when it is. Services refuse by these and pages show them, so both agree."""

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import Attachment
from findings.models import Finding
from rectification.models import CheckResult, CloseOut, Item, Progress, Side
from rounds.models import Inspection


def why_not_prepare(inspection) -> str:
    """A hand-over needs at least one finding the team has submitted."""
    if inspection.findings.filter(status=Finding.Status.SUBMITTED).exists():
        return ""
    return _("The team has not submitted any finding of this inspection yet.")


def why_not_deliver(hand_over) -> str:
    """Both feedbacks first (双反馈), the field stage ended, and as items all that the team has submitted."""
    if hand_over.inspection.status != Inspection.Status.REPORTING:
        return _("The field stage of this inspection has not ended yet.")
    given = set(hand_over.feedbacks.values_list("side", flat=True))
    missing = [str(side.label) for side in Side if side not in given]
    if missing:
        return _("Record the feedback first: %(sides)s.") % {"sides": _(", ").join(missing)}
    if not hand_over.items.exists():
        return _("There is no item to hand over. Take in the submitted findings first.")
    if has_news(hand_over):
        return _("The team has submitted or taken back findings meanwhile. Take in the submitted findings again.")
    return ""


def has_news(hand_over) -> bool:
    """Whether the team has submitted, or taken back, findings since the list was drawn."""
    submitted = hand_over.inspection.findings.filter(status=Finding.Status.SUBMITTED)
    return set(submitted.values_list("pk", flat=True)) != set(hand_over.items.values_list("finding", flat=True))


def why_not_file(hand_over) -> str:
    """Each item needs a goal, a leader, a department and a measure, each measure an owner and a day in time."""
    if not hand_over.signed_on:
        return _("Both receipts must be signed first.")
    items = hand_over.items.prefetch_related("measures")
    lacking = [f"{item.number}" for item in items if _incomplete(item)]
    if not lacking:
        return ""
    return _(
        "Items %(numbers)s are not complete: each needs a goal, a leader, a department and at least one measure, and "
        "each measure an owner and a day from the hand-over up to the item's own."
    ) % {"numbers": _(", ").join(lacking)}


def why_not_due(day, item) -> str:
    """A measure of the plan is due from the delivery on, and no later than its item."""
    delivered_on = item.hand_over.delivered_on
    if delivered_on and day < delivered_on:
        words, limit = _("%(day)s is before %(limit)s, when the findings were handed over."), delivered_on
    elif item.due_on and day > item.due_on:
        words, limit = _("%(day)s is after %(limit)s, when the item itself is due."), item.due_on
    else:
        return ""
    return words % {"day": f"{day:%Y-%m-%d}", "limit": f"{limit:%Y-%m-%d}"}


def why_not_apply(item) -> str:
    """All measures done, and at least one report with evidence. A ledger may have brought an item without measures."""
    undone = item.measures.filter(done_on__isnull=True).count()
    if undone:
        return ngettext(
            "%(count)d measure is not done yet. Enter the day it was done first.",
            "%(count)d measures are not done yet. Enter the day each was done first.",
            undone,
        ) % {"count": undone}
    if not item.measures.exists() and not item.hand_over.came_with_a_ledger:
        return _("The item has no measure yet.")
    if not Attachment.objects.filter(
        owner_type__app_label="rectification",
        owner_type__model=Progress._meta.model_name,
        owner_id__in=item.progress.values("pk"),
    ).exists():
        return _("Report progress with at least one piece of evidence first.")
    return ""


def why_not_close(item) -> str:
    """A check on site, not older than the last return, whose latest verdict confirms it (查账 before 销账)."""
    latest = _checks_since_return(item).first()
    if latest is None:
        return _("Record a check on site first.")
    if latest.verdict != CheckResult.Verdict.CONFIRMED:
        return _("The latest check found “%(verdict)s”. Return the item, or record a check that confirms it.") % {
            "verdict": latest.get_verdict_display()
        }
    return ""


def _checks_since_return(item):
    """Checks of later days, and of the same day those entered after the return."""
    Decision = CloseOut.Decision
    returned = item.close_outs.filter(decision=Decision.RETURNED).first()
    if returned is None:
        return item.checks.all()
    returned_at = returned.events.filter(decision=Decision.RETURNED).aggregate(at=Min("pgh_created_at"))["at"]
    entered_before = CheckResult.pgh_event_model.objects.filter(item=item, pgh_created_at__lt=returned_at)
    checks = item.checks.filter(checked_on__gte=returned.decided_on)
    return checks.exclude(checked_on=returned.decided_on, pk__in=entered_before.values("pgh_obj"))


def why_not_close_hand_over(hand_over) -> str:
    """Every item must be closed out."""
    left = hand_over.items.exclude(status=Item.Status.CLOSED).count()
    if not left:
        return ""
    return ngettext("%(count)d item is not closed out yet.", "%(count)d items are not closed out yet.", left) % {
        "count": left
    }


def _incomplete(item) -> bool:
    measures = item.measures.all()
    named = item.goal and item.leader and item.department
    return not named or not measures or any(_unowned(measure, item) for measure in measures)


def _unowned(measure, item) -> bool:
    owned = measure.leader or measure.department
    in_time = measure.due_on and not why_not_due(measure.due_on, item)
    return not (measure.content and owned and in_time)
