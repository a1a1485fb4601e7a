"""The first page of every role."""

from django.utils.translation import gettext_lazy as _

from core.ui.views.base import PlainPage
from core.workdays.reckoning import today
from core.workflow.steps import Tasks
from core.worklist import duties as worklist
from core.worklist.overviews import overviews_of


class Worklist(PlainPage):
    """What must be known first, what I owe today, whom I follow, what waits for others, and the week ahead."""

    title = _("Worklist")
    template_name = "core/worklist.html"

    def actions(self):
        return worklist.beginnings_of(self.request.user)

    def get_context_data(self, **kwargs):
        tasks = Tasks(self.request.user)
        duties = worklist.duties_of(self.request.user, tasks)
        warnings, waiting = worklist.lines_beside(self.request.user)
        return super().get_context_data(
            duties=duties,
            shown=worklist.grouped(duties, tasks),
            overdue=sum(1 for duty in duties if duty.due_on and duty.due_on < today()),
            warnings=warnings,
            overviews=overviews_of(self.request.user),
            waiting=waiting[: worklist.WRITTEN],
            beyond=worklist.listed_beyond(waiting),
            week=worklist.week_ahead(duties, today()),
            **kwargs,
        )
