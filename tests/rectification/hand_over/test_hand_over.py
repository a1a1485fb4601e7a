"""交账: preparing, both feedbacks, delivering."""

import threading
from contextlib import suppress
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation

from core.access.reach import Refused
from core.models import Notice
from core.workflow.moves import Conflict, IllegalStep
from findings.findings import services as finding_services
from findings.models import DeadlineKind, Finding
from rectification import duties
from rectification.hand_over import services
from rectification.hand_over.conditions import opinions_before_list
from rectification.models import HandOver, Item, Side
from rounds.models import Inspection, Obligation
from tests.factories import FindingFactory, put
from tests.rectification.conftest import DELIVERED, DUE, feed_back


class TestPreparing:
    def test_submitted_findings_become_items_numbered_from_one(self, reported, office):
        FindingFactory(inspection=reported, status="draft")
        hand_over = services.prepare_hand_over(reported, by=office)
        assert [item.number for item in hand_over.items.all()] == [1, 2, 3, 4]
        assert hand_over.prepared_by == office

    def test_asked_twice_it_gives_the_first(self, reported, office):
        first = services.prepare_hand_over(reported, by=office)
        assert services.prepare_hand_over(reported, by=office) == first
        assert Item.objects.count() == 4

    def test_nothing_submitted_is_nothing_to_hand_over(self, inspection, office):
        with pytest.raises(IllegalStep):
            services.prepare_hand_over(inspection, by=office)

    @pytest.mark.parametrize("who", ["leader", "secretary", "liaison", "leadinggroup", "handler"])
    def test_only_the_office_prepares(self, reported, who, request):
        user = request.getfixturevalue(who)
        if who == "handler":
            assert services.prepare_hand_over(reported, by=user)
            return
        with pytest.raises(Refused):
            services.prepare_hand_over(reported, by=user)

    def test_findings_submitted_later_are_taken_in(self, prepared, office):
        FindingFactory(inspection=prepared.inspection, status="submitted")
        services.take_in_findings(prepared, by=office)
        assert [item.number for item in prepared.items.all()] == [1, 2, 3, 4, 5]

    def test_opinions_recorded_before_are_to_be_checked_until_they_are_corrected(self, fed_back, office, browse):
        at = (fed_back.get_absolute_url(), reverse("rectification:hand_over_deliver", args=[fed_back.pk]))
        assert not any("待核对的反馈意见" in browse(office).get(each).text for each in at)
        FindingFactory(inspection=fed_back.inspection, status="submitted")
        services.take_in_findings(fed_back, by=office)
        assert "领导班子" in opinions_before_list(fed_back)
        assert all("待核对的反馈意见" in browse(office).get(each).text for each in at)
        feed_back(fed_back, Side.BOARD, office, problems="（一）财务管理（5个问题）")
        assert "领导班子" not in opinions_before_list(fed_back)
        assert "主要负责人" in opinions_before_list(fed_back)

    def test_nothing_is_taken_in_after_the_delivery(self, delivered, office):
        with pytest.raises(IllegalStep):
            services.take_in_findings(delivered, by=office)


class TestFeedback:
    def test_the_opinion_is_kept_with_its_day(self, prepared, office):
        feedback = feed_back(prepared, Side.HEAD, office)
        assert (feedback.given_on, feedback.given_by, feedback.assessment) == (
            date(2026, 8, 31),
            "陈志强",
            "请认真整改。",
        )

    def test_recording_it_again_corrects_it(self, prepared, office):
        feed_back(prepared, Side.HEAD, office)
        feed_back(prepared, Side.HEAD, office, given_on=date(2026, 8, 30), given_by="赵敏", assessment="更正")
        assert [feedback.assessment for feedback in prepared.feedbacks.all()] == ["更正"]

    def test_an_empty_opinion_is_refused(self, prepared, office):
        with pytest.raises(ValidationError):
            feed_back(prepared, Side.HEAD, office, assessment=" ")

    def test_a_day_to_come_is_refused(self, prepared, office):
        with pytest.raises(ValidationError):
            feed_back(prepared, Side.HEAD, office, given_on=date(2026, 11, 24))

    def test_a_day_before_the_team_left_is_refused(self, prepared, office):
        with pytest.raises(ValidationError):
            feed_back(prepared, Side.HEAD, office, given_on=date(2026, 5, 28))

    def test_after_the_delivery_it_stands(self, delivered, office):
        with pytest.raises(IllegalStep):
            feed_back(delivered, Side.HEAD, office)

    def test_only_the_office_records_it(self, prepared, secretary):
        with pytest.raises(Refused):
            feed_back(prepared, Side.HEAD, secretary)


class TestDelivering:
    def test_findings_are_issued_and_the_organization_owes_two_signatures(self, fed_back, office, secretary):
        services.deliver_hand_over(fed_back, by=office, on=DELIVERED)
        assert fed_back.status == HandOver.Status.AWAITING_RECEIPT
        assert fed_back.delivered_on == DELIVERED
        assert set(Finding.objects.values_list("status", "issued_on")) == {("issued", DELIVERED)}
        inspection = Inspection.objects.get()
        assert (inspection.status, inspection.fed_back_on) == ("fed_back", DELIVERED)
        owed = Obligation.objects.get(node=duties.SIGN_RECEIPTS)
        assert (owed.organization, owed.due_on) == (inspection.organization, date(2026, 9, 4))
        assert Notice.objects.filter(recipient=secretary).count() == 1

    def test_every_item_gets_its_day(self, delivered):
        days = {item.deadline_kind: item.due_on for item in delivered.items.all()}
        assert days == DUE
        assert delivered.focus_ends_on == DUE[DeadlineKind.FOCUSED]

    def test_every_item_with_a_day_is_owed_from_now_on(self, delivered):
        owed = Obligation.objects.open().filter(node=duties.RECTIFY_ITEM)
        assert {o.subject.deadline_kind: o.due_on for o in owed} == {k: d for k, d in DUE.items() if d}
        assert {(o.from_on, o.organization) for o in owed} == {(DELIVERED, delivered.inspection.organization)}

    def test_what_is_owed_is_told_in_the_language_of_the_house(self, fed_back, office):
        with translation.override("en"):
            services.deliver_hand_over(fed_back, by=office, on=DELIVERED)
        assert Obligation.objects.filter(node=duties.RECTIFY_ITEM).earliest("pk").title == "整改第1项问题并销号"

    def test_focused_rectification_is_owed_from_now_on(self, delivered):
        focused = Obligation.objects.open().get(node=duties.FOCUSED_RECTIFICATION)
        assert (focused.from_on, focused.due_on) == (DELIVERED, DUE[DeadlineKind.FOCUSED])

    def test_without_a_focused_item_there_is_no_focused_rectification(self, fed_back, office):
        put(Finding.objects.filter(deadline_kind=DeadlineKind.FOCUSED), "draft")
        services.take_in_findings(fed_back, by=office)
        services.deliver_hand_over(fed_back, by=office, on=DELIVERED)
        assert not Obligation.objects.filter(node=duties.FOCUSED_RECTIFICATION).exists()

    def test_not_before_both_feedbacks(self, prepared, office):
        feed_back(prepared, Side.HEAD, office)
        with pytest.raises(IllegalStep):
            services.deliver_hand_over(prepared, by=office, on=DELIVERED)
        assert not Finding.objects.filter(status="issued").exists()

    def test_not_while_the_team_is_on_site(self, inspection, office):
        FindingFactory(inspection=inspection, status="submitted")
        hand_over = services.prepare_hand_over(inspection, by=office)
        for side in Side:
            feed_back(hand_over, side, office)
        with pytest.raises(IllegalStep):
            services.deliver_hand_over(hand_over, by=office, on=DELIVERED)

    def test_not_with_a_date_before_the_feedback(self, fed_back, office):
        Finding.objects.filter(deadline_kind="dated").update(due_on=date(2026, 8, 1))
        with pytest.raises(ValidationError):
            services.deliver_hand_over(fed_back, by=office, on=DELIVERED)
        assert HandOver.objects.get().status == HandOver.Status.PREPARING

    def test_not_on_a_day_before_either_feedback(self, fed_back, office):
        with pytest.raises(ValidationError):
            services.deliver_hand_over(fed_back, by=office, on=date(2026, 8, 30))
        assert HandOver.objects.get().delivered_on is None

    def test_nor_before_the_team_left(self, fed_back, office):
        fed_back.feedbacks.update(given_on=date(2026, 5, 1))
        with pytest.raises(ValidationError):
            services.deliver_hand_over(fed_back, by=office, on=date(2026, 5, 28))
        assert Inspection.objects.get().fed_back_on is None

    def test_not_with_a_finding_the_team_took_back(self, fed_back, office):
        put(Finding.objects.filter(deadline_kind="dated"), "draft")
        with pytest.raises(IllegalStep):
            services.deliver_hand_over(fed_back, by=office, on=DELIVERED)

    def test_not_with_a_finding_submitted_since_the_list_was_drawn(self, fed_back, office):
        FindingFactory(inspection=fed_back.inspection, status="submitted")
        with pytest.raises(IllegalStep, match="列入"):
            services.deliver_hand_over(fed_back, by=office, on=DELIVERED)
        services.take_in_findings(fed_back, by=office)
        services.deliver_hand_over(fed_back, by=office, on=DELIVERED)
        assert not Finding.objects.exclude(status="issued").exists()

    @pytest.mark.django_db(transaction=True)
    def test_submitted_in_the_same_moment_one_of_the_two_is_told(self, fed_back, office, leader):
        late = FindingFactory(inspection=fed_back.inspection)
        gate, outcomes = threading.Barrier(2), []

        def run(act, row, by):
            row = type(row).objects.select_related("inspection").get(pk=row.pk)
            gate.wait(timeout=10)
            try:
                with transaction.atomic():
                    act(row, by=by)
                    with suppress(threading.BrokenBarrierError):
                        gate.wait(timeout=1)  # both have acted before either is saved, unless one waits its turn
                outcomes.append("done")
            except (Conflict, IllegalStep):
                outcomes.append("told")
            finally:
                connection.close()

        acts = [(finding_services.submit_finding, late, leader), (services.deliver_hand_over, fed_back, office)]
        threads = [threading.Thread(target=run, args=act) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["done", "told"]
        late.refresh_from_db()
        assert (late.status, HandOver.objects.get().status) in {
            ("draft", "awaiting_receipt"),
            ("submitted", "preparing"),
        }

    @pytest.mark.parametrize("who", ["leader", "secretary", "leadinggroup"])
    def test_only_the_office_delivers(self, fed_back, who, request):
        with pytest.raises(Refused):
            services.deliver_hand_over(fed_back, by=request.getfixturevalue(who), on=DELIVERED)
