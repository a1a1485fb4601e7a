"""The steps of an inspection: entered, left, or taken out of the plan before."""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayForm
from core.ui.late_days import late_days
from core.workflow.steps import Asks, Step, Task, page, register_steps
from rounds.inspections import services
from rounds.inspections.conditions import why_not_enter
from rounds.inspections.forms import LeaveForm, ModeForm
from rounds.inspections.open_work import open_work
from rounds.models import Inspection, Round

Status = Inspection.Status
inspections = Inspection.objects

STEPS = register_steps(
    Inspection,
    Step(
        "enter",
        _("Record the entry"),
        rows=inspections.recordable_by,
        states=(Status.PLANNED,),
        blocked=why_not_enter,
        service=services.enter_organization,
        asks=Asks(DayForm, consequence=_("From this day the organization counts as inspected."), button=_("Record")),
        task=Task(
            _("Record the entry into %(organization)s"),
            _("Go and record"),
            facts=lambda inspection: {"organization": inspection.organization},
            detail=lambda inspection: f"{inspection.team.round} {inspection.team}",
            due_on=lambda inspection: inspection.team.round.starts_on,
            rows=inspections.awaiting_entry_by,
            url=page("rounds:inspection_enter"),
        ),
    ),
    Step(
        "unassign",
        _("Take out of the plan"),
        page("rounds:inspection_unassign"),
        rows=inspections.keepable_by,
        states=(Status.PLANNED,),
        applies=lambda inspection: inspection.team.round.status == Round.Status.PREPARING,
        primary=False,
        posts=True,
        confirm=_("Take this organization out of the plan of the round?"),
    ),
    Step(
        "leave",
        _("Record the leaving"),
        rows=inspections.recordable_by,
        states=(Status.ON_SITE,),
        primary=False,
        service=services.leave_organization,
        asks=Asks(
            LeaveForm,
            consequence=_("The team has finished its work on site and writes its report."),
            button=_("Record"),
            given=lambda inspection, user: {"unfinished": open_work(user, [inspection])},
        ),
    ),
    Step(
        "record_mode",
        _("Record the mode"),
        rows=inspections.keepable_by,
        offered=inspections.lacking_mode,
        primary=False,
        service=services.record_mode,
        asks=Asks(ModeForm, consequence=_("The inspection counts by its mode, on the day it was entered.")),
    ),
    late_days(
        inspections.keepable_by,
        lacking=inspections.lacking_days,
        names=("entered_on", "left_on"),
        until="fed_back_on",
    ),
    reads=("organization", "team__round"),
)
