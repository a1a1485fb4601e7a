"""Assessments by the scheme: points with reasons, vetoes and grades, a second person's decision, and what follows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.models import Notice
from core.registers.services import correct, enter
from core.reports.figures import figures
from core.workflow.moves import IllegalStep
from personnel.models import User
from rectification import duties
from rectification.accountability.proposing import dismiss_accountability
from rectification.accountability.registers import ACCOUNTABILITY
from rectification.assessment.schemes import SCHEMES, write_criteria
from rectification.assessment.services import (
    Deduction,
    assess,
    decide_assessment,
    file_second_plan,
    report_second,
    return_assessment,
    revise_assessment,
)
from rectification.models import (
    Accountability,
    AccountabilityProposal,
    Assessment,
    AssessmentScheme,
    Grade,
    SecondRectification,
)
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def scheme(db):
    return AssessmentScheme.objects.in_force(TODAY)


def made(hand_over, by, lost=0, vetoes=None, **told):
    """An assessment that deducts so many points, of the criteria in their order."""
    deductions, left = {}, Decimal(lost)
    for criterion in AssessmentScheme.objects.in_force(TODAY).criteria.all():
        points = min(left, criterion.points)
        deductions[criterion.pk] = Deduction(points, "推进不力" if points else "")
        left -= points
    given = {"assessed_on": TODAY, "opinion": "总体较好", "deductions": deductions, "vetoes": vetoes or {}}
    return assess(hand_over, by=by, **(given | told))


def order_of(assessment, **facts):
    items = list(assessment.hand_over.items.all()[:2])
    days = {"plan_due_on": TODAY + 7 * DAY, "report_due_on": TODAY + 60 * DAY}
    return {"requirements": "逐项重新整改", "items": items} | days | facts


def decided(hand_over, office, handler, lost, **more):
    assessment = made(hand_over, office, lost, **more)
    ordered = order_of(assessment) if assessment.grade in ("ordinary", "poor") else {}
    return decide_assessment(assessment, by=handler, **ordered)


def counts(on):
    return [figures[f"assessed_{grade.value}"].compute(on, None, None) for grade in Grade]


def test_a_new_installation_has_a_scheme_of_a_hundred_points(scheme):
    assert sum(criterion.points for criterion in scheme.criteria.all()) == 100
    assert scheme.vetoes.count() == 3


@pytest.mark.parametrize(
    ("lost", "grade"), [(0, "good"), (10, "good"), (11, "fair"), (21, "ordinary"), (40, "ordinary"), (41, "poor")]
)
def test_the_points_give_the_grade(rectifying, office, lost, grade):
    assessment = made(rectifying, office, lost)
    assert (assessment.score, assessment.grade) == (100 - lost, grade)


def test_a_veto_forces_its_grade_whatever_the_points_say(rectifying, office, scheme):
    veto = scheme.vetoes.get(number=1)
    assessment = made(rectifying, office, 0, {veto.pk: "伪造会议记录"})
    assert (assessment.score, assessment.grade) == (100, Grade.POOR)


def test_a_deduction_has_a_reason_and_is_no_larger_than_its_criterion(rectifying, office, scheme):
    first = scheme.criteria.first()
    for deduction, at in ((Deduction(Decimal(2), ""), "reason"), (Deduction(first.points + 1, "过多"), "deduction")):
        with pytest.raises(ValidationError) as refused:
            made(rectifying, office, deductions={first.pk: deduction})
        assert set(refused.value.message_dict) == {f"{at}_{first.pk}"}
    assert not Assessment.objects.exists()


def test_who_assessed_does_not_decide_and_the_organization_reads_what_is_decided(
    rectifying, office, handler, leadinggroup, secretary, liaison, other_secretary
):
    assessment = made(rectifying, office)
    with pytest.raises(Refused):
        decide_assessment(assessment, by=office)
    for user in (secretary, liaison, other_secretary):
        assert not Assessment.objects.visible_to(user).exists()
        with pytest.raises(Refused):
            decide_assessment(assessment, by=user)
    decide_assessment(assessment, by=leadinggroup)
    assert list(Assessment.objects.visible_to(secretary)) == [assessment]
    assert not Assessment.objects.visible_to(other_secretary).exists()
    assert set(Notice.objects.filter(kind="assessment.decided").values_list("recipient", flat=True)) == {
        secretary.pk,
        liaison.pk,
    }
    assert not SecondRectification.objects.exists()


def test_one_is_returned_mended_and_decided(rectifying, office, handler):
    assessment = made(rectifying, office, 15)
    return_assessment(assessment, "扣分依据不足", by=handler)
    with pytest.raises(IllegalStep):
        made(rectifying, office)
    told = {"assessed_on": TODAY, "opinion": "已补充依据", "deductions": {}, "vetoes": {}}
    revise_assessment(assessment, by=office, **told)
    assessment = Assessment.objects.get()
    assert (assessment.status, assessment.score, assessment.grade) == ("awaiting", 100, "good")
    decide_assessment(assessment, by=handler)
    assert assessment.status == "decided"


def test_an_assessment_keeps_the_version_of_the_scheme_it_began_with(rectifying, office, handler, scheme):
    assessment = made(rectifying, office)
    with pytest.raises(Refused):
        correct(scheme, by=office, good_from=95)
    newer = enter(SCHEMES, by=office, name="新办法", in_force_on=TODAY, good_from=95, fair_from=80, ordinary_from=60)
    assert newer.criteria.count() == scheme.criteria.count()
    assert AssessmentScheme.objects.in_force(TODAY) == newer
    write_criteria(newer, [{"aspect": "任务", "text": "完成", "points": Decimal(40), "fact": ""}], [], by=office)
    assert AssessmentScheme.objects.in_force(TODAY) == scheme  # the newer one is not whole
    assessment.refresh_from_db()
    assert assessment.scheme == scheme


def test_what_is_not_passed_is_rectified_a_second_time_with_its_own_days(
    rectifying, office, handler, liaison, secretary
):
    assessment = decided(rectifying, office, handler, 30)
    second = SecondRectification.objects.get()
    assert (second.status, second.items.count()) == ("ordered", 2)
    owed = {each.node: each.due_on for each in Obligation.objects.on(second)}
    assert owed == {duties.PLAN_SECOND: TODAY + 7 * DAY, duties.REPORT_SECOND: TODAY + 60 * DAY}
    with pytest.raises(IllegalStep):
        made(rectifying, office)
    with pytest.raises(Refused):
        file_second_plan(second, by=office, plan="方案")
    file_second_plan(second, by=liaison, plan="逐项重新整改方案")
    with pytest.raises(ValidationError):
        report_second(second, by=secretary, report="已完成", results={})
    results = {item.pk: "已重新整改" for item in second.items.all()}
    second.refresh_from_db()
    report_second(second, by=secretary, report="已完成", results=results)
    assert {each.node for each in Obligation.objects.on(second).open()} == {duties.ASSESS_AGAIN}
    again = decided(rectifying, office, handler, 5)
    second.refresh_from_db()
    assert (again.attempt, second.status, second.ended_on) == (2, "ended", TODAY)
    assert not Obligation.objects.on(second).open().exists()
    assert assessment.attempt == 1


def test_a_decision_against_it_needs_days_items_and_what_is_required(rectifying, office, handler):
    assessment = made(rectifying, office, 50)
    for left_out in ("requirements", "items", "plan_due_on", "report_due_on"):
        given = {name: value for name, value in order_of(assessment).items() if name != left_out}
        with pytest.raises(ValidationError) as refused:
            decide_assessment(Assessment.objects.get(), by=handler, **given)
        assert left_out in refused.value.message_dict
    assert Assessment.objects.get().status == "awaiting"


def test_figures_of_a_day_stay_as_they_were_told(rectifying, office, handler, liaison, clock):
    decided(rectifying, office, handler, 50)
    second = SecondRectification.objects.get()
    file_second_plan(second, by=liaison, plan="方案")
    results = {item.pk: "已重新整改" for item in second.items.all()}
    report_second(second, by=liaison, report="已完成", results=results)
    clock.set("2027-01-20 10:00")
    later = date(2027, 1, 20)
    again = {"assessed_on": later}
    decide_assessment(made(rectifying, User.objects.get(pk=office.pk), 5, **again), by=User.objects.get(pk=handler.pk))
    assert counts(TODAY - DAY) == [0, 0, 0, 0]
    assert counts(TODAY) == [0, 0, 0, 1]
    assert counts(later) == [1, 0, 0, 0]
    running = figures["second_rectifications"]
    assert [running.compute(on, None, None) for on in (TODAY, later - DAY, later)] == [1, 1, 0]


def test_poor_proposes_accountability_and_people_decide(rectifying, office, handler, secretary):
    decided(rectifying, office, handler, 50)
    proposal = AccountabilityProposal.objects.get()
    assert not AccountabilityProposal.objects.visible_to(secretary).exists()
    assert not Accountability.objects.exists()
    enter(
        ACCOUNTABILITY,
        by=office,
        organization=rectifying.inspection.organization,
        kind=Accountability.Kind.UNIT_CRITICIZED,
        person="",
        taken_on=TODAY,
        cause="整改评估为差",
        number="",
    )
    proposal.refresh_from_db()
    assert proposal.accountability == Accountability.objects.get()


def test_what_is_proposed_may_be_dismissed_with_a_reason(rectifying, office, handler):
    decided(rectifying, office, handler, 50)
    proposal = AccountabilityProposal.objects.get()
    with pytest.raises(ValidationError):
        dismiss_accountability(proposal, by=office, reason=" ")
    dismiss_accountability(proposal, by=office, reason="已约谈")
    assert not AccountabilityProposal.objects.decidable_by(office).exists()


def test_ordinary_proposes_nothing_at_first(rectifying, office, handler):
    decided(rectifying, office, handler, 30)
    assert not AccountabilityProposal.objects.exists()


def test_the_form_shows_what_is_counted_beside_each_criterion_and_keeps_what_was_typed(
    rectifying, office, browse, scheme
):
    desk, address = browse(office), reverse("rectification:hand_over_assess", args=[rectifying.pk])
    page = desk.get(address).content.decode()
    assert "4项中已销号0项" in page
    first, second, *_rest = scheme.criteria.all()
    sent = {"assessed_on": "2026-11-23", "opinion": "较好", f"deduction_{first.pk}": "3", f"reason_{second.pk}": "无"}
    answer = desk.post(address, sent)
    errors = answer.context["form"].errors
    assert set(errors) == {f"reason_{first.pk}", f"deduction_{second.pk}"}
    sent |= {f"reason_{first.pk}": "未专题研究", f"reason_{second.pk}": ""}
    answer = desk.post(address, sent)
    assessment = Assessment.objects.get()
    assert answer.url == assessment.get_absolute_url()
    assert assessment.score == 97
    assert "未专题研究" in desk.get(answer.url).content.decode()


def test_the_decision_is_taken_in_the_browser_and_the_organization_goes_on_there(
    rectifying, office, handler, liaison, browse
):
    assessment = made(rectifying, office, 30)
    items = [item.pk for item in rectifying.items.all()]
    sent = {"opinion": "一般", "requirements": "重新整改", "items": items}
    sent |= {"plan_due_on": "2026-12-10", "report_due_on": "2027-02-10"}
    answer = browse(handler).post(f"{assessment.get_absolute_url()}decide/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    second = SecondRectification.objects.get()
    desk = browse(liaison)
    assert "二次整改" in desk.get(second.get_absolute_url()).content.decode()
    desk.post(f"{second.get_absolute_url()}plan/", {"plan": "逐项整改"})
    told = {"report": "完成"} | {f"result_{key}": "到位" for key in items}
    answer = desk.post(f"{second.get_absolute_url()}report/", told)
    second.refresh_from_db()
    assert second.status == "reported", answer.context and answer.context["form"].errors


def test_criteria_are_changed_in_a_table_that_adds_up_to_a_hundred(office, browse, scheme):
    address = reverse("rectification:scheme_criteria", args=[scheme.pk])
    sent = {"criteria-TOTAL_FORMS": 2, "criteria-INITIAL_FORMS": 0, "vetoes-TOTAL_FORMS": 1, "vetoes-INITIAL_FORMS": 0}
    for number, points in enumerate((60, 30)):
        sent |= {
            f"criteria-{number}-aspect": "任务",
            f"criteria-{number}-text": "完成情况",
            f"criteria-{number}-points": points,
            f"criteria-{number}-fact": "completion",
        }
    sent |= {"vetoes-0-text": "虚假整改", "vetoes-0-forces": "poor"}
    desk = browse(office)
    assert "90" in desk.post(address, sent).content.decode()
    desk.post(address, sent | {"criteria-1-points": 40})
    assert [each.points for each in scheme.criteria.all()] == [60, 40]
    assert scheme.vetoes.get().forces == "poor"


def test_it_is_decided_and_reported_on_over_the_api(rectifying, office, leadinggroup, liaison):
    assessment = made(rectifying, office, 30)
    items = [item.pk for item in rectifying.items.all()[:1]]
    told = {"requirements": "重新整改", "items": items, "plan_due_on": "2026-12-10", "report_due_on": "2027-02-10"}
    assert ApiClient(office).write(f"assessments/{assessment.pk}/decide/", told).status_code in (403, 404)
    answer = ApiClient(leadinggroup).write(f"assessments/{assessment.pk}/decide/", told)
    assert answer.status_code == 200, answer.json()
    [row] = ApiClient(liaison).read("second-rectifications/").json()["results"]
    address, desk = f"second-rectifications/{row['id']}", ApiClient(liaison)
    assert desk.write(f"{address}/plan/", {"plan": "逐项整改"}).status_code == 200
    results = [{"item": key, "result": "到位"} for key in items]
    assert desk.write(f"{address}/report/", {"report": "完成", "results": results}).status_code == 200
    assert desk.read(f"{address}/").json()["status"] == "reported"
