"""Two sides are two people: who acted for one never acts for the other, with other seats or another account."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.api.tokens import issue_token
from core.workflow.steps import steps_for
from findings.findings.services import submit_finding, update_finding
from personnel.models import Posting, RoleGrant, User
from personnel.people import services as people_services
from rectification.aims.services import accept_aim, report_aim, return_aim, set_aim
from rectification.assessment.services import (
    Deduction,
    assess,
    decide_assessment,
    file_second_plan,
    report_second,
    return_assessment,
)
from rectification.closing.services import close_item, return_item
from rectification.hand_over.plan import accept_plan, file_plan, return_plan, save_plan
from rectification.hand_over.services import deliver_hand_over, prepare_hand_over
from rectification.items.services import mark_measure_done, report_progress
from rectification.models import AssessmentScheme, HandOver, Item, SecondRectification, Side
from tests.factories import FindingFactory, PersonFactory, PostingFactory, UserFactory, agreed, bring_to_office, fresh

from .conftest import DELIVERED, check, evidence, feed_back, plan_for, sign

TODAY = date(2026, 11, 23)


def moved(user, role, organization=None):
    """The account after its owner changed to this seat: other role, other side, the same hand."""
    user.grants.update(revoked_on="2026-11-01")
    RoleGrant.objects.create(user=user, role=role, granted_on="2026-11-01")
    User.objects.filter(pk=user.pk).update(organization=organization)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def second(office):
    """`second(user, role)`: another account of the same person, to whom both were linked one after the other."""

    def make(user, role, organization=None):
        person = PersonFactory(name=user.name)
        account = UserFactory(username="second", name=user.name, roles=[role])
        User.objects.filter(pk=user.pk).update(person=person, organization=None)
        User.objects.filter(pk=user.pk).update(person=None, organization=user.organization)
        agreed(people_services.link_account(person, by=office, account=account))
        User.objects.filter(pk=account.pk).update(person=None, organization=organization)
        return User.objects.get(pk=account.pk)

    return make


@pytest.fixture(params=["moved", "second"])
def for_office(request, second):
    """`for_office(user)`: the same person, now of the office."""
    return lambda user: (moved if request.param == "moved" else second)(user, Role.OFFICE)


@pytest.fixture(params=["moved", "second"])
def for_organization(request, second, organization):
    """`for_organization(user)`: the same person, now the organization's secretary."""
    return lambda user: (moved if request.param == "moved" else second)(user, Role.SECRETARY, organization)


def assessed(hand_over, by, lost=0):
    """An assessment that deducts so many points of its first criterion."""
    first = AssessmentScheme.objects.in_force(TODAY).criteria.first()
    deductions = {first.pk: Deduction(Decimal(lost), "推进不力")} if lost else {}
    return assess(hand_over, by=by, assessed_on=TODAY, opinion="总体较好", deductions=deductions, vetoes={})


@pytest.fixture
def ordered(rectifying, office, handler):
    """A second rectification, after an assessment that the one made and the other decided."""
    veto = AssessmentScheme.objects.in_force(TODAY).vetoes.first()
    told = {"assessed_on": TODAY, "opinion": "整改不实", "deductions": {}, "vetoes": {veto.pk: "伪造会议记录"}}
    made = assess(rectifying, by=office, **told)
    items = list(rectifying.items.all()[:2])
    decide_assessment(made, by=handler, requirements="重新整改", items=items, plan_due_on=TODAY, report_due_on=TODAY)
    return SecondRectification.objects.get()


class TestForTheOffice:
    def test_who_filed_the_plan_neither_accepts_nor_returns_it(self, filed, liaison, for_office):
        same = for_office(liaison)
        with pytest.raises(Refused):
            accept_plan(filed, by=same)
        with pytest.raises(Refused):
            return_plan(filed, "请细化措施", by=same)
        assert HandOver.objects.get().status == HandOver.Status.PLAN_REVIEW

    def test_who_wrote_the_plan_does_not_accept_it_though_another_filed_it(
        self, planned, secretary, liaison, for_office
    ):
        file_plan(planned, by=secretary)
        with pytest.raises(Refused):
            accept_plan(planned, by=for_office(liaison))

    def test_nor_who_only_set_its_goals(self, signed, liaison, organization, for_office):
        colleague = UserFactory(username="colleague", roles=[Role.LIAISON], organization=organization)
        save_plan(signed, [replace(each, measures=[]) for each in plan_for(signed)], by=colleague)
        save_plan(signed, plan_for(signed), by=liaison)
        file_plan(signed, by=liaison)
        with pytest.raises(Refused):
            accept_plan(signed, by=for_office(colleague))

    def test_nor_by_program_what_was_filed_on_the_page(self, browse, planned, liaison):
        browse(liaison).post(reverse("rectification:hand_over_file_plan", args=[planned.pk]))
        assert HandOver.objects.get().status == HandOver.Status.PLAN_REVIEW
        with pytest.raises(Refused):
            accept_plan(HandOver.objects.get(), by=moved(liaison, Role.OFFICE))

    def test_who_signed_the_receipts_does_not_accept_the_plan(self, filed, secretary, for_office):
        with pytest.raises(Refused):
            accept_plan(filed, by=for_office(secretary))

    def test_who_applied_does_not_decide(self, checked, liaison, for_office):
        same = for_office(liaison)
        with pytest.raises(Refused):
            close_item(checked, "同意", by=same)
        with pytest.raises(Refused):
            return_item(checked, "佐证不足", by=same)

    def test_nor_over_the_api_what_was_applied_for_on_the_page(self, client, checked, liaison):
        token = issue_token(moved(liaison, Role.OFFICE))[1]
        headers = {"Authorization": f"Token {token}"}
        body = {"opinion": "同意"}
        answer = client.post(f"/api/v1/items/{checked.pk}/close/", body, "application/json", headers=headers)
        assert answer.status_code == 403
        assert Item.objects.get(pk=checked.pk).status == Item.Status.AWAITING_ACCEPTANCE

    def test_who_confirmed_it_on_site_does_not_close_it_out(self, checked, office, handler, second):
        for same in (handler, second(handler, Role.OFFICE)):
            with pytest.raises(Refused):
                close_item(checked, "同意", by=same)
            assert "close" not in [step.name for step in steps_for(checked, same)]
        assert close_item(checked, "同意", by=office).is_closed

    def test_who_confirmed_it_on_site_may_return_it(self, checked, handler):
        assert return_item(checked, "佐证不足", by=handler).status == Item.Status.RETURNED

    @pytest.mark.parametrize("part", ["drew", "submitted"])
    def test_who_made_a_finding_does_not_hand_it_over(self, inspection, reported, office, part):
        account = UserFactory(username="posted", person=PersonFactory(), roles=[Role.OFFICE])
        PostingFactory(team=inspection.team, person=account.person, role=Posting.Role.LEADER)
        finding = FindingFactory(inspection=inspection, status="draft")
        if part == "drew":
            update_finding(finding, by=account, text="改过的问题表述")
        else:
            submit_finding(finding, by=account)
        Posting.objects.filter(person=account.person).update(released_on="2026-06-01")
        with pytest.raises(Refused):
            prepare_hand_over(inspection, by=fresh(account))
        hand_over = prepare_hand_over(inspection, by=office)
        with pytest.raises(Refused):
            deliver_hand_over(hand_over, by=fresh(account), on=DELIVERED)
        assert not steps_for(hand_over, fresh(account))

    def test_who_reported_does_not_check(self, done, liaison, for_office):
        with pytest.raises(Refused):
            check(done, for_office(liaison))

    def test_a_colleague_of_the_office_does_all_of_it(self, filed, liaison, for_office):
        for_office(liaison)
        colleague = UserFactory(username="colleague", roles=[Role.OFFICE])
        assert accept_plan(filed, by=colleague).status == HandOver.Status.RECTIFYING

    def test_who_set_a_stage_neither_accepts_nor_returns_it(self, rectifying, liaison, secretary, for_office):
        lasting = rectifying.items.lasting().get()
        set_aim(lasting, goal="制度运行满一个季度", due_on=date(2026, 12, 20), by=liaison)
        report_aim(lasting, text="已运行", files=[evidence()], by=secretary)
        same = for_office(liaison)
        with pytest.raises(Refused):
            accept_aim(lasting, by=same)
        with pytest.raises(Refused):
            return_aim(lasting, "请补充", by=same)

    def test_who_planned_a_second_rectification_does_not_assess_it(self, ordered, liaison, secretary, for_office):
        file_second_plan(ordered, by=liaison, plan="逐项重新整改")
        report_second(
            ordered, by=secretary, report="已完成", results={item.pk: "已改" for item in ordered.items.all()}
        )
        with pytest.raises(Refused):
            assessed(ordered.hand_over, for_office(liaison))

    def test_nor_returns_or_decides_an_assessment_who_reported_on_it(
        self, ordered, liaison, secretary, office, for_office
    ):
        file_second_plan(ordered, by=secretary, plan="逐项重新整改")
        report_second(ordered, by=liaison, report="已完成", results={item.pk: "已改" for item in ordered.items.all()})
        again, same = assessed(ordered.hand_over, office), for_office(liaison)
        with pytest.raises(Refused):
            return_assessment(again, "依据不足", by=same)
        with pytest.raises(Refused):
            decide_assessment(again, by=same)


class TestForTheOrganization:
    @pytest.mark.parametrize("side", Side)
    def test_who_delivered_signs_neither_receipt(self, delivered, office, for_organization, side):
        with pytest.raises(Refused):
            sign(delivered, side, for_organization(office))

    def test_nor_writes_nor_files_the_plan(self, planned, office, for_organization):
        same = for_organization(office)
        with pytest.raises(Refused):
            save_plan(planned, plan_for(planned), by=same)
        with pytest.raises(Refused):
            file_plan(planned, by=same)

    def test_who_accepted_the_plan_neither_reports_nor_applies(self, done, office, for_organization):
        same = for_organization(office)
        with pytest.raises(Refused):
            mark_measure_done(done.measures.first(), by=same)
        with pytest.raises(Refused):
            report_progress(done, text="已改", completion="done", by=same, files=[evidence()])
        with pytest.raises(Refused):
            bring_to_office(done, "均已完成", by=same)

    def test_who_returned_the_plan_does_not_file_the_mended_one(self, filed, office, for_organization):
        colleague = UserFactory(username="colleague", roles=[Role.OFFICE])
        return_plan(filed, "请细化措施", by=colleague)
        with pytest.raises(Refused):
            file_plan(filed, by=for_organization(colleague))

    def test_who_recorded_a_feedback_signs_for_neither(self, prepared, office, for_organization):
        colleague = UserFactory(username="colleague", roles=[Role.OFFICE])
        for side in Side:
            feed_back(prepared, side, colleague)
        deliver_hand_over(prepared, by=office, on=DELIVERED)
        with pytest.raises(Refused):
            sign(prepared, Side.HEAD, for_organization(colleague))

    def test_one_secretary_signs_both_receipts(self, signed):
        assert signed.status == HandOver.Status.AWAITING_PLAN

    def test_who_was_of_the_office_but_had_no_part_in_this_one_signs(self, delivered, for_organization):
        former = UserFactory(username="former", roles=[Role.OFFICE])
        assert sign(delivered, Side.HEAD, for_organization(former))

    def test_who_returned_a_stage_does_not_report_it(self, rectifying, liaison, handler, for_organization):
        lasting = rectifying.items.lasting().get()
        set_aim(lasting, goal="制度运行满一个季度", due_on=date(2026, 12, 20), by=liaison)
        report_aim(lasting, text="已运行", files=[evidence()], by=liaison)
        return_aim(lasting, "请补充", by=handler)
        with pytest.raises(Refused):
            report_aim(lasting, text="已补充", files=[evidence("补充.pdf")], by=for_organization(handler))

    def test_who_assessed_or_decided_neither_plans_nor_reports_a_second_time(
        self, ordered, office, handler, liaison, for_organization
    ):
        with pytest.raises(Refused):
            file_second_plan(ordered, by=for_organization(office), plan="逐项重新整改")
        file_second_plan(ordered, by=liaison, plan="逐项重新整改")
        decider = moved(handler, Role.SECRETARY, ordered.hand_over.inspection.organization)
        with pytest.raises(Refused):
            report_second(ordered, by=decider, report="已完成", results={})

    def test_who_assessed_it_does_not_report_for_the_organization(self, done, for_organization):
        assessor = UserFactory(username="assessor", roles=[Role.OFFICE])
        assessed(done.hand_over, assessor)
        with pytest.raises(Refused):
            report_progress(done, text="已改", completion="done", by=for_organization(assessor), files=[evidence()])
