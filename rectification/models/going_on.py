"""What goes on: 基本完成 past its day under a new one, 常态化坚持 for good."""

from django.db.models import Q
from django.utils.translation import gettext as _

from core.workdays.reckoning import today
from findings.models import DeadlineKind

KEPT_UP = Q(kept_up=True) | Q(deadline_kind=DeadlineKind.LASTING)


def keeps_up(kept_up: bool, deadline_kind: str) -> bool:
    """Whether what was put right is kept up lastingly: its limit says so, or its plan besides a day."""
    return kept_up or deadline_kind == DeadlineKind.LASTING


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
    def is_kept_up(self) -> bool:
        """Whether what was put right is kept up lastingly."""
        return keeps_up(self.kept_up, self.deadline_kind)

    @property
    def kept_up_words(self) -> str:
        """The same, in words."""
        return _("Yes") if self.is_kept_up else _("No")

    @property
    def went_past_its_day(self) -> bool:
        """Whether it is basically completed and past its day, so that the next step is to apply for a new one."""
        is_going_on = self.completion == self.Completion.MOSTLY and self.status == self.Status.RECTIFYING
        return is_going_on and self.due_on is not None and self.due_on < today()
