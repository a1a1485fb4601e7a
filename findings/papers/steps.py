"""The steps of a working paper: submitted, reviewed by a deputy, approved by the leader, drawn from."""

from django.utils.translation import gettext_lazy as _

from core.api.bodies import OpinionBody, ReasonBody
from core.ui.forms import OpinionForm
from core.ui.views.step import give_back
from core.workflow.steps import Asks, Command, Step, Task, for_anyone, page, register_steps
from findings.models import WorkingPaper
from findings.papers import services
from findings.papers.conditions import why_not_approve, why_not_submit
from findings.returns import RETURNED_PAPER
from rounds.place.lookups import Place

Status = WorkingPaper.Status
UNDER_REVIEW = (Status.SUBMITTED, Status.REVIEWED)
papers = WorkingPaper.objects


def _where(paper) -> str:
    return str(paper.inspection)


STEPS = register_steps(
    WorkingPaper,
    Step(
        "submit",
        _("Submit for review"),
        rows=papers.changeable_by,
        states=(Status.DRAFT,),
        blocked=for_anyone(why_not_submit),
        service=services.submit_paper,
        confirm=_("Submit this working paper? After that it can be changed only when it is returned."),
        done=_("Submitted for review."),
        command=Command("Pass a draft on for review."),
    ),
    Step(
        "review",
        _("Review"),
        rows=papers.reviewable_by,
        states=(Status.SUBMITTED,),
        service=services.review_paper,
        asks=Asks(
            OpinionForm,
            _("Review the working paper"),
            _("The paper goes to the team leader for approval."),
            _("Pass the review"),
        ),
        command=Command("The deputy's review.", OpinionBody),
        task=Task(_("Review working paper %(number)s"), _("Go and review"), detail=_where),
    ),
    Step(
        "approve",
        _("Approve"),
        rows=papers.approvable_by,
        states=UNDER_REVIEW,
        blocked=for_anyone(why_not_approve),
        service=services.approve_paper,
        asks=Asks(
            OpinionForm,
            _("Approve the working paper"),
            _("The paper is then final; findings can be drawn from it."),
        ),
        command=Command("The leader's approval.", OpinionBody),
        task=Task(
            _("Approve working paper %(number)s"),
            _("Go and approve"),
            kind=_("Approve working papers"),
            listed="findings:papers",
            about=_where,
            detail=_where,
            rows=papers.awaiting_approval_of,
        ),
    ),
    Step(
        "return",
        _("Return"),
        rows=papers.returnable_by,
        states=UNDER_REVIEW,
        primary=False,
        service=services.return_paper,
        asks=give_back(_("Return the working paper"), _("The handlers can change it again and must submit it anew.")),
        command=Command("Back to the handlers.", ReasonBody),
    ),
    Step(
        "change",
        _("Change"),
        page("findings:paper_change"),
        rows=papers.changeable_by,
        states=(Status.DRAFT,),
        primary=RETURNED_PAPER.is_unmended,
        task=Task(
            _("Finish working paper %(number)s"),
            _("Go on"),
            kind=_("Finish working papers"),
            listed="findings:papers",
            about=_where,
            again=_("Mend working paper %(number)s, which was returned"),
            detail=_where,
            rows=papers.begun_by,
        ),
    ),
    Step(
        "draw_finding",
        _("Draw a finding"),
        page("findings:finding_add"),
        rows=papers.drawable_by,
        states=(Status.APPROVED,),
        task=Task(
            _("Draw findings from working paper %(number)s"),
            _("Go and draw"),
            kind=_("Draw findings from working papers"),
            listed="findings:papers",
            about=_where,
            detail=_where,
            rows=papers.undrawn_by,
        ),
    ),
    Step(
        "write_lead",
        _("Write a lead"),
        page("findings:lead_add_from_paper"),
        rows=papers.drawable_by,
        states=(Status.APPROVED,),
        primary=False,
    ),
    reads=Place().related,
)
