"""Round 19 around today: papers, findings and leads in every state, while the teams are on site."""

from dataclasses import dataclass
from datetime import date, timedelta

from config.demo import phrases
from config.demo.dossiers.archive import Archive
from config.demo.dossiers.findings import write_finding
from config.demo.dossiers.leads import write_disposal, write_lead, write_transfer
from config.demo.live import before
from findings.models import DeadlineKind, Disposal, Finding, Lead, Transfer, WorkingPaper
from personnel.models import Posting, User
from rounds.models import Inspection, Team

Paper = WorkingPaper.Status


@dataclass
class Crew:
    """Who writes, reviews and approves in one team; a team without a deputy has no `reviewer`."""

    writer: User
    reviewer: User | None
    leader: User
    handlers: list


def load_on_site(archive: Archive, inspections: list[Inspection], today: date) -> None:
    """Write what the teams have found so far; where they entered only just now there is nothing yet."""
    since = today - timedelta(days=10)
    entered = [inspection for inspection in inspections if inspection.entered_on and inspection.entered_on < since]
    crews = {team.pk: _crew(team) for team in {inspection.team for inspection in entered}}
    signed = []
    for inspection in entered:
        crew = crews[inspection.team_id]
        signed += [(paper, crew) for paper in _papers(archive, inspection, crew, today)]
        _leads(archive, inspection, crew, today)
    archive.batch.flush()
    for paper, crew in signed:
        paper.handlers.add(*crew.handlers)


def _crew(team: Team) -> Crew:
    """Accounts for those who write, review and approve, so that papers carry real names."""
    people = {}
    for posting in team.postings.select_related("person").order_by("pk"):
        people.setdefault(posting.role, []).append(posting.person)
    deputy = people.get(Posting.Role.DEPUTY, [None])[0]
    member = people[Posting.Role.MEMBER][0]
    return Crew(
        writer=_account(member, f"team{team.number}.member"),
        reviewer=_account(deputy, f"team{team.number}.deputy") if deputy else None,
        leader=_account(people[Posting.Role.LEADER][0], f"team{team.number}.leader"),
        handlers=people[Posting.Role.MEMBER][:2],
    )


def _account(person, username: str) -> User:
    """The person's account; where there is none, one that nobody can sign in to."""
    user = User.objects.filter(person=person).first() or User(username=username, name=person.name, person=person)
    if not user.pk:
        user.set_unusable_password()
        user.save()
    return user


def _papers(archive: Archive, inspection: Inspection, crew: Crew, today: date) -> list[WorkingPaper]:
    """A few papers, each at another point of its way; approved ones have findings drawn from them."""
    states = [Paper.DRAFT, Paper.SUBMITTED, Paper.APPROVED, Paper.APPROVED, Paper.APPROVED]
    if crew.reviewer:
        states.insert(2, Paper.REVIEWED)
    papers = []
    for state in states:
        category = archive.writer.pick(archive.categories_on(today))
        text = archive.writer.fill(archive.writer.pick(phrases.TOPICS[category.title]), today.year)
        paper = _paper(archive, inspection, crew, (category, text), state=state, today=today)
        if state == Paper.APPROVED:
            _finding(archive, paper, (category, text), today, submitted=len(papers) % 2 == 0)
        papers.append(paper)
    return papers


def _paper(archive: Archive, inspection: Inspection, crew: Crew, matter, *, state: str, today: date) -> WorkingPaper:
    category, text = matter
    team = inspection.team
    archive.papers_of[team.pk] += 1
    handed_in = state != Paper.DRAFT
    reviewed = crew.reviewer is not None and state in (Paper.REVIEWED, Paper.APPROVED)
    approved = state == Paper.APPROVED
    return archive.batch.add(
        WorkingPaper(
            inspection=inspection,
            number=f"〔{team.round.starts_on.year}〕{team.round.number}巡-{team.number}组-{archive.papers_of[team.pk]:02}号",
            title=f"{category.title}方面：{text}"[:28].split("，")[0],
            facts=f"经查阅资料、个别谈话和实地核查，发现：{text}。",
            basis=phrases.BASIS.get(category.title, phrases.USUAL_BASIS),
            responsibility=phrases.RESPONSIBILITY,
            found_on=inspection.entered_on + timedelta(days=3),
            written_by=crew.writer,
            submitted_on=before(today, 6) if handed_in else None,
            reviewed_by=crew.reviewer if reviewed else None,
            reviewed_on=before(today, 5) if reviewed else None,
            approved_by=crew.leader if approved else None,
            approved_on=before(today, 4) if approved else None,
            status=state,
        )
    )


def _finding(archive: Archive, paper: WorkingPaper, matter, today: date, *, submitted: bool) -> None:
    """What an approved paper says, as a finding: drafts and submitted ones."""
    write_finding(
        archive,
        paper.inspection,
        paper.found_on,
        paper=paper,
        category=matter[0],
        text=matter[1],
        deadline_kind=archive.writer.pick([DeadlineKind.IMMEDIATE, DeadlineKind.FOCUSED, DeadlineKind.LASTING]),
        submitted_on=before(today, 2) if submitted else None,
        status=Finding.Status.SUBMITTED if submitted else Finding.Status.DRAFT,
    )


# Each inspection takes the next two of these.
ROAD = [
    Lead.Status.DRAFT,
    Lead.Status.FILED,
    Lead.Status.APPROVED,
    Lead.Status.TRANSFERRED,
    Lead.Status.TRANSFERRED,
    Lead.Status.TRANSFERRED,
]
ANSWERS = [Transfer.Status.SENT, Transfer.Status.ACKNOWLEDGED, Transfer.Status.HANDLING]


def _leads(archive: Archive, inspection: Inspection, crew: Crew, today: date) -> None:
    for _ in range(2):
        turn = archive.leads_of[inspection.team.round.number]
        _lead(archive, inspection, crew, turn, today)


def _lead(archive: Archive, inspection: Inspection, crew: Crew, turn: int, today: date) -> None:
    state, cast = ROAD[turn % len(ROAD)], archive.cast
    decided = state in (Lead.Status.APPROVED, Lead.Status.TRANSFERRED)
    transferred = state == Lead.Status.TRANSFERRED
    double = turn % 2 == 0
    lead = write_lead(
        archive,
        inspection,
        None if state == Lead.Status.DRAFT else before(today, 9),
        written_by=crew.leader,
        mode=Lead.Mode.DOUBLE if double else Lead.Mode.SINGLE,
        decided_by=cast.leadinggroup if decided else None,
        decided_on=before(today, 7) if decided else None,
        referred_on=before(today, 4) if transferred else None,
        status=state,
    )
    if not transferred:
        return
    answer = ANSWERS[turn % len(ANSWERS)]
    _sent(archive, lead, "市纪委监委", answer, today)
    if double:
        _sent(archive, lead, "市委组织部", Transfer.Status.SENT, today)


def _sent(archive: Archive, lead: Lead, body: str, status: str, today: date) -> None:
    acknowledged_on = before(today, 3) if status != Transfer.Status.SENT else None
    transfer = write_transfer(archive, lead, archive.cast.bodies[body], status, acknowledged_on=acknowledged_on)
    if status == Transfer.Status.HANDLING:
        write_disposal(archive, transfer, Disposal.Method.PRELIMINARY, before(today, 1))
