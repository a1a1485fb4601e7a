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
from rounds.deadlines.obligations import extend, forget, meet, open_obligation, owed_on
from rounds.duties import ANSWER_INSTRUCTION
from rounds.models import Instruction
from rounds.signals import instruction_on_lead_read

TITLE = _("Answer the instruction of %(day)s")


def follow_instruction(instruction: Instruction, by: Any) -> None:
    """The office owes the answer by its day. On a lead it is a task of its handlers alone: no deadline tells of it."""
    if instruction.is_on_lead:
        return
    if instruction.is_void:
        forget(instruction)
        return
    open_obligation(
        ANSWER_INSTRUCTION,
        instruction,
        TITLE,
        {"day": instruction.given_on.isoformat()},
        inspection=instruction.inspection,
        round=instruction.round,
        from_on=min(instruction.given_on, instruction.due_on),
        due_on=instruction.due_on,
    )
    if instruction.is_answered:
        meet(ANSWER_INSTRUCTION, instruction, instruction.answered_on)
    else:
        extend(owed_on(instruction, ANSWER_INSTRUCTION), instruction.due_on)


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
    meet(ANSWER_INSTRUCTION, instruction, on)
    return instruction
