"""转办: what the office owes goes to one of its people, an opinion that a body owes to another body."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from rest_framework.test import APIClient

from core.access.reach import Refused
from core.access.roles import Role
from core.batches.services import carry_out
from core.models import Batch, Notice
from findings.duties import ANSWER_TRANSFER, RECEIPT_NOTICE
from personnel.models import Reminder, Seat
from personnel.reminders.pausing import pause_duty
from personnel.reminders.reassigning import reassign_duty
from personnel.reminders.seats import nobody_to_remind, still_owed
from personnel.reminders.sweep import sweep
from rectification import duties
from rectification.models import HandOver, PlanOpinion
from rectification.reviews.services import ask_review
from rounds.deadlines import kinds
from rounds.deadlines.holders import why_bound
from rounds.deadlines.kinds import Owner
from rounds.models import Obligation, Reassignment
from tests.factories import (
    ItemFactory,
    ObligationFactory,
    PersonFactory,
    RecusalFactory,
    UserFactory,
    fresh,
    put,
)

LIST = reverse("personnel:obligations")
DUE = date(2026, 11, 25)


@pytest.fixture
def decision(item):
    """A decision on a close-out that the office owes in two days."""
    return ObligationFactory(item=item, node=duties.DECIDE_CLOSE_OUT, organization=None, due_on=DUE)


@pytest.fixture
def colleague(db):
    return UserFactory(name="周明", roles=[Role.OFFICE])


@pytest.fixture
def opinion(item, office, discipline, orgdept):
    """What the discipline commission is asked about a filed plan; the organization department has no account yet."""
    put(HandOver.objects.filter(pk=item.hand_over_id), HandOver.Status.PLAN_REVIEW, plan_filed_on=date(2026, 11, 20))
    return ask_review(HandOver.objects.get(pk=item.hand_over_id), by=office, bodies=[discipline.body]).opinions.get()


def owed_on(opinion):
    return Obligation.objects.get(node=duties.REVIEW_PLAN, subject_id=opinion.pk)


def reminded():
    return set(Reminder.objects.values_list("recipient", flat=True))


class TestWithinTheOffice:
    def test_only_who_has_it_now_is_told_and_reminded(self, decision, office, colleague):
        reassign_duty(decision, "由周明承办", colleague, by=office)
        assert {each.recipient for each in Notice.objects.filter(kind="obligation.reassigned")} == {colleague}
        sweep()
        assert reminded() == {colleague.pk}

    def test_who_had_it_alone_is_told_that_it_is_theirs_no_more(self, decision, office, colleague):
        third = UserFactory(name="何平", roles=[Role.OFFICE])
        reassign_duty(decision, "由周明承办", colleague, by=office)
        reassign_duty(decision, "周明另有任务", third, by=office)
        [told] = Notice.objects.filter(recipient=colleague, kind="obligation.reassigned").order_by("-pk")[:1]
        assert told.body == "周明另有任务"
        assert "不再由您办理" in str(told.subject)
        assert not Notice.objects.filter(recipient=office, kind="obligation.reassigned").exists()

    def test_what_was_written_before_is_void(self, decision, office, colleague):
        sweep()
        assert office.pk in reminded()
        reassign_duty(decision, "由周明承办", colleague, by=office)
        assert not Notice.objects.unread().filter(recipient=office, kind="reminder").exists()
        sweep()
        assert Notice.objects.unread().filter(still_owed(), kind="reminder", recipient=colleague).exists()

    def test_late_it_goes_one_level_up_as_before(self, decision, office, colleague, leadinggroup):
        reassign_duty(decision, "由周明承办", colleague, by=office)
        up = Seat.objects.filter(owner="office", owner_id=colleague.pk, circle=2)
        assert set(up.values_list("account", flat=True)) == {leadinggroup.pk}

    def test_it_is_named_and_is_theirs_alone(self, decision, office, colleague, browse):
        reassign_duty(decision, "由周明承办", colleague, by=office)
        assert "周明" in browse(office).get(LIST).content.decode()
        assert decision in Obligation.objects.owed_by(colleague)
        assert decision not in Obligation.objects.owed_by(office)

    def test_it_goes_back_to_the_whole_office(self, decision, office, colleague):
        reassign_duty(decision, "由周明承办", colleague, by=office)
        reassign_duty(decision, "周明外出学习", by=colleague)
        assert decision in Obligation.objects.owed_by(office)
        assert list(Reassignment.objects.values_list("former_account", "account")) == [
            (colleague.pk, None),
            (None, colleague.pk),
        ]

    def test_whose_account_ends_leaves_it_on_the_list_of_what_nobody_is_reminded_of(self, decision, office, colleague):
        reassign_duty(decision, "由周明承办", colleague, by=office)
        colleague.is_active = False
        colleague.save()
        assert decision in nobody_to_remind(Obligation.objects.all())

    @pytest.mark.parametrize("why", ["nobody", "again", "stranger", "aside", "body"])
    def test_to_whom_it_cannot_go_is_said_at_the_field(self, decision, office, colleague, liaison, discipline, why):
        aside = UserFactory(person=PersonFactory(), roles=[Role.OFFICE])
        RecusalFactory(person=aside.person, organization=decision.inspection.organization)
        told = {"stranger": {"account": liaison}, "aside": {"account": aside}, "again": {"account": colleague}}
        told |= {"body": {"body": discipline.body}}
        if why == "again":
            reassign_duty(decision, "由周明承办", colleague, by=office)
        with pytest.raises(ValidationError) as refusal:
            reassign_duty(decision, "转办", by=office, **told.get(why, {}))
        assert set(refusal.value.error_dict) == {"body" if why == "body" else "account"}

    def test_it_needs_a_reason(self, decision, office, colleague):
        with pytest.raises(ValidationError) as refusal:
            reassign_duty(decision, " ", colleague, by=office)
        assert set(refusal.value.error_dict) == {"why"}


class TestFromBodyToBody:
    def test_the_other_body_owes_it_and_the_first_sees_it_no_more(self, opinion, office, discipline, orgdept):
        reassign_duty(owed_on(opinion), "归口组织部", body=orgdept.body, by=office)
        assert PlanOpinion.objects.get().body == orgdept.body
        for user, theirs in ((discipline, False), (orgdept, True)):
            assert PlanOpinion.objects.visible_to(fresh(user)).exists() is theirs
            assert Obligation.objects.visible_to(fresh(user)).filter(pk=owed_on(opinion).pk).exists() is theirs
        told = {each.recipient: each.url for each in Notice.objects.filter(kind="obligation.reassigned")}
        assert told[orgdept]
        assert told == {orgdept: told[orgdept], discipline: ""}, "who need not see it any more is led nowhere"

    def test_not_to_one_that_was_asked_nor_to_an_account(self, opinion, office, discipline, colleague):
        for told, field in (({"body": discipline.body}, "body"), ({"account": colleague}, "account"), ({}, "body")):
            with pytest.raises(ValidationError) as refusal:
                reassign_duty(owed_on(opinion), "转办", by=office, **told)
            assert set(refusal.value.error_dict) == {field}


class TestWhatStays:
    @pytest.mark.parametrize("node", [duties.RECTIFY_ITEM, ANSWER_TRANSFER, RECEIPT_NOTICE, duties.ANSWER_ADVICE])
    def test_a_duty_bound_to_who_owes_it_is_not_offered_and_its_page_says_why(self, item, office, node, browse):
        owed = ObligationFactory(item=item, node=node, organization=None, is_confidential=False)
        with pytest.raises(Refused):
            reassign_duty(owed, "转办", by=office)
        assert (
            str(why_bound(node))
            in browse(office).get(reverse("personnel:obligation", args=[owed.pk])).content.decode()
        )

    def test_every_kind_is_handed_on_or_says_why_not(self):
        for key in kinds.owners():
            assert bool(why_bound(key)) is not (key in kinds.reassignable())
        assert set(kinds.owned_by(Owner.OFFICE)) <= set(kinds.reassignable())

    def test_what_is_paused_is_not_handed_on(self, decision, office, leadinggroup, colleague):
        pause_duty(decision, "等待会议研究", by=leadinggroup)
        with pytest.raises(Refused):
            reassign_duty(decision, "由周明承办", colleague, by=office)

    @pytest.mark.parametrize("who", ["leadinggroup", "liaison", "division", "leader", "discipline", "sysadmin"])
    def test_nobody_but_the_office_does(self, decision, colleague, who, request):
        with pytest.raises(Refused):
            reassign_duty(decision, "转办", colleague, by=request.getfixturevalue(who))

    def test_nor_who_is_recused(self, decision, office, colleague, browse):
        type(office).objects.filter(pk=office.pk).update(person=PersonFactory())
        RecusalFactory(person=fresh(office).person, organization=decision.inspection.organization)
        with pytest.raises(Refused):
            reassign_duty(decision, "转办", colleague, by=fresh(office))
        assert browse(office).get(reverse("personnel:obligation_reassign", args=[decision.pk])).status_code == 404


class TestPages:
    def test_a_form_offers_what_fits_and_the_page_tells_of_it(self, decision, office, colleague, browse):
        address = reverse("personnel:obligation_reassign", args=[decision.pk])
        form = browse(office).get(address).context["form"]
        assert set(form.fields) == {"account", "why"}
        answer = browse(office).post(address, {"account": colleague.pk, "why": "由周明承办"})
        page = browse(office).get(answer.url).content.decode()
        assert "由周明承办" in page
        assert decision.events.filter(pgh_context__reason="由周明承办").exists()

    def test_many_at_once(self, decision, item, office, colleague, browse):
        other = ItemFactory(hand_over=item.hand_over, number=9)
        owed = ObligationFactory(item=other, node=duties.DECIDE_CHANGE, organization=None, due_on=DUE)
        asked = {"pk": [decision.pk, owed.pk], "account": colleague.pk, "why": "分工调整", "list": LIST}
        browse(office).post(reverse("batch_new", args=["obligations", "reassign"]), asked)
        carry_out(Batch.objects.get())
        assert Obligation.objects.filter(account=colleague).count() == 2

    def test_over_the_api(self, decision, office, colleague, other_secretary):
        address = reverse("obligation-reassign", args=[decision.pk])
        client = APIClient()
        client.force_authenticate(other_secretary)
        assert client.post(address, {"why": "无"}, format="json").status_code == 404
        client.force_authenticate(office)
        told = {"why": "由周明承办", "account": colleague.pk}
        assert client.post(address, told, format="json").status_code == 200
        row = client.get(reverse("obligation-detail", args=[decision.pk])).json()
        assert (row["account"], row["account_name"]) == (colleague.pk, "周明")
        assert client.post(address, told, format="json").status_code == 400
