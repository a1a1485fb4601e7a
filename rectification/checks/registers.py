"""The registers of joint supervision groups and of their visits, with the step that records a visit."""

from django.utils.translation import gettext_lazy as _

from core.registers.register import Register, Words, keep
from core.workflow.steps import Asks, Command, Step, Task
from rectification.checks import planning
from rectification.checks.bodies import VisitBody
from rectification.checks.filters import GroupFilter, VisitFilter
from rectification.checks.forms import GroupForm, VisitForm, VisitRecordForm
from rectification.checks.services import record_visit
from rectification.checks.tables import GroupTable, VisitTable
from rectification.models import SupervisionGroup, SupervisionVisit
from rectification.models.visits import SURVEY
from rectification.permissions import can_keep_follow_up, reads_supervision

visits = SupervisionVisit.objects
GROUPS = keep(
    Register(
        SupervisionGroup,
        named="rectification:supervision_group",
        listed="rectification:supervision_groups",
        words=Words(
            _("Joint supervision groups"),
            _("Form a group"),
            _("Change the group"),
            _("No joint supervision group yet."),
            _(
                "Form a group of the office, the discipline commission and the organization department, "
                "then plan visits."
            ),
        ),
        day="formed_on",
        form=GroupForm,
        table=GroupTable,
        filters=GroupFilter,
        facts=("name", "formed_on", "ends_on", "chief", "members", "inspections", "focus"),
        wide=("name", "focus"),
        reads=("chief",),
        opens=reads_supervision,
        may_enter=can_keep_follow_up,
        refuses=planning.fits_its_members,
    )
)
VISITS = keep(
    Register(
        SupervisionVisit,
        named="rectification:supervision_visit",
        listed="rectification:supervision_visits",
        words=Words(
            _("Supervision visits"),
            _("Plan a visit"),
            _("Change the visit"),
            _("No visit is planned yet."),
            _("Plan which organization a joint group visits on which day, and who goes."),
        ),
        day="visited_on",
        form=VisitForm,
        table=VisitTable,
        filters=VisitFilter,
        facts=(
            "group",
            "inspection",
            "kind",
            "planned_on",
            "participants",
            "others",
            "focus",
            "visited_on",
            "place",
            "opinion",
            *SURVEY,
        ),
        wide=("inspection", "focus", "opinion"),
        reads=("group", "inspection__organization", "inspection__team__round"),
        opens=reads_supervision,
        may_enter=can_keep_follow_up,
        refuses=planning.fits_its_group,
        follow=planning.owe_visit,
        tells=planning.tell_participants,
    ),
    Step(
        "record",
        _("Record the visit"),
        rows=visits.recordable_by,
        service=record_visit,
        asks=Asks(
            VisitRecordForm,
            title=_("Record the visit"),
            consequence=_(
                "Each verdict stands at its item, where the organization reads it. Who went on the visit closes none "
                "of the items it confirms."
            ),
            button=_("Save"),
            given=lambda visit, user: {"visit": visit, "user": user},
        ),
        done=_("The visit is recorded."),
        task=Task(
            planning.OWED,
            _("Go and record"),
            facts=lambda visit: {"organization": visit.inspection.organization},
            due_on=lambda visit: visit.planned_on,
            rows=visits.falling_to,
        ),
        command=Command("Record the visit with its verdicts.", VisitBody),
    ),
    reads=("inspection__organization",),
)
