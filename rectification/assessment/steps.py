"""The steps of assessments: made, decided or returned; and of the second rectification that may follow."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.api.bodies import ReasonBody
from core.ui.views.step import give_back
from core.workdays.reckoning import today
from core.workflow.steps import Asks, Command, Shown, Step, Task, register_steps
from rectification.assessment import services
from rectification.assessment.bodies import DecisionBody, SecondPlanBody, SecondReportBody
from rectification.assessment.conditions import why_not_assess
from rectification.assessment.forms import AssessmentForm, DecisionForm, SecondPlanForm, SecondReportForm
from rectification.models import Assessment, AssessmentScheme, HandOver, SecondRectification
from rectification.models.assessment_schemes import FAILING
from rounds.deadlines.querysets import with_owed_day

assessments, seconds = Assessment.objects, SecondRectification.objects
Status, Second = Assessment.Status, SecondRectification.Status
TALLY = Shown("rectification/_tally.html", lambda row, user: {})
"""What is left of the points, beside the deductions; the form knows its scheme."""


def _of_assessment(assessment: Assessment) -> dict:
    return {"organization": assessment.hand_over.inspection.organization}


def _of_second(second: SecondRectification) -> dict:
    return {"organization": second.hand_over.inspection.organization}


def _may_fail(assessment: Assessment) -> bool:
    return assessment.grade in FAILING


OF_HAND_OVER = register_steps(
    HandOver,
    Step(
        "assess",
        _("Assess the rectification"),
        rows=HandOver.objects.assessable_by,
        states=HandOver.UNDER_WAY,
        blocked=why_not_assess,
        primary=False,
        service=services.assess,
        asks=Asks(
            AssessmentForm,
            title=_("Assess the rectification"),
            consequence=_("Another person decides on it; only then the organization reads it."),
            button=_("Hand in"),
            given=lambda hand_over, user: {
                "hand_over": hand_over,
                "scheme": AssessmentScheme.objects.in_force(today()),
            },
            shows=TALLY,
        ),
        done=_("The assessment is handed in."),
        then=lambda hand_over, made: made,
    ),
)
OF_ASSESSMENT = register_steps(
    Assessment,
    Step(
        "revise",
        _("Mend the assessment"),
        rows=assessments.revisable_by,
        states=(Status.RETURNED,),
        service=services.revise_assessment,
        asks=Asks(
            AssessmentForm,
            title=_("Mend the assessment"),
            consequence=_("It is handed in again; another person decides on it."),
            button=_("Hand in"),
            given=lambda assessment, user: {
                "hand_over": assessment.hand_over,
                "scheme": assessment.scheme,
                "made": assessment,
            },
            shows=TALLY,
        ),
        done=_("The assessment is handed in."),
        task=Task(
            _("Mend the returned assessment of %(organization)s"),
            _("Go and mend"),
            facts=_of_assessment,
        ),
    ),
    Step(
        "decide",
        _("Decide on the assessment"),
        rows=assessments.decidable_by,
        states=(Status.AWAITING,),
        service=services.decide_assessment,
        asks=Asks(
            DecisionForm,
            title=_("Decide on the assessment"),
            consequence=_("The grade holds from today, and the organization is told. It is changed no more."),
            button=_("Confirm the grade"),
            given=lambda assessment, user: {"assessment": assessment, "user": user},
        ),
        done=_("The assessment is decided."),
        task=Task(
            _("Decide on the assessment of %(organization)s"),
            _("Go and decide"),
            facts=_of_assessment,
        ),
        command=Command(
            "Decide on the assessment; of what is not passed, order the second rectification.", DecisionBody
        ),
    ),
    Step(
        "return",
        _("Return the assessment"),
        rows=assessments.decidable_by,
        states=(Status.AWAITING,),
        primary=False,
        service=services.return_assessment,
        asks=give_back(_("Return the assessment"), _("It is mended and handed in again.")),
        done=_("The assessment is returned."),
        command=Command("Return the assessment with a reason.", ReasonBody),
    ),
    reads=("hand_over__inspection__organization",),
)
OF_SECOND = register_steps(
    SecondRectification,
    Step(
        "plan",
        _("File the second plan"),
        rows=seconds.reportable_by,
        states=(Second.ORDERED,),
        service=services.file_second_plan,
        asks=Asks(SecondPlanForm, consequence=_("The inspection office reads the plan.")),
        done=_("The plan is filed."),
        task=Task(
            _("File the plan of the second rectification"),
            _("Go and file"),
            facts=_of_second,
            due_on=lambda second: second.plan_due_on,
        ),
        command=Command("File the plan of the second rectification.", SecondPlanBody),
    ),
    Step(
        "report",
        _("Report on the second rectification"),
        rows=seconds.reportable_by,
        states=(Second.PLANNED,),
        service=services.report_second,
        asks=Asks(
            SecondReportForm,
            consequence=_("The inspection office assesses the rectification again."),
            given=lambda second, user: {"second": second},
        ),
        done=_("The report is filed."),
        task=Task(
            _("Report on the second rectification"),
            _("Go and report"),
            facts=_of_second,
            due_on=lambda second: second.report_due_on,
        ),
        command=Command("Report on the second rectification.", SecondReportBody),
    ),
    Step(
        "assess",
        _("Assess again"),
        rows=seconds.assessable_by,
        states=(Second.REPORTED,),
        url=lambda second: reverse("rectification:hand_over_assess", args=[second.assessment.hand_over_id]),
        task=Task(
            _("Assess the rectification of %(organization)s again"),
            _("Go and assess"),
            facts=_of_second,
            due_on=lambda second: second.owed_on,
            rows=lambda user: with_owed_day(seconds.assessable_by(user), services.duties.ASSESS_AGAIN),
        ),
    ),
    reads=("assessment__hand_over__inspection__organization",),
)
