"""The page of figures."""

import pytest
from django.urls import reverse

from core.reports.figures import Figure, figures

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


def test_a_tile_tells_the_difference_and_the_table_what_is_new(client, office, monkeypatch):
    moving = Figure("moving", "在库人数", "人", lambda as_of, period, user: 7 if period else as_of.day, group="人才")
    monkeypatch.setattr(figures, "_entries", {"moving": moving})
    client.force_login(office)
    page = client.get(reverse("reports"))
    assert [(tile.value, tile.change) for tile in page.context["tiles"]] == [(23, 23 - 31)]
    assert [(line.value, added) for _heading, lines in page.context["groups"] for _figure, line, added in lines] == [
        (23, 7)
    ]


def test_figures_of_one_group_stand_together_whoever_registers_them(client, office, monkeypatch):
    made = [
        Figure(f"f{at}", "样例", "个", lambda as_of, period, user: 0, group=group) for at, group in enumerate("甲乙甲")
    ]
    monkeypatch.setattr(figures, "_entries", {figure.key: figure for figure in made})
    client.force_login(office)
    groups = client.get(reverse("reports")).context["groups"]
    assert [(heading, len(lines)) for heading, lines in groups] == [("甲", 2), ("乙", 1)]


def test_a_day_that_is_none_shows_today_and_says_so(client, office):
    client.force_login(office)
    page = client.get(reverse("reports"), {"as_of": "nonsense", "trend": "nothing"}).text
    assert "截至2026年11月23日" in page
    assert "field-error" in page


@pytest.mark.parametrize("who", ["leader", "secretary", "liaison", "discipline", "division", "sysadmin", "auditor"])
def test_whoever_does_not_draw_reports_is_refused(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("reports")).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(reverse("reports"))["Location"].startswith(reverse("login"))
