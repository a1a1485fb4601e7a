"""The steps of a finding: changed by the team, submitted by its leader, returned by the office."""

from django.utils.translation import gettext_lazy as _

from core.api.bodies import ReasonBody
from core.ui.late_days import late_days
from core.ui.views.step import give_back
from core.workflow.steps import Command, Step, Task, for_anyone, page, register_steps
from findings.findings import services
from findings.findings.conditions import why_not_return_finding, why_not_submit_finding
from findings.models import Finding
from findings.returns import RETURNED_FINDING
from rounds.place.lookups import Place

Status = Finding.Status
findings = Finding.objects


def _where(finding) -> str:
    return str(finding.inspection)


STEPS = register_steps(
    Finding,
    Step(
        "submit",
        _("Submit to the office"),
        rows=findings.submittable_by,
        states=(Status.DRAFT,),
        blocked=for_anyone(why_not_submit_finding),
        service=services.submit_finding,
        locked_after="inspection",
        confirm=_("Submit this finding to the office? After that it can be changed only when it is returned."),
        done=_("Submitted to the office."),
        command=Command("The leader hands it to the office."),
        task=Task(
            _("Submit finding %(number)s to the office"),
            _("Go and submit"),
            kind=_("Submit findings"),
            listed="findings:findings",
            about=_where,
            again=_("Mend finding %(number)s, which was returned"),
            detail=_where,
        ),
    ),
    Step(
        "change",
        _("Change"),
        page("findings:finding_change"),
        rows=findings.changeable_by,
        states=(Status.DRAFT,),
        primary=RETURNED_FINDING.is_unmended,
        task=Task(
            _("Finish finding %(number)s"),
            _("Go on"),
            kind=_("Finish findings"),
            listed="findings:findings",
            about=_where,
            again=_("Mend finding %(number)s, which was returned"),
            detail=_where,
            rows=findings.begun_by,
        ),
    ),
    Step(
        "return",
        _("Return to the team"),
        rows=findings.returnable_by,
        states=(Status.SUBMITTED,),
        service=services.return_finding,
        asks=give_back(_("Return the finding"), _("The team can change it again and must submit it anew.")),
        command=Command("The office gives it back to the team.", ReasonBody),
        blocked=for_anyone(why_not_return_finding),
        primary=False,
    ),
    late_days(findings.returnable_by, lacking=findings.lacking_day_of_find, names=("found_on",), until="issued_on"),
    reads=Place().related,
)
