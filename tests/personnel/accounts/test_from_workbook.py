"""Accounts of organizations from a workbook: preview with errors by cell, made without password, roles confirmed."""

import pytest
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.ledgers.running import commit, preview
from core.workflow.moves import IllegalStep
from core.worklist.duties import duties_of
from personnel.account_requests.services import request_accounts
from personnel.accounts.roles import confirm_role, refuse_role
from personnel.models import AccountRequest, User
from tests import ledgers
from tests.factories import OrganizationFactory, fresh

HEAD = ["单位名称", "账号使用人", "账号岗位", "手机号码", "登录名"]


@pytest.fixture
def bureau(db):
    return OrganizationFactory(name="市财政局党组")


def of(*rows):
    return ledgers.as_file(ledgers.sheet_of([HEAD, *rows]))


def look(by, *rows):
    return preview(of(*rows), by=by, options={})


def take_in(by, *rows):
    commit(of(*rows), by=by, options={}, skip_refused=True)
    return list(User.objects.exclude(wanted_role="").order_by("pk"))


ROW = ["市财政局党组", "王立新", "书记", "13800000001", ""]


def why(plan):
    return [(error.row, error.column_title, error.message) for error in plan.errors]


def test_the_system_administrator_makes_accounts_without_a_password_or_role(bureau, sysadmin):
    (user,) = take_in(sysadmin, ROW)
    assert (user.username, user.name, user.organization, user.mobile) == ("wanglixin", "王立新", bureau, "13800000001")
    assert (user.wanted_role, user.must_change_password, user.has_usable_password()) == (Role.SECRETARY, True, False)
    assert not user.grants.exists()


def test_nobody_else_imports_them(bureau, office, secadmin):
    for by in (office, secadmin):
        with pytest.raises(Refused):
            look(by, ROW)


def test_the_system_administrator_imports_nothing_else(client, sysadmin):
    client.force_login(sysadmin)
    page = client.get(reverse("imports")).content.decode()
    assert "党组织账号名册" in page
    assert "线索台账" not in page


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (["某某局党组", "王立新", "书记", "", ""], "单位名称", "名录中没有"),
        (["市财政局党组", "王立新", "局长", "", ""], "账号岗位", "局长"),
        (["市财政局党组", "王立新", "书记", "一二三", ""], "手机号码", "电话号码"),
        (["市财政局党组", "Wang", "书记", "", "sysadmin"], "登录名", "已有账号使用"),
        (["市财政局党组", "Sysadmin", "书记", "", ""], "账号使用人", "已有账号使用"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(bureau, sysadmin, row, column, words):
    (found,) = why(look(sysadmin, row))
    assert found[:2] == (2, column)
    assert words in found[2]


def test_a_second_secretary_is_refused_and_a_second_liaison_is_not(bureau, sysadmin):
    rows = [ROW, ["市财政局党组", "李建国", "书记", "", ""]]
    rows += [["市财政局党组", "赵敏", "联络员", "", ""], ["市财政局党组", "钱进", "联络员", "", ""]]
    plan = look(sysadmin, *rows)
    assert [error.row for error in plan.errors] == [3]
    take_in(sysadmin, ROW)
    (refused,) = why(look(sysadmin, ["市财政局党组", "李建国", "书记", "", ""]))
    assert "王立新" in refused[2]


def test_two_of_one_reading_get_different_user_names(bureau, sysadmin):
    OrganizationFactory(name="市审计局党组")
    users = take_in(sysadmin, ROW, ["市审计局党组", "王丽新", "书记", "", ""])
    assert [user.username for user in users] == ["wanglixin", "wanglixin2"]


def test_a_row_that_is_there_already_stands(bureau, sysadmin):
    take_in(sysadmin, ROW)
    plan = look(sysadmin, ROW)
    assert (len(plan.standing), plan.errors) == (1, [])


def test_an_organization_that_is_no_more_names_who_answers_for_it(bureau, sysadmin):
    successor = OrganizationFactory(name="市财政金融局党组")
    bureau.successor = bureau.answered_by = successor
    bureau.ending, bureau.ended_on = "merged", "2026-01-05"
    bureau.save()
    (refused,) = why(look(sysadmin, ROW))
    assert "市财政金融局党组" in refused[2]


def test_checking_asks_in_bulk(bureau, sysadmin, django_assert_max_num_queries):
    rows = [ROW] + [["市财政局党组", f"赵敏{number}", "联络员", "", f"zhaomin{number}"] for number in "甲乙丙丁"]
    with django_assert_max_num_queries(8):
        look(sysadmin, *rows)


def test_the_security_administrator_confirms_the_role_and_the_request_is_settled(bureau, office, sysadmin, secadmin):
    asked = request_accounts(bureau, by=office)
    secretary, liaison = take_in(sysadmin, ROW, ["市财政局党组", "赵敏", "联络员", "", ""])
    titles = [duty.title for duty in duties_of(secadmin)]
    assert any("王立新" in title for title in titles)
    confirm_role(secretary, by=secadmin)
    confirm_role(liaison, by=secadmin)
    assert list(secretary.grants.values_list("role", flat=True)) == [Role.SECRETARY]
    assert fresh(secretary).wanted_role == ""
    assert AccountRequest.objects.get(pk=asked.pk).status == "settled"


def test_whoever_made_the_account_does_not_confirm_its_role(bureau, sysadmin):
    (user,) = take_in(sysadmin, ROW)
    with pytest.raises(Refused):
        confirm_role(user, by=sysadmin)


def test_a_refused_role_leaves_the_account_without_one(bureau, sysadmin, secadmin):
    (user,) = take_in(sysadmin, ROW)
    refuse_role(user, by=secadmin, reason="不是书记")
    with pytest.raises(IllegalStep):
        confirm_role(fresh(user), by=secadmin)


def test_many_roles_are_confirmed_at_once(bureau, sysadmin, secadmin, client):
    take_in(sysadmin, ROW, ["市财政局党组", "赵敏", "联络员", "", ""])
    client.force_login(secadmin)
    page = client.get(reverse("personnel:accounts")).content.decode()
    assert "/batches/new/users/confirm_role/" in page or "confirm_role" in page
