"""The steps of a working paper: submitted, reviewed by a deputy, approved by the leader, drawn from."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Step, Task, for_anyone, page, register_steps
from findings.models import WorkingPaper
from findings.papers.conditions import why_not_approve, why_not_submit
from rounds.place.lookups import Place

Status = WorkingPaper.Status
UNDER_REVIEW = (Status.SUBMITTED, Status.REVIEWED)
papers = WorkingPaper.objects


def _where(paper) -> str:
    return str(paper.inspection)


register_steps(
    WorkingPaper,
    Step(
        "submit",
        _("Submit for review"),
        page("findings:paper_submit"),
        rows=papers.changeable_by,
        states=(Status.DRAFT,),
        blocked=for_anyone(why_not_submit),
        posts=True,
        confirm=_("Submit this working paper? After that it can be changed only when it is returned."),
    ),
    Step(
        "review",
        _("Review"),
        page("findings:paper_review"),
        rows=papers.reviewable_by,
        states=(Status.SUBMITTED,),
        task=Task(_("Review working paper %(number)s"), _("Go and review"), detail=_where),
    ),
    Step(
        "approve",
        _("Approve"),
        page("findings:paper_approve"),
        rows=papers.approvable_by,
        states=UNDER_REVIEW,
        blocked=for_anyone(why_not_approve),
        task=Task(
            _("Approve working paper %(number)s"),
            _("Go and approve"),
            detail=_where,
            rows=papers.awaiting_approval_of,
        ),
    ),
    Step(
        "return",
        _("Return"),
        page("findings:paper_return"),
        rows=papers.returnable_by,
        states=UNDER_REVIEW,
        primary=False,
    ),
    Step(
        "edit",
        _("Edit"),
        page("findings:paper_edit"),
        rows=papers.changeable_by,
        states=(Status.DRAFT,),
        primary=False,
        task=Task(
            _("Finish working paper %(number)s"),
            _("Go on"),
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
