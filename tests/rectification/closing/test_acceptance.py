"""三方验收: the organization applies, the team accepts, or the office in its place, and a third person closes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.batches import services as batches
from core.models import Notice
from core.workflow.moves import IllegalStep
from core.workflow.on_many import step_on_many
from core.workflow.steps import steps_for
from core.worklist import duties as worklist
from personnel.models import Posting
from rectification import duties
from rectification.closing.services import accept_item, close_item, return_item
from rectification.models import CloseOut, Item
from rectification.reporting.as_of import standing_on
from rounds.models import Obligation
from tests.factories import PostingFactory, RecusalFactory, UserFactory, apply_for, fresh
from tests.rectification.closing.test_many_at_once import AFTER, LIST, outcomes
from tests.rectification.conftest import CLOSED, carry_out, check

APPLIED, ACCEPTED = date(2026, 10, 8), date(2026, 10, 10)
Acceptance = CloseOut.Acceptance


@pytest.fixture
def deputy(inspection):
    account = UserFactory(username="vice", name="副组长")
    account.person = PostingFactory(team=inspection.team, role=Posting.Role.DEPUTY).person
    account.save()
    return fresh(account)


@pytest.fixture
def dissolved(with_team):
    """Its round is over: nobody is posted to the team any more (组撤权撤)."""
    Posting.objects.filter(team=with_team.hand_over.inspection.team).update(released_on=date(2026, 10, 9))
    return Item.objects.get(pk=with_team.pk)


class TestByTheTeam:
    def test_the_office_owes_a_decision_from_then_on(self, with_team, leader, office):
        accept_item(with_team, "整改到位", by=leader, on=ACCEPTED)
        assert Item.objects.get(pk=with_team.pk).status == Item.Status.AWAITING_ACCEPTANCE
        close_out = CloseOut.objects.get()
        assert (close_out.acceptance, close_out.accepted_by, close_out.accepted_on) == ("team", leader, ACCEPTED)
        assert (close_out.acceptance_opinion, close_out.decision) == ("整改到位", "")
        assert Obligation.objects.get(node=duties.ACCEPT_RECTIFICATION).met_on == ACCEPTED
        assert Obligation.objects.get(node=duties.DECIDE_CLOSE_OUT).from_on == ACCEPTED
        assert Notice.objects.filter(recipient=office, kind="close_out.accepted").exists()

    def test_a_deputy_accepts_as_well(self, with_team, deputy):
        assert accept_item(with_team, by=deputy).status == Item.Status.AWAITING_ACCEPTANCE

    @pytest.mark.parametrize("who", ["liaison", "office", "member", "leadinggroup", "division"])
    def test_nobody_else_does_while_the_team_has_its_leader(self, with_team, who, request):
        with pytest.raises(Refused):
            accept_item(with_team, by=request.getfixturevalue(who))

    def test_the_team_may_return_it_with_a_reason(self, with_team, leader, liaison):
        with pytest.raises(ValidationError):
            return_item(with_team, " ", by=leader)
        return_item(with_team, "照片不清", by=leader, on=ACCEPTED)
        close_out = CloseOut.objects.get()
        assert (close_out.acceptance, close_out.decision, close_out.decided_by) == ("", "returned", leader)
        assert Item.objects.get(pk=with_team.pk).status == Item.Status.RETURNED
        assert not Obligation.objects.open().filter(node__in=[*duties.ACCEPTING, duties.DECIDE_CLOSE_OUT]).exists()
        assert Obligation.objects.running().filter(node=duties.RECTIFY_ITEM, subject_id=with_team.pk).exists()
        assert Notice.objects.filter(recipient=liaison, kind="close_out.decided").exists()

    def test_the_office_neither_closes_nor_returns_before_the_team_has_accepted(self, with_team, office, handler):
        check(with_team, handler, on=APPLIED)
        for step in (close_item, return_item):
            with pytest.raises((Refused, IllegalStep)):
                step(with_team, "同意", by=office)

    def test_once_accepted_the_team_returns_it_no_more(self, applied, leader):
        with pytest.raises(Refused):
            return_item(applied, "再看", by=leader)
        with pytest.raises(IllegalStep):
            accept_item(applied, by=leader)

    def test_not_before_the_day_of_the_application(self, with_team, leader):
        with pytest.raises(ValidationError):
            accept_item(with_team, by=leader, on=date(2026, 10, 7))

    def test_its_page_and_its_worklist_offer_the_step_and_the_lists_tell_it(self, with_team, leader, browse):
        assert {"accept", "return"} <= {step.name for step in steps_for(with_team, fresh(leader))}
        kinds = {duty.title for duty in worklist.duties_of(fresh(leader))}
        assert any(title.startswith("验收") for title in kinds)
        desk = browse(leader)
        desk.post(reverse("rectification:item_accept", args=[with_team.pk]), {"opinion": "整改到位"})
        page = desk.get(with_team.get_absolute_url()).content.decode()
        assert "巡察组已验收" in page
        assert "待巡察办销号" in page
        listed = desk.get(reverse("rectification:close_outs"), {"acceptance": "team"}).content.decode()
        assert str(with_team) in listed

    def test_many_at_once(self, rectifying, liaison, leader):
        items = list(rectifying.items.all()[:3])
        for item in items[:2]:
            carry_out(item, liaison)
            apply_for(item, by=liaison, on=APPLIED)
        facts = {"model": Item, "asked": {"opinion": ["整改到位"]}, "place": LIST, "shown_at": AFTER}
        batch = batches.ask_for_batch(
            step_on_many(Item, "accept"), [item.pk for item in items], by=fresh(leader), **facts
        )
        batches.carry_out(batch)
        assert sorted(outcomes(batch)) == ["done", "done", "refused"]
        assert Item.objects.filter(status=Item.Status.AWAITING_ACCEPTANCE).count() == 2


class TestInItsPlace:
    def test_the_office_accepts_where_the_team_is_dissolved(self, dissolved, office, handler):
        accept_item(dissolved, "经核查属实", by=handler, on=ACCEPTED)
        close_out = CloseOut.objects.get()
        assert (close_out.acceptance, close_out.accepted_by) == (Acceptance.IN_PLACE, handler)
        assert not Obligation.objects.open().filter(node__in=duties.ACCEPTING).exists()

    def test_who_accepted_in_its_place_neither_closes_nor_returns(self, dissolved, office, handler):
        colleague = UserFactory(username="colleague", roles=[Role.OFFICE])
        check(dissolved, colleague, on=APPLIED)
        accept_item(dissolved, by=handler, on=ACCEPTED)
        for step in (close_item, return_item):
            with pytest.raises(Refused):
                step(dissolved, "同意", by=handler)
        assert not {"close", "return"} & {step.name for step in steps_for(dissolved, fresh(handler))}
        assert close_item(dissolved, "同意", by=office, on=CLOSED).is_closed

    def test_an_application_after_the_end_of_the_round_is_owed_by_the_office(self, done, liaison, leader, office):
        Posting.objects.filter(team=done.hand_over.inspection.team).update(released_on=date(2026, 9, 30))
        apply_for(done, by=liaison, on=APPLIED)
        assert Obligation.objects.get(node=duties.ACCEPT_FOR_TEAM).from_on == APPLIED
        assert Notice.objects.filter(recipient=office, kind="close_out.applied").exists()
        assert not Notice.objects.filter(recipient=leader, kind="close_out.applied").exists()

    def test_so_it_does_where_the_leader_is_recused(self, with_team, leader, office):
        RecusalFactory(person=leader.person, organization=with_team.hand_over.inspection.organization)
        with pytest.raises((Refused, Item.DoesNotExist)):
            accept_item(with_team, by=fresh(leader))
        assert accept_item(with_team, by=office).status == Item.Status.AWAITING_ACCEPTANCE

    def test_and_where_the_leader_has_no_account_that_is_open(self, with_team, leader, office):
        leader.is_active = False
        leader.save()
        assert accept_item(with_team, by=office).status == Item.Status.AWAITING_ACCEPTANCE

    def test_the_organization_does_not_accept_its_own_under_another_seat(self, dissolved, liaison):
        liaison.grants.update(role=Role.OFFICE)
        liaison.organization = None
        liaison.save()
        with pytest.raises(Refused):
            accept_item(dissolved, by=fresh(liaison))


class TestWhatTheDatabaseHolds:
    def test_who_applied_does_not_accept(self, with_team, liaison):
        with pytest.raises(IntegrityError), transaction.atomic():
            CloseOut.objects.update(acceptance="team", accepted_by=liaison, accepted_on=APPLIED)

    def test_who_accepted_does_not_decide(self, applied, leader):
        with pytest.raises(IntegrityError), transaction.atomic():
            CloseOut.objects.update(decision="accepted", decided_by=leader, decided_on=CLOSED)

    def test_nothing_is_closed_unaccepted(self, with_team, office):
        with pytest.raises(IntegrityError), transaction.atomic():
            CloseOut.objects.update(decision="accepted", decided_by=office, decided_on=CLOSED)


class TestDaysBefore:
    def states(self, day):
        return list(standing_on(Item.objects.exclude(close_outs=None), day).values_list("state_then", flat=True))

    def test_each_day_tells_with_whom_it_lay(self, with_team, leader):
        accept_item(with_team, by=leader, on=ACCEPTED)
        days = [date(2026, 10, 7), APPLIED, date(2026, 10, 9), ACCEPTED]
        assert [self.states(day) for day in days] == [
            ["rectifying"],
            ["awaiting_team"],
            ["awaiting_team"],
            ["awaiting_acceptance"],
        ]

    def test_what_was_applied_for_before_teams_were_asked_lay_with_the_office(self, applied, office, handler):
        CloseOut.objects.update(acceptance="not_asked", accepted_by=None, accepted_on=None)
        assert self.states(APPLIED) == ["awaiting_acceptance"]
        check(applied, handler, on=ACCEPTED)
        assert close_item(applied, "同意", by=office, on=CLOSED).is_closed
