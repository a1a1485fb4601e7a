"""Working papers: written by the team, signed by two handlers, reviewed by the deputy, approved by the leader."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.files.attachments import store_attachments
from core.models import Attachment
from core.notices.services import telling
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import lock_draft, require_reason
from core.workflow.moves import is_held, lock, move, require_ready, require_step
from core.workflow.saving import save_checked
from core.workflow.updates import Statement, delete_and_enter
from findings import permissions
from findings.addressees import posted
from findings.models import PaperHandler, WorkingPaper
from findings.numbering import next_paper_number
from findings.papers.conditions import Submission, submission_of, why_not_approve
from personnel.models import Person, Posting, User
from rounds.models import Inspection

Status = WorkingPaper.Status


@all_or_nothing
def write_paper(
    inspection: Inspection,
    *,
    by: User,
    handlers: Iterable[Person] = (),
    evidence: Sequence[UploadedFile] = (),
    **content: Any,
) -> WorkingPaper:
    """Start a paper on one matter. `content`: title, facts, basis, responsibility, found_on."""
    require(permissions.can_write_paper(by, inspection), _not_working())
    require_past("found_on", content["found_on"], since=inspection.entered_on)
    with acting(by):
        number = next_paper_number(inspection)
        paper = WorkingPaper(inspection=inspection, number=number, written_by=by)
        save_checked(paper, by=by, sure=["number"], **content)
        if named := list(handlers):
            _sign(paper, named)
        store_attachments(paper, evidence, by=by)
    return paper


@all_or_nothing
def update_paper(
    paper: WorkingPaper,
    *,
    by: User,
    seen: str = "",
    handlers: Iterable[Person] | None = None,
    evidence: Sequence[UploadedFile] = (),
    **content: Any,
) -> WorkingPaper:
    """Change a draft, and add evidence to it. Without `handlers` they stay as they are."""
    require(permissions.can_change_paper(by, paper), _not_working())
    lock_draft(paper, seen=seen)
    require_past("found_on", content.get("found_on", paper.found_on), since=paper.inspection.entered_on)
    with acting(by):
        save_checked(paper, by=by, **content)
        if handlers is not None:
            _sign(paper, handlers)
        store_attachments(paper, evidence, by=by, has_some=bool(evidence))
    return paper


def _sign(paper: WorkingPaper, handlers: Iterable[Person]) -> None:
    """Let these be its handlers: who stands under it already stays so, others go."""
    named = dict.fromkeys(person.pk for person in handlers)
    gone = paper.signatures.exclude(person__in=named)
    delete_and_enter(gone, [PaperHandler(paper=paper, person_id=person) for person in named])


def evidence_of(paper: WorkingPaper) -> QuerySet[Attachment]:
    """The files of a paper that the caller has already reached."""
    return Attachment.objects.of(paper).select_related("uploaded_by")


@all_or_nothing
def remove_evidence(paper: WorkingPaper, attachment: Attachment, *, by: User) -> None:
    """Take a file off a draft. What has been submitted keeps all of its evidence."""
    require(permissions.can_change_paper(by, paper), _not_working())
    lock_draft(paper)
    with acting(by):
        evidence_of(paper).get(pk=attachment.pk).delete()
    transaction.on_commit(lambda: attachment.file.delete(save=False), robust=True)


@all_or_nothing
def submit_paper(paper: WorkingPaper, *, by: User) -> WorkingPaper:
    """Pass a draft on for review, once it has its handlers and its evidence (三审: 承办人签字)."""
    require(permissions.can_change_paper(by, paper), _not_working())
    lock(paper)
    require_step(paper, Status.SUBMITTED)
    return _submit(paper, submission_of(paper), by)


@all_or_nothing
def submit_if_ready(paper: WorkingPaper, *, by: User) -> str:
    """The same of a draft that `by` has saved just now; answers what is missing, if anything.

    The right to it was asked then, if that was in this transaction.
    """
    if not is_held(paper):
        require(permissions.can_change_paper(by, paper), _not_working())
        lock(paper)
    submission = submission_of(paper)
    if not submission.why_not:
        _submit(paper, submission, by)
    return submission.why_not


def _submit(paper: WorkingPaper, submission: Submission, by: User) -> WorkingPaper:
    require_ready(submission.why_not)
    reviewing = Posting.Role.DEPUTY if submission.to_deputy else Posting.Role.LEADER
    subject = gettext_lazy("Working paper %(number)s awaits your review")
    told = _telling(posted(paper.inspection, reviewing), paper, subject)
    return move(paper, Status.SUBMITTED, by=by, submitted_on=today(), beside=told)


@all_or_nothing
def review_paper(paper: WorkingPaper, *, by: User, opinion: str = "") -> WorkingPaper:
    """The deputy's review (副组长审核). Nobody reviews what they handled."""
    require(
        permissions.can_review_paper(by, paper),
        _("Only a deputy team leader who is not one of its handlers reviews a paper."),
    )
    leaders = posted(paper.inspection, Posting.Role.LEADER)
    told = _telling(leaders, paper, gettext_lazy("Working paper %(number)s awaits your approval"))
    facts = {"reviewed_by": by, "reviewed_on": today()}
    return move(paper, Status.REVIEWED, by=by, reason=opinion, beside=told, **facts)


@all_or_nothing
def approve_paper(paper: WorkingPaper, *, by: User, opinion: str = "") -> WorkingPaper:
    """The leader's approval (组长审签): after the deputy's review, or at once in a team without a deputy for it."""
    require(
        permissions.can_approve_paper(by, paper),
        _("Only the team leader, if not one of its handlers, approves a paper."),
    )
    lock(paper)
    require_step(paper, Status.APPROVED)
    require_ready(why_not_approve(paper))
    told = _telling(_authors(paper), paper, gettext_lazy("Working paper %(number)s is approved"))
    facts = {"approved_by": by, "approved_on": today()}
    return move(paper, Status.APPROVED, by=by, reason=opinion, beside=told, **facts)


@all_or_nothing
def return_paper(paper: WorkingPaper, *, by: User, reason: str) -> WorkingPaper:
    """Give a paper back to its handlers, saying what is to be mended."""
    require(permissions.can_return_paper(by, paper), _("Only who reviews or approves a paper returns it."))
    reason = require_reason(reason)
    undone = {"submitted_on": None, "reviewed_by": None, "reviewed_on": None}
    told = _telling(_authors(paper), paper, gettext_lazy("Working paper %(number)s was returned to you"))
    return move(paper, Status.DRAFT, by=by, reason=reason, beside=told, **undone)


def _not_working() -> str:
    return _("Only the team works on this, while it is on site or writes its report.")


def _authors(paper: WorkingPaper) -> QuerySet[User]:
    """Accounts of the writer and the handlers who are still in the team."""
    team = posted(paper.inspection, *Posting.Role.values)
    writers = User.objects.filter(pk=paper.written_by_id) | User.objects.filter(
        person__in=paper.signatures.values("person")
    )
    return team.filter(pk__in=writers.values("pk"))


def _telling(users: QuerySet[User], paper: WorkingPaper, subject: Any) -> Statement | None:
    return telling(users, kind="paper", subject=subject, url=paper.get_absolute_url(), number=paper.number)
