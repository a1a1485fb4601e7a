"""Chinese numerals from 1 to 99, as rounds and teams are numbered: 第十八轮, 第三巡察组."""

DIGITS = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """18 → 十八. Numbers outside 1–99 stay as digits."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")
