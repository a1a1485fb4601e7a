"""Two write the same plan or record the same feedback: the second is told, and nothing is undone unseen."""

from rectification.models import Feedback
from tests.rectification.conftest import OPINION
from tests.two_at_a_form import is_told, second_of_two


def test_the_second_to_plan_an_item_is_told(browse, planned, secretary, liaison):
    item = planned.items.first()
    address = f"/items/{item.pk}/plan/"
    met = second_of_two(browse, secretary, liaison, address, {"goal": "先存的目标"}, {"goal": "后存的目标"})
    item.refresh_from_db()
    assert item.goal == "先存的目标"
    is_told(met, secretary.name, "先存的目标")
    met.insist()
    item.refresh_from_db()
    assert item.goal == "后存的目标"


def test_other_measures_are_a_change_of_the_plan(browse, planned, secretary, liaison):
    item = planned.items.first()
    one, other = {"measures-0-content": "先存的措施"}, {"measures-0-content": "后存的措施"}
    met = second_of_two(browse, secretary, liaison, f"/items/{item.pk}/plan/", one, other)
    assert item.measures.first().content == "先存的措施"
    is_told(met, secretary.name, "整改措施")
    assert "后存的措施" in met.page
    met.insist()
    assert item.measures.first().content == "后存的措施"


def test_the_second_to_correct_a_feedback_is_told(browse, fed_back, office, handler):
    address = f"/hand-overs/{fed_back.pk}/feedback/head/"
    met = second_of_two(browse, office, handler, address, {"assessment": "先存的意见"}, {"assessment": "后存的意见"})
    assert Feedback.objects.get(side="head").assessment == "先存的意见"
    is_told(met, office.name, "先存的意见")
    met.insist()
    assert Feedback.objects.get(side="head").assessment == "后存的意见"


def test_the_second_to_record_a_feedback_is_told_that_there_is_one(browse, prepared, office, handler):
    one, other = (
        {"given_on": "2026-08-31", "given_by": "陈志强", **OPINION, "assessment": opinion}
        for opinion in ("先记的意见", "后记的意见")
    )
    met = second_of_two(browse, office, handler, f"/hand-overs/{prepared.pk}/feedback/board/", one, other)
    assert Feedback.objects.get().assessment == "先记的意见"
    is_told(met, office.name, "录入本记录")
    assert "后记的意见" in met.page
