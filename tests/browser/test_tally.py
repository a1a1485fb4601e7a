"""The points left of an assessment, told while deductions are typed."""

import pytest
from playwright.sync_api import expect

from core.workdays.reckoning import today
from rectification.models import AssessmentScheme
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
    "_november",
    "delivered",
    "fed_back",
    "filed",
    "item",
    "planned",
    "prepared",
    "rectifying",
    "reported",
    "signed",
]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1366, 390])
def test_points_and_grade_follow_what_is_typed(seat_as, office, rectifying, width):
    seat = seat_as(office, width=width, height=768)
    seat.open(f"/hand-overs/{rectifying.pk}/assess/")
    page, scheme = seat.page, AssessmentScheme.objects.in_force(today())
    tally = page.locator("[data-tally]")
    expect(tally).to_have_text("得分 100 · 等次 好")
    first, second, *_rest = scheme.criteria.all()
    page.locator(f"[name=deduction_{first.pk}]").fill("0.3")
    page.locator(f"[name=deduction_{second.pk}]").fill(str(100 - scheme.good_from))
    expect(tally).to_have_text(f"得分 {scheme.good_from - 0.3:g} · 等次 较好")
    page.locator("[data-forces=poor]").first.check()
    expect(tally).to_have_text(f"得分 {scheme.good_from - 0.3:g} · 等次 差")
    expect(tally).to_be_in_viewport()
    seat.look(f"tally-{width}")
