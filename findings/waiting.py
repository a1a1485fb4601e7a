"""What waits for whom: sets of rows on which this very user is to take the next step."""

from django.db.models import Exists, OuterRef, Q

from core.access.reach import reach_of
from core.access.roles import Right
from core.trail.reading import rows_written
from core.workdays.reckoning import today
from findings.models import Finding, Lead, PaperHandler, Transfer, WorkingPaper
from findings.permissions import WORKING
from personnel.models import Posting, Recusal, User
from rounds.models import Inspection


def papers_to_review(user):
    """Papers a deputy reviews, and papers a leader approves; those that need another person wait for others."""
    reach = reach_of(user)
    Status = WorkingPaper.Status
    papers = WorkingPaper.objects.visible_to(user).exclude(signatures__person__in=user.own_persons)
    written = rows_written(WorkingPaper, Status.DRAFT, user.own_accounts)
    by_others = ~Q(written_by__in=user.own_accounts) & ~Q(pk__in=written)
    as_deputy = Q(status=Status.SUBMITTED, inspection__team__in=reach.deputy_teams) & by_others
    as_leader = Q(status=Status.REVIEWED, inspection__team__in=reach.led_teams)
    as_leader &= ~Q(reviewed_by__in=user.own_accounts)
    alone = _without_deputy(reach) & by_others
    return papers.filter(as_deputy | as_leader | alone, inspection__in=reach.inspections)


def _without_deputy(reach) -> Q:
    """Submitted papers of a led team that none of its deputies can review first: `deputies_beside` for many papers."""
    signed = PaperHandler.objects.filter(paper=OuterRef(OuterRef("pk")))
    recused = Recusal.objects.in_force().filter(organization=OuterRef(OuterRef("inspection__organization")))
    author = User.pgh_event_model.objects.filter(pgh_obj=OuterRef(OuterRef("written_by"))).exclude(person=None)
    deputies = (
        Posting.objects.filter(team=OuterRef("inspection__team"), role=Posting.Role.DEPUTY)
        .current(today())
        .signing_in()
        .exclude(person__in=signed.values("person"))
        .exclude(person__in=recused.values("person"))
        .exclude(person__in=author.values("person"))
    )
    return Q(~Exists(deputies), status=WorkingPaper.Status.SUBMITTED, inspection__team__in=reach.led_teams)


def findings_to_submit(user):
    """Drafts of the teams the user leads, until the findings are fed back."""
    reach = reach_of(user)
    led = {"inspection__team__in": reach.led_teams, "inspection__in": reach.inspections}
    led["inspection__status__in"] = WORKING
    return Finding.objects.visible_to(user).filter(status=Finding.Status.DRAFT, **led)


def findings_to_hand_over(user):
    """Submitted findings of inspections no longer on site, for the office that hands them over."""
    if not reach_of(user).may(Right.HAND_OVER):
        return Finding.objects.none()
    submitted = Finding.objects.visible_to(user).filter(status=Finding.Status.SUBMITTED)
    return submitted.exclude(inspection__status=Inspection.Status.ON_SITE)


def leads_to_decide(user):
    """Filed leads, for the leading group; never one's own."""
    if not reach_of(user).may(Right.APPROVE_LEADS):
        return Lead.objects.none()
    filed = Lead.objects.visible_to(user).filter(status=Lead.Status.FILED)
    own_teams = Posting.objects.filter(person__in=user.own_persons).values("team")
    return filed.exclude(written_by__in=user.own_accounts).exclude(inspection__team__in=own_teams)


def leads_to_file(user):
    """Drafts of the user and of the teams they lead, once the team no longer works: nothing else asks for them."""
    reach = reach_of(user)
    mine = Q(written_by__in=user.own_accounts) | Q(inspection__team__in=reach.led_teams)
    drafts = Lead.objects.visible_to(user).filter(mine, status=Lead.Status.DRAFT, inspection__in=reach.inspections)
    return drafts.exclude(inspection__status__in=WORKING)


def leads_to_transfer(user):
    """Approved leads, for the lead handler; never one they approved."""
    if not reach_of(user).may(Right.TRANSFER_LEADS):
        return Lead.objects.none()
    approved = Lead.objects.visible_to(user).filter(status=Lead.Status.APPROVED)
    return approved.exclude(decided_by__in=user.own_accounts)


def transfers_to_answer(user):
    """Open transfers to the user's own body."""
    reach = reach_of(user)
    if not reach.may(Right.ANSWER_TRANSFERS) or reach.body is None:
        return Transfer.objects.none()
    return Transfer.objects.visible_to(user).filter(body=reach.body).open()


def transfers_to_follow(user):
    """Transfers nobody has acknowledged yet, for the lead handler who sent them."""
    if not reach_of(user).may(Right.TRANSFER_LEADS):
        return Transfer.objects.none()
    return Transfer.objects.visible_to(user).filter(status=Transfer.Status.SENT)
