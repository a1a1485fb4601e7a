"""The figure and the sheet of instructions."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import sheet_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from rounds.instructions.registers import INSTRUCTIONS
from rounds.models import Instruction

SECRETARY = Instruction.Giver.SECRETARY

figures.register(
    Figure.counting(
        Instruction,
        "secretary_instructions",
        _("Written instructions of the secretary"),
        pgettext_lazy("unit", "instructions"),
        on="given_on",
        among=lambda rows, as_of: rows.standing().filter(giver=SECRETARY),
        group=_("Six responsibilities"),
        listed=Listed("rounds:instructions", "by", giver=SECRETARY.value),
    )
)
sheet_of(INSTRUCTIONS, order=15, unit=pgettext_lazy("unit", "instructions"), until="answered_on")
