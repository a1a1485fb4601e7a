"""The page of an instruction."""

from core.registers.pages import EntryPage
from rounds.signals import instruction_on_lead_read


class InstructionPage(EntryPage):
    """What an instruction says. Of one on a lead the reading is told, before it is shown, to who records it."""

    def get_context_data(self, **kwargs):
        if self.record.is_on_lead:
            instruction_on_lead_read.send(type(self.record), instruction=self.record, by=self.request.user)
        return super().get_context_data(**kwargs)
