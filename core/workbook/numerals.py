"""Chinese numerals up to 99, as they count rounds and teams."""

DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}


def chinese_number(words):
    """十八 -> 18, 二十 -> 20, 9 -> 9; None where the words are not a number from 1 to 99."""
    if words.isascii() and words.isdigit():
        number = int(words) if len(words) <= 4 else 0
        return number or None
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return DIGITS.get(words) or None
    number = _digit(tens, 1) * 10 + _digit(ones, 0)
    return number if 10 <= number <= 99 else None


def _digit(word, when_absent):
    return DIGITS.get(word, -100) if word else when_absent


def in_chinese(number):
    """18 -> 十八. Up to 99; larger numbers stay in digits."""
    if not 0 < number < 100:
        return str(number)
    names = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else names[tens] + "十") + (names[ones] if ones else "")
