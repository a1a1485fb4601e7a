"""What a joint group saw is entered on the spot, on a phone: item by item, each unfolded when its turn comes."""

import pytest
from playwright.sync_api import expect

from rectification.models import CheckResult, Item
from tests.browser.papers_to_attach import photo
from tests.rectification.checks.test_supervision import group, visit
from tests.rectification.conftest import (
    _november,
    delivered,
    fed_back,
    filed,
    item,
    planned,
    prepared,
    rectifying,
    reported,
    signed,
)

__all__ = [
    "_november", "delivered", "fed_back", "filed", "group", "item", "planned", "prepared", "rectifying", "reported",
    "signed", "visit",
]  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_items_are_folded_until_one_looks_at_them_and_what_is_wrong_is_open(seat_as, discipline, visit):
    seat = seat_as(discipline, width=390, height=844)
    seat.open(f"{visit.get_absolute_url()}record/")
    seen, other, *_rest = Item.objects.filter(hand_over__inspection=visit.inspection).order_by("number")
    folds = seat.page.locator("details.form-fold")
    assert folds.count() == Item.objects.filter(hand_over__inspection=visit.inspection).count()
    verdict, opinion = (seat.page.locator(f"[name={name}_{seen.pk}]") for name in ("verdict", "opinion"))
    expect(verdict).to_be_hidden()
    seat.page.get_by_text(seen.finding.text[:20]).first.click()
    verdict.select_option("confirmed")
    seat.look("phone-visit")
    seat.fill("督查总体情况", "总体整改到位。")
    seat.press("保存")
    expect(opinion).to_be_visible()  # it is missing
    expect(seat.page.locator(f"[name=verdict_{other.pk}]")).to_be_hidden()
    opinion.fill("制度已修订并执行。")
    name, body = photo("现场.png")
    with seat.page.expect_response(lambda response: response.request.method == "POST"):
        seat.page.locator(f"input[type=file][name=photos_{seen.pk}]").set_input_files(
            [{"name": name, "mimeType": "image/png", "buffer": body}]
        )
    seat.page.wait_for_load_state("networkidle")
    seat.look("phone-visit-mended")
    seat.press("保存")
    [result] = CheckResult.objects.filter(visit=visit)
    assert (result.item, result.opinion) == (seen, "制度已修订并执行。")
    seat.look("phone-visit-recorded")
