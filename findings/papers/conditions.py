"""Why a step of a working paper is not open yet, in words. Services refuse by these and pages show them."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from core.access.reach import Actor, reach_of
from core.models import Attachment
from core.workdays.reckoning import today
from findings.models import WorkingPaper
from findings.papers.addressees import deputies_beside, persons_who_wrote
from findings.returns import RETURNED_PAPER
from personnel.models import Person, Posting, Recusal

HANDLERS_NEEDED = 2


@dataclass(frozen=True)
class Submission:
    """What stands against submitting a paper now, "" if nothing does, and whether a deputy reviews it then."""

    why_not: str
    to_deputy: bool


def why_not_submit(paper: WorkingPaper) -> str:
    """See `submission_of`."""
    return submission_of(paper).why_not


def submission_of(paper: WorkingPaper) -> Submission:
    """Two handlers, evidence (docs/domain.md, working papers); for what the leader wrote, a deputy's eyes.

    What came back is mended first.
    """
    found = _found_on(paper)
    lacks = [again] if (again := RETURNED_PAPER.why_not_again(paper, found["is_unmended"])) else []
    lacks += _wrong_with([Handler(**each) for each in found["handled_by"]], paper)
    if found["leader_wrote"] and not found["has_deputy"]:
        lacks.append(_("The team leader wrote this paper and no deputy can review it; have a member write it."))
    if not found["has_evidence"]:
        lacks.append(_("Attach at least one piece of evidence."))
    return Submission(" ".join(lacks), found["has_deputy"])


def _found_on(paper: WorkingPaper) -> dict[str, Any]:
    """What hangs on the paper, what became of it, who handles it and who is in its team, in one question."""
    leading = Posting.objects.filter(team=paper.inspection.team_id, role=Posting.Role.LEADER).current(today())
    asked = {
        "leader_wrote": Exists(leading.filter(person__in=persons_who_wrote(paper))),
        "has_deputy": Exists(deputies_beside(paper)),
        "has_evidence": Exists(Attachment.objects.of(paper)),
        "is_unmended": RETURNED_PAPER.unmended(paper),
        "handled_by": ArraySubquery(_handlers_of(paper)),
    }
    return type(paper)._base_manager.filter(pk=paper.pk).annotate(**asked).values(*asked).get()


@dataclass(frozen=True)
class Handler:
    """One who signs the paper: the place in its team, if any, and whether they stand aside here."""

    name: str
    place: str | None
    is_recused: bool


def _handlers_of(paper: WorkingPaper) -> QuerySet:
    posted = Posting.objects.filter(team=paper.inspection.team_id, person=OuterRef("pk")).current(today())
    recused = Recusal.objects.filter(organization=paper.inspection.organization_id, person=OuterRef("pk")).in_force()
    place, is_recused = Subquery(posted.values("role")[:1]), Exists(recused)
    handlers = Person.objects.filter(signatures__paper=paper)
    return handlers.values(told=JSONObject(name="name", place=place, is_recused=is_recused))


def _wrong_with(handlers: list[Handler], paper: WorkingPaper) -> list[str]:
    lacks = []
    if len([person for person in handlers if person.place]) < HANDLERS_NEEDED:
        lacks.append(_("Name at least two handlers from the team."))
    for person in handlers:
        if person.is_recused:
            words = _("%(person)s is recused from %(organization)s; choose another handler.")
            lacks.append(words % {"person": person.name, "organization": paper.inspection.organization})
    for person in handlers:
        if not person.place:
            words = _("%(person)s no longer belongs to the team; choose another handler.")
            lacks.append(words % {"person": person.name})
    if any(person.place == Posting.Role.LEADER for person in handlers):
        lacks.append(_("The team leader approves the paper and cannot be one of its handlers."))
    return lacks


def lacks_deputy(leader: Actor) -> bool:
    """Leads a team that has no deputy now: nobody could review what this leader writes."""
    led = reach_of(leader).led_teams
    deputies = Posting.objects.filter(team__in=led, role=Posting.Role.DEPUTY).current(today()).signing_in()
    return deputies.values("team").distinct().count() < len(led)


def why_not_approve(paper: WorkingPaper) -> str:
    """The deputy's review, if the team has a deputy who can give it."""
    if paper.status == paper.Status.SUBMITTED and deputies_beside(paper).exists():
        return _("The deputy team leader reviews the paper first.")
    return ""
