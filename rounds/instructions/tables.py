"""Columns of instructions, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.models import Instruction


class InstructionTable(tables.Table):
    """What an instruction on a lead says stands on its page alone, where access is recorded."""

    given_on = tables.DateColumn(linkify=tables.record_url)
    giver = tables.ShortColumn()
    round = tables.ShortColumn(order_by=("round__number",))
    organization = tables.Column(accessor="inspection__organization", verbose_name=_("Inspected organization"))
    text = tables.TextColumn(orderable=False)
    addressee = tables.Column()
    light = tables.LightColumn(accessor="due_on", done="is_answered", verbose_name=_("Time left"))
    answered_on = tables.DateColumn()
    answer = tables.TextColumn(orderable=False, since="answered_on")

    class Meta:
        model = Instruction
        fields = ()

    def render_text(self, value, record):
        return self.value_text(value, record)

    def value_text(self, value, record):
        return _kept_back() if record.is_on_lead else value

    def render_answer(self, value, record):
        return self.value_text(value, record)

    def value_answer(self, value, record):
        return self.value_text(value, record)


def _kept_back() -> str:
    return gettext("On a lead: open it to read.")
