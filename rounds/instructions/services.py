"""Following an instruction to its answer."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.reach import Actor
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_side, require_text
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import may_take
from rounds.deadlines.obligations import meet, obligation, owe_until
from rounds.duties import ANSWER_INSTRUCTION, ANSWER_LEAD_INSTRUCTION
from rounds.models import Instruction, Obligation
from rounds.signals import instruction_on_lead_read

TITLE = _("Answer the instruction of %(day)s")


def owed_answer(instruction: Instruction) -> Obligation | None:
    """What the office owes, by its day: the answer. None once it is there."""
    return None if instruction.answered_on else _owed_answer(instruction)


def follow_instruction(instruction: Instruction, by: Any) -> None:
    """The office owes the answer by its day; on a lead, those of it who handle leads."""
    owe_until(_owed_answer(instruction), done_on=instruction.answered_on, is_void=instruction.is_void)


def _owed_answer(instruction: Instruction) -> Obligation:
    return obligation(
        _kind(instruction),
        instruction,
        TITLE,
        {"day": instruction.given_on.isoformat()},
        inspection=instruction.inspection,
        round=instruction.round,
        from_on=instruction.given_on,
        due_on=instruction.due_on,
    )


def _kind(instruction: Instruction) -> str:
    return ANSWER_LEAD_INSTRUCTION if instruction.is_on_lead else ANSWER_INSTRUCTION


def tell_reading(instruction: Instruction, by: Any) -> None:
    """Of one on a lead the reading is told to who records it, before it is shown."""
    if instruction.is_on_lead:
        instruction_on_lead_read.send(Instruction, instruction=instruction, by=by)


@all_or_nothing
def answer_instruction(instruction: Instruction, *, by: Actor, on: date, answer: str) -> Instruction:
    """Record what was done on an instruction, and from which day it is answered."""
    require_side(may_take(Instruction.objects.answerable_by, by, instruction))
    lock_row(instruction)
    require_past("answered_on", on, since=instruction.given_on, fact=_("instructed on"))
    answer = require_text("answer", answer, _("Answer"))
    save_checked(instruction, by=by, answered_on=on, answer=answer)
    meet(_kind(instruction), instruction, on)
    return instruction
