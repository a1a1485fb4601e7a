"""Accounts and roles: the three administrators keep each other in check."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import ORGANIZATION_ROLES, Right, Role
from core.api.tokens import issue_token
from core.workflow.moves import IllegalStep
from personnel.accounts.roles import grant_role, revoke_role
from personnel.accounts.services import (
    change_password,
    create_user,
    open_user,
    reset_password,
    shut_user,
    system_account,
    update_user,
)
from personnel.models import PortfolioEntry, RoleGrant, User
from tests.factories import BodyFactory, OrganizationFactory, UserFactory, fresh, granted
from tests.factories import reset as reset_account

PASSWORD = "Another-horse-9"


def test_the_system_administrator_makes_an_account_without_roles(sysadmin):
    user, password = create_user(by=sysadmin, username="wanglx", name="王立新")
    assert fresh(user).check_password(password)
    assert user.must_change_password
    assert not user.grants.exists()


def test_nobody_else_makes_accounts(secadmin, auditor, office, leadinggroup):
    for user in (secadmin, auditor, office, leadinggroup):
        with pytest.raises(Refused):
            create_user(by=user, username="x", name="某")


def test_one_time_passwords_satisfy_the_rules():
    from django.contrib.auth.password_validation import validate_password

    from personnel.accounts.services import one_time_password

    for _n in range(50):
        validate_password(one_time_password())


def test_the_security_administrator_grants_and_revokes(secadmin):
    user = UserFactory()
    grant = granted(user, Role.OFFICE, by=secadmin)
    assert fresh(user).reach.may(Right.KEEP_ROUNDS)
    revoke_role(grant, by=secadmin, reason="调离")
    assert not fresh(user).reach.may(Right.KEEP_ROUNDS)
    with pytest.raises(IllegalStep):
        revoke_role(grant, by=secadmin)


def test_nobody_else_grants(sysadmin, auditor, office):
    for user in (sysadmin, auditor, office):
        with pytest.raises(Refused):
            grant_role(UserFactory(), Role.OFFICE, by=user)


def test_nobody_changes_their_own_roles(secadmin):
    with pytest.raises(Refused):
        grant_role(secadmin, Role.SYSTEM_ADMIN, by=secadmin)
    with pytest.raises(Refused):
        revoke_role(secadmin.grants.get(), by=secadmin)


def test_a_role_is_granted_once(secadmin, office):
    with pytest.raises(IllegalStep):
        grant_role(office, Role.OFFICE, by=secadmin)


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        (Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN),
        (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN),
        (Role.SECURITY_ADMIN, Role.AUDIT_ADMIN),
        (Role.OFFICE, Role.SYSTEM_ADMIN),
        (Role.SYSTEM_ADMIN, Role.OFFICE),
        (Role.SECRETARY, Role.LEAD_HANDLER),
        (Role.LIAISON, Role.LEAD_HANDLER),
        (Role.LIAISON, Role.DIVISION_LEADER),
        (Role.OFFICE, Role.LIAISON),
    ],
)
def test_roles_that_exclude_each_other_are_refused(secadmin, held, wanted):
    sides = {"organization": OrganizationFactory()} if {held, wanted} & ORGANIZATION_ROLES else {}
    user = UserFactory(roles=[held], **sides)
    with pytest.raises(Refused):
        grant_role(user, wanted, by=secadmin)
    assert RoleGrant.objects.filter(user=user).count() == 1


def test_secretary_and_liaison_may_be_one(secadmin, secretary):
    assert grant_role(secretary, Role.LIAISON, by=secadmin)


@pytest.mark.parametrize("role", [Role.LEAD_HANDLER, Role.LEADING_GROUP, Role.OFFICE])
def test_an_account_of_an_organization_gets_no_role_that_reads_about_it(secadmin, role):
    with pytest.raises(Refused):
        grant_role(UserFactory(organization=OrganizationFactory()), role, by=secadmin)


def test_a_posted_leader_does_not_become_liaison_of_the_organization(sysadmin, secadmin, leader, organization):
    """Else they would read as the leader the leads about their own organization."""
    with pytest.raises(ValidationError):
        update_user(fresh(leader), by=sysadmin, organization=organization)
    with pytest.raises(Refused):
        grant_role(fresh(leader), Role.LIAISON, by=secadmin)


def test_the_database_too_lets_an_organization_stand_alone(leader, discipline, organization):
    for user in (leader, discipline):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=user.pk).update(organization=organization)


def test_a_role_needs_the_side_it_speaks_for(secadmin, discipline):
    for role in (Role.SECRETARY, Role.LIAISON, Role.DISCIPLINE, Role.COOPERATING):
        with pytest.raises(Refused):
            grant_role(UserFactory(), role, by=secadmin)
    with pytest.raises(Refused):
        grant_role(UserFactory(body=BodyFactory()), Role.ORGANIZATION_DEPARTMENT, by=secadmin)
    assert grant_role(UserFactory(organization=OrganizationFactory()), Role.SECRETARY, by=secadmin)
    assert grant_role(UserFactory(body=BodyFactory()), Role.DISCIPLINE, by=secadmin)


def test_a_posted_person_does_not_become_administrator(secadmin, member):
    with pytest.raises(Refused):
        grant_role(member, Role.SYSTEM_ADMIN, by=secadmin)


def test_a_shut_account_is_out_at_once(sysadmin, office, browse):
    client = browse(office)
    token, _text = issue_token(office)
    shut_user(office, by=sysadmin, reason="离岗")
    assert client.get("/login/").wsgi_request.user.is_anonymous
    assert not type(token).objects.filter(pk=token.pk).exists()
    assert not fresh(office).is_active


def test_an_account_is_opened_again(sysadmin, office):
    shut_user(office, by=sysadmin, reason="离岗")
    with pytest.raises(IllegalStep):
        shut_user(office, by=sysadmin, reason="离岗")
    open_user(office, by=sysadmin)
    assert fresh(office).is_active


def test_nobody_shuts_their_own_account(sysadmin):
    with pytest.raises(Refused):
        shut_user(sysadmin, by=sysadmin, reason="误操作")


def test_others_shut_nothing(secadmin, office, leader):
    for user in (secadmin, office):
        with pytest.raises(Refused):
            shut_user(leader, by=user, reason="")
        with pytest.raises(Refused):
            reset_password(leader, by=user)


def test_a_reset_password_ends_sessions_and_tokens(sysadmin, office, browse):
    client = browse(office)
    token, _text = issue_token(office)
    password = reset_account(office, by=sysadmin)
    assert fresh(office).check_password(password)
    assert fresh(office).must_change_password
    assert client.get("/login/").wsgi_request.user.is_anonymous
    assert not type(token).objects.filter(pk=token.pk).exists()


def test_a_changed_password_needs_no_further_change(sysadmin, office):
    reset_account(office, by=sysadmin)
    change_password(office, PASSWORD)
    assert fresh(office).check_password(PASSWORD)
    assert not fresh(office).must_change_password


def test_no_password_enters_the_trail(sysadmin):
    user, password = create_user(by=sysadmin, username="wanglx", name="王立新")
    reset_account(user, by=sysadmin)
    events = list(user.events.values())
    assert len(events) == 2
    assert all("password" not in event and password not in str(event) for event in events)
    assert {event["pgh_context"]["actor"] for event in events} == {sysadmin.pk}


def test_the_side_of_an_account_stays_while_it_holds_a_role(sysadmin, liaison):
    with pytest.raises(IllegalStep):
        update_user(liaison, by=sysadmin, organization=OrganizationFactory())
    update_user(liaison, by=sysadmin, organization=liaison.organization, email="a@example.test")
    assert fresh(liaison).email == "a@example.test"


def test_the_portfolio_stays_while_the_role_is_held(sysadmin, division):
    with pytest.raises(IllegalStep):
        update_user(division, by=sysadmin, portfolio=[OrganizationFactory()])


def test_the_system_account_acts_but_cannot_sign_in(sysadmin, office):
    system = system_account()
    assert system_account() == system
    assert system.reach.may(Right.KEEP_ROUNDS)
    assert not system.has_usable_password()
    assert system not in User.objects.visible_to(sysadmin)
    assert list(User.objects.holding(Role.OFFICE)) == [office]


def test_who_sees_which_accounts(request):
    names = ("sysadmin", "secadmin", "office", "secretary", "member", "auditor")
    sysadmin, secadmin, office, secretary, member, auditor = map(request.getfixturevalue, names)
    everyone = {sysadmin, secadmin, office, secretary, member, auditor}
    assert set(User.objects.visible_to(sysadmin)) == everyone
    assert set(User.objects.visible_to(secadmin)) == everyone
    assert set(User.objects.visible_to(auditor)) == everyone
    assert set(User.objects.visible_to(office)) == everyone - {secretary}
    for user in (secretary, member):
        assert list(User.objects.visible_to(user)) == [user]


def test_the_trail_keeps_who_changed_a_portfolio(sysadmin):
    organization = OrganizationFactory()
    user, _password = create_user(by=sysadmin, username="fuqw", name="傅", portfolio=[organization])
    update_user(user, by=sysadmin, portfolio=[])
    events = PortfolioEntry.pgh_event_model.objects.order_by("pgh_id").values(
        "pgh_label", "organization", "pgh_context"
    )
    assert [(event["pgh_label"], event["organization"]) for event in events] == [
        ("insert", organization.pk),
        ("delete", organization.pk),
    ]
    assert {event["pgh_context"]["actor"] for event in events} == {sysadmin.pk}


def test_the_list_of_accounts_leaves_out_those_that_were_shut_until_they_are_asked_for(sysadmin, browse):
    gone, stays = UserFactory(username="gone", is_active=False), UserFactory(username="stays")
    desk = browse(sysadmin)

    def listed(query):
        page = desk.get(f"{reverse('personnel:accounts')}?{query}").content.decode()
        return gone.username in page, stays.username in page

    assert [listed(query) for query in ("", "state=shut", "state=all")] == [(False, True), (True, False), (True, True)]
