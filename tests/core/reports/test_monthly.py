"""The monthly workbook."""

import threading
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from openpyxl import load_workbook

from core.reports.figures import Figure, figures
from core.reports.monthly import Chosen, NotYetBegun, file_name, monthly_report
from core.reports.rates import Rate, rates
from core.reports.sheets import Sheet, sheets
from core.workbook.spec import SheetRow, WriterColumn
from rounds.models import Team
from tests.core.reports.test_figures import TEAMS
from tests.factories import TeamFactory

pytestmark = pytest.mark.django_db


def team_rows(period, user):
    teams = Team.objects.visible_to(user) if user else Team.objects.all()
    for team in teams.filter(formed_on__range=(period.start, period.end)).order_by("pk"):
        yield SheetRow((team.place, team.formed_on, 1), overdue=True)


COLUMNS = [
    WriterColumn("地点"),
    WriterColumn("组建日期", kind="date"),
    WriterColumn("个数", kind="integer", total="sum"),
]
SHEET = Sheet("sample", "巡察组", columns=COLUMNS, rows=team_rows, unit="个")


@pytest.fixture(autouse=True)
def sample(monkeypatch, clock, settings):
    settings.OFFICE_NAME = "市委巡察办"
    monkeypatch.setattr(figures, "_entries", {TEAMS.key: TEAMS})
    monkeypatch.setattr(rates, "_entries", {})
    monkeypatch.setattr(sheets, "_entries", {SHEET.key: SHEET})
    clock.set("2026-11-23 09:00")


@pytest.fixture
def teams(db):
    for month in (10, 11, 11):
        TeamFactory(formed_on=date(2026, month, 5), place='=HYPERLINK("http://evil")')


def drawn(month, **kwargs):
    file = BytesIO()
    monthly_report(month, file, **kwargs)
    book = load_workbook(file)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


@pytest.mark.usefixtures("teams")
class TestDrawn:
    def test_the_first_page_tells_month_year_and_all_up_to_its_end(self):
        TeamFactory(formed_on=date(2025, 3, 1))
        summary = drawn(date(2026, 11, 1))["汇总表"]
        assert summary[0][0] == "巡察工作月报（2026年11月）"
        assert "本月、本年及累计，截至2026年11月23日" in summary[1]
        assert summary[2][0] == "本月新增：组建巡察组2个。"
        assert summary[3] == ["指标", "单位", "本月新增", "较上月", "本年新增", "累计"]
        assert summary[4][0] == "巡察"
        assert summary[5] == ["组建巡察组", "个", 2, 2, 3, 4]
        assert drawn(date(2026, 10, 31))["汇总表"][5] == ["组建巡察组", "个", 1, 1, 1, 2]

    def test_the_first_page_stays_one_page(self):
        file = BytesIO()
        monthly_report(date(2026, 11, 1), file)
        setup = load_workbook(file).worksheets[0].page_setup
        assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("portrait", 1, 1)

    def test_a_month_in_which_nothing_came_about_says_so(self):
        assert drawn(date(2026, 9, 1))["汇总表"][2][0] == "本月无新增。"

    def test_a_rate_stands_under_the_figures_of_its_group(self, monkeypatch):
        all_teams = Figure("all", "应组建", "个", lambda as_of, period, user: 4, group="巡察")
        monkeypatch.setattr(figures, "_entries", {TEAMS.key: TEAMS, "all": all_teams})
        rate = Rate("formed", "组建率", TEAMS.key, "all", "巡察")
        monkeypatch.setattr(rates, "_entries", {"formed": rate})
        rows = drawn(date(2026, 11, 1))["汇总表"]
        assert rows[6][0] == "应组建"
        assert rows[7] == ["组建率", "%", "—", "+50.00", "—", "75.00"]
        assert Rate("none", "", "all", TEAMS.key).of({"all": 0, TEAMS.key: 0}) is None

    def test_sheets_left_out_are_not_drawn_and_others_whole_as_chosen(self, monkeypatch):
        whole = replace(SHEET, key="whole", title="全部", history=lambda period, user: [("历史", period.end, 7)])
        monkeypatch.setattr(sheets, "_entries", {SHEET.key: SHEET, "whole": whole})
        book = drawn(date(2026, 11, 1), chosen=Chosen(frozenset({SHEET.key}), frozenset({"whole"})))
        assert list(book) == ["汇总表", "全部"]
        assert [book["全部"][3][column] for column in (0, 2)] == ["历史", 7]
        assert "全部历史，截至" in str(book["全部"][1])

    def test_a_registered_sheet_has_its_rows_total_and_signatures(self):
        rows = drawn(date(2026, 11, 1))["巡察组"]
        words = [str(cell) for row in rows for cell in row if cell is not None]
        assert rows[0][0] == "巡察组（2026年11月）"
        assert any("市委巡察办" in word for word in words)
        assert any("2026年11月23日" in word for word in words)
        assert [row[2] for row in rows if row[2] in (1, 2)] == [1, 1, 2]
        assert any("单位负责人" in word for word in words)

    def test_no_cell_is_a_formula(self):
        file = BytesIO()
        monthly_report(date(2026, 11, 1), file)
        cells = [cell for sheet in load_workbook(file) for row in sheet.iter_rows() for cell in row]
        assert cells
        assert all(cell.data_type != "f" for cell in cells)

    def test_a_reader_gets_what_they_see(self, leader):
        assert drawn(date(2026, 11, 1), user=leader)["汇总表"][5][2:] == [0, 0, 1, 1]
        assert drawn(date(2026, 11, 1))["汇总表"][5][5] == 4

    def test_a_month_to_come_is_refused(self):
        with pytest.raises(NotYetBegun, match="尚未开始"):
            drawn(date(2026, 12, 1))


def test_the_file_has_the_name_offices_use():
    assert file_name(date(2026, 11, 1)) == "巡察工作月报_2026年11月.xlsx"


def test_the_command_writes_the_file_and_names_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out = StringIO()
    call_command("monthly_report", "2026-11", stdout=out)
    assert out.getvalue() == "巡察工作月报_2026年11月.xlsx\n"
    call_command("monthly_report", "2026-10", "--output", str(tmp_path / "x.xlsx"), stdout=out)
    assert load_workbook(tmp_path / "x.xlsx").sheetnames == ["汇总表", "巡察组"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.xlsx", "巡察工作月报_2026年11月.xlsx"]


def test_a_file_that_cannot_take_its_place_leaves_nothing(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(CommandError):
        call_command("monthly_report", "2026-11", "--output", str(tmp_path / "folder"))
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


@pytest.mark.parametrize("arguments", [["2026-12"], ["2026-13"], ["november"], ["2026-11", "--output", "/nowhere/x"]])
def test_the_command_refuses_and_leaves_nothing(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError):
        call_command("monthly_report", *arguments)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_all_sheets_are_of_one_moment(monkeypatch):
    TeamFactory(formed_on=date(2026, 11, 5))

    def someone_else_adds_a_team():
        TeamFactory(formed_on=date(2026, 11, 6))
        connection.close()

    def rows(period, user):
        other = threading.Thread(target=someone_else_adds_a_team)
        other.start()
        other.join()
        yield from team_rows(period, user)

    monkeypatch.setattr(sheets, "_entries", {"sample": Sheet("sample", "巡察组", COLUMNS, rows)})
    book = drawn(date(2026, 11, 1))
    assert ["组建巡察组", "个", 1, 1, 1, 1] in book["汇总表"]
    assert sum(row[2] == 1 for row in book["巡察组"]) == 2  # one team, and the total
    assert Team.objects.count() == 2


def test_the_command_draws_the_whole_history_when_asked(tmp_path, monkeypatch):
    asked = []

    def drawn_sheet(period, user, *, whole):
        asked.append(whole)
        return [], ""

    monkeypatch.setattr(Sheet, "drawn", lambda self, period, user, *, whole: drawn_sheet(period, user, whole=whole))
    for options in ([], ["--whole-history"]):
        call_command("monthly_report", "2026-11", "--output", str(tmp_path / "x.xlsx"), *options, stdout=StringIO())
    assert asked == [False, True]
