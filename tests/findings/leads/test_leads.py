"""Leads: written, filed, decided, transferred, and who may know of them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from core.access.reach import Refused
from core.access.roles import Role
from core.models import Notice
from core.workdays.reckoning import today
from core.workflow.moves import IllegalStep
from core.workflow.steps import steps_for
from core.worklist.duties import duties_of, waiting_for
from findings.exchange.services import acknowledge_transfer, report_disposal, report_outcome
from findings.lead_access import record_access
from findings.leads.services import approve_lead, file_lead, return_lead, transfer_lead, update_lead, write_lead
from findings.models import Lead, LeadAccess, Transfer
from personnel.models import Posting, RoleGrant
from rounds.models import Inspection, Obligation
from rounds.teams.services import dissolve_team
from tests.factories import (
    BodyFactory,
    LeadFactory,
    PersonFactory,
    PostingFactory,
    RecusalFactory,
    UserFactory,
    WorkingPaperFactory,
    fresh,
)
from tests.findings.conftest import LEAD, SECRET

Status = Lead.Status


def titles(user):
    """What the worklist asks of the account as it is now."""
    return {duty.title for duty in duties_of(fresh(user))}


def test_one_of_a_receiving_body_posted_to_a_team_reads_what_they_write(inspection, browse):
    cadre = UserFactory(username="cadre", roles=[Role.DISCIPLINE], body=BodyFactory(), person=PersonFactory())
    PostingFactory(team=inspection.team, person=cadre.person)
    lead = write_lead(inspection, by=cadre, **LEAD)
    assert Lead.objects.visible_to(fresh(cadre)).get() == lead
    assert SECRET in browse(cadre).get(lead.get_absolute_url()).content.decode()


class TestWriting:
    def test_numbers_count_within_the_round(self, inspection, other_inspection, member, stranger_leader):
        first = write_lead(inspection, by=member, **LEAD)
        second = write_lead(other_inspection, by=stranger_leader, **LEAD)
        assert [first.number, second.number] == ["XS18-001", "XS18-002"]

    @pytest.mark.parametrize("who", ["office", "handler", "leadinggroup", "stranger_leader", "discipline"])
    def test_only_the_team_writes(self, inspection, request, who):
        with pytest.raises(Refused):
            write_lead(inspection, by=request.getfixturevalue(who), **LEAD)

    def test_a_paper_of_another_inspection_is_refused(self, inspection, other_inspection, member):
        paper = WorkingPaperFactory(inspection=other_inspection)
        with pytest.raises(ValidationError):
            write_lead(inspection, by=member, paper=paper, **LEAD)

    def test_the_author_and_the_leader_change_a_draft(self, lead, member, leader):
        update_lead(lead, by=member, subject_post="副科长")
        update_lead(lead, by=leader, subject_rank="副科")
        lead.refresh_from_db()
        assert (lead.subject_post, lead.subject_rank) == ("副科长", "副科")

    @pytest.mark.parametrize("who", ["deputy", "handler", "leadinggroup", "colleague_user"])
    def test_nobody_else_does(self, lead, request, who, colleague_user):
        with pytest.raises(Refused):
            update_lead(lead, by=request.getfixturevalue(who), subject_post="副科长")

    def test_what_was_filed_is_not_changed(self, filed, member):
        with pytest.raises(IllegalStep):
            update_lead(filed, by=member, subject_post="副科长")

    def test_its_name_is_its_number(self, lead):
        assert str(lead) == "XS18-001"


class TestDeciding:
    def test_the_leading_group_approves(self, filed, leadinggroup, handler):
        approve_lead(filed, by=leadinggroup, opinion="同意移交")
        assert (filed.status, filed.decided_by, filed.decided_on) == (Status.APPROVED, leadinggroup, today())
        assert Notice.objects.filter(recipient=handler).count() == 1

    def test_or_returns_with_a_reason(self, filed, leadinggroup, member, leader):
        return_lead(filed, by=leadinggroup, reason="补充来源")
        assert (filed.status, filed.filed_on) == (Status.DRAFT, None)
        assert Notice.objects.filter(recipient__in=[member, leader]).count() == 2

    def test_never_without(self, filed, leadinggroup):
        with pytest.raises(ValidationError):
            return_lead(filed, by=leadinggroup, reason=" ")

    def test_returned_after_the_feedback_it_is_mended_and_filed_anew(
        self, filed, feed_back, leadinggroup, member, leader
    ):
        feed_back()
        return_lead(filed, by=leadinggroup, reason="补充来源")
        assert {step.name for step in steps_for(filed, member)} == {"change"}
        assert {step.name for step in steps_for(filed, leader)} == {"file", "change"}
        update_lead(filed, by=member, subject_post="副科长")
        assert file_lead(filed, by=leader).status == Status.FILED

    def test_but_nobody_else_of_the_team_mends_it(self, filed, feed_back, leadinggroup, colleague_user):
        feed_back()
        return_lead(filed, by=leadinggroup, reason="补充来源")
        with pytest.raises(Refused):
            update_lead(filed, by=colleague_user, subject_post="副科长")

    def test_what_the_feedback_found_as_a_draft_is_filed_as_long_as_the_team_stands(
        self, lead, feed_back, member, leader, deputy, colleague_user
    ):
        duty = f"将线索{lead.number}提请审定"
        assert f"线索{lead.number}" in [waiting.title for waiting in waiting_for(member)]
        feed_back()
        asked = [user for user in (member, leader, deputy, colleague_user) if duty in titles(user)]
        assert asked == [leader]
        for other in (member, deputy, colleague_user):
            with pytest.raises(Refused):
                file_lead(lead, by=fresh(other))
        assert file_lead(lead, by=fresh(leader)).status == Status.FILED
        assert duty not in titles(leader)

    def test_but_no_new_one_is_written_then(self, inspection, feed_back, member):
        feed_back()
        with pytest.raises(Refused):
            write_lead(Inspection.objects.get(), by=fresh(member), **LEAD)

    def test_it_is_not_returned_where_nobody_is_left_to_mend_it(self, filed, leadinggroup):
        team = filed.inspection.team
        team.dissolved_on = today()
        team.save()
        with pytest.raises(IllegalStep) as refusal:
            return_lead(filed, by=leadinggroup, reason="补充来源")
        (step,) = [step for step in steps_for(filed, leadinggroup) if step.name == "return"]
        assert step.blocked == str(refusal.value) != ""
        assert Lead.objects.get().status == Status.FILED

    def test_its_team_is_not_dissolved_before_it_is_mended(
        self, filed, feed_back, leadinggroup, member, leader, office
    ):
        feed_back()
        team = filed.inspection.team
        return_lead(filed, by=leadinggroup, reason="补充来源")
        with pytest.raises(IllegalStep) as refusal:
            dissolve_team(team, by=office, on=today())
        assert str(refusal.value) == "退回该组的材料尚未处理完毕，请先由组长处理。"
        update_lead(filed, by=member, subject_post="副科长")
        file_lead(filed, by=leader)
        assert dissolve_team(team, by=office, on=today()).dissolved_on == today()

    def test_a_lead_nobody_can_mend_any_more_does_not_hold_its_team(self, filed, feed_back, leadinggroup, office):
        feed_back()
        return_lead(filed, by=leadinggroup, reason="补充来源")
        Posting.objects.update(released_on=today())
        assert dissolve_team(filed.inspection.team, by=office, on=today()).dissolved_on == today()

    @pytest.mark.parametrize("who", ["office", "handler", "leader", "deputy", "member", "discipline"])
    def test_nobody_else_decides(self, filed, request, who):
        user = request.getfixturevalue(who)
        with pytest.raises(Refused):
            approve_lead(filed, by=user)
        with pytest.raises(Refused):
            return_lead(filed, by=user, reason="补充来源")

    def test_never_on_ones_own(self, filed, leadinggroup):
        filed.written_by = leadinggroup
        filed.save()
        with pytest.raises(Refused):
            approve_lead(filed, by=leadinggroup)

    def test_the_database_holds_that_too(self, filed):
        with pytest.raises(IntegrityError), transaction.atomic():
            Lead.objects.filter(pk=filed.pk).update(decided_by=filed.written_by)

    def test_a_draft_is_not_decided_on(self, lead, leadinggroup):
        with pytest.raises(IllegalStep):
            approve_lead(lead, by=leadinggroup)

    def test_one_who_must_stand_aside_is_not_told(self, lead, leader, leadinggroup, colleague):
        leadinggroup.person = colleague
        leadinggroup.save()
        RecusalFactory(person=colleague, organization=lead.inspection.organization)
        file_lead(lead, by=leader)
        assert not Notice.objects.filter(recipient=leadinggroup).exists()


class TestTransferring:
    def test_to_one_body(self, decided, handler, discipline):
        (transfer,) = transfer_lead(decided, by=handler, bodies=[discipline.body])
        assert (decided.status, decided.mode, decided.referred_on) == (Status.TRANSFERRED, Lead.Mode.SINGLE, today())
        assert (transfer.status, transfer.sent_by, transfer.sent_on) == (Transfer.Status.SENT, handler, today())
        assert Obligation.objects.open().on(transfer).count() == 2

    def test_to_both(self, decided, handler, discipline, orgdept):
        transfers = transfer_lead(decided, by=handler, bodies=[discipline.body, orgdept.body])
        assert len(transfers) == 2
        assert decided.mode == Lead.Mode.DOUBLE
        assert Notice.objects.filter(recipient__in=[discipline, orgdept]).count() == 2

    def test_not_to_two_of_a_kind(self, decided, handler, discipline):
        with pytest.raises(ValidationError):
            transfer_lead(decided, by=handler, bodies=[discipline.body, BodyFactory()])

    def test_nor_to_one_that_only_cooperates(self, decided, handler, cooperating):
        with pytest.raises(ValidationError):
            transfer_lead(decided, by=handler, bodies=[cooperating.body])

    def test_nor_to_none(self, decided, handler):
        with pytest.raises(ValidationError):
            transfer_lead(decided, by=handler, bodies=[])

    @pytest.mark.parametrize("days", [1, -1])
    def test_on_a_plausible_day(self, decided, handler, discipline, days):
        on = today() + timedelta(days=days)
        with pytest.raises(ValidationError):
            transfer_lead(decided, by=handler, bodies=[discipline.body], on=on)

    @pytest.mark.parametrize("who", ["office", "leadinggroup", "leader", "member", "discipline"])
    def test_only_by_the_handler(self, decided, discipline, request, who):
        with pytest.raises(Refused):
            transfer_lead(decided, by=request.getfixturevalue(who), bodies=[discipline.body])

    def test_never_before_the_decision(self, filed, handler, discipline):
        with pytest.raises(IllegalStep):
            transfer_lead(filed, by=handler, bodies=[discipline.body])


CIRCLE = ["member", "leader", "deputy", "handler", "leadinggroup"]
OUTSIDE = [
    "office",
    "colleague_user",
    "stranger_leader",
    "secretary",
    "liaison",
    "division",
    "discipline",
    "orgdept",
    "cooperating",
    "sysadmin",
    "secadmin",
    "auditor",
]


class TestTheDoor:
    def test_before_the_transfer(self, decided, request):
        seen = [who for who in CIRCLE + OUTSIDE if Lead.objects.visible_to(request.getfixturevalue(who)).exists()]
        assert seen == CIRCLE

    def test_after_it_the_receiving_body_too(self, transfer, request):
        seen = [who for who in CIRCLE + OUTSIDE if Lead.objects.visible_to(request.getfixturevalue(who)).exists()]
        assert seen == [*CIRCLE, "discipline"]

    def test_of_those_who_answer_transfers_only_those_of_that_body(self, transfer, request):
        seen = [who for who in CIRCLE + OUTSIDE if Transfer.objects.visible_to(request.getfixturevalue(who)).exists()]
        assert seen == ["handler", "leadinggroup", "discipline"]

    def test_a_released_author_sees_it_no_more(self, lead, member):
        Posting.objects.filter(person=member.person).update(released_on=today())
        assert not Lead.objects.visible_to(fresh(member)).exists()

    def test_nor_one_of_the_circle_who_must_stand_aside(self, transfer, handler, discipline, colleague):
        RecusalFactory(person=colleague, organization=transfer.lead.inspection.organization)
        for user in (handler, discipline):
            type(user).objects.filter(person=colleague).update(person=None)
            user.person = colleague
            user.save()
            assert not Lead.objects.visible_to(fresh(user)).exists()
            assert not Transfer.objects.visible_to(fresh(user)).exists()

    @pytest.mark.parametrize("role", [Role.LEAD_HANDLER, Role.LEADING_GROUP])
    def test_never_the_inspected_whatever_else_they_may_hold(self, lead, liaison, other_inspection, role):
        RoleGrant.objects.create(user=liaison, role=role, granted_on=today())
        elsewhere = LeadFactory(inspection=other_inspection)
        assert list(Lead.objects.visible_to(fresh(liaison))) == [elsewhere]

    def test_the_office_counts_without_reading(self, lead, office, leader):
        (row,) = Lead.objects.nameless_to(office)
        assert row["number"] == lead.number
        assert SECRET not in str(row)
        assert LEAD["subject_name"] not in str(row)
        assert not Lead.objects.nameless_to(leader).exists()


class TestLooks:
    def test_are_seen_by_those_who_read_all_leads(self, lead, leader, handler, request):
        record_access([lead.pk], by=leader, kind=LeadAccess.Kind.VIEW)
        seen = [
            who for who in CIRCLE + OUTSIDE if LeadAccess.objects.visible_to(request.getfixturevalue(who)).exists()
        ]
        assert seen == ["handler", "leadinggroup"]

    @pytest.mark.parametrize("change", [lambda look: look.delete(), lambda look: look.update(kind="export")])
    def test_are_never_changed(self, lead, leader, change):
        record_access([lead.pk], by=leader, kind=LeadAccess.Kind.VIEW)
        with pytest.raises(DatabaseError), transaction.atomic():
            change(LeadAccess.objects.all())


def test_steps_are_offered_to_those_who_may_take_them(filed, leadinggroup, handler, leader):
    assert [step.name for step in steps_for(filed, leadinggroup)] == ["approve", "return"]
    assert [step.name for step in steps_for(filed, handler)] == ["instruct"]
    assert steps_for(filed, leader) == []


def test_no_notice_says_more_than_the_number(transfer, discipline):
    acknowledge_transfer(transfer, by=discipline)
    report_disposal(transfer, by=discipline, method="inquiry", decided_on=today(), note=SECRET)
    report_outcome(transfer, by=discipline, kind="unfounded", decided_on=today(), note=SECRET, concluded=True)
    words = "".join(f"{notice.subject}{notice.subjects}{notice.body}{notice.url}" for notice in Notice.objects.all())
    assert "XS18-001" in words
    assert SECRET not in words
    assert LEAD["subject_name"] not in words


def test_referred_is_counted_as_of_a_day(transfer):
    assert Lead.objects.referred(today()).count() == 1
    assert Lead.objects.referred(date(2026, 1, 1)).count() == 0
