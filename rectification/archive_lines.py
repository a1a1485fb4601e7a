"""What the four ledgers bring into the archive of an inspection, from the feedback to the last close-out."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.reports.counting import count_of
from rectification.models import (
    Assessment,
    Feedback,
    HandOver,
    Item,
    ItemChange,
    Letter,
    PlanReview,
    Publication,
    Receipt,
    RectificationReport,
    ReportDelivery,
    SecondRectification,
    Side,
    SupervisionVisit,
    Supplement,
)
from rounds.archive.lines import Line, Stage, lines
from rounds.models import Inspection

INSPECTION = OuterRef("pk")
of_hand_over = {"hand_over__inspection": INSPECTION}
feedbacks = Feedback.objects.filter(**of_hand_over)
receipts = Receipt.objects.of_feedbacks().filter(**of_hand_over)
supplements = Supplement.objects.filter(**of_hand_over)
reviews = PlanReview.objects.filter(**of_hand_over)
reports = RectificationReport.objects.filter(status=RectificationReport.Status.SENT, **of_hand_over)
deliveries = ReportDelivery.objects.filter(report__hand_over__inspection=INSPECTION)
publications = Publication.objects.filter(**of_hand_over)
letters = Letter.objects.standing().filter(inspection=INSPECTION)
visits = SupervisionVisit.objects.standing().filter(inspection=INSPECTION)
assessments = Assessment.objects.filter(**of_hand_over)
seconds = SecondRectification.objects.filter(assessment__hand_over__inspection=INSPECTION)
items = Item.objects.filter(**of_hand_over)
changes = ItemChange.objects.filter(item__hand_over__inspection=INSPECTION)


def _page(inspection: Inspection) -> str:
    """The hand-over, or the inspection as long as it has none."""
    hand_over = getattr(inspection, "hand_over", None)
    return (hand_over or inspection).get_absolute_url()


def _listed(name: str) -> Any:
    return lambda inspection: f"{reverse(name)}?organization={inspection.organization_id}"


def _each(rows: QuerySet, field: str, values: Any) -> Any:
    """One of each of these."""
    found = Q()
    for value in values:
        found &= Q(Exists(rows.filter(**{field: value})))
    return found


def _none_left(rows: QuerySet, **unsettled: Any) -> Any:
    return lambda: ~Exists(rows.filter(**unsettled))


def _there(rows: QuerySet) -> Any:
    return lambda: Exists(rows)


lines.register(
    Line(
        "opinions",
        Stage.FEEDBACK,
        _("Opinions fed back, to the head and to the leadership"),
        there=lambda: _each(feedbacks, "side", Side),
        lack=_("Record both feedbacks."),
        url=_page,
    ),
    Line(
        "receipts",
        Stage.FEEDBACK,
        _("Receipts signed by the party secretary, for both opinions"),
        there=lambda: _each(receipts, "side", Side),
        lack=_("Have both receipts signed, or record those on paper."),
        url=_page,
    ),
    Line(
        "supplements",
        Stage.FEEDBACK,
        _("Supplements to the opinions, with their receipts"),
        applies=_there(supplements),
        otherwise=_("No opinion was corrected."),
        there=_none_left(supplements, receipt=None),
        lack=_("A supplement is not signed for yet."),
        url=_page,
    ),
    Line(
        "plan",
        Stage.RECTIFICATION,
        _("Rectification plan with its three lists, as accepted"),
        there=lambda: Exists(HandOver.objects.filter(inspection=INSPECTION, plan_accepted_on__isnull=False)),
        lack=_("The plan is not accepted here; where it was on paper, record it."),
        url=_page,
    ),
    Line(
        "plan_reviews",
        Stage.RECTIFICATION,
        _("Reviews of the plan with their reply"),
        applies=_there(reviews),
        otherwise=_("The plan was not sent for review to several bodies."),
        there=_none_left(reviews, ended_on=None),
        lack=_("A review of the plan has not ended."),
        url=_page,
    ),
    Line(
        "changes",
        Stage.RECTIFICATION,
        _("Changes and extensions, with the decision"),
        applies=_there(changes),
        otherwise=_("Nothing of the plan was changed."),
        there=_none_left(changes, decision=""),
        lack=_("An application to change the plan is not decided."),
        url=_listed("rectification:changes"),
    ),
    Line(
        "reports",
        Stage.RECTIFICATION,
        _("Both reports on the rectification"),
        there=lambda: _each(reports, "kind", RectificationReport.Kind),
        lack=_("Both reports are to be signed and sent, or recorded from paper."),
        url=_page,
    ),
    Line(
        "report_receipts",
        Stage.RECTIFICATION,
        _("Receipts for the reports, of every addressee"),
        applies=_there(deliveries),
        otherwise=_("No report was sent yet."),
        there=_none_left(deliveries, status=ReportDelivery.Status.SENT),
        lack=_("An addressee has not acknowledged a report; record a receipt on paper."),
        url=_page,
    ),
    Line(
        "publication",
        Stage.RECTIFICATION,
        _("Double publication of the result, or the approval not to publish"),
        there=lambda: Exists(publications) & ~Exists(publications.exclude(status__in=Publication.SETTLED)),
        lack=_("Record both publications, or the approval not to publish."),
        url=_page,
    ),
    Line(
        "letters",
        Stage.RECTIFICATION,
        _("Letters with their receipts and answers"),
        applies=_there(letters),
        otherwise=_("No letter was issued."),
        there=lambda: ~Exists(letters.filter(Q(answered_on=None) | Q(receipted_on=None))),
        lack=_("A letter has no receipt or no answer."),
        count=lambda: count_of(Letter.objects.standing(), "inspection"),
        url=_listed("rectification:letters"),
    ),
    Line(
        "visits",
        Stage.ASSESSMENT,
        _("Supervision visits with their findings"),
        applies=_there(visits),
        otherwise=_("No visit was planned."),
        there=_none_left(visits, visited_on=None),
        lack=_("A visit that was planned is not recorded."),
        count=lambda: count_of(SupervisionVisit.objects.standing(), "inspection"),
        url=_listed("rectification:supervision_visits"),
    ),
    Line(
        "assessment",
        Stage.ASSESSMENT,
        _("Assessment of the rectification"),
        there=lambda: Exists(assessments) & ~Exists(assessments.exclude(status=Assessment.Status.DECIDED)),
        lack=_("The rectification is not assessed, or the assessment is not decided."),
        url=_page,
    ),
    Line(
        "second_rectification",
        Stage.ASSESSMENT,
        _("Second rectification with plan and report"),
        applies=_there(seconds),
        otherwise=_("No second rectification was ordered."),
        there=_none_left(seconds, ended_on=None),
        lack=_("The second rectification has not ended."),
        url=_listed("rectification:second_rectifications"),
    ),
    Line(
        "close_outs",
        Stage.CLOSING,
        _("Close-out of every item, with its evidence"),
        there=lambda: Exists(items) & ~Exists(items.exclude(status=Item.Status.CLOSED)),
        lack=_("Some items are not closed out."),
        count=lambda: count_of(Item.objects.all(), "hand_over__inspection"),
        url=_listed("rectification:items"),
    ),
)
