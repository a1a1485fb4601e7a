"""The monthly sheet of a register tells what was known at the end of its month, and no more."""

from datetime import date

from core.registers.services import enter
from core.reports.period import month_of
from core.reports.sheets import sheets
from rounds.instructions.registers import INSTRUCTIONS
from rounds.instructions.services import answer_instruction
from rounds.models import Instruction
from tests.factories import RoundFactory

GIVEN, DUE, ANSWERED = date(2026, 9, 10), date(2026, 12, 10), date(2026, 11, 5)


def told(month, user):
    return [list(row.values) for row in sheets["instructions"].rows(month_of(month), user)]


def test_an_answer_is_told_from_its_month_on_and_the_day_it_is_due_from_the_first(office):
    given = {"giver": Instruction.Giver.SECRETARY, "given_on": GIVEN, "due_on": DUE, "addressee": "市委巡察办"}
    entry = enter(INSTRUCTIONS, by=office, round=RoundFactory(), text="抓好整改", **given)
    answer_instruction(entry, by=office, on=ANSWERED, answer="已督办")
    [before], [after] = told(date(2026, 10, 1), office), told(date(2026, 11, 1), office)
    assert {GIVEN, DUE, "抓好整改"} <= set(before)
    assert not {ANSWERED, "已督办"} & set(before)
    assert {GIVEN, DUE, ANSWERED, "已督办"} <= set(after)
    assert told(date(2026, 12, 1), office) == []
