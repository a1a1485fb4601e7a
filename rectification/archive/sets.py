"""Inspections with what their archive lacks, in one statement whatever the number of rows and lines."""

from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When
from django.db.models.fields import CharField, IntegerField
from django.utils.translation import pgettext

from core.access.reach import reach_of
from core.access.roles import Right
from rectification.models import ArchivedDocument, HandOver, InspectionArchive
from rounds.archive.lines import Line, lines
from rounds.models import Inspection
from rounds.place.lookups import Place

ON_PAPER, THERE, NOT_APPLICABLE, EXPLAINED, LACKS = "on_paper", "there", "not_applicable", "explained", "lacks"
PREFIX = "line_"
TONES = {ON_PAPER: "success", THERE: "success", NOT_APPLICABLE: "neutral", EXPLAINED: "warning", LACKS: "danger"}


def words_of(standing: str) -> str:
    """How a line stands, in words."""
    told = {
        ON_PAPER: pgettext("archive", "On paper"),
        THERE: pgettext("archive", "Complete"),
        NOT_APPLICABLE: pgettext("archive", "Does not apply"),
        EXPLAINED: pgettext("archive", "Lacks, with a reason"),
        LACKS: pgettext("archive", "Lacks"),
    }
    return told[standing]


def is_archived() -> Exists:
    """Of an inspection: that its archive is closed."""
    return Exists(InspectionArchive.objects.closed().filter(inspection=OuterRef("pk")))


def archived_by(user: Any) -> QuerySet[Inspection]:
    """The office keeps the archives."""
    seen = Inspection.objects.visible_to(user)
    return seen if reach_of(user).may(Right.HAND_OVER) else seen.none()


def archivable_by(user: Any) -> QuerySet[Inspection]:
    """Of these, what is closed out and not archived, or opened again since."""
    return archived_by(user).filter(~is_archived(), hand_over__status=HandOver.Status.CLOSED)


def openable_by(user: Any) -> QuerySet[Inspection]:
    """Of these, what is archived."""
    return archived_by(user).filter(is_archived())


def archives_for(user: Any) -> QuerySet[Inspection]:
    """Inspections the user sees that were fed back, each with how many documents `lack`; the worst first.

    Each has the day it was archived, and by whom, as long as it was not opened again.
    """
    rows = Inspection.objects.visible_to(user).select_related(*Place("").related, "hand_over")
    fed_back = rows.filter(hand_over__delivered_on__isnull=False)
    told = fed_back.annotate(
        closed=FilteredRelation("archives", condition=Q(archives__opened_on__isnull=True)),
        archived_on=F("closed__archived_on"),
        archivist=F("closed__archivist__name"),
        lack=lack(),
    )
    told = told.order_by("-lack", *Place("").latest_first, "pk")
    return told if reach_of(user).reads_all else told.none()


def lack() -> Any:
    """How many documents lack without a reason."""
    return reduce(add, [_is_lacking(line) for line in lines])


def with_lines(rows: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """The inspections, each with how every line stands, as `line_<key>`, and how many there are."""
    counts = {f"count_{line.key}": line.count() for line in lines if line.count}
    return rows.annotate(**{f"{PREFIX}{line.key}": _standing(line) for line in lines}, **counts)


def _entered(line: Line) -> QuerySet[ArchivedDocument]:
    return ArchivedDocument.objects.standing().filter(inspection=OuterRef("pk"), line=line.key)


def _is_lacking(line: Line) -> Case:
    """1 where the document lacks and nobody said why."""
    settled = Q(Exists(_entered(line))) | Q(line.there())
    if line.applies:
        settled |= ~Q(line.applies())
    return Case(When(settled, then=Value(0)), default=Value(1), output_field=IntegerField())


def _standing(line: Line) -> Case:
    """How it stands. Paper that is filed tells more than what stands here; a reason is asked only of what lacks."""
    kept = Exists(_entered(line).filter(missing_why=""))
    explained = Exists(_entered(line).exclude(missing_why=""))
    whens = [When(line.there(), then=Value(THERE)), When(kept, then=Value(ON_PAPER))]
    if line.applies:
        whens.insert(0, When(~Q(line.applies()), then=Value(NOT_APPLICABLE)))
    return Case(*whens, When(explained, then=Value(EXPLAINED)), default=Value(LACKS), output_field=CharField())
