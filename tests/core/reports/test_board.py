"""The page of figures and the monthly download."""

from io import BytesIO
from urllib.parse import quote

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.reports.figures import Figure, figures
from tests.core.reports.test_figures import sample  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


@pytest.fixture(autouse=True)
def monday(clock):
    clock.set("2026-11-23 09:00")


def test_the_board_tells_the_figures_of_today(client, office):
    client.force_login(office)
    page = client.get(reverse("reports")).text
    assert "截至2026年11月23日：组建巡察组3个。" in page
    assert '<a href="/teams/?to=2026-11-23">3</a>' in page
    assert "组建巡察组：近十二个月+3" in page


def test_the_board_of_a_past_day(client, leadinggroup):
    client.force_login(leadinggroup)
    page = client.get(reverse("reports"), {"as_of": "2026-10-04"}).text
    assert "截至2026年10月4日：组建巡察组1个。" in page


def test_a_tile_tells_the_difference_and_the_table_what_came_about(client, office, monkeypatch):
    moving = Figure("moving", "在库人数", "人", lambda as_of, period, user: 7 if period else as_of.day, group="人才")
    monkeypatch.setattr(figures, "_entries", {"moving": moving})
    client.force_login(office)
    page = client.get(reverse("reports"))
    assert [(tile.value, tile.change) for tile in page.context["tiles"]] == [(23, 23 - 31)]
    assert [(line.value, added) for _heading, lines in page.context["groups"] for _figure, line, added in lines] == [
        (23, 7)
    ]


def test_a_day_that_is_none_shows_today_and_says_so(client, office):
    client.force_login(office)
    page = client.get(reverse("reports"), {"as_of": "nonsense", "trend": "nothing"}).text
    assert "截至2026年11月23日" in page
    assert "field-error" in page


def test_the_month_comes_as_a_workbook_under_its_name(client, office):
    client.force_login(office)
    answer = client.get(reverse("report-monthly"), {"month": "2026-10"})
    assert quote("巡察工作月报_2026年10月.xlsx") in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert "汇总表" in load_workbook(BytesIO(b"".join(answer.streaming_content))).sheetnames


@pytest.mark.parametrize(
    ("month", "words"), [("2026-12", "该月尚未开始"), ("2026-13", "请填写月份"), ("", "field"), ("x" * 99, "")]
)
def test_a_month_that_cannot_be_drawn_says_why(client, office, month, words):
    client.force_login(office)
    answer = client.get(reverse("report-monthly"), {"month": month}, follow=True)
    assert answer.redirect_chain
    assert words in answer.text
    assert "message-error" in answer.text


@pytest.mark.parametrize("who", ["leader", "secretary", "liaison", "discipline", "division", "sysadmin", "auditor"])
@pytest.mark.parametrize("name", ["reports", "report-monthly"])
def test_whoever_does_not_draw_reports_is_refused(client, request, who, name):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse(name), {"month": "2026-10"}).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client):
    for name in ("reports", "report-monthly"):
        assert client.get(reverse(name))["Location"].startswith(reverse("login"))
