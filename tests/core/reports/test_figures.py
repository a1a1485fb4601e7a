"""Figures: registered once, computed for a day, a period and a reader."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from core.reports.figures import Figure, values_on
from core.reports.period import Period, month_of, parse_month
from core.reports.registry import Registry
from rounds.models import Team


def count_teams(as_of, period, user):
    teams = Team.objects.visible_to(user) if user else Team.objects.all()
    teams = teams.filter(formed_on__lte=as_of)
    return teams.filter(formed_on__gte=period.start).count() if period else teams.count()


TEAMS = Figure("sample_teams", "组建巡察组", "个", count_teams, group="巡察", link=lambda as_of: f"/teams/?to={as_of}")


def test_a_key_is_taken_once():
    registry = Registry("figure")
    registry.register(TEAMS)
    with pytest.raises(ValueError, match="sample_teams"):
        registry.register(TEAMS)
    assert registry["sample_teams"] is TEAMS


@pytest.mark.parametrize(
    ("as_of", "period", "count"),
    [
        (date(2026, 11, 23), None, 3),
        (date(2026, 10, 5), None, 2),
        (date(2026, 10, 4), None, 1),
        (date(2026, 11, 23), Period(date(2026, 10, 1), date(2026, 11, 23)), 2),
    ],
)
def test_a_figure_is_computed_as_of_any_day_and_for_any_period(sample, as_of, period, count):
    [value] = values_on(as_of, period=period)
    assert (value.value, value.url) == (count, f"/teams/?to={as_of}")


def test_the_command_prints_lines_or_json(sample):
    def run(*arguments):
        out = StringIO()
        call_command("figures", *arguments, stdout=out)
        return out.getvalue()

    assert run("--as-of", "2026-10-05") == "sample_teams\t2\t个\n"
    assert json.loads(run("--as-of", "2026-09-30", "--json")) == {"sample_teams": 1}


@pytest.mark.usefixtures("sample")
class TestOverTheApi:
    def read(self, client, user, query=""):
        from core.api.tokens import issue_token

        return client.get(f"/api/v1/figures/?{query}", headers={"Authorization": f"Token {issue_token(user)[1]}"})

    def test_the_office_reads_them(self, client, office, clock):
        clock.set("2026-11-01 09:00")
        told = self.read(client, office).json()
        row = {"key": "sample_teams", "label": "组建巡察组", "unit": "个", "value": 2}
        assert told == {"as_of": "2026-11-01", "since": None, "results": [row]}

    def test_as_of_a_day_and_since_another(self, client, leadinggroup):
        told = self.read(client, leadinggroup, "as_of=2026-10-31&since=2026-10-01").json()
        assert told["results"][0]["value"] == 1

    @pytest.mark.parametrize(
        "query",
        [
            *("as_of=yesterday", "as_of=2026-02-30", "as_of=2026-01-01&since=2026-02-01"),
            *("as_of=9999-12-31", "since=0001-01-01", "since="),
        ],
    )
    def test_bad_days_are_refused(self, client, office, query):
        assert self.read(client, office, query).status_code == 400

    @pytest.mark.parametrize("who", ["leader", "secretary", "discipline", "sysadmin", "handler"])
    def test_whoever_does_not_draw_reports_gets_none(self, client, request, who):
        user = request.getfixturevalue(who)
        expected = 200 if who == "handler" else 403  # the handler of the cast is office staff too
        assert self.read(client, user).status_code == expected


def test_months():
    assert month_of(date(2024, 2, 10)) == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert month_of(date(2026, 1, 31)).previous == Period(date(2025, 12, 1), date(2025, 12, 31))
    assert date(2026, 1, 31) in month_of(date(2026, 1, 1))
    assert None not in month_of(date(2026, 1, 1))
    with pytest.raises(ValueError, match="month"):
        parse_month("2026-13")
