"""Stages of lasting items (长期坚持): set, owed by their day, reported with evidence, accepted or returned."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.workflow.moves import IllegalStep
from core.worklist.duties import duties_of
from findings.models import DeadlineKind
from rectification import duties
from rectification.aims.services import accept_aim, report_aim, return_aim, set_aim
from rectification.closing.conditions import why_not_apply
from rectification.closing.services import return_item, withdraw_close_out
from rectification.models import StagedAim
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import apply_for
from tests.rectification.conftest import carry_out, evidence

Status = StagedAim.Status
SET, DUE, REPORTED = date(2026, 9, 20), date(2026, 12, 20), date(2026, 11, 10)


@pytest.fixture
def lasting(rectifying):
    """The item to be kept up lastingly."""
    return rectifying.items.get(deadline_kind=DeadlineKind.LASTING)


@pytest.fixture
def aimed(lasting, liaison):
    """With its first stage."""
    set_aim(lasting, goal="制度运行满一个季度", due_on=DUE, by=liaison, on=SET)
    return lasting


@pytest.fixture
def told(aimed, liaison):
    """Its first stage reported as reached."""
    report_aim(aimed, text="已运行一个季度，抽查无问题", files=[evidence()], by=liaison, on=REPORTED)
    return aimed


def owed(item):
    """What is owed on the item: kind → due day; None for what rests."""
    rows = Obligation.objects.open().on(item)
    return {row.node: None if row.paused_on else row.due_on for row in rows}


def lines(user):
    return [duty.title for duty in duties_of(user)]


class TestSetting:
    def test_from_the_accepted_plan_on_the_next_stage_is_owed(self, lasting, liaison):
        assert owed(lasting) == {duties.SET_AIM: date(2026, 9, 29)}

    def test_a_stage_is_owed_by_its_day_instead(self, aimed):
        assert owed(aimed) == {duties.REACH_AIM: DUE}
        assert aimed.aims.get().status == Status.UNDER_WAY

    def test_only_one_stage_is_open_at_a_time(self, aimed, liaison):
        with pytest.raises(IllegalStep):
            set_aim(aimed, goal="再定一个", due_on=DUE, by=liaison)

    def test_an_item_with_a_day_goes_on_by_its_day(self, item, liaison):
        with pytest.raises(IllegalStep):
            set_aim(item, goal="不是长期坚持", due_on=DUE, by=liaison)

    @pytest.mark.parametrize(
        "wrong", [{"goal": " "}, {"due_on": date(2026, 11, 1)}, {"measure": 9}], ids=["no aim", "day gone", "measure"]
    )
    def test_nonsense_is_refused(self, lasting, liaison, wrong):
        with pytest.raises(ValidationError):
            set_aim(lasting, by=liaison, **{"goal": "制度落实", "due_on": DUE} | wrong)
        assert not lasting.aims.exists()

    def test_it_may_be_of_one_measure(self, lasting, liaison):
        aim = set_aim(lasting, goal="制度印发", due_on=DUE, measure=2, by=liaison)
        assert aim.measure.number == 2

    def test_the_office_sets_none(self, lasting, office, stranger_leader):
        for user in (office, stranger_leader):
            with pytest.raises(Refused):
                set_aim(lasting, goal="制度落实", due_on=DUE, by=user)


class TestReporting:
    def test_the_office_owes_its_review_and_nobody_is_urged(self, told):
        assert owed(told) == {duties.REACH_AIM: None, duties.REVIEW_AIM: date(2026, 11, 17)}
        assert told.aims.get().status == Status.REPORTED

    def test_without_evidence_or_words_it_is_refused(self, aimed, liaison):
        for wrong in ({"files": []}, {"text": " "}):
            with pytest.raises(ValidationError):
                report_aim(aimed, by=liaison, **{"text": "已完成", "files": [evidence()]} | wrong)
        assert aimed.aims.get().status == Status.UNDER_WAY

    def test_no_stage_is_reported_where_none_is_open(self, lasting, liaison):
        with pytest.raises(IllegalStep):
            report_aim(lasting, text="已完成", files=[evidence()], by=liaison)

    def test_accepted_the_next_one_is_owed(self, told, office):
        accept_aim(told, "同意", by=office, on=date(2026, 11, 12))
        assert told.aims.get().status == Status.REACHED
        assert owed(told) == {duties.SET_AIM: date(2026, 11, 26)}

    def test_returned_it_is_owed_by_the_same_day_and_reported_again(self, told, office, liaison):
        return_aim(told, "缺少抽查记录", by=office, on=date(2026, 11, 12))
        assert owed(told) == {duties.REACH_AIM: DUE}
        report_aim(told, text="已补充抽查记录", files=[evidence("抽查.pdf")], by=liaison, on=date(2026, 11, 13))
        assert (told.aims.get().status, told.aims.get().opinion) == (Status.REPORTED, "缺少抽查记录")

    def test_a_return_says_why(self, told, office):
        with pytest.raises(ValidationError):
            return_aim(told, " ", by=office)

    def test_nobody_reviews_their_own_report(self, told, liaison, secretary):
        for user in (liaison, secretary):
            with pytest.raises(Refused):
                accept_aim(told, by=user)


class TestWorklists:
    def test_a_lasting_item_without_a_next_stage_is_on_the_worklist(self, lasting, liaison):
        assert f"确定长期坚持事项第{lasting.number}项的下一阶段目标" in lines(liaison)

    def test_a_stage_is_on_the_worklist_until_it_is_reported(self, aimed, liaison, office):
        assert f"完成长期坚持事项第{aimed.number}项的阶段目标" in lines(liaison)
        report_aim(aimed, text="已完成", files=[evidence()], by=liaison)
        assert f"完成长期坚持事项第{aimed.number}项的阶段目标" not in lines(liaison)
        assert any(f"第{aimed.number}项的阶段目标" in line for line in lines(office))

    def test_it_is_not_told_as_rectify_until_closed(self, lasting, liaison):
        assert f"整改第{lasting.number}项问题并销号" not in lines(liaison)


class TestClosing:
    def test_not_while_a_stage_is_open(self, aimed, liaison):
        carry_out(aimed, liaison)
        assert why_not_apply(aimed)

    def test_applied_for_no_stage_is_owed_and_taken_back_it_is_again(self, lasting, liaison):
        carry_out(lasting, liaison)
        apply_for(lasting, "均已完成", by=liaison, on=date(2026, 10, 8))
        assert duties.SET_AIM not in owed(lasting)
        withdraw_close_out(lasting, "继续坚持", by=liaison, on=date(2026, 10, 9))
        assert duties.SET_AIM in owed(lasting)

    def test_returned_the_next_stage_is_owed_again(self, lasting, liaison, leader):
        carry_out(lasting, liaison)
        apply_for(lasting, "均已完成", by=liaison, on=date(2026, 10, 8))
        return_item(lasting, "仍需坚持", by=leader, on=date(2026, 10, 9))
        assert duties.SET_AIM in owed(lasting)


class TestPages:
    def test_the_way_through_the_pages(self, lasting, liaison, office, browse):
        browser = browse(liaison)
        page = f"/items/{lasting.pk}/"
        typed = {"goal": "制度运行满一个季度", "due_on": "2026-12-20", "measure": "1"}
        assert browser.post(f"{page}stage/", typed).status_code == 302
        assert (
            browser.post(reverse("rectification:item_report_stage", args=[lasting.pk]), {"text": "做了"}).status_code
            == 200
        )
        sent = {"text": "已运行一个季度", "files": [evidence("季度抽查.pdf")], "files-captions": "第四季度抽查表"}
        assert browser.post(f"{page}stage/report/", sent).status_code == 302
        assert browse(office).post(f"{page}stage/return/", {"reason": "缺签字"}).status_code == 302
        shown = browser.get(page).content.decode()
        for words in ("阶段1", "制度运行满一个季度", "第四季度抽查表", "缺签字"):
            assert words in shown


class TestApi:
    def test_set_and_reviewed_over_the_api_and_read(self, lasting, liaison, office, secretary):
        at = f"items/{lasting.pk}"
        asked = {"goal": "制度运行满一个季度", "due_on": "2026-12-20", "measure": 1}
        assert ApiClient(liaison).write(f"{at}/set-aim/", asked).status_code == 200
        report_aim(lasting, text="已运行一个季度", files=[evidence()], by=liaison)
        assert ApiClient(secretary).write(f"{at}/accept-aim/", {"opinion": ""}).status_code == 403
        assert ApiClient(office).write(f"{at}/return-aim/", {"reason": "缺签字"}).status_code == 200
        [row] = ApiClient(office).read(f"staged-aims/?item={lasting.pk}").json()["results"]
        assert (row["number"], row["status"], row["opinion"], row["due_on"]) == (1, "returned", "缺签字", "2026-12-20")
