"""The list of training, with what is missing above it."""

from core.registers.pages import EntryList
from core.workdays.reckoning import today
from personnel.training.rhythm import rules_kept


class TrainingList(EntryList):
    template_name = "personnel/trainings.html"

    def get_context_data(self, **kwargs):
        kept = rules_kept(self.request.user, today())
        return super().get_context_data(rules_kept=kept, may_enter=self.may_enter, **kwargs)
