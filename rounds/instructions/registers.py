"""The register of instructions, and the step that answers one."""

from django.utils.translation import gettext_lazy as _

from core.registers.register import Register, Words, keep
from core.workflow.steps import Asks, Step, Task
from rounds.deadlines.obligations import leave_unchecked
from rounds.instructions.filters import InstructionFilter
from rounds.instructions.forms import AnswerForm, InstructionForm
from rounds.instructions.services import answer_instruction, follow_instruction, owed_answer, tell_reading
from rounds.instructions.tables import InstructionTable
from rounds.models import Instruction
from rounds.permissions import can_keep_rounds, reads_registers

INSTRUCTIONS = keep(
    Register(
        Instruction,
        named="rounds:instruction",
        listed="rounds:instructions",
        words=Words(
            _("Instructions"),
            _("Record an instruction"),
            _("Change the instruction"),
            _("No instruction is recorded yet."),
            _("Record what the secretary and others wrote, to whom and by when; it waits here for its answer."),
        ),
        day="given_on",
        form=InstructionForm,
        table=InstructionTable,
        filters=InstructionFilter,
        facts=(
            "giver",
            "giver_name",
            "given_on",
            "round",
            "inspection",
            "addressee",
            "due_on",
            "text",
            "answered_on",
            "answer",
        ),
        wide=("inspection", "text", "answer"),
        reads=("round", "inspection__organization", "inspection__team__round"),
        opens=reads_registers,
        may_enter=can_keep_rounds,
        follow=follow_instruction,
        owes=owed_answer,
        brought=leave_unchecked,
        shown=tell_reading,
    ),
    Step(
        "answer",
        _("Record the answer"),
        rows=Instruction.objects.answerable_by,
        service=answer_instruction,
        asks=Asks(AnswerForm, title=_("Record the answer to the instruction")),
        done=_("The answer is recorded."),
        task=Task(
            _("Answer the instruction of %(day)s"),
            _("Go and answer"),
            facts=lambda row: {"day": row.given_on.isoformat()},
            detail=lambda row: row.addressee,
            due_on=lambda row: row.due_on,
        ),
    ),
)
