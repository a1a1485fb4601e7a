"""The watched do not watch themselves: no administrator and no clerk alone opens a way to leads, or closes one."""

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.access.roles import Role
from core.consent.services import confirm, refuse
from core.models import Notice, Proposal
from core.workdays.reckoning import today
from core.workflow.moves import Conflict, IllegalStep
from findings.models import Lead
from personnel.accounts.roles import grant_role
from personnel.accounts.services import ask_reset, change_password, create_user, reset_password, shut_user, update_user
from personnel.models import Person, Recusal, RoleGrant, User
from personnel.people.services import link_account, unlink_account, update_person
from personnel.recusal.services import declare_recusal, end_recusal
from rounds.bodies.services import add_body, update_body
from rounds.models import Body
from tests.factories import (
    BodyFactory,
    LeadFactory,
    PersonFactory,
    PostingFactory,
    RecusalFactory,
    UserFactory,
    agreed,
    fresh,
)

READERS = ["office", "handler", "leadinggroup", "leader", "deputy", "member", "discipline", "orgdept"]
ADMINISTRATORS = ["secadmin", "auditor"]


@pytest.mark.parametrize("who", READERS + ADMINISTRATORS)
def test_the_system_administrator_alone_takes_over_no_account_that_opens_a_way_to_leads(request, sysadmin, who):
    user = request.getfixturevalue(who)
    before = user.password
    with pytest.raises(IllegalStep):
        reset_password(user, by=sysadmin)
    assert fresh(user).password == before


def test_nor_one_of_somebody_who_may_be_posted_tomorrow(sysadmin):
    with pytest.raises(IllegalStep):
        reset_password(UserFactory(person=PersonFactory()), by=sysadmin)


@pytest.mark.parametrize("who", ["secretary", "liaison", "division", "cooperating"])
def test_everyday_accounts_are_reset_by_one(request, sysadmin, who):
    assert reset_password(request.getfixturevalue(who), by=sysadmin)


@pytest.mark.parametrize("who", ["secadmin", "auditor"])
def test_another_administrator_consents_and_then_it_works_once(request, sysadmin, office, who):
    confirm(ask_reset(office, by=sysadmin, reason="忘记密码"), by=request.getfixturevalue(who))
    password = reset_password(fresh(office), by=sysadmin)
    assert fresh(office).check_password(password)
    with pytest.raises(IllegalStep):
        reset_password(fresh(office), by=sysadmin)


def test_a_consent_is_not_kept_for_later(sysadmin, secadmin, office, clock):
    clock.set("2026-11-23 09:00")
    confirm(ask_reset(office, by=sysadmin, reason="忘记密码"), by=secadmin)
    clock.set("2026-11-27 09:00")
    with pytest.raises(IllegalStep):
        reset_password(office, by=sysadmin)


@pytest.mark.parametrize("who", ["sysadmin", "office", "handler", "leadinggroup"])
def test_nobody_else_consents(request, sysadmin, office, who):
    proposal = ask_reset(office, by=sysadmin, reason="忘记密码")
    with pytest.raises(Refused):
        confirm(proposal, by=request.getfixturevalue(who))


def test_owner_and_auditor_are_told_when_it_is_asked_for(sysadmin, auditor, office):
    ask_reset(office, by=sysadmin, reason="忘记密码")
    assert {notice.recipient for notice in Notice.objects.all()} == {auditor, office}


def test_the_known_way_is_closed(sysadmin, office, inspection):
    """Reset a clerk's account, sign in as the clerk, link a puppet to a person, post it as deputy, read."""
    LeadFactory(inspection=inspection)
    puppet, _password = create_user(by=sysadmin, username="puppet", name="木偶")
    posting = PostingFactory(team=inspection.team, role="deputy")
    with pytest.raises(IllegalStep):
        reset_password(office, by=sysadmin)
    link_account(posting.person, by=office, account=puppet)  # had the clerk been taken over all the same
    assert not Lead.objects.visible_to(fresh(puppet)).exists()


def test_no_office_user_alone_blinds_the_leading_group(office, leadinggroup, inspection):
    lead = LeadFactory(inspection=inspection, status=Lead.Status.FILED)
    person = PersonFactory()
    link_account(person, by=office, account=leadinggroup)
    declare_recusal(person, by=office, organization=inspection.organization, reason="亲属任职", on=today())
    assert Lead.objects.visible_to(fresh(leadinggroup)).get() == lead


@pytest.mark.parametrize("who", ["leadinggroup", "handler", "discipline", "leader", "deputy"])
def test_a_recusal_of_a_reader_of_leads_waits_for_them_or_for_another(request, office, organization, who):
    user = request.getfixturevalue(who)
    person = user.person or PersonFactory()
    User.objects.filter(pk=user.pk).update(person=person)
    proposal = declare_recusal(person, by=office, organization=organization, reason="亲属任职", on=today())
    assert not Recusal.objects.exists()
    assert Notice.objects.filter(recipient=user, kind="proposal").exists()
    confirm(proposal, by=fresh(user))
    assert Recusal.objects.get().organization == organization


def test_a_recusal_of_who_was_parted_from_an_account_that_reads_waits_too(office, handler, organization):
    person = PersonFactory()
    User.objects.filter(pk=handler.pk).update(person=person)
    User.objects.filter(pk=handler.pk).update(person=None)
    declare_recusal(person, by=office, organization=organization, reason="亲属任职", on=today())
    assert not Recusal.objects.exists()


@pytest.mark.parametrize("who", ["leadinggroup", "leader"])
def test_ones_own_recusal_is_in_force_at_once(request, organization, who):
    user = request.getfixturevalue(who)
    person = user.person or PersonFactory()
    User.objects.filter(pk=user.pk).update(person=person)
    assert declare_recusal(person, by=fresh(user), organization=organization, reason="亲属任职", on=today()).pk
    assert Recusal.objects.in_force().exists()


def test_a_recusal_ends_by_two(office, handler, leadinggroup, inspection):
    recusal = RecusalFactory(organization=inspection.organization)
    proposal = end_recusal(recusal, by=office, on=today(), reason="已离任")
    assert Recusal.objects.in_force().exists()
    confirm(proposal, by=leadinggroup)
    assert not Recusal.objects.in_force().exists()


def test_nobody_confirms_the_end_of_their_own_recusal(office, handler):
    recusal = RecusalFactory()
    User.objects.filter(pk=handler.pk).update(person=recusal.person)
    User.objects.filter(pk=handler.pk).update(person=None)  # parted, and still the same hands
    proposal = end_recusal(recusal, by=office, on=today(), reason="已离任")
    with pytest.raises(Refused):
        confirm(proposal, by=fresh(handler))


def test_an_account_is_parted_by_two(office, deputy, inspection):
    LeadFactory(inspection=inspection)
    proposal = unlink_account(deputy.person, by=office, reason="换人")
    assert Lead.objects.visible_to(fresh(deputy)).exists()
    agreed(proposal)
    assert not Lead.objects.visible_to(fresh(deputy)).exists()


@pytest.mark.parametrize("facts", [{"name": "领导小组办公室"}, {"username": "leading"}])
def test_an_account_is_renamed_by_two(sysadmin, secadmin, facts):
    update_user(sysadmin, by=sysadmin, **facts)
    [(name, new)] = facts.items()
    assert getattr(fresh(sysadmin), name) != new
    confirm(Proposal.objects.get(), by=secadmin)
    assert getattr(fresh(sysadmin), name) == new


@pytest.mark.parametrize("name", ["Leadinggroup", "曾用名"])
def test_no_account_takes_the_name_of_another_present_or_former(sysadmin, leadinggroup, name):
    User.objects.filter(pk=leadinggroup.pk).update(name="曾用名")
    with pytest.raises(ValidationError):
        update_user(sysadmin, by=sysadmin, name=name)
    with pytest.raises(ValidationError):
        create_user(by=sysadmin, username="new", name=name)
    assert not Proposal.objects.exists()


def test_a_body_is_renamed_by_two(office, leadinggroup, discipline):
    body, before = discipline.body, discipline.body.name
    update_body(body, by=office, name="市审计局")
    body.refresh_from_db()
    assert body.name == before
    confirm(Proposal.objects.get(), by=leadinggroup)
    body.refresh_from_db()
    assert body.name == "市审计局"


def test_no_body_takes_the_name_of_another_present_or_former(office):
    commission, other = BodyFactory(name="市纪委监委"), BodyFactory(name="市审计局")
    agreed_name = "市纪律检查委员会"
    update_body(commission, by=office, name=agreed_name)
    agreed(Proposal.objects.get())
    for name in ("市纪委监委", agreed_name):
        with pytest.raises(ValidationError):
            update_body(other, by=office, name=name)
        with pytest.raises(ValidationError):
            add_body(by=office, name=name, kind="discipline")


def test_one_person_does_not_keep_accounts_and_grant_roles(sysadmin, secadmin):
    """Else they make an account, give it the role and read, with nobody beside them."""
    with pytest.raises(Refused):
        grant_role(sysadmin, Role.SECURITY_ADMIN, by=secadmin)


OPENING = [Role.OFFICE, Role.LEAD_HANDLER, Role.LEADING_GROUP, Role.SYSTEM_ADMIN]


@pytest.mark.parametrize("role", OPENING)
def test_the_security_administrator_alone_grants_no_role_that_opens_a_way_to_leads(secadmin, auditor, role):
    user = UserFactory()
    proposal = grant_role(user, role, by=secadmin)
    assert not fresh(user).reach.roles
    assert proposal.changes == [("角色", "", Role(role).label)]
    for unfit in (secadmin, user):
        with pytest.raises(Refused):
            confirm(proposal, by=unfit)
    confirm(proposal, by=auditor)
    assert fresh(user).reach.roles == {role}
    assert "确认" in RoleGrant.objects.get(user=user).events.get().pgh_context["reason"]


def test_a_role_that_opens_none_is_granted_at_once(secadmin, secretary):
    grant_role(secretary, Role.LIAISON, by=secadmin)
    assert Role.LIAISON in fresh(secretary).reach.roles


def test_what_stands_against_a_role_when_it_is_confirmed_refuses_it(secadmin, sysadmin, auditor):
    user = UserFactory()
    proposal = grant_role(user, Role.OFFICE, by=secadmin)
    shut_user(user, by=sysadmin, reason="离岗")
    with pytest.raises(IllegalStep):
        confirm(proposal, by=auditor)
    assert not RoleGrant.objects.filter(user=user).exists()


@pytest.mark.parametrize("who", ["leader", "leadinggroup"])
def test_a_clerk_alone_renames_nobody_who_reads_or_decides_on_leads(request, office, secadmin, who):
    account = request.getfixturevalue(who)
    person = account.person or PersonFactory(name="某乙")
    User.objects.filter(pk=account.pk).update(person=person)
    before = person.name
    update_person(person, by=office, name="新名字", post="处长")
    assert Person.objects.get(pk=person.pk).name == before
    assert Person.objects.get(pk=person.pk).post == "处长"
    with pytest.raises(Refused):
        confirm(Proposal.objects.get(), by=office)
    confirm(Proposal.objects.get(), by=secadmin)
    assert Person.objects.get(pk=person.pk).name == "新名字"


def test_others_are_renamed_at_once(office):
    person = PersonFactory(name="某丙")
    update_person(person, by=office, name="某 丁")
    assert Person.objects.get(pk=person.pk).name == "某丁"
    assert not Proposal.objects.exists()


def test_a_role_goes_with_the_body_it_was_proposed_for(secadmin, sysadmin):
    town, city = (BodyFactory(kind=Body.Kind.DISCIPLINE, name=name) for name in ("某镇纪委", "某市纪委监委"))
    user = UserFactory(body=town)
    proposal = grant_role(user, Role.DISCIPLINE, by=secadmin)
    assert proposal.changes == [("角色", "", "纪检监察机关"), ("关联对象", "", "某镇纪委")]
    update_user(user, by=sysadmin, body=city)
    with pytest.raises(Conflict):
        confirm(proposal, by=sysadmin)
    assert not RoleGrant.objects.filter(user=user).exists()


def test_nobody_alone_takes_over_an_account_for_which_a_way_to_leads_is_proposed(secadmin, sysadmin, office):
    clerk, deputy = UserFactory(), UserFactory()
    grant_role(clerk, Role.LEAD_HANDLER, by=secadmin)
    link_account(PersonFactory(), by=office, account=deputy)
    for user in (clerk, deputy):
        with pytest.raises(IllegalStep):
            reset_password(user, by=sysadmin)
    refuse(Proposal.objects.get(concerns=clerk), by=sysadmin, reason="不属实")
    assert reset_password(clerk, by=sysadmin)


def test_who_made_an_account_confirms_no_role_for_it_before_its_owner_came(secadmin, sysadmin, auditor):
    """They know its password: with the role they would have what the security administrator meant for another."""
    account, _password = create_user(by=sysadmin, username="new", name="王新")
    proposal = grant_role(account, Role.LEAD_HANDLER, by=secadmin)
    with pytest.raises(Refused):
        confirm(proposal, by=sysadmin)
    assert not Proposal.objects.falling_to(sysadmin).exists()
    assert Proposal.objects.confirmable_by(auditor).get() == proposal
    change_password(account, "Another-horse-9")
    confirm(proposal, by=sysadmin)
    assert account.grants.filter(role=Role.LEAD_HANDLER).exists()
