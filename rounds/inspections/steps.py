"""The steps of an inspection: entered, left, or taken out of the plan before."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Step, Task, page, register_steps
from rounds.inspections.conditions import why_not_enter
from rounds.models import Inspection

Status = Inspection.Status
inspections = Inspection.objects

register_steps(
    Inspection,
    Step(
        "enter",
        _("Record the entry"),
        page("rounds:inspection_enter"),
        rows=inspections.recordable_by,
        states=(Status.PLANNED,),
        blocked=why_not_enter,
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
        primary=False,
        posts=True,
        confirm=_("Take this organization out of the plan of the round?"),
    ),
    Step(
        "leave",
        _("Record the leaving"),
        page("rounds:inspection_leave"),
        rows=inspections.recordable_by,
        states=(Status.ON_SITE,),
        primary=False,
    ),
    reads=("organization", "team__round"),
)
