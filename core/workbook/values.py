"""What a cell may hold besides text, numbers and dates: errors, formulas without a result, numbers with a format."""

from decimal import Decimal

# What Excel shows for a broken formula; once pasted as values, the words remain.
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
NO_RESULT = "#N/A"


class Fault(str):
    """What Excel shows for a broken formula (#REF!, #N/A …). Never taken as a value."""

    __slots__ = ()


class Uncomputed(str):
    """A formula whose result is not in the file, as some programs write it. Never taken as a value."""

    __slots__ = ()


class Shown(float):
    """A number that its format shows otherwise: 1 as WT18-0001, 0.035 as 3.50%.

    `words` is what a reader of the sheet sees. `number` is the amount those words tell, not rounded to them; None
    for a share (%), which is no amount.
    """

    words: str
    number: Decimal | None

    def __new__(cls, value: float, words: str, number: Decimal | None) -> "Shown":
        made = super().__new__(cls, value)
        made.words, made.number = words, number
        return made

    def __str__(self) -> str:
        return self.words
