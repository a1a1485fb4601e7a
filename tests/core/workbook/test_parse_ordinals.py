"""Rounds, terms and teams as people write them into cells."""

import pytest

from core.workbook.cells import BadValue
from core.workbook.ordinals import round_number, team_number, term_number, year_of


@pytest.mark.parametrize(
    "value",
    [
        *("第十八轮", "十八轮", "第18轮", "18轮", "１８", 18, 18.0, "市委第十八轮巡察", "第 18 轮", "（第18轮）"),
        *("18轮次", "第十八轮次", "(十八轮)", "市委巡察第十八轮", "第十八轮常规巡察", "十八轮专项"),
        *("第拾捌轮", "壹拾捌", "第壹拾捌轮次"),
    ],
)
def test_rounds_are_numbers(value):
    read = round_number()(value)
    assert (read, read.term, read.year) == (18, None, None)


@pytest.mark.parametrize(
    ("value", "number", "term", "year"),
    [
        ("十届市委第十八轮", 18, 10, None),
        ("七届市委第十八轮巡察", 18, 7, None),
        ("五届二轮", 2, 5, None),
        ("2026年第18轮", 18, None, 2026),
        ("２０２６年度第十八轮巡察", 18, None, 2026),
        ("二〇二六年第十八轮", 18, None, 2026),
        ("第十八轮巡察（2026年）", 18, None, 2026),
        ("2026年五届市委第二轮", 2, 5, 2026),
    ],
)
def test_a_round_may_be_told_within_a_term_or_a_year(value, number, term, year):
    read = round_number()(value)
    assert (read, read.term, read.year) == (number, term, year)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "轮",
            "本轮",
            "上一轮",
            "第十八",
            "第十八轮、第十九轮",
            "市委第十七轮、市委第十八轮",
            "第十八轮第二批",
            "2026",
            "2026年",
            "26-18",
            "0",
        ),
        *("首轮", "第零轮", "1.8", 1.8, True),
    ],
)
def test_what_names_no_round_is_refused(value):
    with pytest.raises(BadValue):
        round_number()(value)


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("2026年第十八轮巡察整改台账", 2026),
        ("2026年示例市委第二轮巡察整改台账", 2026),
        ("示例市委第四轮巡察整改台账（截至2017年3月1日）", None),
        ("截至2026年底第四轮整改台账", None),
        ("2026年巡察整改台账", None),
    ],
)
def test_only_the_year_beside_the_number_is_the_year_of_the_round(words, year):
    assert year_of(words) == year


@pytest.mark.parametrize("value", ["第七届", "七届市委", "7届", "第７届", "七", 7, "中共示例市第七届委员会"])
def test_terms_are_numbers(value):
    assert term_number()(value) == 7


@pytest.mark.parametrize("value", ["本届", "届", "上届", "2021-2026"])
def test_what_names_no_term_is_refused(value):
    with pytest.raises(BadValue):
        term_number()(value)


@pytest.mark.parametrize(
    "value",
    [
        *("第一巡察组", "一组", "1组", "第1巡察组", "第一组", "市委第一巡察组", "1", 1, "（第一组）"),
        *("巡察一组", "市委巡察第一组", "市委第十八轮巡察第一组", "巡察第1组", "第一巡察小组", "县委巡察一组"),
    ],
)
def test_teams_are_numbers(value):
    assert team_number()(value) == 1


@pytest.mark.parametrize(
    "value",
    ["巡察组", "第零组", "第一百组", "组一", "第一二组", "一组、二组", "巡察一组、巡察二组", "综合组", "0", -1, "1.5"],
)
def test_what_names_no_team_is_refused(value):
    with pytest.raises(BadValue):
        team_number()(value)
