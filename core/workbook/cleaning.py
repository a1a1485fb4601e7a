"""Text as people type it into cells, made comparable: spaces, full-width forms, marks for "nothing"."""

import re
import unicodedata

# Space, no-break, ideographic and zero-width spaces, byte-order mark.
SPACES = " \t\r\n\v\f\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_edges = re.compile(f"^[{SPACES}]+|[{SPACES}]+$")
_any_space = re.compile(f"[{SPACES}]+")
# What XML 1.0 cannot hold, lone surrogates included. openpyxl refuses to write some of these; we drop them.
_illegal = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Workbooks spell what XML cannot hold as _xHHHH_ (ECMA-376, ST_Xstring); a carriage return is the common one.
_spelled = re.compile(r"_x([0-9A-Fa-f]{4})_")

MOST_IN_A_CELL = 32_767  # Excel's own limit
CUT = "…（过长，已截断）"
EMPTY_MARKS = frozenset({"-", "--", "–", "—", "——", "/", "\\", "―"})
# Words and signs by which a filled-in cell says that there is nothing to say, or the same as in the cell above.
NOTHING = frozenset({"无", "暂无", "没有", "不涉及", "未涉及", "未登记", "n/a", "none", "nil"})
DITTO = frozenset({"〃", "〞", "″", "”", '"', "''", "同上", "同前", "同上行"})
LONGEST_SIGN = 6
NOT_RECORDED = frozenset({"未登记（台账导入）", "Not recorded (came with a ledger)"})  # as our own workbooks say it


def clean_text(value):
    """The text with plain line ends, without illegal characters and without spaces at its edges."""
    value = _spelled.sub(lambda found: chr(int(found.group(1), 16)), value) if "_x" in value else value
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return _edges.sub("", _illegal.sub("", value))


def storable_text(value):
    """The text as a workbook can hold it: no illegal characters, plain line ends, cut with a mark where too long."""
    value = _illegal.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    value = _spelled.sub(r"_x005F_x\1_", value) if "_x" in value else value
    return value if len(value) <= MOST_IN_A_CELL else value[: MOST_IN_A_CELL - len(CUT)] + CUT


def is_blank(value):
    """Whether a cell says nothing: empty, only spaces, or one of the dashes that stand for "none"."""
    if value is None:
        return True
    if not isinstance(value, str) or value[:1].isalnum():  # most cells, however long, are told by their first letter
        return False
    return not value or narrow(value) in EMPTY_MARKS or not clean_text(value)


def says_nothing(value):
    """Whether a cell is filled in to say "nothing": 无, 暂无, （无）."""
    return (_is_sign(value) and narrow(value).strip("().。").casefold() in NOTHING) or value in NOT_RECORDED


def is_ditto(value):
    """Whether a cell says "the same as above": 〃, 同上."""
    return _is_sign(value) and (clean_text(value) in DITTO or narrow(value) in DITTO)


_number = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
_elsewhere = re.compile(
    rf"^[(]?(?:同左|同右|同前列|见上|见前|见上行|详见上|如上|同(?:第|序号|问题|编号|no\.?){_number}(?:条|项|行|号|个?问题)?"
    rf"|同{_number}(?:条|项|行|号|个?问题)|同上(?:条|项|个?问题|述))[)。.]?$",
    re.IGNORECASE,
)
_refers = frozenset("同见如")
LONGEST_REFERENCE = 12


def refers_elsewhere(value):
    """Whether a cell only points to another one than that above it: 同左, 同第3条, 见上."""
    if not isinstance(value, str) or len(value) > LONGEST_REFERENCE or _refers.isdisjoint(value):
        return False
    return bool(_elsewhere.match(narrow(value)))


def _is_sign(value):
    return isinstance(value, str) and len(value) <= LONGEST_SIGN


def narrow(value):
    """Full-width letters, digits and signs as half-width ones, no spaces. For comparing, not for keeping."""
    return _any_space.sub("", unicodedata.normalize("NFKC", value))


def normal_title(value):
    """A column heading reduced to what identifies it: no spaces, no star for "required", half-width."""
    return narrow(str(value)).strip("*").rstrip(":").casefold()


_note = re.compile(r"\(([^()]*)\)$")


def split_note(title):
    """A normal title without its closing bracket, and what stood in the bracket (a unit, as a rule)."""
    found = _note.search(title)
    if not found or found.start() == 0:
        return title, ""
    return title[: found.start()], found.group(1)


TICKED, UNTICKED = "☑✔✓√■☒✅", "□☐"
_boxes = re.compile(rf"([{TICKED}{UNTICKED}])\ufe0f?")


def ticked(words):
    """What is ticked of several words with boxes: ☑已完成 □未完成; the words as they are unless it is just one."""
    if not any(box in words for box in UNTICKED) or not any(tick in words for tick in TICKED):
        return words
    first, *rest = _boxes.split(words)
    boxes, told = rest[::2], rest[1::2]
    if first.strip():  # the boxes stand behind their words
        told = [first, *told[:-1]] if not told[-1].strip() else []
    chosen = [each for box, each in zip(boxes, told, strict=False) if box in TICKED]
    return chosen[0] if len(chosen) == 1 and chosen[0].strip() else words
