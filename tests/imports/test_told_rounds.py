"""The round of a ledger's rows: from the column, the title, the sheet's name or the term; asked for where in doubt."""

from datetime import date

import pytest

from rounds.models import Inspection, Round
from tests import ledgers
from tests.factories import HandOverFactory, InspectionFactory, RoundFactory, TeamFactory

pytestmark = pytest.mark.usefixtures("organizations")

HEADER = ["轮次", "巡察组", "被巡察党组织", "一级分类", "二级分类", "问题描述", "发现日期"]


def ledger(round_=None, *, title=None, name="问题清单", term=None, year=None, on=date(2026, 7, 1)):
    """A ledger of one row; `title` is a line above its header, `name` that of the sheet."""
    head, row = [*HEADER], [round_, "第四巡察组", ledgers.ORGANIZATIONS[0], "甲类", "乙类", "问题", on]
    if round_ is None:
        head, row = head[1:], row[1:]
    if term:
        head, row = ["届次", *head], [term, *row]
    if year:
        head, row = ["年度", *head], [year, *row]
    return ledgers.as_file(ledgers.sheet_of([*([[title]] if title else []), head, row], name))


def rounds_of(plan):
    """The numbers of the rounds that the good rows are about."""
    return [line.named.round for line in plan.importer.lines]


@pytest.fixture
def history(organizations):
    """Rounds 1 to 4 of the third and fourth term, and 17 and 18 of the fifth."""
    for number, term, year in [(1, "第三届", 2015), (2, "第三届", 2016), (3, "四届市委", 2017), (4, "四届市委", 2017)]:
        past(number, term, date(year, 1, 3))
    past(16, "四届市委", date(2025, 6, 3))
    past(17, "第五届市委", date(2026, 1, 3))
    return past(18, "第五届市委", date(2026, 6, 3))


def past(number, term, starts_on):
    days = {"starts_on": starts_on, "field_ends_on": starts_on.replace(month=starts_on.month + 3)}
    days |= {"approved_on": starts_on, "started_on": starts_on, "field_ended_on": days["field_ends_on"]}
    days["rectifying_from"] = days["field_ends_on"]
    return RoundFactory(number=number, term=term, status=Round.Status.RECTIFYING, **days)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("示例市委第四轮巡察反馈问题整改台账（截至2017年3月1日）", "第四轮"),
        ("示例市委第４轮巡察整改台账", "问题清单"),
        (None, "第四轮"),
        ("四届市委第二轮巡察整改台账", "问题清单"),
    ],
)
def test_a_round_said_by_the_title_or_the_sheet_is_taken_and_told(look, causes, history, organizations, title, name):
    InspectionFactory(team=TeamFactory(round=history, number=4), organization=organizations[0])
    plan = look(ledger(title=title, name=name, on=date(2017, 2, 9)))
    assert causes(plan) == []
    assert rounds_of(plan) == [4]
    (told,) = plan.subjects
    assert [fact.words for fact in told.facts[:2]] == ["第四轮", "第四巡察组"]
    assert (title or name)[:8] in told.facts[0].source
    assert not told.is_plain


def test_the_round_of_the_column_is_told_by_its_column(look, history):
    plan = look(ledger("第十八轮"))
    assert rounds_of(plan) == [18]
    (told,) = plan.subjects
    assert [fact.source for fact in told.facts[:2]] == ["A列“轮次”", "B列“巡察组”"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("第四轮巡察整改台账", "第三轮"),
        ("第三轮、第四轮巡察整改台账", "问题清单"),
        ("第一轮至第四轮巡察整改台账", "问题清单"),
        ("2017年第二轮巡察整改台账", "问题清单"),
        ("九届市委第一轮巡察整改台账", "问题清单"),
    ],
)
def test_a_title_that_leaves_the_round_open_asks_for_it(look, causes, history, title, name):
    file = ledger(title=title, name=name, on=date(2017, 2, 9))
    ((_row, column, cause),) = causes(look(file))
    assert (column, cause.startswith("是哪一轮？")) == ("轮次", True)
    assert rounds_of(look(file, round=4)) == [4]


def test_the_round_is_told_of_refused_rows_too(look, causes, history, organizations):
    inspection = InspectionFactory(
        team=TeamFactory(round=Round.objects.get(number=4), number=4), organization=organizations[0]
    )
    HandOverFactory(inspection=inspection, status="awaiting_plan")
    plan = look(ledger(name="第四轮", on=date(2017, 2, 9)))
    assert causes(plan)
    (told,) = plan.subjects
    assert ([fact.words for fact in told.facts[:2]], told.refused) == (["第四轮", "第四巡察组"], 1)


@pytest.mark.parametrize("title", ["新一轮巡察整改台账", "上一轮巡察整改", "各单位轮次情况"])
def test_words_that_name_no_round_tell_none(look, causes, title):
    ((_row, _column, cause),) = causes(look(ledger(title=title)))
    assert cause.startswith("缺轮次")


def test_a_column_and_a_title_that_disagree_are_refused_until_one_is_chosen(look, causes, history):
    file = ledger("第十八轮", title="第四轮巡察整改台账")
    ((_row, column, cause),) = causes(look(file))
    assert (column, "第四轮" in cause, "第十八轮" in cause) == ("轮次", True, True)
    assert rounds_of(look(file, round=18)) == [18]


def test_a_title_of_several_rounds_agrees_with_each_of_them(look, causes, history):
    assert causes(look(ledger("第十八轮", title="第十七轮至第十八轮整改台账"))) == []
    assert causes(look(ledger("第十六轮", title="第十七、十八轮整改台账", on=date(2025, 7, 1)))) != []


def test_days_of_another_round_are_refused(look, causes, history):
    ((_row, column, cause),) = causes(look(ledger("第十八轮", on=date(2017, 2, 9))))
    assert (column, "第十八轮" in cause) == ("发现日期", True)
    assert causes(look(ledger("第四轮", on=date(2026, 7, 1)))) != []


@pytest.mark.parametrize(
    ("round_", "term"), [("五届市委第二轮", None), ("第二轮", "第五届"), (2, 5), ("第18轮", "五届市委")]
)
def test_a_round_within_a_term_is_counted_within_that_term(look, causes, history, round_, term):
    plan = look(ledger(round_, term=term))
    assert causes(plan) == []
    assert rounds_of(plan) == [18]


@pytest.mark.parametrize(
    ("round_", "term"), [("五届市委第三轮", None), ("第二轮", "第六届"), ("三届市委第三轮", None)]
)
def test_a_round_that_its_term_does_not_have_is_refused(look, causes, history, round_, term):
    ((_row, column, cause),) = causes(look(ledger(round_, term=term)))
    assert (column, cause.startswith("没有第")) == ("轮次", True)
    assert rounds_of(look(ledger(round_, term=term), round=18)) == [18]


def test_a_term_whose_first_round_is_not_known_cannot_be_counted(look, causes, history):
    Round.objects.filter(number=16).delete()
    assert causes(look(ledger("五届市委第二轮"))) != []
    assert causes(look(ledger("五届市委第十八轮"))) == []


def test_an_organization_inspected_more_than_once_is_asked_about(look, causes, history, organizations):
    for number in (4, 18):
        team = TeamFactory(round=Round.objects.get(number=number), number=4)
        InspectionFactory(team=team, organization=organizations[0], status=Inspection.Status.FED_BACK)
    ((_row, _column, cause),) = causes(look(ledger()))
    assert cause.startswith("缺轮次")
    Inspection.objects.filter(team__round__number=4).delete()
    plan = look(ledger())
    assert rounds_of(plan) == [18]
    assert "唯一一次巡察" in plan.subjects[0].facts[0].source


def test_the_preview_says_of_a_day_of_feedback_that_nobody_told_that_it_stays_empty(look):
    (*_place, day) = look(ledger("第十八轮")).subjects[0].facts
    assert (day.label, day.words, "留空" in day.source, day.is_told) == ("反馈日期", "未登记（台账导入）", True, False)
    (*_place, day) = look(ledger("第十八轮"), delivered_on="2026-09-01").subjects[0].facts
    assert (day.words, day.source) == ("2026-09-01", "对整个文件选定的日期")


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("2026年第18轮", date(2026, 7, 1)),
        ("2026年度第十八轮巡察", date(2026, 7, 1)),
        ("（第18轮）", date(2026, 7, 1)),
        ("第十八轮巡察（2026年）", date(2026, 7, 1)),
        ("五届市委第十八轮巡察", date(2026, 7, 1)),
    ],
)
def test_a_round_with_its_year_or_term_is_that_round(look, causes, history, written, on):
    plan = look(ledger(written, on=on))
    assert causes(plan) == []
    assert rounds_of(plan) == [18]
    plan = look(ledger(title=f"示例{written}整改台账" if written[0] in "2五" else written, on=on))
    assert rounds_of(plan) == [18]


@pytest.mark.parametrize(
    "written", ["2017年第二轮", "2017年第18轮", "2026年第2轮", "2016年第三轮", "2017年五届市委第二轮"]
)
def test_a_number_that_may_count_within_the_year_is_asked_for(look, causes, history, written):
    past(5, "四届市委", date(2016, 5, 3))
    for file in (ledger(written, on=date(2017, 3, 1)), ledger(title=f"{written}巡察台账", on=date(2017, 3, 1))):
        ((_row, column, cause),) = causes(look(file))
        assert (column, "整个文件" in cause) == ("轮次", True)
    assert rounds_of(look(ledger(written, on=date(2017, 3, 1)), round=4)) == [4]


@pytest.mark.parametrize("round_", ["第十八轮", None])
def test_a_title_of_another_year_is_refused_by_naming_both_years(look, causes, history, round_):
    ((_row, column, cause),) = causes(look(ledger(round_, title="2025年示例市委第十八轮巡察整改台账")))
    assert (column, "第十八轮在本系统是2026年的，不是2025年的" in cause) == ("轮次", True)
    assert rounds_of(look(ledger(round_, title="2025年第十八轮巡察整改台账"), round=18)) == [18]


@pytest.mark.parametrize("year", [2026, "2026年", "2026年度", "二〇二六年"])
def test_the_year_may_stand_in_a_column_of_its_own(look, causes, history, year):
    assert rounds_of(look(ledger("第十八轮", year=year))) == [18]
    for written in ("第二轮", "第四轮"):
        ((_row, column, cause),) = causes(look(ledger(written, year=year)))
        assert (column, "2026年" in cause) == ("轮次", True)


def test_a_high_number_of_a_year_counts_all_rounds_though_nobody_entered_them(look, causes):
    assert rounds_of(look(ledger("2026年第18轮"))) == [18]
    ((_row, column, _cause),) = causes(look(ledger("2026年第二轮")))
    assert column == "轮次"


def test_the_same_words_in_another_round_are_another_finding(look, take_in, standing, history):
    take_in(ledger("第十七轮", on=date(2026, 2, 1)), skip=False)
    for plan in (look(ledger(), round=18), look(ledger(title="第十八轮巡察整改台账"))):
        assert (standing(plan), rounds_of(plan)) == ([], [18])
    for plan in (look(ledger(), round=17), look(ledger(title="第十七轮巡察整改台账")), look(ledger())):
        assert [row for row, _why in standing(plan)] == [plan.reading.rows[0].number]
