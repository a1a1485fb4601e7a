"""The pages of people and accounts: who opens which, what the forms take, what each list costs."""

from datetime import date

import pytest
from django.urls import reverse

from core.access.roles import Role
from core.models import Proposal
from core.workdays.reckoning import today
from personnel.models import Person, PoolMembership, Posting, Recusal, User
from tests.factories import (
    PASSWORD,
    BodyFactory,
    OrganizationFactory,
    PersonFactory,
    PoolMembershipFactory,
    PostingFactory,
    RecusalFactory,
    TeamFactory,
    UserFactory,
    agreed,
)

OPEN, UNSEEN, BARRED, GONE_ON = 200, 404, 403, 302
TODAY = today().isoformat()
FACTS = {"name": "王立新", "employer": "市审计局", "phone": "13800000001", "specialty": "审计"}
ACCOUNT = {"username": "wanglixin", "name": "王立新", "language": "zh-hans"}


def url(name, *args):
    return reverse(f"personnel:{name}", args=args)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("office", [OPEN, OPEN, OPEN]),
        ("leadinggroup", [OPEN, OPEN, BARRED]),
        ("leader", [OPEN, OPEN, BARRED]),
        ("secretary", [BARRED, BARRED, BARRED]),
        ("discipline", [BARRED, BARRED, BARRED]),
        ("sysadmin", [BARRED, BARRED, OPEN]),
        ("secadmin", [BARRED, BARRED, OPEN]),
        ("auditor", [BARRED, BARRED, OPEN]),
    ],
)
def test_who_opens_which_list(request, browse, inspection, role, expected):
    client = browse(request.getfixturevalue(role))
    codes = [client.get(url(name)).status_code for name in ("people", "pools", "accounts")]
    assert codes == expected


def test_strangers_sign_in_first(browse, team):
    for name in ("people", "pools", "accounts", "person_add", "account_add"):
        assert browse(None).get(url(name)).url.startswith("/login/")
    assert browse(None).get(url("team_postings", team.pk)).url.startswith("/login/")


def test_a_member_sees_the_people_of_the_own_team_only(browse, leader, member, stranger_leader):
    client = browse(leader)
    assert client.get(member.person.get_absolute_url()).status_code == OPEN
    assert client.get(stranger_leader.person.get_absolute_url()).status_code == UNSEEN
    assert stranger_leader.person.name not in client.get(url("people")).content.decode()


def test_recusals_of_colleagues_are_not_shown(browse, leader, member, office):
    recusal = RecusalFactory(person=member.person, reason="亲属任职")
    assert recusal.reason not in browse(leader).get(member.person.get_absolute_url()).content.decode()
    assert recusal.reason in browse(member).get(member.person.get_absolute_url()).content.decode()
    assert recusal.reason in browse(office).get(member.person.get_absolute_url()).content.decode()


def test_no_page_names_an_organization_to_who_is_recused_from_it(browse, office, handler, division, organization):
    """Not the portfolio of an account, nor the side it stood on once, nor the recusal of a colleague."""
    User.objects.filter(pk=handler.pk).update(person=RecusalFactory(organization=organization).person)
    of_colleague = RecusalFactory(organization=organization, reason="同乡")
    moved = UserFactory(username="moved", organization=organization)
    User.objects.filter(pk=moved.pk).update(organization=None)
    pages = [page.get_absolute_url() for page in (division, moved, of_colleague.person)]
    named = [
        [organization.name in browse(user).get(page).content.decode() for page in pages] for user in (office, handler)
    ]
    assert named == [[True, True, True], [False, False, False]]
    assert browse(handler).get(url("recusal_end", of_colleague.pk)).status_code == UNSEEN


def test_the_own_recusal_is_seen_by_who_is_recused(browse, office):
    recusal = RecusalFactory()
    User.objects.filter(pk=office.pk).update(person=recusal.person)
    page = browse(office).get(recusal.person.get_absolute_url()).content.decode()
    assert recusal.organization.name in page


def test_the_office_enters_and_changes_a_person(browse, office):
    browse(office).post(url("person_add"), FACTS)
    person = Person.objects.get()
    browse(office).post(url("person_change", person.pk), FACTS | {"post": "科长"})
    person.refresh_from_db()
    assert (person.name, person.post) == ("王立新", "科长")


@pytest.mark.parametrize("field", ["name", "employer", "phone", "specialty", "post", "rank", "politics"])
def test_each_field_of_a_person_has_its_length(browse, office, field):
    response = browse(office).post(url("person_add"), FACTS | {field: "长" * 201})
    assert field in response.context["form"].errors
    assert not Person.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("sex", "other"), ("born_on", "1988年"), ("name", "")])
def test_choices_and_days_of_a_person_are_checked(browse, office, field, value):
    response = browse(office).post(url("person_add"), FACTS | {field: value})
    assert field in response.context["form"].errors


def test_others_enter_nobody(browse, leader, leadinggroup, member):
    for user in (leader, leadinggroup):
        for address in (
            url("person_add"),
            url("person_change", member.person_id),
            url("person_join", member.person_id),
        ):
            assert browse(user).get(address).status_code == BARRED
            assert browse(user).post(address, FACTS).status_code == BARRED


def test_a_person_joins_and_leaves_a_pool(browse, office):
    person = PersonFactory()
    browse(office).post(url("person_join", person.pk), {"pool": "leaders", "on": "2026-01-01"})
    membership = PoolMembership.objects.get()
    page = browse(office).get(url("pools")).content.decode()
    assert person.name in page
    browse(office).post(url("membership_leave", membership.pk), {"on": TODAY, "reason": "退休"})
    membership.refresh_from_db()
    assert membership.left_on == today()


def test_a_person_is_posted_and_released_on_the_page_of_the_team(browse, office):
    person, team = PersonFactory(), TeamFactory(round__status="preparing")
    facts = {"person": person.pk, "role": "leader", "on": "2026-03-02"}
    response = browse(office).post(url("posting_add", team.pk), facts, follow=True)
    assert "不在任何人才库中" in response.content.decode()
    posting = Posting.objects.get()
    part = browse(office).get(url("team_postings", team.pk), headers={"HX-Request": "true"}).content.decode()
    assert person.name in part
    assert "<html" not in part
    assert browse(office).get(url("posting_release", posting.pk)).status_code == OPEN
    browse(office).post(url("posting_release", posting.pk), {"on": TODAY, "reason": "轮换"})
    posting.refresh_from_db()
    assert posting.released_on == today()


def test_a_refused_posting_says_why_at_the_form(browse, office, other_inspection):
    team = TeamFactory(round__status="preparing")
    person = PostingFactory(team=other_inspection.team).person
    facts = {"person": person.pk, "role": "member", "on": "2026-03-02"}
    response = browse(office).post(url("posting_add", team.pk), facts)
    assert response.status_code == OPEN
    assert str(other_inspection.team) in response.content.decode()
    assert Posting.objects.count() == 1


@pytest.mark.parametrize(("field", "value"), [("person", "999999"), ("role", "chief"), ("on", "yesterday")])
def test_a_posting_with_a_foreign_value_is_refused(browse, office, team, field, value):
    facts = {"person": PersonFactory().pk, "role": "member", "on": "2026-03-02"}
    response = browse(office).post(url("posting_add", team.pk), facts | {field: value})
    assert field in response.context["form"].errors
    assert not Posting.objects.exists()


def test_teams_and_postings_of_others_are_not_there(browse, leader, stranger_leader):
    posting = stranger_leader.person.postings.get()
    client = browse(leader)
    assert client.get(url("team_postings", posting.team_id)).status_code == UNSEEN
    assert client.get(url("posting_release", posting.pk)).status_code == BARRED
    assert client.post(url("posting_add", posting.team_id)).status_code == BARRED


def test_a_member_declares_a_recusal_for_themself_alone(browse, leader, member, inspection):
    facts = {"organization": inspection.organization_id, "on": TODAY, "reason": "配偶在该单位工作"}
    assert browse(leader).get(url("recusal_add", member.person_id)).status_code == BARRED
    assert browse(leader).post(url("recusal_add", member.person_id), facts).status_code == BARRED
    assert browse(member).get(url("recusal_add", member.person_id)).status_code == OPEN
    assert browse(member).post(url("recusal_add", member.person_id), facts).status_code == GONE_ON
    assert browse(member).get(inspection.get_absolute_url()).status_code == UNSEEN


def test_the_office_ends_a_recusal(browse, office, leader):
    recusal = RecusalFactory()
    facts = {"on": TODAY, "reason": "已调离"}
    assert browse(leader).post(url("recusal_end", recusal.pk), facts).status_code == BARRED
    browse(office).post(url("recusal_end", recusal.pk), facts)
    agreed(Proposal.objects.get())
    assert not Recusal.objects.in_force().exists()


def test_an_account_is_linked_and_parted(browse, office, sysadmin):
    person, account = PersonFactory(), UserFactory(username="zhangsan")
    client = browse(office)
    assert account.name in client.get(url("account_options") + "?q=zhang").content.decode()
    assert client.post(url("person_link", person.pk), {"account": sysadmin.pk}).context["form"].errors
    client.post(url("person_link", person.pk), {"account": account.pk})
    agreed(Proposal.objects.pending().get())
    account.refresh_from_db()
    assert account.person == person
    client.post(url("person_unlink", person.pk), {"reason": "换人"})
    agreed(Proposal.objects.pending().get())
    account.refresh_from_db()
    assert account.person is None


def test_account_options_are_the_offices(browse, leader, sysadmin):
    UserFactory(username="zhangsan", name="张三")
    for user in (leader, sysadmin):
        assert "张三" not in browse(user).get(url("account_options") + "?q=zhang").content.decode()


def test_the_system_administrator_makes_an_account_and_reads_its_password_once(browse, sysadmin):
    organization = OrganizationFactory()
    client = browse(sysadmin)
    response = client.post(url("account_add"), ACCOUNT | {"organization": organization.pk}, follow=True)
    account = User.objects.get(username="wanglixin")
    text = response.content.decode()
    password = next(
        word for word in text.replace("：", " ").replace("（", " ").split() if account.check_password(word)
    )
    assert password not in client.get(account.get_absolute_url()).content.decode()
    assert account.organization == organization


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", ""),
        ("username", "有 空格"),
        ("username", "sysadmin"),
        ("email", "no mail"),
        ("language", "fr"),
        ("organization", "999999"),
        ("body", "999999"),
        ("portfolio", "999999"),
    ],
)
def test_each_field_of_an_account_is_checked(browse, sysadmin, field, value):
    response = browse(sysadmin).post(url("account_add"), ACCOUNT | {field: value})
    assert field in response.context["form"].errors
    assert not User.objects.filter(username="wanglixin").exists()


def test_an_account_stands_for_one_side(browse, sysadmin):
    sides = {"organization": OrganizationFactory().pk, "body": BodyFactory().pk}
    assert browse(sysadmin).post(url("account_add"), ACCOUNT | sides).context["form"].errors


def test_extra_fields_give_nothing(browse, sysadmin):
    person = PersonFactory()
    extra = {"is_active": "", "must_change_password": "", "person": person.pk, "role": "office"}
    browse(sysadmin).post(url("account_add"), ACCOUNT | extra)
    account = User.objects.get(username="wanglixin")
    assert account.is_active
    assert account.must_change_password
    assert account.person is None
    assert not account.grants.exists()


def test_the_two_administrators_have_different_steps(browse, sysadmin, secadmin, office):
    names = {"account_ask_reset", "account_shut", "account_grant"}
    offered = {
        user.username: {
            name
            for name in names
            if url(name, office.pk) in browse(user).get(office.get_absolute_url()).content.decode()
        }
        for user in (sysadmin, secadmin)
    }
    assert offered == {"sysadmin": {"account_ask_reset", "account_shut"}, "secadmin": {"account_grant"}}


def test_the_system_administrator_grants_nothing_and_the_security_administrator_makes_nothing(
    browse, sysadmin, secadmin, office
):
    grant = office.grants.get()
    assert browse(sysadmin).post(url("account_grant", office.pk), {"role": "division_leader"}).status_code == BARRED
    assert browse(sysadmin).post(url("grant_revoke", grant.pk), {"reason": "x"}).status_code == BARRED
    for name in ("account_shut", "account_open", "account_change", "account_reset"):
        assert browse(secadmin).post(url(name, office.pk), {"reason": "x"}).status_code == BARRED
    assert browse(secadmin).post(url("account_add"), ACCOUNT).status_code == BARRED


def test_a_role_is_granted_and_revoked_in_the_browser(browse, secadmin):
    user = UserFactory()
    client = browse(secadmin)
    assert client.post(url("account_grant", user.pk), {"role": "chief"}).context["form"].errors
    client.post(url("account_grant", user.pk), {"role": "office"})
    agreed(Proposal.objects.get(concerns=user))
    grant = user.grants.get()
    assert grant.role == Role.OFFICE
    client.post(url("grant_revoke", grant.pk), {"reason": "调离"})
    grant.refresh_from_db()
    assert grant.revoked_on == today()


def test_nobody_grants_to_themself_in_the_browser(browse, secadmin):
    response = browse(secadmin).post(url("account_grant", secadmin.pk), {"role": "system_admin"})
    assert response.status_code == BARRED
    assert secadmin.grants.count() == 1


def test_accounts_are_shut_opened_and_reset(browse, sysadmin, secadmin, office):
    client = browse(sysadmin)
    client.post(url("account_shut", office.pk), {"reason": "离岗"})
    office.refresh_from_db()
    assert not office.is_active
    client.post(url("account_open", office.pk), {"reason": "返岗"})
    client.post(url("account_ask_reset", office.pk), {"reason": "忘记密码"})
    browse(secadmin).post(reverse("proposal_confirm", args=[Proposal.objects.get().pk]))
    client.post(url("account_reset", office.pk))
    office.refresh_from_db()
    assert office.is_active
    assert office.must_change_password
    assert client.get(url("account_reset", office.pk)).status_code == 405


def test_a_one_time_password_leads_to_one_page_only(browse, office):
    office.must_change_password = True
    office.save()
    client = browse(office)
    assert client.get("/").url == reverse("password_change")
    assert client.get(url("people")).url == reverse("password_change")
    facts = {"old_password": PASSWORD, "new_password1": "Another-horse-9", "new_password2": "Another-horse-9"}
    assert client.post(reverse("password_change"), facts).url == reverse("password_change_done")
    assert client.get(url("people")).status_code == OPEN
    office.refresh_from_db()
    assert not office.must_change_password


def test_a_weak_password_is_refused(browse, office):
    facts = {"old_password": PASSWORD, "new_password1": "aaaaaaaa", "new_password2": "aaaaaaaa"}
    assert browse(office).post(reverse("password_change"), facts).context["form"].errors


def test_the_own_account_is_seen_and_no_other(browse, leader, office):
    assert browse(leader).get(leader.get_absolute_url()).status_code == OPEN
    assert browse(leader).get(office.get_absolute_url()).status_code == UNSEEN


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("words=wlx", 1),
        ("words=王", 1),
        ("pool=leaders", 1),
        ("specialty=审计", 1),
        ("employer=审计局", 3),
        ("free=true", 2),
    ],
)
def test_filters_of_people(browse, office, team, query, found):
    PoolMembershipFactory(person=PersonFactory(name="王立新", specialty="财务审计"), pool="leaders")
    PoolMembershipFactory(pool="leaders", left_on=date(2021, 1, 1))
    PostingFactory(team=team)
    page = browse(office).get(f"{url('people')}?{query}")
    assert page.context["table"].paginator.count == found


def test_the_pools_are_counted_as_of_a_day(browse, office):
    PoolMembershipFactory(joined_on=date(2020, 1, 1), left_on=date(2022, 1, 1))
    for day, found in (("2019-12-31", 0), ("2021-06-01", 1), ("2022-01-01", 0)):
        page = browse(office).get(f"{url('pools')}?pool=cadres&as_of={day}")
        assert page.context["table"].paginator.count == found


@pytest.mark.parametrize(("name", "queries"), [("people", 4), ("pools", 4)])
def test_a_list_costs_the_same_with_one_row_and_with_fifty(browse, office, django_assert_num_queries, name, queries):
    client = browse(office)
    PoolMembershipFactory()
    with django_assert_num_queries(queries):
        client.get(url(name))
    PoolMembershipFactory.create_batch(50)
    with django_assert_num_queries(queries):
        client.get(url(name))


def test_the_list_of_accounts_costs_the_same_with_fifty(browse, sysadmin, django_assert_num_queries):
    client = browse(sysadmin)
    UserFactory(roles=[Role.OFFICE])
    with django_assert_num_queries(4):
        client.get(url("accounts"))
    for _n in range(49):
        UserFactory(roles=[Role.OFFICE], organization=OrganizationFactory())
    with django_assert_num_queries(4):
        client.get(url("accounts"))
