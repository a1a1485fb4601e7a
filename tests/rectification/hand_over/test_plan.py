"""整改方案: kept, filed, accepted, returned."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.models import Notice
from core.workflow.moves import IllegalStep
from rectification import duties
from rectification.hand_over import plan
from rectification.models import HandOver, Item
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient
from tests.rectification.conftest import ACCEPTED, DUE, FILED, plan_for


class TestKeeping:
    def test_a_plan_is_kept_as_far_as_it_is_written(self, signed, liaison):
        one = plan_for(signed)[0]
        plan.save_plan(signed, [one], by=liaison)
        item = signed.items.get(pk=one.item)
        assert (item.goal, item.measures.count()) == ("健全制度，规范报销", 2)
        assert signed.items.filter(goal="").count() == 3

    def test_it_says_of_an_item_with_a_day_whether_it_is_kept_up(self, signed, liaison):
        lasting, dated = [signed.items.get(deadline_kind=kind) for kind in ("lasting", "dated")]
        assert [lasting.is_kept_up, dated.is_kept_up] == [True, False]
        one = next(one for one in plan_for(signed) if one.item == dated.pk)
        plan.save_plan(signed, [replace(one, kept_up=True)], by=liaison)
        dated.refresh_from_db()
        assert dated.is_kept_up

    def test_kept_again_it_replaces_the_measures(self, planned, liaison):
        first = plan_for(planned)[0]
        plan.save_plan(planned, [replace(first, measures=first.measures[:1])], by=liaison)
        assert [m.number for m in planned.items.get(pk=first.item).measures.all()] == [1]

    def test_an_item_of_another_organization_is_refused(self, signed, other_item, liaison):
        foreign = replace(plan_for(signed)[0], item=other_item.pk)
        with pytest.raises(ValidationError):
            plan.save_plan(signed, [foreign], by=liaison)
        other_item.refresh_from_db()
        assert other_item.goal == ""

    @pytest.mark.parametrize("day", [date(2026, 8, 31), date(2027, 1, 1), date(2020, 1, 1)])
    def test_no_measure_is_due_before_the_delivery_or_after_its_item(self, signed, liaison, day):
        one = next(one for one in plan_for(signed) if signed.items.get(pk=one.item).deadline_kind == "dated")
        with pytest.raises(ValidationError, match=f"{day}"):
            plan.save_plan(signed, [replace(one, measures=[replace(one.measures[0], due_on=day)])], by=liaison)
        assert not signed.items.get(pk=one.item).measures.exists()

    @pytest.mark.parametrize("day", [date(2026, 9, 1), date(2026, 12, 31)])
    def test_a_measure_may_be_due_on_the_first_and_on_the_last_day(self, signed, liaison, day):
        one = next(one for one in plan_for(signed) if signed.items.get(pk=one.item).deadline_kind == "dated")
        plan.save_plan(signed, [replace(one, measures=[replace(one.measures[0], due_on=day)])], by=liaison)
        assert signed.items.get(pk=one.item).measures.get().due_on == day

    def test_only_once_both_receipts_are_signed(self, delivered, liaison):
        with pytest.raises(IllegalStep):
            plan.save_plan(delivered, [], by=liaison)

    @pytest.mark.parametrize("who", ["office", "leader", "other_secretary", "division"])
    def test_only_the_organization_writes_it(self, signed, who, request):
        with pytest.raises(Refused):
            plan.save_plan(signed, plan_for(signed), by=request.getfixturevalue(who))


class TestFiling:
    def test_a_complete_plan_goes_to_the_office(self, planned, liaison, office):
        plan.file_plan(planned, by=liaison, on=FILED)
        assert (planned.status, planned.plan_filed_on) == (HandOver.Status.PLAN_REVIEW, FILED)
        assert Obligation.objects.get(node=duties.FILE_PLAN).met_on == FILED
        assert Notice.objects.filter(recipient=office, kind="plan.filed").exists()

    def test_the_secretary_may_file_as_well(self, planned, secretary):
        assert plan.file_plan(planned, by=secretary, on=FILED)

    @pytest.mark.parametrize(
        "gap",
        [
            {"goal": ""},
            {"leader": ""},
            {"department": ""},
            {"measures": []},
        ],
    )
    def test_an_item_with_a_gap_is_refused_by_number(self, planned, liaison, gap):
        plan.save_plan(planned, [replace(plan_for(planned)[1], **gap)], by=liaison)
        with pytest.raises(IllegalStep, match="2"):
            plan.file_plan(planned, by=liaison, on=FILED)

    @pytest.mark.parametrize(
        "gap",
        [{"leader": "", "department": ""}, {"due_on": None}],
    )
    def test_a_measure_needs_an_owner_and_a_day_in_time(self, planned, liaison, gap):
        item = next(planned_item for planned_item in plan_for(planned) if self.is_dated(planned, planned_item))
        measures = [replace(item.measures[0], **gap)]
        plan.save_plan(planned, [replace(item, measures=measures)], by=liaison)
        with pytest.raises(IllegalStep):
            plan.file_plan(planned, by=liaison, on=FILED)

    @staticmethod
    def is_dated(hand_over, planned_item):
        return hand_over.items.get(pk=planned_item.item).deadline_kind == "dated"

    def test_while_it_is_reviewed_it_cannot_be_changed(self, filed, liaison):
        with pytest.raises(IllegalStep):
            plan.save_plan(filed, plan_for(filed), by=liaison)


class TestReviewing:
    def test_accepted_every_item_is_being_rectified_under_its_deadline(self, filed, office):
        plan.accept_plan(filed, by=office, on=ACCEPTED)
        assert filed.status == HandOver.Status.RECTIFYING
        assert set(filed.items.values_list("status", flat=True)) == {Item.Status.RECTIFYING}
        assert {item.deadline_kind: item.due_on for item in filed.items.all()} == DUE

    @pytest.mark.parametrize("review", ["accept", "return"])
    def test_the_review_moves_no_day_an_item_is_owed_by(self, filed, office, review):
        """The day was fixed at the delivery; that the office takes its time gives the organization none."""
        owed = Obligation.objects.filter(node__in=[duties.RECTIFY_ITEM, duties.FOCUSED_RECTIFICATION]).order_by("pk")
        before = list(owed.open().values())
        if review == "accept":
            plan.accept_plan(filed, by=office, on=ACCEPTED)
        else:
            plan.return_plan(filed, "措施不具体", by=office, on=ACCEPTED)
        assert (list(owed.values()), len(before)) == (before, 4)

    def test_returned_it_is_owed_again_and_says_why(self, filed, office, liaison):
        plan.return_plan(filed, "措施不具体", by=office, on=date(2026, 9, 14))
        assert filed.status == HandOver.Status.AWAITING_PLAN
        assert Obligation.objects.open().get(node=duties.FILE_PLAN).from_on == date(2026, 9, 14)
        assert filed.events.last().pgh_context["reason"] == "措施不具体"
        assert Notice.objects.filter(recipient=liaison, kind="plan.reviewed").exists()

    def test_a_return_without_a_reason_is_refused(self, filed, office):
        with pytest.raises(ValidationError):
            plan.return_plan(filed, "  ", by=office)
        assert HandOver.objects.get().status == HandOver.Status.PLAN_REVIEW

    @pytest.mark.parametrize("who", ["liaison", "secretary", "leader"])
    def test_the_organization_does_not_review_its_own_plan(self, filed, who, request):
        with pytest.raises(Refused):
            plan.accept_plan(filed, by=request.getfixturevalue(who))
        with pytest.raises(Refused):
            plan.return_plan(filed, "理由", by=request.getfixturevalue(who))


class TestApi:
    def test_it_is_filed_accepted_and_told(self, planned, liaison, office):
        at = f"hand-overs/{planned.pk}/"
        assert ApiClient(liaison).write(f"{at}file-plan/").status_code == 200
        told = ApiClient(office).read(at).json()
        assert told["status"] == "plan_review"
        assert {"accept_plan", "return_plan"} <= {step["name"] for step in told["next_steps"]}
        assert ApiClient(office).write(f"{at}accept-plan/", {"opinion": "同意"}).status_code == 200
        assert ApiClient(office).read(at).json()["status"] == "rectifying"

    def test_it_is_returned_by_single_items(self, filed, office):
        number = filed.items.order_by("number").first().number
        said = {"number": number, "text": "措施不具体"}
        wrong = [{}, {"on_items": []}, {"on_items": [said, said]}, {"on_items": [said | {"text": " "}]}]
        at = f"hand-overs/{filed.pk}/return-plan/"
        assert [ApiClient(office).write(at, body).status_code for body in wrong] == [400] * 4
        assert ApiClient(office).write(at, {"on_items": [said]}).status_code == 200
        assert filed.items.get(number=number).plan_returned_why == "措施不具体"

    def test_an_item_that_is_not_in_the_plan_is_refused_by_number(self, filed, office):
        body = {"reason": "请补充", "on_items": [{"number": 999, "text": "措施不具体"}]}
        answer = ApiClient(office).write(f"hand-overs/{filed.pk}/return-plan/", body)
        assert (answer.status_code, "999" in answer.text) == (400, True)
        filed.refresh_from_db()
        assert filed.status == HandOver.Status.PLAN_REVIEW

    @pytest.mark.parametrize("who", ["liaison", "leader", "leadinggroup"])
    def test_nobody_but_the_office_decides(self, filed, who, request):
        answer = ApiClient(request.getfixturevalue(who)).write(f"hand-overs/{filed.pk}/accept-plan/")
        assert answer.status_code == 403

    def test_a_report_is_begun_and_waits_for_its_signature(self, rectifying, liaison):
        address = f"hand-overs/{rectifying.pk}/write-body-report/"
        answer = ApiClient(liaison).write(address, {"text": "整改情况报告"})
        assert answer.status_code == 201
        report = rectifying.reports.get(pk=answer.json()["id"])
        assert (report.text, report.status) == ("整改情况报告", "draft")
