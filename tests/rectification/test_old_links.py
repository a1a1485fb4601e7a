"""The address of a step that cannot be taken any more says so at once, not after somebody has filled its form in."""

import pytest
from django.urls import reverse

from rectification.models import Side
from tests.rectification.conftest import sign

BUTTON = 'name="do" value="submit"'
ITEM_STEPS = ("close", "return", "progress", "apply_close_out", "apply_change", "withdraw_close_out")


def of_item(name, item):
    return reverse(f"rectification:item_{name}", args=[item.pk])


@pytest.mark.parametrize("name", ITEM_STEPS)
def test_of_a_closed_item_the_page_says_so_and_has_no_button(closed, office, liaison, browse, name):
    client = browse(office if name in ("close", "return") else liaison)
    page = client.get(of_item(name, closed)).content.decode()
    assert "目前为“已销号”，不能办理此事项" in page
    assert BUTTON not in page


def test_nor_of_what_hangs_on_it_or_on_the_hand_over(closed, rectifying, office, liaison, browse):
    measure, side = closed.measures.first(), Side.HEAD.value
    for client, name, *keys in (
        (browse(liaison), "measure_done", measure.pk),
        (browse(liaison), "item_plan", closed.pk),
        (browse(office), "hand_over_feedback", rectifying.pk, side),
    ):
        page = client.get(reverse(f"rectification:{name}", args=keys)).content.decode()
        assert "不能办理此事项" in page, name
        assert BUTTON not in page, name


def test_of_an_item_under_way_the_forms_are(rectifying, item, liaison, browse):
    for name in ("progress", "apply_close_out", "apply_change"):
        page = browse(liaison).get(of_item(name, item)).content.decode()
        assert "不能办理此事项" not in page
        assert BUTTON in page


def test_what_is_signed_is_not_signed_again(delivered, secretary, office, browse):
    head, board = (reverse("rectification:hand_over_sign", args=[delivered.pk, side.value]) for side in Side)
    sign(delivered, Side.HEAD, secretary)
    page = browse(secretary).get(head).content.decode()
    assert "此件已签收" in page
    assert BUTTON not in page
    assert BUTTON in browse(secretary).get(board).content.decode()
    sign(delivered, Side.BOARD, secretary)
    assert BUTTON not in browse(secretary).get(board).content.decode()


def test_who_may_not_take_the_step_is_told_that_first(closed, leader, other_secretary, browse):
    assert browse(leader).get(of_item("close", closed)).status_code == 403
    assert browse(other_secretary).get(of_item("progress", closed)).status_code == 404
