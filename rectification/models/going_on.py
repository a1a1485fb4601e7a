"""基本完成: what is reported as basically completed is not closed out; past its day it goes on under a new one."""

from core.workdays.reckoning import today


class GoingOnSets:
    """Mixed into the sets of items."""

    def awaiting_new_day(self):
        """Basically completed ones past their day, of which nobody has applied for a change that waits."""
        mostly = self.model.Completion.MOSTLY
        going_on = self.filter(completion=mostly, status=self.model.Status.RECTIFYING, due_on__lt=today())
        return going_on.without_open_change()


class GoingOn:
    """Mixed into items."""

    @property
    def went_past_its_day(self) -> bool:
        """Whether it is basically completed and past its day, so that the next step is to apply for a new one."""
        is_going_on = self.completion == self.Completion.MOSTLY and self.status == self.Status.RECTIFYING
        return is_going_on and self.due_on is not None and self.due_on < today()
