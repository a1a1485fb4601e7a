"""What opens a way to leads, or closes one, takes two people: one proposes it, another confirms it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.consent.services import confirm, refuse, withdraw
from core.models import Notice, Proposal
from core.workflow.moves import Conflict, IllegalStep
from core.workflow.steps import steps_for
from core.worklist.duties import waiting_for
from personnel.accounts.services import ask_reset
from personnel.models import Person, User
from personnel.people.services import link_account
from personnel.recusal.services import end_recusal
from tests.factories import PersonFactory, RecusalFactory, UserFactory, fresh


@pytest.fixture
def colleague(db):
    return UserFactory(username="colleague", roles=[Role.OFFICE])


@pytest.fixture
def account(db):
    return UserFactory(username="owner", name="某甲")


@pytest.fixture
def proposal(office, account):
    return link_account(PersonFactory(name="某甲"), by=office, account=account)


def test_nothing_is_changed_before_it_is_confirmed(proposal, account):
    assert proposal.status == Proposal.Status.PENDING
    assert fresh(account).person is None


@pytest.mark.parametrize("who", ["account", "colleague", "secadmin"])
def test_the_owner_a_colleague_or_the_security_administrator_confirms_a_link(request, proposal, account, who):
    confirm(proposal, by=request.getfixturevalue(who))
    assert fresh(account).person.name == "某甲"
    event = account.events.latest("pgh_id").pgh_context
    assert event["actor"] == proposal.made_by_id
    assert "确认" in event["reason"]


@pytest.mark.parametrize("who", ["office", "sysadmin", "auditor", "leadinggroup", "member", "secretary"])
def test_nobody_else_does_and_least_who_proposed_it(request, proposal, account, who):
    for step in (confirm, lambda row, by: refuse(row, by=by, reason="不对")):
        with pytest.raises(Refused):
            step(proposal, by=request.getfixturevalue(who))
    assert fresh(account).person is None


def test_the_page_of_the_row_says_what_waits_until_it_is_decided(proposal, office, browse):
    person = Person.objects.get(pk=proposal.about)
    band = str(proposal).encode()
    assert band in browse(office).get(person.get_absolute_url()).content
    withdraw(proposal, by=office)
    assert b"proposed-band" not in browse(office).get(person.get_absolute_url()).content


def test_it_says_so_of_a_recusal_that_is_to_end(office, browse):
    recusal = RecusalFactory()
    end_recusal(recusal, by=office, reason="事由消失", on=recusal.declared_on)
    assert b"proposed-band" in browse(office).get(recusal.person.get_absolute_url()).content


def test_another_account_of_the_same_person_is_no_second_person(proposal, office, colleague):
    person = PersonFactory()
    User.objects.filter(pk=office.pk).update(person=person)
    User.objects.filter(pk=office.pk).update(person=None)
    User.objects.filter(pk=colleague.pk).update(person=person)
    with pytest.raises(Refused):
        confirm(proposal, by=fresh(colleague))


def test_the_database_refuses_one_hand_as_well(proposal, office):
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(decided_by=office)


def test_it_is_not_carried_out_once_who_proposed_it_may_no_longer(proposal, office, colleague, account):
    office.grants.update(revoked_on="2026-11-23")
    with pytest.raises(Refused):
        confirm(Proposal.objects.get(), by=colleague)
    assert fresh(account).person is None
    assert Proposal.objects.get().status == Proposal.Status.PENDING


def test_a_refusal_says_why_and_changes_nothing(proposal, office, colleague, account):
    refuse(proposal, by=colleague, reason="并非同一人")
    assert fresh(account).person is None
    assert Proposal.objects.get().opinion == "并非同一人"
    assert "未予同意" in Notice.objects.filter(recipient=office).latest("pk").subject
    with pytest.raises((Refused, IllegalStep)):
        confirm(proposal, by=colleague)


def test_who_proposed_it_takes_it_back(proposal, office, colleague):
    with pytest.raises(Refused):
        withdraw(proposal, by=colleague)
    withdraw(proposal, by=office)
    with pytest.raises((Refused, IllegalStep)):
        confirm(proposal, by=colleague)


def test_one_record_waits_once(proposal, office, account):
    with pytest.raises(IllegalStep):
        link_account(Person.objects.get(pk=proposal.about), by=office, account=account)


def test_it_is_told_to_whom_it_concerns_to_who_may_confirm_and_to_the_auditor(
    auditor, secadmin, colleague, sysadmin, office, account
):
    proposal = link_account(PersonFactory(name="某甲"), by=office, account=account)
    told = {notice.recipient: notice.url for notice in Notice.objects.filter(kind="proposal")}
    page = proposal.get_absolute_url()
    assert told == {account: page, secadmin: page, colleague: page, auditor: reverse("trail")}


def test_it_stands_on_the_worklist_and_is_confirmed_in_the_browser(browse, proposal, colleague, account):
    desk = browse(colleague)
    assert proposal.get_absolute_url() in desk.get("/").content.decode()
    page = desk.get(proposal.get_absolute_url()).content.decode()
    assert f"某甲 (owner #{account.pk})" in page
    assert reverse("proposal_confirm", args=[proposal.pk]) in page
    desk.post(reverse("proposal_confirm", args=[proposal.pk]))
    assert fresh(account).person is not None
    assert proposal.get_absolute_url() not in desk.get("/").content.decode()


def test_who_proposed_it_finds_no_button_to_confirm_it(browse, proposal, office):
    page = browse(office).get(proposal.get_absolute_url()).content.decode()
    assert reverse("proposal_confirm", args=[proposal.pk]) not in page
    assert reverse("proposal_withdraw", args=[proposal.pk]) in page
    assert "不能是提出人" in page, "and is told who does"


def test_the_account_concerned_reads_and_confirms_it(browse, proposal, account):
    page = browse(account).get(proposal.get_absolute_url()).content.decode()
    assert reverse("proposal_confirm", args=[proposal.pk]) in page
    assert "不能是提出人" not in page


@pytest.mark.parametrize("who", ["member", "secretary", "sysadmin", "auditor"])
def test_for_others_it_is_not_there(request, browse, proposal, who):
    assert browse(request.getfixturevalue(who)).get(proposal.get_absolute_url()).status_code == 404


def test_who_is_recused_from_an_organization_is_told_of_none_of_its_recusals(browse, office, colleague, organization):
    RecusalFactory(person=PersonFactory(), organization=organization)
    User.objects.filter(pk=colleague.pk).update(person=RecusalFactory(organization=organization).person)
    recusal = RecusalFactory(organization=organization)
    proposal = end_recusal(recusal, by=office, on=recusal.declared_on, reason="已离任")
    assert not Notice.objects.filter(recipient=colleague).exists()
    assert browse(fresh(colleague)).get(proposal.get_absolute_url()).status_code == 404


def test_of_two_who_decide_at_once_the_second_is_told(proposal, colleague, secadmin):
    seen_by_the_other = Proposal.objects.get()
    confirm(proposal, by=colleague)
    with pytest.raises(Conflict):
        refuse(seen_by_the_other, by=secadmin, reason="不对")


def test_the_list_is_searched_by_what_a_change_is_about(browse, proposal, secadmin):
    client, address = browse(secadmin), reverse("proposals")
    found = [client.get(f"{address}?words={words}").context["table"].paginator.count for words in ("某", "乙")]
    assert found == [1, 0]


def test_what_is_asked_for_waits_on_the_first_page_and_is_not_offered_again(sysadmin, secadmin, office):
    def waits():
        return [duty.url for duty in waiting_for(sysadmin)]

    def offered():
        return {step.name for step in steps_for(office, sysadmin)}

    assert (waits(), "ask_reset" in offered()) == ([], True)
    proposal = ask_reset(office, by=sysadmin, reason="忘记密码")
    assert waits() == [proposal.get_absolute_url()]
    assert offered().isdisjoint({"ask_reset", "reset"})
    confirm(proposal, by=secadmin)
    assert waits() == []
    assert "reset" in offered()
