"""催办: who stands above who owes something urges them by hand, once a day."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from core.access.reach import Refused
from core.batches.services import carry_out
from core.models import Batch, Notice
from core.workflow.moves import Conflict, IllegalStep
from core.worklist.duties import waiting_for
from findings.duties import ANSWER_TRANSFER
from personnel.models import Reminder, Urging
from personnel.reminders.urging import urge
from rectification import duties
from rounds.deadlines import obligations
from rounds.models import Obligation
from tests.factories import ItemFactory, ObligationFactory, PersonFactory, RecusalFactory

LIST = reverse("personnel:obligations")
LATE = date(2026, 11, 20)


@pytest.fixture
def owed(inspection):
    """What an organization owes since three days."""
    return ObligationFactory(item=ItemFactory(hand_over__inspection=inspection, number=3), due_on=LATE)


def told():
    return {(notice.recipient, notice.subject) for notice in Notice.objects.filter(kind="urging")}


class TestWho:
    @pytest.mark.parametrize("who", ["office", "division"])
    def test_the_office_and_the_division_leader_urge_an_organization(self, owed, liaison, who, request):
        assert urge(owed, by=request.getfixturevalue(who)).told == 1

    @pytest.mark.parametrize("who", ["leadinggroup", "leader", "liaison", "secretary", "discipline", "sysadmin"])
    def test_nobody_else_does(self, owed, who, request):
        user = request.getfixturevalue(who)
        with pytest.raises(Refused):
            urge(owed, by=user)
        assert owed not in Obligation.objects.urgeable_by(user)

    def test_a_division_leader_urges_their_own_organizations_alone(self, division, other_item, other_secretary):
        with pytest.raises(Refused):
            urge(ObligationFactory(item=other_item, due_on=LATE), by=division)

    def test_a_body_is_urged_by_who_transfers_leads_to_it(self, owed, office, handler, discipline):
        facts = {"node": ANSWER_TRANSFER, "organization": None, "body": discipline.body}
        lead = ObligationFactory(item=owed.subject, due_on=LATE, **facts)
        with pytest.raises(Refused):
            urge(lead, by=office)
        urge(lead, by=handler)
        assert {recipient for recipient, _subject in told()} == {discipline}

    def test_the_office_is_urged_by_the_leading_group(self, owed, office, handler, leadinggroup):
        facts = {"node": duties.DECIDE_CLOSE_OUT, "organization": None}
        decision = ObligationFactory(item=owed.subject, due_on=LATE, **facts)
        urge(decision, by=leadinggroup)
        assert {recipient for recipient, _subject in told()} >= {office}


class TestWhatIsTold:
    def test_who_owes_and_their_secretary_with_the_thing_and_its_day(self, owed, office, liaison, secretary, division):
        urging = urge(owed, "请本周内报送", by=office)
        assert {recipient for recipient, _subject in told()} == {liaison, secretary}
        notice = Notice.objects.filter(recipient=liaison, kind="urging").get()
        assert notice.subject == f"{office.name}催办：整改第1项问题（时限2026-11-20）"
        assert notice.body == "请本周内报送"
        with translation.override("en"):
            assert "Rectify item 1" in notice.subjects["en"]
        assert (urging.told, urging.urged_on) == (2, date(2026, 11, 23))

    def test_nobody_who_must_stand_aside(self, owed, office, handler, leadinggroup):
        decision = ObligationFactory(item=owed.subject, node=duties.DECIDE_CLOSE_OUT, organization=None, due_on=LATE)
        type(office).objects.filter(pk=office.pk).update(person=PersonFactory())
        office.refresh_from_db()
        RecusalFactory(person=office.person, organization=owed.organization)
        urge(decision, by=leadinggroup)
        assert {recipient for recipient, _subject in told()} == {handler}

    def test_where_nobody_would_be_told_it_says_so(self, owed, office):
        with pytest.raises(IllegalStep, match="无人可催办"):
            urge(owed, by=office)
        assert not Urging.objects.exists()

    def test_once_a_day(self, owed, office, handler, liaison, clock):
        urge(owed, by=office)
        with pytest.raises(Conflict, match="今天已催办过"):
            urge(owed, by=handler)
        clock.set("2026-11-24 09:00")
        urge(owed, by=handler)
        assert Notice.objects.filter(recipient=liaison, kind="urging").count() == 2

    def test_what_is_done_or_rests_is_not_urged(self, owed, office, liaison):
        Obligation.objects.filter(pk=owed.pk).update(paused_on=date(2026, 11, 22))
        with pytest.raises(Refused):
            urge(owed, by=office)

    def test_once_it_is_done_no_mail_urges_to_it(self, owed, office, liaison):
        urge(owed, by=office)
        obligations.meet(owed.node, owed.subject, date(2026, 11, 23))
        assert Notice.objects.get(recipient=liaison, kind="urging").read_at is not None

    def test_the_sweep_reminds_all_the_same(self, owed, office, liaison):
        urge(owed, by=office)
        assert Reminder.objects.filter(threshold=Reminder.BY_HAND).count() == 1


class TestOnThePage:
    def test_the_worklist_has_the_button_beside_what_is_late_with_others(self, owed, office, liaison):
        [line] = [line for line in waiting_for(office) if line.title == "整改第1项问题"]
        assert (line.button, line.button_url) == ("催办", reverse("personnel:obligation_urge", args=[owed.pk]))

    def test_one_is_urged_on_its_page_and_the_list_says_when(self, owed, office, liaison, browse):
        desk = browse(office)
        answer = desk.post(reverse("personnel:obligation_urge", args=[owed.pk]), {"words": "请尽快"})
        assert answer.url == LIST
        assert "2026-11-23" in desk.get(LIST).content.decode()

    def test_the_page_says_why_nobody_was_told(self, owed, office, browse):
        answer = browse(office).post(reverse("personnel:obligation_urge", args=[owed.pk]), {"words": "请尽快"})
        assert "无人可催办" in answer.content.decode()
        assert "请尽快" in answer.content.decode()

    def test_many_are_urged_at_once(self, owed, office, liaison, browse):
        more = ObligationFactory(item=ItemFactory(hand_over=owed.subject.hand_over, number=4), due_on=LATE)
        urge(more, by=office)
        address = reverse("batch_new", args=["obligations", "urge"])
        browse(office).post(address, {"pk": [owed.pk, more.pk], "list": LIST, "words": ""})
        batch = Batch.objects.get()
        carry_out(batch)
        assert sorted(batch.rows.values_list("outcome", flat=True)) == ["done", "refused"]

    @pytest.mark.parametrize("who", ["liaison", "leader", "stranger_leader", "discipline"])
    def test_others_are_refused_at_the_page(self, owed, who, request, browse):
        answer = browse(request.getfixturevalue(who)).get(reverse("personnel:obligation_urge", args=[owed.pk]))
        assert answer.status_code in (403, 404)
