"""Which rows below a header are no records: totals, signatures, headings between the rows, instructions."""

import re

from core.workbook.cells import as_text
from core.workbook.cleaning import narrow

_total = re.compile(
    r"^(?:(?:本页|本表|本组|以上)?(?:合计|总计|小计|共计|累计|总数)|承前页|承上页|过次页|转下页|total(?:ofthistable)?)"
    r"(?:[:：]?(?:\d+(?:\.\d+)?(?:个|项|条|件|人|元|万元)?(?:问题|线索)?)?)?$"
    r"|^(?:本(?:单位|组|表|页|轮|次)?|以上|全部)?(?:合计|总计|共计?)\d+(?:个|项|条|件|人)(?:问题|线索)?$"
    r"|^[(-—]*第\d+页(?:[,、/]?共\d+页)?[)-—]*$"
    r"|^[(-—]*(?:以下空白|以下无正文|以下为空白|本页以下空白|完|结束)[)-—]*$",
    re.IGNORECASE,
)
_sign_off = re.compile(
    r"^(?:单位负责人|负责人|分管领导|审核人?|复核人?|填表人|填报人|制表人?|经办人|联系人|联系电话|填报日期|填表日期|填报时间"
    r"|填表说明|填报说明|说明|备注|注\d*|note\d*|移交人|接收人|签收人|盖章|单位[(]盖章[)]"
    r"|headoftheunit|reviewedby|filledinby|telephone)(?:$|[:：(])",
    re.IGNORECASE,
)


def is_footer(cells, required):
    """Whether a row is a total or a signature line: it starts with such a word and is no full record."""
    first = min(cells)
    if not (_total.match(narrow(as_text(cells[first]))) or _signs(cells[first])):
        return False
    others = [index for index in required if index != first]
    return not others or any(index not in cells or _signs(cells[index]) for index in others)


def is_section(grid, number, cells, width):
    """Whether a row is a heading between the data: one text, merged over at least half of the columns."""
    if len(cells) != 1:
        return False
    (index,) = cells
    return any(
        top == bottom == number and left == index and right - left + 1 >= max(width / 2, 2)
        for top, left, bottom, right in grid.merges
    )


_numberings = [
    re.compile(r"^[一二三四五六七八九十]+、"),
    re.compile(r"^\([一二三四五六七八九十]+\)"),
    re.compile(r"^\d+[.、]"),
    re.compile(r"^(?:\(\d+\)|\d+\))"),
]


def headings_with(headings, heading):
    """The headings that hold below this one: itself and those above it whose numbering says that they are higher."""
    return (*(each for each in headings if _depth(each) < _depth(heading)), heading)


def _depth(heading):
    """How deep a heading's numbering says it stands: 一、 above （一） above 1. above (1), one without above all."""
    words = narrow(heading)
    return next((depth for depth, numbering in enumerate(_numberings, 1) if numbering.match(words)), 0)


_column_number = re.compile(r"^[(\[]?(\d{1,3}|[a-z])[)\]]?$", re.IGNORECASE)
_says_number = frozenset({"栏次", "栏号", "列次", "列号", "行次", "甲", "乙"})
FEWEST_NUMBERS = 3


def is_column_numbers(cells):
    """Whether a row under the header only numbers the columns: 栏次 1 2 3, (1) (2) (3), 甲 A B C."""
    words = [narrow(as_text(value)) for _index, value in sorted(cells.items())]
    found = [_column_number.match(each) for each in words if each not in _says_number]
    if len(found) < FEWEST_NUMBERS or not all(found):
        return False
    told = [each.group(1).lower() for each in found]
    numbers = [int(each) if each.isdigit() else ord(each) for each in told]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


_below_a_number = re.compile(
    r"^(?:(?P<above>\d+)[.\-．](?P<own>\d+)|[(]?(?P<alone>\d{1,2})[)]|(?P<circled>[①-⑳]))[.、]?$"
)


def is_number_below(value, above, entries):
    """Whether a running number is one below that of the record above: 1.1 and 1-2 of 1, (1), ①.

    `entries` are how many rows the record has by now.
    """
    words = as_text(value).strip()
    found = _below_a_number.match(words if words[:1] >= "①" and words[:1] <= "⑳" else narrow(words))
    if not found:
        return False
    if found["above"]:
        return above is not None and narrow(as_text(above)) == found["above"]
    number = int(found["alone"]) if found["alone"] else ord(found["circled"]) - 0x245F
    return number in (entries, entries + 1)


_numeral_alone = re.compile(r"^[(]?[一二三四五六七八九十]{1,3}[)]?、?$")


def is_numeral(value):
    """Whether a cell holds but the number of a heading: 一, （二）, 三、."""
    return isinstance(value, str) and bool(_numeral_alone.match(narrow(value)))


_words = re.compile(r"[\u4e00-\u9fff]{2}")


def is_of_words(value):
    """Whether a cell holds Chinese words, as a heading does and a number (WT18-0001) does not."""
    return isinstance(value, str) and bool(_words.search(value))


def is_sign_off(cells):
    """Whether a footer is a signature line or a note, under which no data is expected any more."""
    return _signs(cells[min(cells)])


def _signs(value):
    return bool(_sign_off.match(narrow(as_text(value))))


_instruction = re.compile(
    r"^(?:请?填写?(?!表人)|选填|必填|可填|可不填|请|如[:：]?|例如|例[:：]|按|格式|下拉|从下拉|不超过|参照|注明|写明|yyyy|年/月/日|\d+字以内|整数|数字|[一二两两位12]+位?小数"
    r"|文本|日期|单选|多选|自动生成|text|date|number)",
    re.IGNORECASE,
)
FEWEST_INSTRUCTIONS = 2


def is_instruction(cells, ignored):
    """Whether a row under the header says how to fill in the columns: most of its cells do, and it has no number."""
    if any(index in cells for index in ignored):
        return False
    texts = [value for value in cells.values() if isinstance(value, str)]
    telling = sum(bool(_instruction.match(narrow(text))) for text in texts)
    return len(texts) == len(cells) and telling >= max(FEWEST_INSTRUCTIONS, len(cells) / 2)
