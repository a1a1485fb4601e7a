"""The two feedbacks as events, and the opinion in its four parts, drafted from the findings."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from core.models import Attachment
from rectification.hand_over.drafting import draft_opinion
from rectification.hand_over.receipts import receipt_text
from rectification.models import Feedback, Side
from tests.factories import LeadFactory
from tests.rectification.conftest import OPINION, evidence, feed_back

EVENT = {
    "given_at": time(9, 30),
    "place": "机关三楼会议室",
    "speakers": "王立新（表态发言）",
    "attendants": "领导班子成员，共12人",
}
TYPED = {"given_on": "2026-08-31", "given_by": "陈志强", "given_at": "09:30", "place": "机关三楼会议室"}


class TestTheEvent:
    def test_place_time_and_people_are_kept_and_shown_with_the_minutes(self, prepared, office, browse):
        feedback = feed_back(prepared, Side.HEAD, office, **EVENT, files=[evidence("反馈会议记录.pdf")])
        assert {name: getattr(feedback, name) for name in EVENT} == EVENT
        assert Attachment.objects.of(feedback).get().name == "反馈会议记录.pdf"
        page = browse(office).get(prepared.get_absolute_url()).text
        for told in ("09:30", "机关三楼会议室", "王立新（表态发言）", "领导班子成员，共12人", "反馈会议记录.pdf"):
            assert told in page

    def test_what_nobody_told_is_shown_as_not_told(self, prepared, office, browse):
        feed_back(prepared, Side.HEAD, office)
        assert "未记载" in browse(office).get(prepared.get_absolute_url()).text

    def test_the_list_tells_it_in_a_column(self, prepared, office, browse):
        feed_back(prepared, Side.BOARD, office, **EVENT)
        page = browse(office).get("/hand-overs/", {"columns": "organization,both_feedbacks"}).text
        assert "领导班子：2026-08-31 09:30，机关三楼会议室，反馈人：陈志强，发言人：王立新（表态发言）" in page


class TestTheParts:
    def test_the_text_signed_for_has_them_in_their_order(self, fed_back):
        text = receipt_text(fed_back, Side.HEAD)
        headings = ["一、总体评价", "二、主要问题", "三、意见建议", "四、整改报告要求"]
        assert sorted(headings, key=text.index) == headings
        for part in ("assessment", "problems", "advice", "report_to"):
            assert OPINION[part] in text
        assert "2026年9月21日" in text

    @pytest.mark.parametrize("part", ["assessment", "problems", "advice", "report_to"])
    def test_each_is_required(self, prepared, office, part):
        with pytest.raises(ValidationError) as refusal:
            feed_back(prepared, Side.HEAD, office, **{part: " "})
        assert part in refusal.value.error_dict

    def test_the_report_is_not_due_before_the_feedback(self, prepared, office):
        with pytest.raises(ValidationError, match="不得早于"):
            feed_back(prepared, Side.HEAD, office, report_back_on=date(2026, 8, 30))

    def test_an_old_opinion_is_one_text_and_stays_so(self, prepared, office, browse):
        old = {"given_on": date(2026, 8, 31), "given_by": "陈志强", "opinion": "请认真整改，按期报告。"}
        Feedback.objects.create(hand_over=prepared, side=Side.HEAD, **old)
        assert "请认真整改，按期报告。" in receipt_text(prepared, Side.HEAD)
        assert "一、总体评价" not in receipt_text(prepared, Side.HEAD)
        address = f"/hand-overs/{prepared.pk}/feedback/head/"
        page = browse(office).get(address).text
        assert "请认真整改，按期报告。" in page
        assert "按问题清单起草" not in page


class TestTheDraft:
    def test_problems_stand_by_category_with_their_numbers_in_the_list(self, prepared):
        problems = draft_opinion(prepared, Side.BOARD)["problems"]
        items = prepared.items.select_related("finding").order_by("number")
        told = [f"{item.number}. {item.finding.text}" for item in items]
        assert [line for line in problems.splitlines() if not line.startswith("（")] == told
        assert problems.startswith("（一）")

    def test_to_the_head_only_how_many_there_are(self, prepared):
        problems = draft_opinion(prepared, Side.HEAD)["problems"]
        assert prepared.items.first().finding.text not in problems
        assert "个问题" in problems

    def test_the_report_is_due_within_the_limit_for_plans(self, prepared):
        assert draft_opinion(prepared, Side.BOARD)["report_back_on"] == date(2026, 12, 14)

    def test_nothing_of_a_lead_is_in_it(self, prepared):
        LeadFactory(inspection=prepared.inspection, subject_name="密某某", content="密不可说之事")
        told = "".join(str(part) for side in Side for part in draft_opinion(prepared, side).values())
        assert "密某某" not in told
        assert "密不可说之事" not in told

    def test_one_click_fills_what_is_empty_and_keeps_what_was_typed(self, prepared, office, browse):
        client, address = browse(office), f"/hand-overs/{prepared.pk}/feedback/board/"
        assert "按问题清单起草" in client.get(address).text
        page = client.post(address, {**TYPED, "advice": "本人写的建议", "do": "draft_opinion"})
        assert prepared.items.first().finding.text in page.text
        for kept in ("本人写的建议", "机关三楼会议室", 'value="09:30"', 'value="2026-08-31"'):
            assert kept in page.text
        assert not Feedback.objects.exists()

    def test_nobody_else_gets_a_draft(self, prepared, leadinggroup, browse):
        address = f"/hand-overs/{prepared.pk}/feedback/board/"
        assert browse(leadinggroup).post(address, {**TYPED, "do": "draft_opinion"}).status_code == 403
