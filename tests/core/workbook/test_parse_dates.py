"""Dates, months and deadlines as ledgers write them."""

from datetime import date, datetime, timedelta

import pytest

from core.workbook.cells import BadValue
from core.workbook.dates import Deadline, DeadlineKind, day, deadline, month


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 6, 20),
        "2026-06-20",
        "2026/6/20",
        "2026.6.20",
        "2026．06．20",
        "2026年6月20日",
        "２０２６年６月２０日",
        " 2026 年 6 月 20 日 ",
        "2026年6月20号",
        "20260620",
        20260620,
        "2026-06-20 00:00:00",
        "2026-06-20T08:30",
        "2026-06-20T08:30:00+08:00",
        "2026/6/20 24:00",
        "2026/6/20 5:30:00 PM",
        "20260620083000",
        "2026年6月20日上午9时30分",
        "2026年6月20日下午",
        "2026-06-20 星期六",
        "2026年6月20日（周六）",
        "2026年6月20日，星期六 17:00",
        "二〇二六年六月二十日",
        "二○二六年六月二十日",
        "二零二六年六月二十日",
        "二O二六年六月二十号",
        "2026年六月二十日",
        "2026.6.20.",
        "二〇二六年六月廿日",
        "贰零贰陆年零陆月贰拾日",
        *("20 Jun 2026", "20th of June, 2026", "June 20, 2026", "Jun. 20th 2026", "20-Jun-2026", "2026-Jun-20"),
        *("20JUN2026", "Sat, 20 June 2026", "June 20, 2026 (Saturday)", "20 June 2026 5:30 PM"),
    ],
)
def test_days_are_read(value):
    assert day()(value) == date(2026, 6, 20)


def test_an_instant_is_the_day_it_shows():
    for clock in ("00:30", "07:59", "23:30"):
        assert day()(datetime.fromisoformat(f"2026-12-31 {clock}")) == date(2026, 12, 31)


def test_the_hour_never_becomes_a_part_of_the_day():
    assert day()("2027/2/1 12:30") == date(2027, 2, 1)
    assert day()("2027-2-1 2:30") == date(2027, 2, 1)


@pytest.mark.parametrize(("words", "found"), [("廿五", 25), ("卅", 30), ("卅一", 31), ("贰拾伍", 25), ("拾贰", 12)])
def test_twenty_and_thirty_in_one_sign_and_capital_numerals_are_days(words, found):
    assert day()(f"二〇二六年八月{words}日") == date(2026, 8, found)


@pytest.mark.parametrize(
    "value",
    [
        "Mar-26",
        "5-Mar-26",
        "5 March",
        "March 52026",
        "Mayor 5 2026",
        "3/5/2026",
        "31 Feb 2026",
        "二〇二六年八月廿十日",
    ],
)
def test_a_day_told_by_halves_is_none(value):
    with pytest.raises(BadValue, match=value):
        day()(value)


@pytest.mark.parametrize(
    ("value", "due_on"),
    [
        ("by 5 Mar 2027", date(2027, 3, 5)),
        ("Feb 2027", date(2027, 2, 28)),
        ("end of February 2027", date(2027, 2, 28)),
        ("二〇二七年贰月廿五日前", date(2027, 2, 25)),
    ],
)
def test_deadlines_are_read_in_english_and_by_capital_numerals(value, due_on):
    assert deadline()(value) == Deadline(DeadlineKind.DATED, due_on)


def test_a_day_by_which_something_is_due_is_not_the_day_of_it():
    with pytest.raises(BadValue):
        day()("by 5 Mar 2027")


@pytest.mark.parametrize("value", ["2027-02-27 星期日", "2027年2月28日（周一）", "Sunday, 27 February 2027"])
def test_a_day_of_the_week_that_is_not_that_day_is_refused(value):
    with pytest.raises(BadValue, match=r"那天是星期[六日]"):
        day()(value)


@pytest.mark.parametrize(
    "value", ["2020-13-40", "2026-02-29", "2026年6月31日", "20261301", "1899-12-31", "2101-01-01"]
)
def test_days_that_do_not_exist_are_refused_as_such(value):
    with pytest.raises(BadValue, match=r"不存在|1900年至2100年"):
        day()(value)


@pytest.mark.parametrize(
    "value",
    [
        "明年",
        "2026",
        2026,
        "2026年6月",
        46000,
        46000.5,
        "6月20日",
        "26.6.20",
        "2026-06-20前",
        timedelta(days=1),
        True,
        "2026年6月下旬",
        "2026-06-20 25:00",
        "2026-06-20T08:30:00Z",
        "2026年6月周六",
        "丙午年六月二十日",
        "六月二十日",
    ],
)
def test_what_is_no_day_is_refused(value):
    with pytest.raises(BadValue):
        day()(value)


def test_a_month_stands_for_a_day_only_where_that_is_agreed():
    assert day("first")("2024年2月") == date(2024, 2, 1)
    assert day("last")("2024.02") == date(2024, 2, 29)


def test_every_day_of_four_years_is_read_in_every_notation():
    current = date(2024, 1, 1)
    while current < date(2028, 1, 1):
        for pattern in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"):
            assert day()(current.strftime(pattern)) == current
        current += timedelta(days=1)


@pytest.mark.parametrize(
    "value",
    [
        date(1989, 7, 1),
        date(1989, 7, 31),
        "1989.07",
        "1989年7月",
        "1989-7",
        "198907",
        198907,
        1989.07,
        "1989.07.12",
        "一九八九年七月",
        "1989年7月生",
        "1989年7月出生（37岁）",
    ],
)
def test_months_are_read_as_their_first_day(value):
    assert month()(value) == date(1989, 7, 1)


def test_october_typed_as_a_number_is_refused_because_it_may_be_january():
    with pytest.raises(BadValue, match="1月还是10月"):
        month()(1989.1)
    assert month()("1989.10") == date(1989, 10, 1)
    assert month()(1989.11) == date(1989, 11, 1)


@pytest.mark.parametrize("value", ["1989", "1989.13", "1989年", "七月", 1989])
def test_what_is_no_month_is_refused(value):
    with pytest.raises(BadValue):
        month()(value)


@pytest.mark.parametrize(
    ("value", "due_on"),
    [
        (date(2026, 12, 1), date(2026, 12, 1)),
        ("2027.2.23", date(2027, 2, 23)),
        ("2026年12月1日前", date(2026, 12, 1)),
        ("2026年12月1日之前", date(2026, 12, 1)),
        ("2027年2月底", date(2027, 2, 28)),
        ("2028年2月底前", date(2028, 2, 29)),
        ("2027年2月", date(2027, 2, 28)),
        ("2026年12月末", date(2026, 12, 31)),
        ("2026年底", date(2026, 12, 31)),
        ("2026年底前", date(2026, 12, 31)),
        ("2026年年底前", date(2026, 12, 31)),
        ("2026年内", date(2026, 12, 31)),
        ("2026年度内", date(2026, 12, 31)),
        ("2027年2月上旬", date(2027, 2, 10)),
        ("2027年2月中旬前", date(2027, 2, 20)),
        ("2027年2月下旬", date(2027, 2, 28)),
        ("2028.2下旬", date(2028, 2, 29)),
        ("二〇二七年二月底", date(2027, 2, 28)),
        ("二○二七年三月十五日", date(2027, 3, 15)),
        ("二零二七年十二月三十一日前", date(2027, 12, 31)),
        ("2027年元月底", date(2027, 1, 31)),
        ("2027年12月份", date(2027, 12, 31)),
        ("2027年2月28日（周日）前", date(2027, 2, 28)),
        ("2027/02/28 24:00", date(2027, 2, 28)),
        ("2027年2月28日24时前", date(2027, 2, 28)),
        ("2027年2月28日17:00前完成", date(2027, 2, 28)),
        ("2027.2.28前", date(2027, 2, 28)),
        ("截至2027年2月28日", date(2027, 2, 28)),
        ("2027年2月28日前（含当日）", date(2027, 2, 28)),
        ("2027年2月底前完成整改", date(2027, 2, 28)),
        ("2027年2月28日前整改到位", date(2027, 2, 28)),
        ("2026年9月20日至2027年2月底前完成", date(2027, 2, 28)),
        (2027.02, date(2027, 2, 28)),
        ("2027年第一季度末", date(2027, 3, 31)),
        ("2027年二季度", date(2027, 6, 30)),
    ],
)
def test_deadlines_by_date_end_with_the_last_day_they_allow(value, due_on):
    assert deadline()(value) == Deadline(DeadlineKind.DATED, due_on)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("立行立改", DeadlineKind.IMMEDIATE),
        (" 立 行 立 改 ", DeadlineKind.IMMEDIATE),
        ("集中整改期内", DeadlineKind.FOCUSED),
        ("集中整改期", DeadlineKind.FOCUSED),
        ("长期坚持", DeadlineKind.LASTING),
        ("常态化", DeadlineKind.LASTING),
    ],
)
def test_deadlines_may_be_a_kind(value, kind):
    assert deadline()(value) == Deadline(kind)


def test_a_kind_may_name_a_day_besides():
    wanted = Deadline(DeadlineKind.IMMEDIATE, date(2026, 9, 30))
    assert deadline()("立行立改（2026年9月30日前）") == wanted
    assert deadline()("立行立改，2026.9.30") == wanted
    assert deadline()("2026年9月30日前，立行立改") == wanted


@pytest.mark.parametrize("value", ["2027年底前完成并长期坚持", "2027年12月底（长期坚持）", "长期坚持，2027.12.31"])
def test_what_goes_on_after_its_day_is_due_by_it(value):
    assert deadline()(value) == Deadline(DeadlineKind.DATED, date(2027, 12, 31))


@pytest.mark.parametrize(
    "value",
    [
        "明年",
        "尽快",
        "年底前",
        "三个月内",
        "立行立改吧",
        "2026-13-40",
        46000,
        "长期坚持，明年",
        "2月底",
        "2月下旬",
        "2027年2月初",
        "2027年年中",
        "2027年初",
        "27年2月底",
        "2027年春节前",
        "一季度末",
        "2027年2月29日",
        "2027-02-27 星期日",
        "2027年3月周三前",
        "立行立改并长期坚持",
        "立行立改（已完成）",
        "二月底",
    ],
)
def test_what_is_no_deadline_is_refused(value):
    with pytest.raises(BadValue):
        deadline()(value)


def test_a_deadline_in_a_number_cell_may_have_lost_its_zero():
    with pytest.raises(BadValue, match="1月还是10月"):
        deadline()(2027.1)
    assert deadline()("2027.10") == Deadline(DeadlineKind.DATED, date(2027, 10, 31))
