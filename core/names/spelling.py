"""How a name is stored, and when two ways of writing are one name."""

import re
import unicodedata

# What is not seen (Unicode: Default_Ignorable_Code_Point), controls, and the blank that is no space.
_invisible = (
    (0x00, 0x08),
    (0x0E, 0x1B),
    (0x7F, 0x84),
    (0x86, 0x9F),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE01EF),
)
INVISIBLE: dict[int, str | None] = {letter: None for first, last in _invisible for letter in range(first, last + 1)}
# The simplified radicals that copying out of a PDF leaves in the place of characters, and others that are one.
# NFKC folds the Kangxi radicals; of these it knows two.
RADICALS = str.maketrans(
    dict(
        zip(
            "⺁⺌⺓⺟⺠⺮⺼⻁⻄⻅⻆⻈⻉⻋⻐⻑⻓⻔⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳⺩⺧⺊⺒⺆⺝⺜⻗",
            "厂小幺母民竹肉虎西见角讠贝车钅長长门青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟王牛卜巳冂月日雨",
            strict=True,
        )
    )
)
MIDDLE_DOTS = str.maketrans(dict.fromkeys("•‧∙⋅・･᛫⸱⸳ꞏ·ㆍᐧ●⦁▪", "·"))
ODD = INVISIBLE | RADICALS | MIDDLE_DOTS
_ranges = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in _invisible)
_odd = re.compile(f"[{_ranges}{''.join(map(chr, RADICALS | MIDDLE_DOTS))}]")
CHARACTER = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WIDE = f"{CHARACTER}\u2e80-\u303f\uff00-\uffef"
LETTER = "A-Za-z\u00c0-\u024f\u0370-\u04ff"
END = " .。,，;；:：、·…．｡"
_dot = re.compile(f"(?<=[{CHARACTER}])\\s*[.．·]\\s*(?=[{CHARACTER}])")
_bracketed = re.compile(f"(?<=[{WIDE}])\\(([^()]*)\\)|\\(([^()]*[{CHARACTER}][^()]*)\\)")
_gap = re.compile(f"(?<=[{WIDE}]) (?![{LETTER}])|(?<![{LETTER}]) (?=[{WIDE}])")


def _without_odd(text: str) -> str:
    """Without invisible letters, with characters for radicals and one kind of middle dot; most texts have none."""
    return text.translate(ODD) if _odd.search(text) else text


def plain_name(text: str) -> str:
    """A name as it is stored: on one line, visible letters of normal width, · between the parts of a name.

    Spaces stay between words of an alphabet only: 王 芳 is 王芳, Anna Maria keeps hers. Brackets about Chinese or
    behind it are wide, as in print.
    """
    letters = _without_odd(unicodedata.normalize("NFC", text))
    if not letters.isascii():
        letters = _without_odd(unicodedata.normalize("NFC", "".join(map(_narrow, letters))))
        letters = _bracketed.sub(lambda found: f"（{found[1] or found[2] or ''}）", letters)
    letters = _gap.sub("", " ".join(letters.split()))
    return _dot.sub("·", letters).strip(END)


def _narrow(letter: str) -> str:
    """The letter, digit or character that this one is a form of; signs stay as they are."""
    if letter.isalnum() or "\u2e80" <= letter <= "\u2fdf":
        return unicodedata.normalize("NFKC", letter)
    return letter


def same_name(text: str) -> str:
    """A name, or any text, as it is compared: no spaces, one width, one kind of middle dot, small letters."""
    plain = _without_odd(unicodedata.normalize("NFKC", _without_odd(text)))
    compact = unicodedata.normalize("NFKC", "".join(plain.split()).casefold())
    return (_dot.sub("·", compact) if "." in compact else compact).strip(END)
