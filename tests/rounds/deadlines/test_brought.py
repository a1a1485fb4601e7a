"""What a ledger brought that was due before it came: nobody is reminded of it until a person says that it stands."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.batches.services import carry_out
from core.models import Batch
from core.worklist.duties import duties_of, waiting_for
from findings.duties import ANSWER_TRANSFER
from personnel.models import ComingReminder, Reminder
from personnel.reminders.sweep import sweep
from rectification import duties
from rectification.models import HandOver, Item, ItemChange
from rectification.sides import of_organization
from rounds.deadlines import obligations
from rounds.deadlines.checking import confirm_brought, drop_brought
from rounds.models import Obligation
from tests.conftest import TODAY
from tests.factories import ItemFactory, ObligationFactory

LIST = reverse("personnel:obligations")
LATE = date(2026, 11, 20)
NEW_DAY = date(2026, 12, 21)
LINE = "核对台账带来的时限事项 1项"


@pytest.fixture
def brought(inspection):
    """What an organization owes since three days, as a ledger told it."""
    item = ItemFactory(hand_over__inspection=inspection, number=3)
    return ObligationFactory(item=item, due_on=LATE, unchecked_since=TODAY)


def of_accounts(item):
    """Who acted for the organization."""
    return list(HandOver.objects.annotate(them=of_organization(item.hand_over)).get(pk=item.hand_over_id).them)


def again(owed):
    return Obligation.objects.get(pk=owed.pk)


class TestAtRest:
    def test_only_what_was_due_before_the_ledger_came(self, inspection):
        item = ItemFactory(hand_over__inspection=inspection)
        late = ObligationFactory(item=item, due_on=LATE)
        on_the_day = ObligationFactory(item=ItemFactory(hand_over=item.hand_over), due_on=TODAY)
        obligations.leave_unchecked(late.subject, on_the_day.subject)
        assert (again(late).unchecked_since, again(on_the_day).unchecked_since) == (TODAY, None)
        assert (obligations.unchecked_since(LATE), obligations.unchecked_since(TODAY)) == (TODAY, None)

    def test_nobody_is_reminded_of_it_nor_will_be(self, brought, liaison):
        assert sweep().written == 0
        assert not ComingReminder.objects.filter(obligation=brought).exists()
        assert not Reminder.objects.exists()

    def test_it_is_not_among_what_is_urged_but_has_a_line_of_its_own(self, brought, office, liaison, browse):
        assert brought not in Obligation.objects.urgeable_by(office)
        assert "整改第1项问题" not in [line.title for line in waiting_for(office)]
        [line] = [duty for duty in duties_of(office) if duty.title == LINE]
        assert brought.told in browse(office).get(line.url).content.decode()

    def test_lists_say_so_in_words(self, brought, office, browse):
        assert "来自台账，未核对" in browse(office).get(LIST).content.decode()

    def test_the_workflow_does_not_wake_it(self, brought):
        item = brought.subject
        obligations.pause(duties.RECTIFY_ITEM, item, TODAY)
        obligations.take_back([duties.DECIDE_CHANGE], item, TODAY, resumed=duties.RECTIFY_ITEM)
        assert (again(brought).paused_on, again(brought).unchecked_since) == (None, TODAY)

    def test_done_it_needs_no_check(self, brought, office):
        obligations.meet(brought.node, brought.subject, TODAY)
        assert not Obligation.objects.checkable_by(office).exists()

    def test_figures_of_days_before_and_since_count_it_as_late(self, brought, office):
        assert Obligation.objects.late(TODAY).count() == 1
        drop_brought(brought, by=office, reason="已撤销")
        assert Obligation.objects.late(TODAY - timedelta(days=1)).count() == 1
        assert Obligation.objects.late(TODAY).count() == 0


class TestChecked:
    def test_it_stands_and_is_reminded_of(self, brought, office, liaison):
        confirm_brought(brought, by=office)
        assert again(brought).unchecked_since is None
        assert sweep().written == 1

    def test_by_a_new_day_it_is_owed_anew(self, brought, office):
        anew = confirm_brought(brought, by=office, due_on=NEW_DAY, reason="领导小组同意延期")
        assert (anew.due_on, anew.from_on, anew.subject, anew.organization) == (
            NEW_DAY,
            TODAY,
            brought.subject,
            brought.organization,
        )
        assert again(brought).cancelled_on == TODAY
        assert Obligation.objects.late(TODAY - timedelta(days=1)).count() == 1
        assert anew.events.get().pgh_context["reason"] == "领导小组同意延期"

    @pytest.mark.parametrize("new_day", [None, NEW_DAY])
    def test_the_item_goes_by_what_was_said_and_days_before_stay(self, brought, office, liaison, new_day, browse):
        item = brought.subject
        item.imported_on, item.due_on = TODAY, LATE
        item.save(update_fields=["imported_on", "due_on"])
        if new_day:
            confirm_brought(brought, by=office, due_on=new_day, reason="领导小组同意延期")
        else:
            drop_brought(brought, by=office, reason="单位已撤并")
        item.refresh_from_db()
        assert (item.due_on, item.is_overdue) == (new_day, False)
        assert item.pk in Item.objects.late(TODAY - timedelta(days=1)).values_list("pk", flat=True)
        assert item.pk not in Item.objects.late(TODAY).values_list("pk", flat=True)
        assert not ItemChange.objects.extensions().exists()
        assert office.pk not in of_accounts(item)
        page = browse(office).get(item.get_absolute_url()).content.decode()
        assert "台账核对" in page
        assert ("不再要求" in page) is (new_day is None)

    def test_an_item_whose_day_was_let_go_gets_none_with_the_day_of_its_feedback(self, brought, office):
        item = brought.subject
        item.imported_on, item.due_on = TODAY, LATE
        item.save(update_fields=["imported_on", "due_on"])
        drop_brought(brought, by=office, reason="单位已撤并")
        assert item not in Item.objects.bound()

    @pytest.mark.parametrize(
        ("told", "field"),
        [({"due_on": NEW_DAY}, "reason"), ({"due_on": LATE, "reason": "延期"}, "due_on")],
    )
    def test_a_new_day_needs_a_reason_and_is_to_come(self, brought, office, told, field):
        with pytest.raises(ValidationError) as refusal:
            confirm_brought(brought, by=office, **told)
        assert set(refusal.value.error_dict) == {field}
        assert again(brought).unchecked_since == TODAY

    def test_it_is_not_owed_any_more(self, brought, office):
        drop_brought(brought, by=office, reason="单位已撤并")
        owed = again(brought)
        assert (owed.cancelled_on, owed.unchecked_since) == (TODAY, None)
        assert owed.events.filter(cancelled_on=TODAY).last().pgh_context["reason"] == "单位已撤并"

    @pytest.mark.parametrize("who", ["liaison", "secretary", "division", "leader", "leadinggroup", "discipline"])
    def test_nobody_else_says_so(self, brought, who, request):
        user = request.getfixturevalue(who)
        for service in (confirm_brought, drop_brought):
            with pytest.raises(Refused):
                service(brought, by=user, reason="无")

    def test_what_concerns_a_lead_is_checked_by_who_handles_leads(self, brought, office, handler, discipline):
        facts = {"node": ANSWER_TRANSFER, "organization": None, "body": discipline.body, "unchecked_since": TODAY}
        lead = ObligationFactory(item=brought.subject, due_on=LATE, **facts)
        assert lead not in Obligation.objects.checkable_by(office)
        with pytest.raises(Refused):
            drop_brought(lead, by=office, reason="无")
        confirm_brought(lead, by=handler)
        assert again(lead).unchecked_since is None

    def test_what_the_office_owes_it_may_confirm_and_the_leading_group_drops(self, brought, office, leadinggroup):
        facts = {"node": duties.DECIDE_CLOSE_OUT, "organization": None, "unchecked_since": TODAY}
        own = ObligationFactory(item=brought.subject, due_on=LATE, **facts)
        assert own in Obligation.objects.checkable_by(office)
        with pytest.raises(Refused):
            drop_brought(own, by=office, reason="无")
        drop_brought(own, by=leadinggroup, reason="已另行处理")

    def test_many_at_once(self, brought, office, browse):
        item = ItemFactory(hand_over=brought.subject.hand_over, number=4)
        other = ObligationFactory(item=item, due_on=LATE, unchecked_since=TODAY)
        address = reverse("batch_new", args=["obligations", "drop"])
        asked = {"pk": [brought.pk, other.pk], "reason": "前轮已办结", "list": f"{LIST}?unchecked=true"}
        browse(office).post(address, asked)
        carry_out(Batch.objects.get())
        assert not Obligation.objects.open().exists()

    def test_one_on_its_page(self, brought, office, browse):
        answer = browse(office).post(
            reverse("personnel:obligation_confirm", args=[brought.pk]), {"due_on": "2026-12-21", "reason": "同意延期"}
        )
        assert answer.url == LIST
        assert Obligation.objects.open().get().due_on == NEW_DAY
