"""Single cells: numbers, sums, words and numerals as people write them."""

import random
from decimal import Decimal

import pytest

from core.workbook.cells import (
    BadValue,
    choice,
    identifier,
    integer,
    items,
    money,
    phone,
    several_names,
    text,
)
from core.workbook.numerals import chinese_numeral, in_number_order, read_numeral


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (3, 3),
        (3.0, 3),
        ("3", 3),
        ("３", 3),
        (" 3　", 3),
        ("3.0", 3),
        ("3项", 3),
        ("12 人", 12),
        ("1,200", 1200),
        ("１，２００", 1200),
        ("0", 0),
        ("两项", 2),
        ("二项", 2),
        ("十二条", 12),
        ("零项", 0),
        ("３个", 3),
        ("共3项", 3),
        ("合计十二人次", 12),
        ("2项。", 2),
    ],
)
def test_whole_numbers_are_read(value, number):
    assert integer()(value) == number


@pytest.mark.parametrize(
    "value",
    [
        "三",
        "一二项",
        "一百二项",
        "几项",
        "项",
        "共项",
        "3项制度",
        "1,2",
        "1,2万",
        "约3",
        "3-5",
        "3.5",
        3.5,
        "-1",
        -1,
        True,
        "",
        "1e3",
        "3%",
        10**10,
        float("inf"),
    ],
)
def test_what_is_no_whole_number_is_refused(value):
    with pytest.raises(BadValue):
        integer()(value)


@pytest.mark.parametrize(
    ("value", "unit", "yuan"),
    [
        ("136,600", "元", "136600"),
        (136600, "元", "136600"),
        (11.25, "万元", "112500"),
        ("11.25", "万元", "112500"),
        ("12.5万元", "元", "125000"),
        ("12.5万元", "万元", "125000"),
        ("3万", "元", "30000"),
        ("３．５万", "", "35000"),
        ("￥1,000.50元", "万元", "1000.50"),
        ("1.2亿元", "", "120000000"),
        (0.1 + 0.2, "万元", "3000.00"),
        (25.38, "单位：万元、件、项、人", "253800"),
        ("5", "项", "5"),
        ("5000元整", "", "5000"),
        ("1.2万元。", "元", "12000"),
        (0, "万元", "0"),
    ],
)
def test_sums_are_read_in_yuan(value, unit, yuan):
    assert money()(value, unit) == Decimal(yuan)


@pytest.mark.parametrize(
    "value", ["1,2万", "三万", "约3万", "3万5千", "万元", "-5", True, "12.5.3", "1,23,456", "0x10"]
)
def test_what_is_no_sum_is_refused(value):
    with pytest.raises(BadValue):
        money()(value, "万元")


def test_the_default_unit_of_a_sum_gives_way_to_the_heading():
    assert money("万元")(2) == 20_000
    assert money("万元")(2, "元") == 2


def test_any_sum_written_with_commas_is_read_back():
    source = random.Random(18)  # noqa: S311 - test data, no secret
    for _turn in range(300):
        cents = source.randrange(10 ** source.randrange(1, 13))
        written = f"{Decimal(cents) / 100:,.2f}"
        assert money()(written) == Decimal(cents) / 100


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (13360267141, "13360267141"),
        (13360267141.0, "13360267141"),
        ("133 6026 7141", "13360267141"),
        ("１３３６０２６７１４１", "13360267141"),
        ("0931-1234567", "0931-1234567"),
        ("+86 13360267141", "+8613360267141"),
        ("13360267141、0931-1234567", "13360267141、0931-1234567"),
    ],
)
def test_telephone_numbers_are_read_without_point_or_exponent(value, number):
    assert phone()(value) == number


@pytest.mark.parametrize("value", ["138", "1.33602671E+10", "无电话", "12345" * 11, 1.5])
def test_what_is_no_telephone_number_is_refused(value):
    with pytest.raises(BadValue):
        phone()(value)


def test_an_eighteen_digit_number_is_kept_as_text_and_refused_as_a_number():
    assert identifier()("620102199001011234") == "620102199001011234"
    assert identifier()(620102) == "620102"
    with pytest.raises(BadValue):
        identifier()(620102199001011234)
    with pytest.raises(BadValue):
        identifier()("6.20102E+17")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (" 市总工会党组　", "市总工会党组"),
        ("\ufeff甲\u200b", "甲"),
        ("甲\r\n乙", "甲\n乙"),
        ("甲_x000D_\n乙", "甲\n乙"),
        ("甲\x07乙", "甲乙"),
        ("=1+1", "=1+1"),
        (2026, "2026"),
        (2026.0, "2026"),
        (1.5, "1.5"),
        (1e22, "10000000000000000000000"),
    ],
)
def test_text_is_cleaned_but_never_changed_inside(value, words):
    assert text()(value) == words


def test_text_that_is_too_long_says_by_how_much():
    with pytest.raises(BadValue, match="共11字，最多10字"):
        text(10)("字" * 11)


def test_a_choice_is_found_by_any_of_its_names():
    parse = choice({"done": ["已完成", "完成", "已整改"], "open": "未完成"})
    assert [parse(word) for word in ("已完成", " 完 成 ", "已整改。", "未完成")] == ["done", "done", "done", "open"]
    assert parse.options == ("已完成", "未完成")
    with pytest.raises(BadValue, match="“差不多”不在可选范围内，应为：已完成、未完成"):
        parse("差不多")


@pytest.mark.parametrize(
    ("value", "entries"),
    [
        ("1.约谈；2.开展", ["约谈", "开展"]),
        ("1、约谈\n2、开展", ["约谈", "开展"]),
        ("1.约谈 2.开展，3.清退 4.5万元", ["约谈", "开展", "清退 4.5万元"]),
        ("（1）约谈；（2）开展。", ["约谈", "开展。"]),
        ("①约谈②开展", ["约谈", "开展"]),
        ("①约谈；②开展", ["约谈", "开展"]),
        ("１．约谈；２．开展", ["约谈", "开展"]),
        ("1.清退1.5万元；2.清退2.5万元", ["清退1.5万元", "清退2.5万元"]),
        ("1.5万元已清退", ["1.5万元已清退"]),
        ("2026年完成", ["2026年完成"]),
        ("只有一条", ["只有一条"]),
        ("甲；乙", ["甲；乙"]),
        ("前言：1.甲；2.乙", ["前言：1.甲；2.乙"]),
        ("一是补齐附件；二是修订制度；三是约谈责任人。", ["补齐附件", "修订制度", "约谈责任人。"]),
        ("一是补齐附件，二是退缴1.5万元", ["补齐附件", "退缴1.5万元"]),
        ("（一）补齐附件\n（二）修订制度", ["补齐附件", "修订制度"]),
        ("一、补齐附件\n二、修订制度", ["补齐附件", "修订制度"]),
        ("补齐附件\n修订制度；\n约谈责任人", ["补齐附件", "修订制度", "约谈责任人"]),
        ("1、补齐附件；2、修订2026年制度3项；3、退缴1.5万元。", ["补齐附件", "修订2026年制度3项", "退缴1.5万元。"]),
        ("一是态度问题", ["一是态度问题"]),
        ("清退公款，\n修订制度", ["清退公款，\n修订制度"]),
        ("按第（二）项整改", ["按第（二）项整改"]),
        ("前言\n一是甲；二是乙", ["前言\n一是甲；二是乙"]),
        ("退缴\n1.5万元已清退", ["退缴", "1.5万元已清退"]),
    ],
)
def test_numbered_entries_are_taken_apart(value, entries):
    assert items()(value) == entries


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("王立新、赵敏", ["王立新", "赵敏"]),
        ("王立新，赵 敏；\n王立新", ["王立新", "赵敏"]),
        ("阿依古丽·买买提", ["阿依古丽·买买提"]),
        ("、", []),
    ],
)
def test_names_in_one_cell_are_told_apart(value, names):
    assert several_names(50, max_items=2)(value) == names
    with pytest.raises(BadValue):
        several_names(50, max_items=2)("甲、乙、丙")


def test_many_numbered_entries_are_taken_apart_and_capped():
    written = "；".join(f"{number}.措施{number}" for number in range(1, 31))
    assert len(items()(written)) == 30
    with pytest.raises(BadValue):
        items(max_items=20)(written)
    with pytest.raises(BadValue):
        items(max_length=3)("1.约谈；2.开展专项自查")


def test_every_chinese_numeral_up_to_99_is_read_back():
    assert [read_numeral(chinese_numeral(number)) for number in range(1, 100)] == list(range(1, 100))


@pytest.mark.parametrize("words", ["", "零", "十十", "百", "一百", "一二", "二十十", "十a"])
def test_what_is_no_chinese_numeral_is_none(words):
    assert read_numeral(words) is None


def test_a_message_quotes_no_more_than_a_line():
    with pytest.raises(BadValue) as refusal:
        integer()("长" * 5000)
    assert len(str(refusal.value)) < 120


def test_words_sort_by_the_numbers_in_them():
    terms = ["第十届", "第三届", "第10届", "第五届", "第四届", "市直部门", "第9届", "第十二届", ""]
    assert sorted(terms, key=in_number_order) == [
        "", "市直部门", "第三届", "第四届", "第五届", "第9届", "第10届", "第十届", "第十二届",
    ]  # fmt: skip
