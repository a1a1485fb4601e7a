"""The audit administrator is told when one administrator acts upon the account of another, or of a reader of leads."""

import pytest
from django.urls import reverse
from django.utils import translation

from core.access.roles import Role
from core.models import Notice
from core.workdays.reckoning import today
from personnel.accounts.oversight import named
from personnel.accounts.roles import revoke_role
from personnel.accounts.services import ask_reset, open_user, shut_user, update_user
from personnel.models import Posting
from tests.factories import PostingFactory, UserFactory, agreed, granted
from tests.factories import reset as reset_account


@pytest.fixture(autouse=True)
def _auditor(auditor):
    """Somebody to be told."""


def reset(user, sysadmin, secadmin):
    reset_account(user, by=sysadmin)


def shut(user, sysadmin, secadmin):
    shut_user(user, by=sysadmin, reason="离岗")


def open_again(user, sysadmin, secadmin):
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    open_user(user, by=sysadmin)


def change(user, sysadmin, secadmin):
    update_user(user, by=sysadmin, email="elsewhere@example.test")


def revoke(user, sysadmin, secadmin):
    revoke_role(user.grants.current().get(), by=secadmin, reason="轮岗")


ACTS = {
    reset: "{by} 重置了 {account}（{role}）的密码",
    shut: "{by} 停用了 {account}（{role}）的账号",
    open_again: "{by} 启用了 {account}（{role}）的账号",
    change: "{by} 修改了 {account}（{role}）的账号资料",
    revoke: "{by} 收回了 {account}的“{role}”角色",
}
WATCHED_KIND = "account.watched"
WATCHED = [
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
    Role.LEADING_GROUP,
    Role.LEAD_HANDLER,
    Role.DISCIPLINE,
    Role.ORGANIZATION_DEPARTMENT,
]


def told(act, role, account, by):
    """What the auditor reads: accounts by name, user name and key, as in the trail."""
    return ACTS[act].format(by=named(by), account=named(account), role=role)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("role", WATCHED)
def test_of_every_act_upon_such_an_account(act, role, sysadmin, secadmin, auditor):
    user = UserFactory(name="某甲", roles=[role])
    act(user, sysadmin, secadmin)
    notice = Notice.objects.get(recipient=auditor, kind=WATCHED_KIND)
    assert notice.subject == told(act, Role(role).label, user, secadmin if act is revoke else sysadmin)
    assert notice.url == reverse("trail")


def test_of_the_grant_that_makes_one(secadmin, auditor):
    user = UserFactory(name="某甲")
    granted(user, Role.SYSTEM_ADMIN, by=secadmin)
    subject = Notice.objects.get(recipient=auditor, kind=WATCHED_KIND).subject
    assert subject == f"{named(secadmin)} 授予 {named(user)}“系统管理员”角色"


def test_of_a_further_role_for_a_reader_of_leads(secadmin, auditor, leadinggroup):
    granted(leadinggroup, Role.OFFICE, by=secadmin)
    assert Notice.objects.filter(recipient=auditor, kind=WATCHED_KIND).count() == 1


@pytest.mark.parametrize("place", [Posting.Role.LEADER, Posting.Role.DEPUTY])
def test_of_one_who_reads_the_leads_of_a_team(sysadmin, secadmin, auditor, place):
    posting = PostingFactory(role=place)
    user = UserFactory(name="某甲", person=posting.person)
    reset(user, sysadmin, secadmin)
    subject = Notice.objects.get(recipient=auditor, kind=WATCHED_KIND).subject
    assert subject == told(reset, place.label, user, sysadmin)


def test_not_of_one_who_did_so_before(sysadmin, secadmin, auditor):
    posting = PostingFactory(role=Posting.Role.LEADER, released_on=today())
    reset(UserFactory(name="某甲", person=posting.person), sysadmin, secadmin)
    assert not Notice.objects.filter(kind=WATCHED_KIND).exists()


@pytest.mark.parametrize("act", [reset, shut, change], ids=lambda act: act.__name__)
def test_not_of_everyday_accounts(act, sysadmin, secadmin, office, liaison):
    for user in (office, liaison):
        act(user, sysadmin, secadmin)
    assert not Notice.objects.filter(kind=WATCHED_KIND).exists()  # what its owner is told of the password


def test_not_of_what_the_system_administrator_changes_about_themself(sysadmin):
    update_user(sysadmin, by=sysadmin, email="own@example.test")
    reset_account(sysadmin, by=sysadmin)
    assert not Notice.objects.exists()


@pytest.mark.parametrize("act", [reset, shut, change, revoke], ids=lambda act: act.__name__)
def test_an_act_upon_the_auditor_is_told_to_the_other_administrators(act, sysadmin, secadmin, auditor):
    """Else whoever takes the auditor's account would be the only one to read of it."""
    UserFactory(username="second", roles=[Role.AUDIT_ADMIN])
    act(auditor, sysadmin, secadmin)
    actor, other = (secadmin, sysadmin) if act is revoke else (sysadmin, secadmin)
    notice = Notice.objects.get(recipient=other, kind=WATCHED_KIND)
    assert notice.url == auditor.get_absolute_url()
    assert not Notice.objects.filter(recipient=actor, kind=WATCHED_KIND).exists()


def test_it_is_told_in_the_language_of_who_reads(sysadmin, secadmin, auditor):
    reset_account(secadmin, by=sysadmin)
    expected = f"{named(sysadmin)} set a new password for {named(secadmin)} (Security administrator)"
    with translation.override("en"):
        assert Notice.objects.get(recipient=auditor, kind=WATCHED_KIND).told == expected


def test_on_the_page_too(browse, sysadmin, secadmin, auditor):
    agreed(ask_reset(secadmin, by=sysadmin, reason="忘记密码"))
    browse(sysadmin).post(reverse("personnel:account_reset", args=[secadmin.pk]))
    assert "重置了 Secadmin" in browse(auditor).get(reverse("inbox")).content.decode()


def test_what_is_refused_is_told_to_nobody(browse, office, secadmin):
    browse(office).post(reverse("personnel:account_reset", args=[secadmin.pk]))
    assert not Notice.objects.exists()
