"""Importing the ledger of inspections: what was inspected in which round, of which kind, in which mode, when."""

from datetime import date

import pytest

from core.reports.figures import figures
from rounds.models import Inspection, InspectionKind, InspectionMode, Organization, Round, Team
from tests import ledgers
from tests.factories import InspectionFactory, OrganizationFactory, RoundFactory, TeamFactory

HEADER = ["轮次", "巡察组", "巡察组所属县区", "被巡察党组织", "巡察类型", "巡察方式", "进驻日期", "撤离日期"]
FIRST = ["第十四轮", "第一巡察组", "景河县", "会安县西滩镇党委", "提级", "整组交叉", "2021-03-01", "2021-04-20"]


def ledger(*rows):
    return ledgers.as_file(ledgers.sheet_of([HEADER, *rows]))


@pytest.fixture(autouse=True)
def register(db):
    OrganizationFactory(name="市财政局党组")
    OrganizationFactory(name="会安县西滩镇党委", level=Organization.Level.TOWNSHIP, district="会安县")


def test_an_inspection_of_the_past_comes_with_kind_mode_days_and_the_county_of_its_team(take_in):
    assert take_in(ledger(FIRST)).saved == 1
    inspection = Inspection.objects.get()
    assert (inspection.kind, inspection.mode) == (InspectionKind.ELEVATED, InspectionMode.WHOLE_TEAM)
    assert (inspection.entered_on, inspection.left_on) == (date(2021, 3, 1), date(2021, 4, 20))
    assert (inspection.status, inspection.team.county) == (Inspection.Status.REPORTING, "景河县")
    assert figures["elevated_townships"].compute(date(2021, 3, 1), None, None) == 1
    assert figures["elevated_townships"].compute(date(2021, 2, 28), None, None) == 0


def test_the_same_ledger_again_changes_nothing(take_in, standing):
    take_in(ledger(FIRST))
    again = take_in(ledger(FIRST))
    assert again.saved == 0
    assert len(standing(again.plan)) == 1


def test_a_look_back_looks_back_on_what_another_row_or_a_later_ledger_tells(take_in):
    take_in(ledger(["第十六轮", "第二巡察组", "", "市财政局党组", "回头看", "", "2022-03-01", ""]))
    assert Inspection.objects.get().looks_back_on is None
    take_in(ledger(["第三轮", "第五巡察组", "", "市财政局党组", "常规", "", "2016-03-01", "2016-04-28"]))
    look_back = Inspection.objects.get(kind=InspectionKind.LOOK_BACK)
    assert look_back.looks_back_on.team.round.number == 3


def test_what_came_with_a_ledger_before_is_brought_up_to_date_if_one_chooses_so(take_in):
    round_ = RoundFactory(
        number=14,
        starts_on=None,
        imported_on=date(2026, 1, 1),
        status=Round.Status.RECTIFYING,
        field_ends_on=None,
        approved_on=None,
    )
    team = TeamFactory(round=round_, number=1, imported_on=date(2026, 1, 1))
    township = Organization.objects.get(name="会安县西滩镇党委")
    InspectionFactory(
        team=team, organization=township, entered_on=None, imported_on=date(2026, 1, 1), status="fed_back"
    )
    take_in(ledger(FIRST))
    assert Inspection.objects.get().mode == ""
    assert take_in(ledger(FIRST), update=True).saved == 1
    inspection = Inspection.objects.get()
    assert (inspection.mode, inspection.entered_on) == (InspectionMode.WHOLE_TEAM, date(2021, 3, 1))
    assert Team.objects.get().county == "景河县"


def test_what_was_planned_here_stays_as_it_is(take_in):
    inspection = InspectionFactory(organization=Organization.objects.get(name="市财政局党组"), status="reporting")
    number = inspection.team.round.number
    row = [str(number), str(inspection.team.number), "", "市财政局党组", "专项", "", "2026-03-03", ""]
    assert take_in(ledger(row), update=True).saved == 0
    inspection.refresh_from_db()
    assert inspection.kind == InspectionKind.ROUTINE


@pytest.mark.parametrize(
    ("change", "column", "cause"),
    [
        ({2: ""}, "巡察方式", "请先在巡察组页面填写该组人员所属县区。"),
        ({2: "会安县"}, "巡察方式", "该组来自会安县，会安县西滩镇党委也属会安县，不成其为交叉巡察。"),
        ({5: ""}, "巡察方式", "请选择提级、交叉巡察的方式。"),
        ({7: "2021-02-20"}, "撤离日期", "撤点日期不能早于进驻日期。"),
        ({6: "2099-01-01", 7: ""}, "进驻日期", "日期晚于今天"),
        ({3: "会安县东滩镇党委"}, "被巡察党组织", "名录中没有这个党组织，请先导入或录入"),
    ],
)
def test_a_wrong_row_is_refused_at_its_column(look, causes, change, column, cause):
    row = [change.get(place, value) for place, value in enumerate(FIRST)]
    assert [(where, why) for _row, where, why in causes(look(ledger(row)))] == [(column, cause)]


def test_one_team_has_one_county(look, causes):
    OrganizationFactory(name="会安县东滩镇党委", level=Organization.Level.TOWNSHIP, district="会安县")
    second = [*FIRST[:2], "靖川县", "会安县东滩镇党委", *FIRST[4:]]
    assert [cause[1] for cause in causes(look(ledger(FIRST, second)))] == ["巡察组所属县区"]
