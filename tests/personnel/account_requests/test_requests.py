"""The office asks once for the accounts an organization lacks; two administrators settle it, each by a step."""

import pytest
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.models import Notice
from core.workflow.moves import IllegalStep
from core.worklist.duties import duties_of
from personnel.account_requests.services import decline_request, request_accounts
from personnel.accounts.roles import grant_role, revoke_role
from personnel.accounts.services import create_user, open_user, shut_user
from personnel.models import AccountRequest
from tests.factories import OrganizationFactory, fresh

Status = AccountRequest.Status


@pytest.fixture
def asked(office, organization, sysadmin, secadmin):
    return request_accounts(organization, by=office)


def made(asked, sysadmin, username="wanglixin", name="王立新"):
    user, _password = create_user(by=sysadmin, username=username, name=name, organization=asked.organization)
    return user


def lines(user):
    return [duty.title for duty in duties_of(user) if "账号" in duty.title]


def state_of(request):
    return AccountRequest.objects.get(pk=request.pk).status


def test_both_posts_are_asked_for_where_nobody_has_an_account(asked):
    assert asked.posts == [Role.SECRETARY, Role.LIAISON]
    assert asked.status == Status.OPEN


def test_only_the_post_without_an_account_is_asked_for(office, organization, liaison):
    assert request_accounts(organization, by=office).posts == [Role.SECRETARY]


def test_whoever_answers_for_a_merged_organization_gets_the_accounts(office, organization):
    successor = OrganizationFactory()
    organization.successor = organization.answered_by = successor
    organization.ending, organization.ended_on = "merged", "2026-01-05"
    organization.save()
    assert request_accounts(organization, by=office).organization == successor


def test_nothing_is_asked_twice(asked, office, organization):
    with pytest.raises(IllegalStep, match="已经申请"):
        request_accounts(organization, by=office)


def test_nothing_is_asked_for_that_is_there(office, organization, secretary, liaison):
    with pytest.raises(IllegalStep, match="都已有账号"):
        request_accounts(organization, by=office)


@pytest.mark.parametrize("who", ["leadinggroup", "sysadmin", "liaison", "leader"])
def test_only_the_office_asks(request, who, organization):
    with pytest.raises(Refused):
        request_accounts(organization, by=request.getfixturevalue(who))


def test_both_administrators_are_told_and_the_first_step_is_on_the_worklist(asked, sysadmin, secadmin):
    told = Notice.objects.filter(kind="account.request").values_list("recipient", flat=True)
    assert set(told) == {sysadmin.pk, secadmin.pk}
    assert lines(sysadmin) == [f"为{asked.organization}开设账号：{asked.posts_in_words}"]
    assert lines(secadmin) == []


def test_an_account_without_a_role_is_the_second_step(asked, sysadmin, secadmin):
    made(asked, sysadmin)
    assert len(lines(sysadmin)) == 1, "one account more is wanted"
    assert lines(secadmin) == [f"为{asked.organization}的账号授予角色：{asked.posts_in_words}"]
    made(asked, sysadmin, "lijianguo", "李建国")
    assert lines(fresh(sysadmin)) == []


def test_it_is_settled_by_the_last_role_and_whoever_asked_is_told(asked, office, sysadmin, secadmin):
    grant_role(made(asked, sysadmin), Role.SECRETARY, by=secadmin)
    assert state_of(asked) == Status.OPEN
    grant_role(made(asked, sysadmin, "lijianguo", "李建国"), Role.LIAISON, by=secadmin)
    settled = AccountRequest.objects.get(pk=asked.pk)
    assert (settled.status, settled.decided_by) == (Status.SETTLED, secadmin)
    assert Notice.objects.filter(kind="account.request", recipient=office).count() == 1


def test_one_account_may_have_both_posts(asked, sysadmin, secadmin):
    user = made(asked, sysadmin)
    for role in (Role.SECRETARY, Role.LIAISON):
        grant_role(fresh(user), role, by=secadmin)
    assert state_of(asked) == Status.SETTLED


def test_an_account_that_is_opened_again_settles_it(office, organization, liaison, secretary, sysadmin):
    shut_user(secretary, by=sysadmin, reason="换届")
    asked = request_accounts(organization, by=office)
    open_user(fresh(secretary), by=sysadmin, reason="返岗")
    assert state_of(asked) == Status.SETTLED


def test_a_role_revoked_meanwhile_leaves_the_step_open_again(asked, sysadmin, secadmin):
    grant = grant_role(made(asked, sysadmin), Role.SECRETARY, by=secadmin)
    revoke_role(grant, by=secadmin, reason="授错")
    request = AccountRequest.objects.with_standing().get(pk=asked.pk)
    assert (request.lacks, request.made) == (2, 1)


@pytest.mark.parametrize("who", ["sysadmin", "secadmin"])
def test_either_administrator_declines_with_a_reason_and_it_may_be_asked_again(request, asked, office, who):
    decline_request(asked, by=request.getfixturevalue(who), reason="该单位已并入他处")
    assert (asked.status, asked.opinion) == (Status.DECLINED, "该单位已并入他处")
    assert Notice.objects.filter(kind="account.request", recipient=office).exists()
    assert request_accounts(asked.organization, by=office).status == Status.OPEN


def test_the_office_does_not_decline_what_it_asked_for(asked, office):
    with pytest.raises(Refused):
        decline_request(asked, by=office, reason="不要了")


def test_the_page_leads_the_system_administrator_to_the_form_with_the_organization(asked, client, sysadmin):
    client.force_login(sysadmin)
    page = client.get(asked.get_absolute_url()).content.decode()
    address = f"{reverse('personnel:account_add')}?organization={asked.organization_id}"
    assert address in page
    assert f'value="{asked.organization_id}"' in client.get(address).content.decode()


def test_the_organization_does_not_see_the_request(asked, client, liaison):
    client.force_login(liaison)
    assert client.get(asked.get_absolute_url()).status_code == 404


def test_a_list_says_who_acts_next(asked, client, secadmin, sysadmin):
    made(asked, sysadmin)
    client.force_login(secadmin)
    page = client.get(reverse("personnel:account_requests") + "?awaiting=me").content.decode()
    assert asked.organization.name in page
    assert "安全保密管理员授予角色" in page
