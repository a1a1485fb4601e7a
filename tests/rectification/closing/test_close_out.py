"""销账: two sides, item by item, once."""

import threading
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from core.access.reach import Refused
from core.access.roles import Role
from core.models import Notice
from core.workflow.moves import Conflict, IllegalStep
from core.workflow.saving import save_checked
from findings.models import DeadlineKind
from personnel.models import RoleGrant
from rectification import duties
from rectification.closing.services import apply_close_out, close_hand_over, close_item, return_item
from rectification.items.services import mark_measure_done, report_progress
from rectification.models import CheckResult, CloseOut, HandOver, Item
from rounds.models import Obligation
from tests.factories import UserFactory, apply_for, bring_to_office
from tests.rectification.conftest import CLOSED, carry_out, check


def report_more(item, by):
    """What an organization does about an item that came back."""
    report_progress(item, text="已补充佐证", completion=Item.Completion.DONE, by=by)


class TestApplying:
    def test_the_team_owes_its_acceptance(self, done, liaison, leader, office):
        apply_for(done, "均已完成", by=liaison, on=date(2026, 10, 8))
        assert Item.objects.get(pk=done.pk).status == Item.Status.AWAITING_TEAM
        owed = Obligation.objects.get(node=duties.ACCEPT_RECTIFICATION)
        assert (owed.organization, owed.from_on, owed.due_on) == (None, date(2026, 10, 8), date(2026, 10, 14))
        assert not Obligation.objects.filter(node=duties.DECIDE_CLOSE_OUT).exists()
        told = Notice.objects.filter(kind="close_out.applied")
        assert set(told.values_list("recipient", flat=True)) == {leader.pk}

    def test_what_is_owed_is_told_in_the_language_of_the_house(self, done, liaison):
        with translation.override("en"):
            bring_to_office(done, "均已完成", by=liaison)
        owed = Obligation.objects.get(node=duties.DECIDE_CLOSE_OUT)
        assert owed.title.startswith("审核")
        with translation.override("en"):
            assert owed.told == f"Decide on the close-out of item {done.number} of {done.hand_over}"

    def test_every_measure_must_be_done(self, done, liaison):
        done.measures.filter(number=1).update(done_on=None)
        with pytest.raises(IllegalStep):
            apply_for(done, "均已完成", by=liaison)

    def test_what_is_reported_as_not_completed_is_not_applied_for(self, done, liaison):
        Item.objects.filter(pk=done.pk).update(completion=Item.Completion.NOT_DONE)
        done.refresh_from_db()
        with pytest.raises(IllegalStep, match="未完成"):
            apply_for(done, "均已完成", by=liaison)
        report_progress(done, text="已见成效", completion="mostly", by=liaison)
        done.refresh_from_db()
        with pytest.raises(IllegalStep, match="申请延期"):
            apply_for(done, "均已完成", by=liaison)
        report_progress(done, text="已全部整改", completion="done", by=liaison)
        done.refresh_from_db()
        assert apply_for(done, "均已完成", by=liaison)

    def test_evidence_is_needed(self, item, liaison):
        for measure in item.measures.all():
            mark_measure_done(measure, by=liaison)
        report_progress(item, text="已改", completion="done", by=liaison)
        with pytest.raises(IllegalStep):
            apply_for(item, "均已完成", by=liaison)

    def test_all_that_is_missing_is_named_at_once(self, item, liaison):
        with pytest.raises(IllegalStep) as refusal:
            apply_for(item, "均已完成", by=liaison)
        assert [part in str(refusal.value) for part in ("2条措施", "未完成", "佐证材料")] == [True] * 3

    def test_cause_completion_and_wider_lessons_are_needed_and_named_at_once(self, done, liaison):
        with pytest.raises(ValidationError) as refusal:
            apply_close_out(done, " ", root_cause="", wider_lessons="\n", by=liaison)
        assert set(refusal.value.message_dict) == {"root_cause", "statement", "wider_lessons"}
        told = {"root_cause": "监督缺位", "wider_lessons": "已全面自查"}
        application = apply_close_out(done, "均已完成", by=liaison, **told)
        assert (application.root_cause, application.wider_lessons) == tuple(told.values())

    @pytest.mark.parametrize("who", ["office", "leader", "other_secretary"])
    def test_only_the_organization_applies(self, done, who, request):
        with pytest.raises(Refused):
            apply_for(done, "均已完成", by=request.getfixturevalue(who))

    def test_not_twice(self, applied, liaison):
        with pytest.raises(IllegalStep):
            apply_for(applied, "均已完成", by=liaison)


class TestClosing:
    def test_the_item_is_closed_and_nothing_is_owed_any_more(self, checked, office, handler, liaison):
        close_item(checked, "同意销号", by=office, on=CLOSED)
        item = Item.objects.get(pk=checked.pk)
        assert (item.status, item.closed_on) == (Item.Status.CLOSED, CLOSED)
        close_out = CloseOut.objects.get()
        assert (close_out.decision, close_out.decided_by, close_out.decided_on) == ("accepted", office, CLOSED)
        settled = Obligation.objects.filter(
            subject_id=item.pk, node__in=[duties.RECTIFY_ITEM, duties.DECIDE_CLOSE_OUT]
        )
        assert set(settled.values_list("met_on", flat=True)) == {CLOSED}
        assert Obligation.objects.get(node=duties.FOCUSED_RECTIFICATION).met_on == CLOSED
        assert Notice.objects.filter(recipient=liaison, kind="close_out.decided").exists()

    def test_what_the_organization_reported_stays_as_it_reported_it(self, checked, office):
        """Applied for before only what is completed could be."""
        Item.objects.filter(pk=checked.pk).update(completion=Item.Completion.MOSTLY)
        close_item(Item.objects.get(pk=checked.pk), "同意", by=office, on=CLOSED)
        assert Item.objects.get(pk=checked.pk).completion == Item.Completion.MOSTLY

    def test_a_check_on_site_is_needed(self, applied, office):
        with pytest.raises(IllegalStep):
            close_item(applied, "同意", by=office)

    @pytest.mark.parametrize("verdict", [CheckResult.Verdict.PARTLY, CheckResult.Verdict.REFUTED])
    def test_the_latest_check_must_confirm(self, checked, office, handler, verdict):
        check(checked, handler, verdict, on=date(2026, 10, 14))
        with pytest.raises(IllegalStep):
            close_item(checked, "同意", by=office)

    def test_a_check_before_the_last_return_does_not_count(self, checked, office, handler, liaison):
        return_item(checked, "佐证不足", by=office, on=date(2026, 10, 14))
        report_more(checked, liaison)
        bring_to_office(checked, "已补充", by=liaison, on=date(2026, 10, 20))
        with pytest.raises(IllegalStep):
            close_item(checked, "同意", by=office)
        check(checked, handler, on=date(2026, 10, 21))
        assert close_item(checked, "同意", by=office)

    def test_on_the_day_of_the_return_a_check_entered_before_it_does_not_count(
        self, checked, office, handler, liaison
    ):
        day = date(2026, 10, 14)
        return_item(checked, "佐证不足", by=office, on=day)
        checked.checks.update(checked_on=day)
        report_more(checked, liaison)
        bring_to_office(checked, "已补充", by=liaison, on=day)
        with pytest.raises(IllegalStep):
            close_item(checked, "同意", by=office)
        check(checked, handler, on=day)
        assert close_item(checked, "同意", by=office)

    @pytest.mark.parametrize("who", ["liaison", "secretary", "leader", "leadinggroup", "other_secretary"])
    def test_only_the_office_decides(self, checked, who, request):
        with pytest.raises(Refused):
            close_item(checked, "同意", by=request.getfixturevalue(who))

    def test_a_seat_on_each_side_decides_nothing(self, checked, liaison):
        RoleGrant.objects.create(user=liaison, role=Role.OFFICE, granted_on=date(2026, 1, 1))
        del liaison.reach
        with pytest.raises(Refused):
            close_item(checked, "同意", by=liaison)

    def test_who_applied_never_decides_even_having_changed_seats(self, checked, liaison):
        """The liaison moved to the office since: the application still bears the same name."""
        liaison.grants.update(role=Role.OFFICE)
        liaison.organization = None
        liaison.save()
        del liaison.reach
        with pytest.raises(Refused):
            close_item(checked, "同意", by=liaison)

    def test_the_database_holds_it_as_well(self, checked, liaison):
        with pytest.raises(IntegrityError), transaction.atomic():
            CloseOut.objects.update(decision="accepted", decided_by=liaison, decided_on=CLOSED)

    def test_a_closed_item_stays_closed(self, checked, office):
        close_item(checked, "同意", by=office, on=CLOSED)
        with pytest.raises(IllegalStep):
            return_item(checked, "再看", by=office)

    @pytest.mark.django_db(transaction=True)
    def test_of_two_people_at_once_one_wins_and_the_other_is_told(self, checked, office):
        colleague = UserFactory(username="colleague", roles=[Role.OFFICE])
        gate, outcomes = threading.Barrier(2), []

        def close(user):
            item = Item.objects.select_related("hand_over__inspection__organization").get(pk=checked.pk)
            gate.wait()
            try:
                close_item(item, "同意", by=user, on=CLOSED)
                outcomes.append("closed")
            except Conflict as conflict:
                outcomes.append(str(conflict))
            finally:
                connection.close()

        threads = [threading.Thread(target=close, args=[user]) for user in (office, colleague)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert outcomes.count("closed") == 1
        told = next(outcome for outcome in outcomes if outcome != "closed")
        assert str(checked) in told
        assert CloseOut.objects.get().decision == "accepted"
        assert checked.events.filter(status=Item.Status.CLOSED).count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_the_last_two_of_the_focused_period_closed_at_once_end_it(self, checked, office, handler, liaison):
        other = checked.hand_over.items.get(deadline_kind=DeadlineKind.IMMEDIATE)
        Item.objects.filter(pk=other.pk).update(deadline_kind=DeadlineKind.FOCUSED)
        carry_out(other, liaison)
        bring_to_office(other, "均已完成", by=liaison, on=date(2026, 10, 8))
        check(other, handler, on=date(2026, 10, 12))
        gate, outcomes = threading.Barrier(2), []

        def close(pk):
            item = Item.objects.select_related("hand_over__inspection__organization").get(pk=pk)
            try:
                with transaction.atomic():
                    close_item(item, "同意", by=office, on=CLOSED)
                    with suppress(threading.BrokenBarrierError):
                        gate.wait(timeout=1)  # both have decided before either is saved, unless one waits its turn
                outcomes.append("closed")
            finally:
                connection.close()

        threads = [threading.Thread(target=close, args=[pk]) for pk in (checked.pk, other.pk)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert outcomes == ["closed", "closed"]
        assert Obligation.objects.get(node=duties.FOCUSED_RECTIFICATION).met_on == CLOSED


class TestReturning:
    def test_the_reason_is_kept_and_the_deadline_stays(self, applied, office, liaison):
        return_item(applied, "佐证不足", by=office, on=date(2026, 10, 12))
        item = Item.objects.get(pk=applied.pk)
        assert (item.status, item.due_on) == (Item.Status.RETURNED, date(2026, 12, 1))
        assert CloseOut.objects.get().opinion == "佐证不足"
        assert Obligation.objects.open().filter(node=duties.RECTIFY_ITEM, subject_id=item.pk).exists()
        assert not Obligation.objects.open().filter(node=duties.DECIDE_CLOSE_OUT).exists()
        assert Notice.objects.filter(recipient=liaison, kind="close_out.decided").exists()

    def test_a_reason_is_needed(self, applied, office):
        with pytest.raises(ValidationError):
            return_item(applied, " ", by=office)
        assert Item.objects.get(pk=applied.pk).status == Item.Status.AWAITING_ACCEPTANCE

    def test_only_the_office_returns(self, applied, liaison):
        with pytest.raises(Refused):
            return_item(applied, "理由", by=liaison)


class TestClosingTheHandOver:
    def test_with_all_items_closed_it_may_close(self, all_closed, office):
        close_hand_over(all_closed, by=office)
        assert HandOver.objects.get().status == HandOver.Status.CLOSED
        assert not Obligation.objects.open().exists()

    def test_it_leaves_nothing_owed_on_it(self, all_closed, office):
        Obligation.objects.filter(node=duties.FOCUSED_RECTIFICATION).update(met_on=None)
        close_hand_over(all_closed, by=office, on=CLOSED)
        assert Obligation.objects.get(node=duties.FOCUSED_RECTIFICATION).met_on == CLOSED

    def test_not_before_the_last_item_was(self, all_closed, office):
        with pytest.raises(ValidationError):
            close_hand_over(all_closed, by=office, on=CLOSED - timedelta(days=1))

    def test_not_with_an_item_open(self, rectifying, office):
        with pytest.raises(IllegalStep):
            close_hand_over(rectifying, by=office)

    def test_not_by_the_organization(self, all_closed, secretary):
        with pytest.raises(Refused):
            close_hand_over(all_closed, by=secretary)


def test_the_database_refuses_in_words_whoever_decides_on_their_own_application(applied, liaison):
    facts = {"decision": CloseOut.Decision.ACCEPTED, "decided_by": liaison, "decided_on": CLOSED}
    with pytest.raises(ValidationError) as refusal, transaction.atomic():
        save_checked(applied.close_outs.get(), by=liaison, sure=["item"], ask_checks=False, **facts)
    assert list(refusal.value.message_dict) == ["decided_by"]
