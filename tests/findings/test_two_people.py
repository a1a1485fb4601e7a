"""A decision takes two people: not two accounts, two seats, or a page and a program of one of them."""

import pytest
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.api.tokens import issue_token
from core.workflow.moves import IllegalStep
from core.workflow.steps import awaiting, steps_for
from findings.exchange.services import acknowledge_transfer
from findings.leads.services import approve_lead, file_lead, return_lead, transfer_lead, update_lead, write_lead
from findings.models import Lead, Transfer, WorkingPaper
from findings.papers.services import approve_paper, return_paper, review_paper, submit_paper, update_paper, write_paper
from personnel.models import Posting, RoleGrant, User
from personnel.people import services as people_services
from tests.factories import PersonFactory, PostingFactory, UserFactory, agreed, fresh
from tests.findings.conftest import LEAD, PAPER, evidence


def seated(user, *roles):
    """The account, with these roles besides what it has."""
    for role in roles:
        RoleGrant.objects.create(user=user, role=role, granted_on="2026-01-01")
    return fresh(user)


@pytest.fixture
def renamed(office):
    """`renamed(user)`: the same person under a second account; the first is parted from the person, but stays open."""

    def rename(user, **facts):
        person = user.person
        agreed(people_services.unlink_account(person, by=office, reason="更换账号"))
        other = UserFactory(username=f"{user.username}2", name=user.name, **facts)
        agreed(people_services.link_account(person, by=office, account=other))
        return fresh(other)

    return rename


@pytest.fixture
def calls(client):
    """`calls(user, address)` posts to the API as that user; the status of the answer."""

    def post(user, address):
        token = issue_token(user)[1]
        headers = {"Authorization": f"Token {token}"}
        return client.post(f"/api/v1/{address}", {}, "application/json", headers=headers).status_code

    return post


class TestLeads:
    def test_a_member_files_no_lead_and_the_leader_does(self, browse, calls, lead, member, leader):
        browse(member).post(reverse("findings:lead_file", args=[lead.pk]))
        assert calls(member, f"leads/{lead.pk}/file/") == 403
        assert Lead.objects.get().status == Lead.Status.DRAFT
        assert calls(leader, f"leads/{lead.pk}/file/") == 200

    def test_written_by_an_account_and_approved_by_program_by_the_same(self, browse, calls, lead, member, leader):
        seated(member, Role.LEADING_GROUP)
        browse(leader).post(reverse("findings:lead_file", args=[lead.pk]))
        assert Lead.objects.get().status == Lead.Status.FILED
        assert calls(member, f"leads/{lead.pk}/approve/") == 403
        assert Lead.objects.get().status == Lead.Status.FILED

    def test_a_leader_who_files_what_a_member_wrote_does_not_approve_it(self, browse, calls, lead, leader):
        seated(leader, Role.LEADING_GROUP)
        browse(leader).post(reverse("findings:lead_file", args=[lead.pk]))
        assert calls(leader, f"leads/{lead.pk}/approve/") == 403
        browse(leader).post(reverse("findings:lead_approve", args=[lead.pk]))
        assert Lead.objects.get().status == Lead.Status.FILED

    @pytest.mark.parametrize("step", [approve_lead, return_lead])
    def test_nor_does_anybody_else_who_was_ever_of_the_team(self, filed, step):
        former = UserFactory(person=PersonFactory(), roles=[Role.LEADING_GROUP])
        team = filed.inspection.team
        PostingFactory(team=team, person=former.person, posted_on="2026-02-25", released_on="2026-03-01")
        reason = {"reason": "补充"} if step is return_lead else {}
        with pytest.raises(Refused):
            step(filed, by=former, **reason)
        assert not awaiting(Lead, former).exists()
        assert not steps_for(filed, former)

    def test_the_authors_second_account_does_not_approve(self, filed, member, renamed):
        second = renamed(member, roles=[Role.LEADING_GROUP])
        with pytest.raises(Refused):
            approve_lead(filed, by=second)
        assert not awaiting(Lead, second).exists()

    def test_nor_the_first_account_what_the_second_wrote(self, inspection, member, leader, renamed):
        second = renamed(member)
        first = seated(member, Role.LEADING_GROUP)
        theirs = write_lead(inspection, by=second, **LEAD)
        file_lead(theirs, by=leader)
        with pytest.raises(Refused):
            approve_lead(theirs, by=first)
        assert not awaiting(Lead, first).exists()

    def test_somebody_else_of_the_leading_group_does(self, filed, leadinggroup):
        assert awaiting(Lead, leadinggroup).get() == filed
        assert approve_lead(filed, by=leadinggroup).status == Lead.Status.APPROVED

    def test_who_approved_it_does_not_transfer_it(self, filed, leadinggroup, handler):
        approve_lead(filed, by=leadinggroup)
        both = seated(leadinggroup, Role.LEAD_HANDLER)
        with pytest.raises(Refused):
            transfer_lead(filed, by=both, bodies=[])
        assert not awaiting(Lead, both).exists()
        assert awaiting(Lead, handler).exists()

    def test_the_author_keeps_the_lead_under_a_new_account_and_takes_it_from_the_old_one(self, lead, member, renamed):
        second = renamed(member)
        assert Lead.objects.visible_to(second).get() == lead
        assert update_lead(lead, by=second, subject_rank="副科").subject_rank == "副科"
        assert not Lead.objects.visible_to(fresh(member)).exists()


class TestTransfers:
    def test_who_approved_a_lead_does_not_answer_it(self, decided, handler, leadinggroup, discipline):
        (transfer,) = transfer_lead(decided, by=handler, bodies=[discipline.body])
        User.objects.filter(pk=leadinggroup.pk).update(body=discipline.body)
        with pytest.raises(Refused):
            acknowledge_transfer(transfer, by=seated(leadinggroup, Role.DISCIPLINE))

    def test_who_sent_a_lead_does_not_acknowledge_it_with_a_seat_on_the_other_side(self, decided, handler, discipline):
        body = discipline.body
        (transfer,) = transfer_lead(decided, by=handler, bodies=[body])
        User.objects.filter(pk=handler.pk).update(body=body)
        both = seated(handler, Role.DISCIPLINE)
        with pytest.raises(Refused):
            acknowledge_transfer(transfer, by=both)
        assert acknowledge_transfer(transfer, by=discipline).status == Transfer.Status.ACKNOWLEDGED


@pytest.fixture
def by_deputy(inspection, deputy, member, colleague, leader):
    """A paper that the deputy wrote; member and colleague sign it as its handlers."""
    handlers = [member.person, colleague]
    paper = write_paper(inspection, by=deputy, handlers=handlers, evidence=[evidence()], **PAPER)
    return submit_paper(paper, by=member)


@pytest.fixture
def by_leader(inspection, leader, member, colleague):
    """A draft that the leader wrote, with its handlers and evidence."""
    handlers = [member.person, colleague]
    return write_paper(inspection, by=leader, handlers=handlers, evidence=[evidence()], **PAPER)


class TestPapers:
    def test_its_author_does_not_review_it(self, browse, calls, by_deputy, deputy):
        browse(deputy).post(reverse("findings:paper_review", args=[by_deputy.pk]))
        assert calls(deputy, f"working-papers/{by_deputy.pk}/review/") == 403
        assert WorkingPaper.objects.get().status == WorkingPaper.Status.SUBMITTED
        assert not awaiting(WorkingPaper, fresh(deputy)).exists()

    def test_and_the_leader_does_not_wait_for_that(self, by_deputy, leader):
        assert approve_paper(by_deputy, by=leader).status == WorkingPaper.Status.APPROVED

    def test_nor_under_a_second_account(self, by_deputy, deputy, renamed):
        with pytest.raises(Refused):
            review_paper(by_deputy, by=renamed(deputy))

    def test_a_handlers_second_account_does_not_review(self, draft, deputy, member, renamed):
        draft.handlers.add(deputy.person)
        submit_paper(draft, by=member)
        with pytest.raises(Refused):
            review_paper(draft, by=renamed(deputy))

    def test_what_the_leader_wrote_a_deputy_reviews_before_the_leader_approves(self, by_leader, deputy, leader):
        submit_paper(by_leader, by=leader)
        with pytest.raises(Refused):
            approve_paper(by_leader, by=leader)
        assert not awaiting(WorkingPaper, fresh(leader)).exists()
        assert awaiting(WorkingPaper, fresh(deputy)).exists()
        review_paper(by_leader, by=deputy)
        assert awaiting(WorkingPaper, fresh(leader)).exists()
        assert approve_paper(by_leader, by=leader).status == WorkingPaper.Status.APPROVED

    def test_without_a_deputy_what_the_leader_wrote_is_not_submitted(self, by_leader, member):
        """The leader alone approves, and not one's own unseen by others: it is told before, not at the end."""
        with pytest.raises(IllegalStep, match="组长"):
            submit_paper(by_leader, by=member)

    def test_a_leader_approves_at_once_where_the_only_deputy_handled_it(self, draft, deputy, member, leader):
        draft.handlers.add(deputy.person)
        submit_paper(draft, by=member)
        assert awaiting(WorkingPaper, fresh(leader)).exists()
        assert approve_paper(draft, by=leader).status == WorkingPaper.Status.APPROVED

    def test_a_leader_does_not_approve_what_they_wrote_before_they_led(self, submitted, member):
        Posting.objects.filter(person=member.person).update(role=Posting.Role.LEADER)
        submitted.handlers.remove(member.person)
        with pytest.raises(Refused):
            approve_paper(submitted, by=fresh(member))

    def test_who_reviewed_as_deputy_does_not_approve_as_leader(self, submitted, deputy):
        review_paper(submitted, by=deputy)
        Posting.objects.filter(person=deputy.person).update(role=Posting.Role.LEADER)
        with pytest.raises(Refused):
            approve_paper(submitted, by=fresh(deputy))

    def test_who_put_ones_own_words_into_a_members_paper_does_not_review_it(self, draft, member, deputy, leader):
        update_paper(draft, by=deputy, facts="副组长改写的事实")
        submit_paper(draft, by=member)
        with pytest.raises(Refused):
            review_paper(draft, by=fresh(deputy))
        assert not awaiting(WorkingPaper, fresh(deputy)).exists()
        assert approve_paper(draft, by=leader).status == WorkingPaper.Status.APPROVED

    def test_nor_does_a_leader_without_deputy_submit_it(self, draft, member, leader):
        update_paper(draft, by=leader, facts="组长改写的事实")
        with pytest.raises(IllegalStep, match="组长"):
            submit_paper(draft, by=member)

    def test_a_deputy_reviews_what_the_leader_changed(self, draft, member, deputy, leader):
        update_paper(draft, by=leader, facts="组长改写的事实")
        submit_paper(draft, by=member)
        with pytest.raises(Refused):
            approve_paper(draft, by=fresh(leader))
        review_paper(draft, by=deputy)
        assert approve_paper(draft, by=fresh(leader)).status == WorkingPaper.Status.APPROVED

    def test_who_gave_it_back_has_written_nothing(self, submitted, member, deputy):
        return_paper(submitted, by=deputy, reason="补充证据")
        update_paper(submitted, by=member, title="改过的标题")
        submit_paper(submitted, by=member)
        assert awaiting(WorkingPaper, fresh(deputy)).get() == submitted
        assert review_paper(submitted, by=fresh(deputy)).status == WorkingPaper.Status.REVIEWED

    def test_one_person_is_not_two_handlers(self, draft, member):
        draft.handlers.set([member.person, member.person])
        with pytest.raises(IllegalStep):
            submit_paper(draft, by=member)
