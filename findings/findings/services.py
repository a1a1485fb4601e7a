"""Findings: drawn from approved papers by the team, submitted by its leader, issued by the office."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.access.roles import Right
from core.notices.services import tell
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import lock_draft, require_reason
from core.workflow.moves import IllegalStep, hold, lock, move, move_all, require_ready, require_step
from core.workflow.saving import lock_row, save_checked
from findings import permissions
from findings.addressees import holders, posted
from findings.findings.conditions import why_not_return_finding, why_not_submit_finding
from findings.models import Category, CategoryScheme, DeadlineKind, Finding, WorkingPaper
from findings.numbering import next_finding_numbers
from personnel.models import Posting, User

Status = Finding.Status


@all_or_nothing
def draw_finding(paper: WorkingPaper, *, by: User, **content: Any) -> Finding:
    """Draw a finding from an approved paper. `content`: category, text, found_on, deadline_kind, due_on."""
    require(permissions.can_draw_from(by, paper), _("Only the team draws findings, while it works."))
    if paper.status != WorkingPaper.Status.APPROVED:
        raise IllegalStep(_("Findings are drawn from approved working papers only."))
    inspection = paper.inspection
    finding = Finding(inspection=inspection, paper=paper)
    _check(finding, content)
    with acting(by):
        finding.number = next_finding_numbers(inspection.team.round)[0]
        return save_checked(finding, by=by, sure=["number"], **content)


@all_or_nothing
def update_finding(finding: Finding, *, by: User, seen: str = "", **content: Any) -> Finding:
    """Change a draft; `seen` refuses to undo what someone else changed meanwhile."""
    require(permissions.can_change_finding(by, finding), _("Only the team changes its findings, while it works."))
    lock_draft(finding, seen=seen)
    _check(finding, content)
    return save_checked(finding, by=by, **content)


@all_or_nothing
def submit_finding(finding: Finding, *, by: User) -> Finding:
    """The leader hands a finding to the office. Raises `Conflict` when the others are fed back at that moment."""
    lock(finding.inspection)  # as the delivery does: it lists all that is submitted, or nothing comes after
    words = _("Only the team leader submits findings to the office, and only until the feedback.")
    require(permissions.can_submit_finding(by, finding), words)
    lock(finding)
    require_step(finding, Status.SUBMITTED)
    require_ready(why_not_submit_finding(finding))
    move(finding, Status.SUBMITTED, by=by, submitted_on=today())
    subject = gettext_lazy("Finding %(number)s was submitted")
    _tell(holders(Right.HAND_OVER, finding.inspection), finding, subject)
    return finding


@all_or_nothing
def return_finding(finding: Finding, *, by: User, reason: str) -> Finding:
    """The office gives a submitted finding back to the team, saying what is to be mended."""
    require(permissions.can_return_finding(by, finding), _("Only the office returns findings."))
    reason = require_reason(reason)
    lock(finding)
    require_step(finding, Status.DRAFT)
    lock_row(finding.inspection.team)  # who dissolves the team waits
    require_ready(why_not_return_finding(finding))
    move(finding, Status.DRAFT, by=by, reason=reason, submitted_on=None)
    leaders = posted(finding.inspection, Posting.Role.LEADER)
    _tell(leaders, finding, gettext_lazy("Finding %(number)s was returned to you"))
    return finding


def held_for_issue(findings: QuerySet[Finding]) -> list[Finding]:
    """Those of the findings that are submitted, locked until the transaction ends."""
    submitted = findings.filter(status=Status.SUBMITTED).order_by("pk")
    return [hold(finding) for finding in submitted.select_for_update(of=("self",))]


@all_or_nothing
def issue_findings(findings: Sequence[Finding], *, by: User, on: date | None = None) -> None:
    """Make submitted findings known to the organization, with the hand-over that delivers them on that day."""
    require(permissions.can_issue_findings(by), _("Only the office issues findings."))
    on = on or today()
    for finding in findings:
        require_past("issued_on", on, since=finding.found_on)
    move_all(findings, Status.ISSUED, by=by, issued_on=on)


@all_or_nothing
def record_day_of_issue(findings: QuerySet[Finding], *, by: User, on: date) -> None:
    """Enter when these were issued, where the ledger they came with left it out."""
    with acting(by):
        findings.filter(status=Status.ISSUED, issued_on=None).update(issued_on=on)


def record_day_of_find(findings: QuerySet[Finding], *, by: User, on: date) -> None:
    """Enter when the problems were found, where the ledger they came with left it out."""
    with acting(by):
        findings.filter(found_on=None).update(found_on=on)


def _check(finding: Finding, content: dict) -> None:
    """The day must be plausible, and "by a date" must name one that follows it."""
    given = {name: content.get(name, getattr(finding, name)) for name in ("found_on", "deadline_kind", "due_on")}
    require_past("found_on", given["found_on"], since=finding.inspection.entered_on)
    _require_scheme(content.get("category"), finding)
    if given["deadline_kind"] == DeadlineKind.DATED:
        if given["due_on"] is None:
            raise ValidationError({"due_on": _("Enter the day by which it is to be rectified.")})
        if given["due_on"] < given["found_on"]:
            raise ValidationError({"due_on": _("It cannot be due before it was found.")})
    else:
        content["due_on"] = None


def _require_scheme(category: Category | None, finding: Finding) -> None:
    """A finding is classified by the scheme in force on the day of its paper; an old one may keep its own."""
    if category is None or category.pk == finding.category_id:
        return
    scheme = CategoryScheme.objects.in_force(finding.paper.found_on if finding.paper else finding.found_on)
    kept = {scheme and scheme.pk, finding.category.scheme_id if finding.category_id else None}
    if category.scheme_id not in kept:
        raise ValidationError({"category": _("Choose a category of the scheme in force on that day.")})


def _tell(users: Iterable[User], finding: Finding, subject: Any) -> None:
    tell(users, kind="finding", subject=subject, url=finding.get_absolute_url(), number=finding.number)
