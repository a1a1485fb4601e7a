"""The register of secondments, and the step that ends one."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.registers.register import Register, Words, keep
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_side
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import Asks, Step, Task, may_take
from personnel.models import Secondment
from personnel.permissions import can_keep_people, reads_all_rounds
from personnel.secondment.filters import SecondmentFilter
from personnel.secondment.forms import AppraisalForm, SecondmentForm
from personnel.secondment.tables import SecondmentTable


@all_or_nothing
def end_secondment(
    secondment: Secondment, *, by: Actor, on: date, appraisal: str, appraised_as: str = ""
) -> Secondment:
    """Somebody goes back, and is appraised."""
    require_side(may_take(Secondment.objects.endable_by, by, secondment))
    lock_row(secondment)
    require_past("ended_on", on, since=secondment.started_on, fact=_("from"))
    return save_checked(secondment, by=by, ended_on=on, appraisal=appraisal, appraised_as=appraised_as)


SECONDMENTS = keep(
    Register(
        Secondment,
        named="personnel:secondment",
        listed="personnel:secondments",
        words=Words(
            gettext_lazy("Secondments"),
            gettext_lazy("Record a secondment"),
            gettext_lazy("Change the secondment"),
            gettext_lazy("Nobody is seconded yet."),
            gettext_lazy("Record who works for the inspection bodies of the city and the counties for a time."),
        ),
        day="started_on",
        form=SecondmentForm,
        table=SecondmentTable,
        filters=SecondmentFilter,
        facts=(
            "person",
            "from_unit",
            "to_unit",
            "level",
            "started_on",
            "planned_until",
            "ended_on",
            "appraisal",
            "appraised_as",
        ),
        wide=("appraised_as",),
        reads=("person",),
        opens=reads_all_rounds,
        may_enter=can_keep_people,
    ),
    Step(
        "end",
        gettext_lazy("End the secondment"),
        rows=Secondment.objects.endable_by,
        service=end_secondment,
        asks=Asks(
            AppraisalForm,
            consequence=gettext_lazy("On this day the person goes back. The appraisal goes into their record."),
        ),
        task=Task(
            gettext_lazy("End the secondment of %(person)s, which was planned until then"),
            gettext_lazy("Go and end it"),
            facts=lambda secondment: {"person": secondment.person},
            detail=lambda secondment: secondment.to_unit,
            due_on=lambda secondment: secondment.planned_until,
            rows=Secondment.objects.to_end_by,
        ),
    ),
    reads=("person",),
)
