"""Working papers: from the draft to the leader's approval, and every refusal on the way."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.models import Attachment, Notice
from core.trail.history import timeline
from core.workdays.reckoning import today
from core.workflow.moves import Conflict, IllegalStep
from core.workflow.steps import awaiting, steps_for
from findings.models import PaperHandler, WorkingPaper
from findings.papers import conditions, services
from personnel.models import Posting, User
from rounds.models import Inspection
from tests.factories import PersonFactory, PostingFactory, RecusalFactory, UserFactory, WorkingPaperFactory, fresh
from tests.findings.conftest import PAPER, evidence

Status = WorkingPaper.Status


class TestWriting:
    def test_the_number_names_round_and_team_and_counts_without_gaps(self, inspection, member):
        numbers = [services.write_paper(inspection, by=member, **PAPER).number for _ in range(2)]
        assert numbers == ["〔2026〕18巡-1组-01号", "〔2026〕18巡-1组-02号"]

    @pytest.mark.parametrize(
        ("there", "following"),
        [("07号", "08"), ("99（补）", "100"), ("甲09号", "01"), ("2024-0005号", "01"), ("1234567890号", "01")],
    )
    def test_numbers_of_another_make_are_passed_over(self, inspection, member, there, following):
        stem = "〔2026〕18巡-1组-"
        WorkingPaperFactory(inspection=inspection, number=stem + there)
        assert services.write_paper(inspection, by=member, **PAPER).number == f"{stem}{following}号"

    @pytest.mark.parametrize("who", ["stranger_leader", "office", "handler", "secretary", "discipline", "sysadmin"])
    def test_only_the_team_writes(self, inspection, request, who):
        with pytest.raises(Refused):
            services.write_paper(inspection, by=request.getfixturevalue(who), **PAPER)

    @pytest.mark.parametrize("status", [Inspection.Status.PLANNED, Inspection.Status.FED_BACK])
    def test_only_while_the_team_works(self, inspection, member, status):
        inspection.status = status
        with pytest.raises(Refused):
            services.write_paper(inspection, by=member, **PAPER)

    def test_one_who_must_stand_aside_cannot(self, inspection, member):
        RecusalFactory(person=member.person, organization=inspection.organization)
        with pytest.raises(Refused):
            services.write_paper(inspection, by=fresh(member), **PAPER)

    def test_one_released_from_the_team_cannot(self, inspection, member):
        Posting.objects.filter(person=member.person).update(released_on=today())
        with pytest.raises(Refused):
            services.write_paper(inspection, by=fresh(member), **PAPER)

    @pytest.mark.parametrize("day", [date(2099, 1, 1), date(2026, 3, 1)])
    def test_the_day_must_be_plausible(self, inspection, member, day):
        with pytest.raises(ValidationError) as refusal:
            services.write_paper(inspection, by=member, **PAPER | {"found_on": day})
        assert "found_on" in refusal.value.message_dict

    def test_a_text_too_long_is_refused(self, inspection, member):
        with pytest.raises(ValidationError) as refusal:
            services.write_paper(inspection, by=member, **PAPER | {"title": "长" * 51})
        assert "title" in refusal.value.message_dict

    def test_the_whole_team_changes_a_draft(self, draft, leader):
        services.update_paper(draft, by=leader, title="改过的标题")
        draft.refresh_from_db()
        assert draft.title == "改过的标题"
        assert draft.signatures.count() == 2

    def test_what_was_submitted_is_not_changed(self, submitted, member):
        with pytest.raises(IllegalStep):
            services.update_paper(submitted, by=member, title="改过的标题")

    def test_who_handled_it_is_in_the_trail(self, draft, member):
        event = draft.signatures.get(person=member.person).events.get()
        assert event.pgh_label == "insert"
        assert event.pgh_context["actor"] == member.pk

    def test_who_handles_it_no_more_goes_and_who_stays_stays_as_they_were(self, draft, member):
        other = draft.signatures.exclude(person=member.person).get()
        stayed, new = draft.signatures.get(person=member.person), PersonFactory()
        services.update_paper(draft, by=member, handlers=[member.person, new], **PAPER)
        assert {signature.person for signature in draft.signatures.all()} == {member.person, new}
        assert stayed.events.count() == 1
        events = PaperHandler.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", "person")
        assert {*events[2:]} == {("delete", other.person_id), ("insert", new.pk)}

    def test_none_may_be_left(self, draft, member):
        services.update_paper(draft, by=member, handlers=[], **PAPER)
        assert not draft.handlers.exists()


class TestEvidence:
    def test_a_file_can_be_taken_off_a_draft(self, draft, member):
        services.remove_evidence(draft, Attachment.objects.of(draft).get(), by=member)
        assert not Attachment.objects.of(draft).exists()

    def test_never_off_a_submitted_paper(self, submitted, member):
        with pytest.raises(IllegalStep):
            services.remove_evidence(submitted, Attachment.objects.of(submitted).get(), by=member)

    def test_nor_added_to_one(self, submitted, member):
        with pytest.raises(IllegalStep):
            services.update_paper(submitted, by=member, evidence=[evidence()])

    def test_the_file_of_another_paper_is_not_touched(self, draft, inspection, member):
        other = services.write_paper(inspection, by=member, evidence=[evidence()], **PAPER)
        stranger = Attachment.objects.of(other).get()
        with pytest.raises(Attachment.DoesNotExist):
            services.remove_evidence(draft, stranger, by=member)

    def test_content_decides_what_is_a_document(self, draft, member):
        with pytest.raises(ValidationError):
            services.update_paper(draft, by=member, evidence=[evidence("凭证.pdf", b"<script>alert(1)</script>")])

    def test_others_add_nothing(self, draft, office):
        with pytest.raises(Refused):
            services.update_paper(draft, by=office, evidence=[evidence()])


class TestSubmitting:
    def test_needs_two_handlers(self, draft, member):
        draft.handlers.set([member.person])
        with pytest.raises(IllegalStep) as refusal:
            services.submit_paper(draft, by=member)
        assert str(refusal.value) == conditions.why_not_submit(draft) != ""

    def test_who_are_in_the_team(self, draft, member):
        draft.handlers.set([member.person, PersonFactory()])
        with pytest.raises(IllegalStep):
            services.submit_paper(draft, by=member)

    def test_and_not_its_leader(self, draft, member, leader):
        draft.handlers.set([member.person, leader.person])
        with pytest.raises(IllegalStep):
            services.submit_paper(draft, by=member)

    def test_nor_one_who_must_stand_aside(self, draft, member):
        other = draft.handlers.exclude(pk=member.person.pk).first()
        RecusalFactory(person=other, organization=draft.inspection.organization)
        with pytest.raises(IllegalStep, match="回避"):
            services.submit_paper(draft, by=member)

    def test_needs_evidence(self, draft, member):
        Attachment.objects.of(draft).delete()
        with pytest.raises(IllegalStep):
            services.submit_paper(draft, by=member)

    def test_goes_to_the_deputy(self, draft, member, deputy, leader):
        services.submit_paper(draft, by=member)
        assert draft.status == Status.SUBMITTED
        assert draft.submitted_on == today()
        assert list(Notice.objects.values_list("recipient__username", flat=True)) == ["deputy"]

    def test_without_a_deputy_to_the_leader(self, draft, member, leader):
        services.submit_paper(draft, by=member)
        assert list(Notice.objects.values_list("recipient__username", flat=True)) == ["leader"]

    def test_twice_is_refused(self, submitted, member):
        with pytest.raises(IllegalStep):
            services.submit_paper(submitted, by=member)

    def test_the_second_of_two_is_told(self, draft, member, leader):
        stale = WorkingPaper.objects.get(pk=draft.pk)
        services.submit_paper(draft, by=member)
        with pytest.raises(Conflict):
            services.submit_paper(stale, by=leader)


class TestReviewing:
    def test_the_deputy_reviews_and_the_leader_approves(self, submitted, deputy, leader):
        services.review_paper(submitted, by=deputy, opinion="事实清楚")
        services.approve_paper(submitted, by=leader, opinion="同意")
        assert submitted.status == Status.APPROVED
        assert (submitted.reviewed_by, submitted.approved_by) == (deputy, leader)
        assert [entry.reason for entry in timeline(submitted)][-2:] == ["事实清楚", "同意"]

    def test_the_leader_waits_for_the_deputy(self, submitted, deputy, leader):
        with pytest.raises(IllegalStep):
            services.approve_paper(submitted, by=leader)
        (approve,) = [step for step in steps_for(submitted, leader) if step.name == "approve"]
        assert approve.blocked == conditions.why_not_approve(submitted) != ""

    def test_but_not_for_a_deputy_who_handled_it(self, draft, member, deputy, leader):
        draft.handlers.add(deputy.person)
        services.submit_paper(draft, by=member)
        services.approve_paper(draft, by=leader)
        assert draft.status == Status.APPROVED

    def test_nor_for_one_who_must_stand_aside(self, submitted, deputy, leader):
        RecusalFactory(person=deputy.person, organization=submitted.inspection.organization)
        services.approve_paper(submitted, by=leader)
        assert submitted.status == Status.APPROVED

    @pytest.mark.parametrize("account", ["none", "shut"])
    def test_nor_for_one_who_cannot_sign_in(self, submitted, deputy, leader, account):
        away = {"person": None} if account == "none" else {"is_active": False}
        User.objects.filter(pk=deputy.pk).update(**away)
        assert submitted in awaiting(WorkingPaper, leader)
        services.approve_paper(submitted, by=leader)
        assert submitted.status == Status.APPROVED

    def test_nor_for_the_author_under_an_account_of_before(self, draft, deputy, leader, member):
        WorkingPaper.objects.filter(pk=draft.pk).update(written_by=deputy)
        services.submit_paper(WorkingPaper.objects.get(), by=member)
        User.objects.filter(pk=deputy.pk).update(person=None)
        UserFactory(username="again", person=deputy.person)
        paper = WorkingPaper.objects.get()
        assert conditions.why_not_approve(paper) == ""
        assert paper in awaiting(WorkingPaper, leader)

    def test_a_deputy_who_handled_it_does_not_review(self, draft, member, deputy):
        draft.handlers.add(deputy.person)
        services.submit_paper(draft, by=member)
        with pytest.raises(Refused):
            services.review_paper(draft, by=deputy)

    @pytest.mark.parametrize("who", ["leader", "member", "stranger_leader", "office"])
    def test_nobody_else_reviews(self, submitted, deputy, request, who):
        with pytest.raises(Refused):
            services.review_paper(submitted, by=request.getfixturevalue(who))

    @pytest.mark.parametrize("who", ["deputy", "member", "stranger_leader", "office", "leadinggroup"])
    def test_nobody_else_approves(self, submitted, leader, request, who):
        with pytest.raises(Refused):
            services.approve_paper(submitted, by=request.getfixturevalue(who))

    def test_a_leader_who_handled_it_does_not_approve(self, submitted, member, leader):
        submitted.handlers.add(leader.person)
        with pytest.raises(Refused):
            services.approve_paper(submitted, by=leader)

    def test_a_draft_is_not_approved(self, draft, leader):
        with pytest.raises(IllegalStep):
            services.approve_paper(draft, by=leader)

    def test_an_approved_paper_stays(self, approved, leader):
        with pytest.raises(IllegalStep):
            services.return_paper(approved, by=leader, reason="补充证据")


class TestReturning:
    def test_goes_back_to_the_authors_with_the_reason(self, submitted, deputy, leader, member):
        services.review_paper(submitted, by=deputy)
        services.return_paper(submitted, by=leader, reason="定性依据不足")
        assert submitted.status == Status.DRAFT
        assert (submitted.submitted_on, submitted.reviewed_by) == (None, None)
        assert timeline(submitted)[-1].reason == "定性依据不足"
        assert Notice.objects.filter(recipient=member).count() == 1

    def test_needs_a_reason(self, submitted, leader):
        with pytest.raises(ValidationError):
            services.return_paper(submitted, by=leader, reason="  ")

    def test_a_deputy_returns_only_before_the_review(self, submitted, deputy):
        services.review_paper(submitted, by=deputy)
        with pytest.raises(Refused):
            services.return_paper(submitted, by=deputy, reason="补充证据")

    def test_returned_after_the_feedback_it_is_mended_and_approved(self, submitted, feed_back, leader, member):
        feed_back()
        services.return_paper(submitted, by=leader, reason="补充证据")
        assert {step.name for step in steps_for(submitted, member)} == {"submit", "change"}
        services.update_paper(submitted, by=member, title="改过的标题")
        services.submit_paper(submitted, by=member)
        assert services.approve_paper(submitted, by=leader).status == Status.APPROVED

    def test_but_what_was_never_submitted_is_not_submitted_then(self, draft, feed_back, member):
        feed_back()
        with pytest.raises(Refused):
            services.submit_paper(draft, by=member)

    @pytest.mark.parametrize("who", ["member", "stranger_leader", "office"])
    def test_nobody_else_returns(self, submitted, request, who):
        with pytest.raises(Refused):
            services.return_paper(submitted, by=request.getfixturevalue(who), reason="补充证据")


CAST = ["leader", "member", "office", "leadinggroup", "stranger_leader", "secretary", "discipline", "auditor"]


def test_the_door(draft, request):
    cast = {who: request.getfixturevalue(who) for who in CAST}
    seen = [who for who, user in cast.items() if WorkingPaper.objects.visible_to(user).exists()]
    assert seen == ["leader", "member", "office", "leadinggroup"]


def test_after_the_team_is_dissolved_its_papers_are_gone_for_it(draft, member, inspection):
    inspection.team.dissolved_on = today() - timedelta(days=1)
    inspection.team.save()
    assert not WorkingPaper.objects.visible_to(fresh(member)).exists()


def test_a_posting_of_the_future_gives_no_paper(draft, inspection):
    posting = PostingFactory(team=inspection.team, posted_on=today() + timedelta(days=1))
    assert not Posting.objects.current(today()).filter(pk=posting.pk).exists()
