"""A plan or an item that came back is mended before it goes to the office again."""

from dataclasses import replace
from datetime import date

import pytest

from core.workflow.moves import IllegalStep
from core.workflow.steps import steps_for
from core.worklist.duties import duties_of
from rectification.closing.services import return_item
from rectification.hand_over.plan import file_plan, return_plan, save_plan
from rectification.items.services import report_progress
from tests.factories import bring_to_office
from tests.rectification.conftest import plan_for

UNCHANGED = "退回后尚未修改"
BACK = date(2026, 9, 14)


def page_of(browse, user, hand_over) -> str:
    return browse(user).get(hand_over.get_absolute_url()).content.decode()


def titles(user) -> list[str]:
    return [duty.title for duty in duties_of(user)]


def opinions(user) -> list[tuple[str, str]]:
    return [(duty.title, duty.opinion) for duty in duties_of(user) if duty.opinion]


def mended(hand_over) -> list:
    """The plan with other words in one measure."""
    plan = plan_for(hand_over)
    plan[0].measures[0] = replace(plan[0].measures[0], content="修订财务管理制度并公示")
    return plan


@pytest.fixture
def returned(filed, office):
    return return_plan(filed, "措施不具体", by=office, on=BACK)


def test_a_returned_plan_is_not_filed_unchanged(returned, liaison):
    with pytest.raises(IllegalStep, match=UNCHANGED):
        file_plan(returned, by=liaison)
    steps = {step.name: step for step in steps_for(returned, liaison)}
    assert UNCHANGED in steps["file_plan"].blocked
    assert steps["write_plan"].primary


@pytest.mark.django_db(transaction=True)
def test_a_plan_saved_as_it_stood_is_not_mended_and_a_changed_one_is_filed(returned, liaison):
    save_plan(returned, plan_for(returned), by=liaison)
    with pytest.raises(IllegalStep, match=UNCHANGED):
        file_plan(returned, by=liaison)
    save_plan(returned, mended(returned), by=liaison)
    assert file_plan(returned, by=liaison).status == "plan_review"


def test_the_band_is_for_the_organization_that_mends_the_plan(returned, browse, liaison, office):
    page = page_of(browse, liaison, returned)
    assert page.index("returned-band") < page.index('class="record"')
    assert "措施不具体" in page.split("returned-band")[1].split("</section>")[0]
    assert "returned-band" not in page_of(browse, office, returned)


def test_a_plan_that_was_never_filed_has_no_band(planned, browse, liaison):
    assert "returned-band" not in page_of(browse, liaison, planned)


def test_a_returned_item_says_so_and_asks_for_progress_first(checked, office, liaison, browse):
    item = return_item(checked, "佐证不足", by=office, on=date(2026, 10, 14))
    band = page_of(browse, liaison, item).split("returned-band")[1].split("</section>")[0]
    assert "佐证不足" in band
    assert "returned-band" not in page_of(browse, office, item)
    steps = {step.name: step.primary for step in steps_for(item, liaison)}
    assert (steps["progress"], steps["apply_close_out"]) == (True, False)


def test_a_returned_item_is_not_applied_for_unchanged(checked, office, liaison):
    item = return_item(checked, "佐证不足", by=office, on=date(2026, 10, 14))
    with pytest.raises(IllegalStep, match=UNCHANGED):
        bring_to_office(item, "已整改", by=liaison)
    assert UNCHANGED in {step.name: step.blocked for step in steps_for(item, liaison)}["apply_close_out"]


@pytest.mark.django_db(transaction=True)
def test_a_report_on_a_returned_item_is_a_change(checked, office, liaison):
    item = return_item(checked, "佐证不足", by=office, on=date(2026, 10, 14))
    report_progress(item, text="已补充佐证", completion=item.completion, by=liaison)
    assert bring_to_office(item, "已整改", by=liaison)


def test_the_worklist_of_the_organization_says_that_a_plan_came_back(filed, office, liaison):
    assert not [title for title in titles(liaison) if "退回" in title]
    return_plan(filed, "措施不具体", by=office, on=BACK)
    assert ("修改并重新报送被退回的整改方案", "措施不具体") in opinions(liaison)


def test_the_worklist_of_the_organization_says_that_an_item_came_back(checked, browse, office, liaison):
    assert not [title for title in titles(liaison) if "退回" in title]
    return_item(checked, "佐证不足", by=office)
    assert (f"退回修改：整改事项第{checked.number}项", "佐证不足") in opinions(liaison)
    page = browse(liaison).get("/").content.decode()
    assert "退回意见：佐证不足" in page


def test_items_to_be_mended_say_why_until_the_plan_is_filed_again(filed, office, liaison, browse):
    on_items = [{"number": 1, "text": "措施太笼统"}, {"number": 2, "text": " "}]
    return_plan(filed, by=office, on_items=on_items)
    first, second, *_rest = filed.items.order_by("number")
    assert (first.plan_returned_why, second.plan_returned_why) == ("措施太笼统", "")
    client = browse(liaison)
    page = client.get(filed.get_absolute_url()).text
    assert f"/items/{first.pk}/plan/" in page
    assert "措施太笼统" in client.get(f"/items/{first.pk}/plan/").text
    save_plan(filed, mended(filed), by=liaison)
    file_plan(filed, by=liaison)
    first.refresh_from_db()
    assert first.plan_returned_why == ""
    assert first.events.filter(plan_returned_why="措施太笼统").exists()
