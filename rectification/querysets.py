"""Rows with what pages and lists read of them, so that a page costs the same SQL for one row and for fifty."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from core.access.reach import reach_of
from core.access.roles import Right
from core.models import Attachment
from findings.models import Finding
from rectification.duties import PUBLISH_RESULT
from rectification.models import (
    CheckResult,
    CloseOut,
    Feedback,
    HandOver,
    Item,
    ItemChange,
    Measure,
    Progress,
    Publication,
    Receipt,
    Reopening,
)
from rounds.models import Inspection, Obligation
from rounds.place.lookups import Place

OF_HAND_OVER, OF_ITEM = Place(), Place("hand_over__inspection")


def inspections_handed_over_by(user) -> QuerySet:
    """Inspections whose findings the office hands over, in whatever state; nobody to an organization of their own.

    Nor does whoever drew or submitted some of them.
    """
    reach = reach_of(user)
    if not reach.may(Right.HAND_OVER):
        return Inspection.objects.none()
    others = Inspection.objects.visible_to(user).filter(reach.of_others("organization"))
    return others.exclude(pk__in=Finding.objects.made_by(user).values("inspection"))


def hand_overs_for(user):
    """Hand-overs the user sees, with how many items they hold and how many are closed out."""
    return (
        HandOver.objects.visible_to(user)
        .select_related(*OF_HAND_OVER.related)
        .annotate(
            item_count=Count("items"),
            closed_count=Count("items", filter=Q(items__status=Item.Status.CLOSED)),
            both_feedbacks=ArraySubquery(_feedbacks_of_each()),
            receipt_ways=ArraySubquery(_receipts_of_each().values("way")),
        )
        .order_by(*OF_HAND_OVER.latest_first, "pk")
    )


def _feedbacks_of_each() -> QuerySet[Feedback]:
    """Both as events, the head's first."""
    event = {"on": "given_on", "at": "given_at", "by": "given_by"}
    event |= {name: name for name in ("side", "place", "speakers", "attendants")}
    return Feedback.objects.filter(hand_over=OuterRef("pk")).order_by("-side").values(told=JSONObject(**event))


def _receipts_of_each() -> QuerySet[Receipt]:
    return Receipt.objects.of_feedbacks().filter(hand_over=OuterRef("pk")).order_by("-side")  # the head first


def items_for(user):
    """Items the user sees, with their finding and where they come from; the latest round first."""
    return (
        Item.objects.visible_to(user)
        .select_related("finding__category", *OF_ITEM.related)
        .order_by(*OF_ITEM.latest_first, "hand_over", "number")
    )


def with_work_done(items: QuerySet[Item]) -> QuerySet[Item]:
    """The items, each with its number of measures, how many are not done, and whether evidence is there.

    What was reported before an item was opened again did not keep it rectified.
    """
    since = Q(item__reopened_on=None) | Q(reported_on__gte=F("item__reopened_on"))
    reports = Progress.objects.filter(since, item=OuterRef(OuterRef("pk")))
    again = Q(item__reopened_on=None) | Q(done_on__gte=F("item__reopened_on"))
    measures = Measure.objects.filter(again, item=OuterRef(OuterRef("pk")))
    return items.annotate(
        measure_count=Count("measures"),
        undone_count=Count("measures", filter=Q(measures__done_on=None)),
        has_evidence=Exists(_files_of(reports)) | Exists(_files_of(measures)),
    )


def _files_of(rows: QuerySet) -> QuerySet[Attachment]:
    kind = {"owner_type__app_label": rows.model._meta.app_label, "owner_type__model": rows.model._meta.model_name}
    return Attachment.objects.filter(**kind, owner_id__in=rows.values("pk"))


def checks_for(user):
    """Checks on site the user sees."""
    return CheckResult.objects.visible_to(user).select_related("item__hand_over__inspection__organization")


def close_outs_for(user):
    """Close-outs the user sees."""
    return CloseOut.objects.visible_to(user).select_related(
        "item__hand_over__inspection__organization", "applied_by", "accepted_by", "decided_by"
    )


def changes_for(user):
    """Changes of accepted plans the user sees, with what they ask of measures."""
    changes = ItemChange.objects.visible_to(user).select_related(
        "item__hand_over__inspection__organization", "applied_by", "decided_by"
    )
    return changes.with_measures().order_by("-applied_on", "-pk")


def reopenings_for(user):
    """Reopenings the user sees."""
    reopenings = Reopening.objects.visible_to(user).select_related(
        "item__hand_over__inspection__organization", "applied_by", "decided_by"
    )
    return reopenings.order_by("-applied_on", "-pk")


def publications_for(user):
    """Publications of results the user sees, each with the day by which it is or was owed; the latest round first."""
    kind = ContentType.objects.get_for_model(Publication)
    owed = Obligation.objects.filter(node=PUBLISH_RESULT, subject_type=kind, subject_id=OuterRef("pk"))
    rows = Publication.objects.visible_to(user).select_related("announcement", *OF_ITEM.related)
    rows = rows.annotate(due_on=Subquery(owed.order_by("-pk").values("due_on")[:1]))
    return rows.order_by(*OF_ITEM.latest_first, "hand_over", "side")
