"""Assessing a rectification, deciding on it, and what follows: the organization is told, and perhaps begins anew."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor, require
from core.files.attachments import store_attachments
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_reason, require_side, require_status, require_text
from core.workflow.moves import lock, move, require_ready, require_step
from core.workflow.saving import save_checked
from core.workflow.steps import may_take
from rectification import duties
from rectification.accountability.proposing import propose_accountability
from rectification.addressees import tell_office, tell_organization
from rectification.assessment.conditions import why_not_assess
from rectification.assessment.standing import facts_told
from rectification.models import (
    AppliedVeto,
    Assessment,
    AssessmentScheme,
    AssessmentScore,
    Criterion,
    Grade,
    HandOver,
    Item,
    SecondRectification,
    Veto,
)
from rectification.models.assessment_schemes import FAILING, FULL, GRADES
from rectification.sides import require_not_of_office, require_not_of_organization
from rounds.deadlines import obligations

Status = Assessment.Status
SECOND_RESULT = gettext_lazy("Second result")
assessments = Assessment.objects


@dataclass(frozen=True)
class Deduction:
    """So many points less by one criterion, and why."""

    points: Decimal
    reason: str


@dataclass(frozen=True)
class Ordered:
    """What a second rectification is ordered with: what is required, of which items, by which days."""

    requirements: str = ""
    plan_due_on: date | None = None
    report_due_on: date | None = None
    items: Collection[Item] = ()


@all_or_nothing
def assess(
    hand_over: HandOver,
    *,
    by: Actor,
    assessed_on: date,
    opinion: str,
    deductions: Mapping[int, Deduction],
    vetoes: Mapping[int, str],
    files: Sequence[UploadedFile] = (),
) -> Assessment:
    """Assess a rectification by the scheme in force, which the assessment keeps; another person decides on it.

    `deductions` are by the key of the criterion, `vetoes` are the reasons by the key of the veto.
    """
    require_side(may_take(HandOver.objects.assessable_by, by, hand_over))
    require_not_of_organization(by, hand_over)
    lock(hand_over)
    require_ready(why_not_assess(by, hand_over))
    require_past("assessed_on", assessed_on, since=hand_over.delivered_on, fact=_("fed back on"))
    scheme = AssessmentScheme.objects.in_force(today())
    attempt = assessments.filter(hand_over=hand_over).count() + 1
    made = Assessment(hand_over=hand_over, scheme=scheme, attempt=attempt, assessed_by_id=by.pk)
    told: dict[str, Any] = {"assessed_on": assessed_on, "opinion": opinion, "deductions": deductions, "vetoes": vetoes}
    return _write(made, by, files=files, **told)


@all_or_nothing
def revise_assessment(
    assessment: Assessment, *, by: Actor, files: Sequence[UploadedFile] = (), **told: Any
) -> Assessment:
    """Mend an assessment that was returned, and hand it in again; it keeps its version of the scheme."""
    require_side(may_take(assessments.revisable_by, by, assessment))
    require_not_of_organization(by, assessment.hand_over)
    lock(assessment)
    require_step(assessment, Status.AWAITING)
    require_past("assessed_on", told["assessed_on"], since=assessment.hand_over.delivered_on)
    with acting(by):
        assessment.scores.all().delete()
        assessment.vetoes.all().delete()
        assessment.assessed_by_id = by.pk
        _write(assessment, by, files=files, **told)
        move(assessment, Status.AWAITING, by=by)
    return assessment


def _write(
    assessment: Assessment,
    by: Actor,
    *,
    assessed_on: date,
    opinion: str,
    deductions: Mapping[int, Deduction],
    vetoes: Mapping[int, str],
    files: Sequence[UploadedFile],
) -> Assessment:
    scheme = assessment.scheme
    assessment.assessed_on, assessment.opinion = assessed_on, require_text("opinion", opinion, _("The opinion"))
    facts = facts_told(assessment.hand_over)
    scores = [_score(criterion, deductions, facts) for criterion in scheme.criteria.all()]
    applied = [AppliedVeto(veto=veto, reason=_why(veto, vetoes)) for veto in scheme.vetoes.all() if veto.pk in vetoes]
    assessment.score = FULL - sum((score.deduction for score in scores), Decimal(0))
    assessment.grade = worst([scheme.grade_of(assessment.score), *(each.veto.forces for each in applied)])
    with acting(by):
        save_checked(assessment, by=by)
        for part in (*scores, *applied):
            part.assessment = assessment
        AssessmentScore.objects.bulk_create(scores)
        AppliedVeto.objects.bulk_create(applied)
        store_attachments(assessment, files, by=by)
    return assessment


def _score(criterion: Criterion, deductions: Mapping[int, Deduction], told: dict[str, str]) -> AssessmentScore:
    """The points by one criterion. Raises `ValidationError` at `deduction_<key>` or `reason_<key>`."""
    given = deductions.get(criterion.pk, Deduction(Decimal(0), ""))
    if not 0 <= given.points <= criterion.points:
        words = _("At most %(points)s points are deducted here.") % {"points": criterion.points}
        raise ValidationError({f"deduction_{criterion.pk}": words})
    reason = given.reason.strip()
    if given.points and not reason:
        raise ValidationError({f"reason_{criterion.pk}": _("Say why points are deducted.")})
    fact = told.get(criterion.fact, "")[:200]
    return AssessmentScore(criterion=criterion, deduction=given.points, reason=reason, fact_told=fact)


def _why(veto: Veto, vetoes: Mapping[int, str]) -> str:
    return require_text(f"veto_reason_{veto.pk}", vetoes[veto.pk], _("Reason of the veto"))


def worst(grades: Iterable[str]) -> Grade:
    """The last of them in the order of grades."""
    return Grade(max(grades, key=lambda grade: GRADES.index(Grade(grade))))


@all_or_nothing
def return_assessment(assessment: Assessment, reason: str, *, by: Actor) -> Assessment:
    """Give an assessment back to be mended."""
    require_side(may_take(assessments.decidable_by, by, assessment))
    require_not_of_organization(by, assessment.hand_over)
    reason = require_reason(reason)
    with acting(by, reason=reason):
        move(assessment, Status.RETURNED, by=by, reason=reason)
    return assessment


@all_or_nothing
def decide_assessment(assessment: Assessment, *, by: Actor, opinion: str = "", **ordered: Any) -> Assessment:
    """Decide on an assessment as another than who made it; what it says holds from today and is told.

    One that is not passed orders a second rectification, told as `Ordered`.
    """
    require_side(may_take(assessments.decidable_by, by, assessment))
    hand_over = assessment.hand_over
    require_not_of_organization(by, hand_over)
    lock(assessment)
    require_status(assessment, Status.AWAITING)
    require(assessment.assessed_by_id not in by.own_accounts, _("Nobody decides on their own assessment."))
    on = today()
    with acting(by):
        move(assessment, Status.DECIDED, by=by, decided_on=on, decided_by_id=by.pk, decision_opinion=opinion.strip())
        _end_before(assessment, by, on)
        if assessment.grade in FAILING:
            _order(assessment, Ordered(**ordered), by, on)
        propose_accountability(assessment, on)
    tell_organization(
        hand_over,
        kind="assessment.decided",
        subject=gettext_lazy("The rectification of %(organization)s was assessed; see the grade"),
        url=assessment.get_absolute_url(),
    )
    return assessment


def _end_before(assessment: Assessment, by: Actor, on: date) -> None:
    """The second rectification that was ordered before has its assessment now."""
    before = SecondRectification.objects.filter(assessment__hand_over=assessment.hand_over, ended_on=None)
    for second in before.exclude(assessment=assessment):
        move(second, SecondRectification.Status.ENDED, by=by, ended_on=on)
        obligations.meet(duties.ASSESS_AGAIN, second, on)


def _order(assessment: Assessment, ordered: Ordered, by: Actor, on: date) -> None:
    requirements = require_text("requirements", ordered.requirements, _("What is required"))
    for name in ("plan_due_on", "report_due_on"):
        day = getattr(ordered, name)
        if day is None:
            raise ValidationError({name: _("A second rectification needs this day.")})
        if day < on:
            raise ValidationError({name: _("This day is over.")})
    items = list(ordered.items)
    if not items:
        raise ValidationError({"items": _("Name the items to rectify a second time.")})
    if any(item.hand_over_id != assessment.hand_over_id for item in items):
        raise ValidationError({"items": _("These are not all items of this organization.")})
    second = SecondRectification(assessment=assessment, requirements=requirements, ordered_on=on)
    save_checked(second, by=by, ask_checks=True, plan_due_on=ordered.plan_due_on, report_due_on=ordered.report_due_on)
    second.items.set(items)
    owe(second, duties.PLAN_SECOND, gettext_lazy("File the plan of the second rectification"), second.plan_due_on)
    owe(second, duties.REPORT_SECOND, gettext_lazy("Report on the second rectification"), second.report_due_on)


def owe(second: SecondRectification, duty: str, title: Any, due_on: date | None = None) -> None:
    """Somebody owes this on a second rectification, by that day or by the rule."""
    inspection = second.hand_over.inspection
    of_organization = due_on is not None
    obligations.open_obligation(
        duty,
        second,
        title,
        inspection=inspection,
        organization=inspection.organization if of_organization else None,
        from_on=today(),
        due_on=due_on,
    )


@all_or_nothing
def file_second_plan(
    second: SecondRectification, *, by: Actor, plan: str, files: Sequence[UploadedFile] = ()
) -> SecondRectification:
    """The organization files its plan of the second rectification."""
    _require_own(second, by)
    plan, on = require_text("plan", plan, _("The second plan")), today()
    with acting(by):
        move(second, SecondRectification.Status.PLANNED, by=by, plan=plan, plan_filed_on=on, plan_filed_by_id=by.pk)
        store_attachments(second, files, by=by)
        obligations.meet(duties.PLAN_SECOND, second, on)
    _tell_office(second, gettext_lazy("%(organization)s filed its plan of the second rectification"))
    return second


@all_or_nothing
def report_second(
    second: SecondRectification,
    *,
    by: Actor,
    report: str,
    results: Mapping[int, str],
    files: Sequence[UploadedFile] = (),
) -> SecondRectification:
    """The organization reports on it, with what came of each item by its key; the office assesses it again."""
    _require_own(second, by)
    report, on = require_text("report", report, _("The second report")), today()
    named = list(second.named.select_related("item"))
    came_of = [require_text(f"result_{each.item_id}", results.get(each.item_id, ""), SECOND_RESULT) for each in named]
    with acting(by):
        reported: dict[str, Any] = {"report": report, "reported_on": on, "reported_by_id": by.pk}
        move(second, SecondRectification.Status.REPORTED, by=by, **reported)
        for each, result in zip(named, came_of, strict=True):
            save_checked(each, by=by, result=result)
        store_attachments(second, files, by=by)
        obligations.meet(duties.REPORT_SECOND, second, on)
        owe(second, duties.ASSESS_AGAIN, gettext_lazy("Assess a second rectification"))
    _tell_office(second, gettext_lazy("%(organization)s reported on its second rectification"))
    return second


def _require_own(second: SecondRectification, by: Actor) -> None:
    require_side(may_take(SecondRectification.objects.reportable_by, by, second))
    require_not_of_office(by, second.hand_over)
    lock(second)


def _tell_office(second: SecondRectification, subject: Any) -> None:
    tell_office(second.hand_over, kind="second.reported", subject=subject, url=second.get_absolute_url())
