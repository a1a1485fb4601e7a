"""Two people at the same moment, on real connections: nothing doubled, nothing lost, the loser told why."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.urls import reverse

from core.workdays.reckoning import today
from core.workflow.moves import Conflict, IllegalStep
from findings.exchange.services import acknowledge_transfer, report_disposal, report_outcome
from findings.findings.services import draw_finding, issue_findings, return_finding, submit_finding
from findings.leads.services import file_lead, return_lead, transfer_lead, write_lead
from findings.models import Lead, Transfer, WorkingPaper
from findings.numbering import next_finding_numbers
from findings.papers.services import approve_paper, write_paper
from rounds.models import Team
from rounds.teams.services import dissolve_team
from tests.factories import InspectionFactory, TransferFactory
from tests.findings.conftest import LEAD, PAPER

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run these acts in threads that start together; each result, or the refusal, in order."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait(timeout=10)
        try:
            return act()
        except (Conflict, IllegalStep) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_numbers_of_papers_are_given_once_and_without_gaps(inspection, member):
    other = InspectionFactory(team=inspection.team)
    member = type(member).objects.get(pk=member.pk)
    _reach = member.reach
    write = partial(write_paper, by=member, **PAPER)
    papers = at_once(*[partial(write, each) for each in (inspection, other) * 3])
    assert sorted(paper.number for paper in papers) == [f"〔2026〕18巡-1组-{n:02}号" for n in range(1, 7)]


def test_numbers_of_papers_from_forms_too(inspection, member, browse):
    """The form reads its inspection with the lock under which the paper is counted."""
    clients = [browse(member) for _ in range(4)]
    form = {name: str(value) for name, value in PAPER.items()} | {"inspection": inspection.pk, "do": "draft"}
    at_once(*[partial(client.post, reverse("findings:paper_add"), form) for client in clients])
    numbers = WorkingPaper.objects.values_list("number", flat=True)
    assert sorted(numbers) == [f"〔2026〕18巡-1组-{n:02}号" for n in range(1, 5)]


def test_numbers_of_leads_count_over_the_teams_of_a_round(inspection, other_inspection, member, stranger_leader):
    both = [(inspection, member), (other_inspection, stranger_leader)] * 3
    leads = at_once(*[partial(write_lead, each, by=user, **LEAD) for each, user in both])
    assert sorted(lead.number for lead in leads) == [f"XS18-{n:03}" for n in range(1, 7)]


def test_numbers_of_findings_too(approved, member, content):
    findings = at_once(*[partial(draw_finding, approved, by=member, **content)] * 4)
    assert sorted(finding.number for finding in findings) == [f"WT18-{n:04}" for n in range(1, 5)]


def test_a_paper_does_not_wait_while_a_finding_is_counted_in_its_round(inspection, member):
    """What is counted under the team locks the team alone."""
    assert member.reach.inspections
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        next_finding_numbers(inspection.team.round)
        writing = pool.submit(at_once, partial(write_paper, inspection, by=member, **PAPER))
        assert writing.result(timeout=10)[0].number == "〔2026〕18巡-1组-01号"


def as_two_see_it(row):
    """The row as two people have it before them."""
    return [type(row).objects.get(pk=row.pk) for _ in range(2)]


def test_a_transfer_is_acknowledged_once(discipline):
    transfer = TransferFactory(body=discipline.body)
    seen = as_two_see_it(transfer)
    results = at_once(*[partial(acknowledge_transfer, row, by=discipline) for row in seen])
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "Transfer"]
    assert [event.status for event in transfer.events.order_by("pgh_id")] == ["sent", "acknowledged"]


def test_a_paper_is_approved_once(submitted, leader):
    results = at_once(*[partial(approve_paper, row, by=leader) for row in as_two_see_it(submitted)])
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "WorkingPaper"]


def test_a_lead_is_transferred_once(decided, handler, discipline):
    send = partial(transfer_lead, by=handler, bodies=[discipline.body])
    results = at_once(*[partial(send, row) for row in as_two_see_it(decided)])
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert Transfer.objects.filter(lead=decided).count() == 1


def test_a_lead_sent_to_both_is_concluded_when_both_conclude_at_once(decided, handler, discipline, orgdept):
    first, second = transfer_lead(decided, by=handler, bodies=[discipline.body, orgdept.body])
    acknowledge_transfer(first, by=discipline)
    report_disposal(first, by=discipline, method="inquiry", decided_on=today())
    acknowledge_transfer(second, by=orgdept)
    last = {"kind": "unfounded", "decided_on": today(), "concluded": True}
    at_once(
        lambda: report_outcome(first, by=discipline, **last),
        lambda: report_outcome(second, by=orgdept, **last),
    )
    decided.refresh_from_db()
    assert decided.status == Lead.Status.CONCLUDED


def test_a_finding_returned_and_issued_at_once_goes_one_way(finding, leader, office):
    submit_finding(finding, by=leader)
    one, other = as_two_see_it(finding)
    results = at_once(
        partial(return_finding, one, by=office, reason="补充依据"),
        partial(issue_findings, [other], by=office),
    )
    assert [type(result) for result in results if isinstance(result, Exception)] == [Conflict]


def test_a_lead_is_returned_or_its_team_dissolved_and_not_both(lead, leader, leadinggroup, office, feed_back):
    file_lead(lead, by=leader)
    feed_back()
    give_back = partial(return_lead, lead, by=leadinggroup, reason="补充来源")
    results = at_once(give_back, partial(dissolve_team, lead.inspection.team, by=office, on=today()))
    assert [isinstance(result, IllegalStep) for result in results].count(True) == 1
    lead.refresh_from_db()
    assert (lead.status == Lead.Status.DRAFT) == (Team.objects.get(pk=lead.inspection.team_id).dissolved_on is None)
