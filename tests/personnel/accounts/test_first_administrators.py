"""An installation begins with three administrators; one who is locked out finds a way back. Both from the shell."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.access.roles import ADMIN_ROLES, Role
from core.models import Notice
from core.trail.history import actor_of
from core.trail.verification import breaches
from personnel.accounts.founding import USER_NAMES
from personnel.models import User
from tests.devices import equip
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = re.compile(r"一次性密码：(\S+)")


def told(*arguments, **options) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def slips(db):
    return told("first_administrators", "赵一明", "钱双全", "孙三省")


def test_three_people_with_one_role_each(slips):
    assert set(User.objects.holding(*ADMIN_ROLES).values_list("username", "name", "grants__role")) == {
        ("sysadmin", "赵一明", Role.SYSTEM_ADMIN),
        ("secadmin", "钱双全", Role.SECURITY_ADMIN),
        ("auditor", "孙三省", Role.AUDIT_ADMIN),
    }
    assert len(set(PASSWORD.findall(slips))) == 3
    assert not list(breaches())


def test_each_signs_in_once_with_what_the_slip_says_and_chooses_a_password(slips, client):
    for name, password in zip(USER_NAMES.values(), PASSWORD.findall(slips), strict=True):
        client.logout()
        client.post(reverse("login"), {"username": name, "password": password})
        assert client.get("/").url == reverse("password_change")
        chosen = {"old_password": password, "new_password1": "Wcy-2026-qm", "new_password2": "Wcy-2026-qm"}
        client.post(reverse("password_change"), chosen)
        assert client.get("/").status_code == 200


def test_the_trail_says_that_the_server_did_it(slips):
    event = User.objects.get(username="sysadmin").events.get()
    assert event.pgh_context["command"] == "first_administrators"
    assert actor_of(event, account=True).startswith("系统")


def test_without_names_they_are_called_by_their_roles(db):
    told("first_administrators")
    assert User.objects.get(username="auditor").name == Role.AUDIT_ADMIN.label


@pytest.mark.parametrize("names", [["赵一明"], ["赵一明", "钱双全"], ["甲", "乙", "丙", "丁"]])
def test_three_names_or_none(db, names):
    with pytest.raises(CommandError, match="三"):
        told("first_administrators", *names)
    assert not User.objects.holding(*ADMIN_ROLES).exists()


@pytest.mark.parametrize("names", [["赵一明", "赵一明", "孙三省"], ["赵一明", " ", "孙三省"]])
def test_a_name_twice_or_none_makes_nobody(db, names):
    with pytest.raises(CommandError):
        told("first_administrators", *names)
    assert not User.objects.holding(*ADMIN_ROLES).exists()


def test_only_while_there_is_none(slips):
    with pytest.raises(CommandError, match="已有管理员"):
        told("first_administrators")


@pytest.mark.parametrize("one", ["sysadmin", "secadmin", "auditor"])
def test_not_even_beside_one_of_them(one, request):
    request.getfixturevalue(one)
    with pytest.raises(CommandError, match="已有管理员"):
        told("first_administrators")


class TestWayBack:
    def test_a_new_password_that_is_changed_at_once(self, slips, client):
        [password] = PASSWORD.findall(told("readmit_administrator", "secadmin", reason="口令遗失"))
        client.post(reverse("login"), {"username": "secadmin", "password": password})
        assert client.get("/").url == reverse("password_change")

    def test_also_after_too_many_failures(self, slips, client):
        for _try in range(6):
            client.post(reverse("login"), {"username": "secadmin", "password": "wrong"})
        [password] = PASSWORD.findall(told("readmit_administrator", "secadmin", reason="口令遗失"))
        client.post(reverse("login"), {"username": "secadmin", "password": password})
        assert client.get("/").url == reverse("password_change")

    def test_also_without_the_device(self, slips, client, settings):
        settings.SECOND_FACTOR = "required"
        equip(User.objects.get(username="secadmin"))
        [password] = PASSWORD.findall(told("readmit_administrator", "secadmin", reason="手机遗失"))
        client.post(reverse("login"), {"username": "secadmin", "password": password})
        assert client.get("/").url == reverse("password_change")
        assert User.objects.get(username="secadmin").second_factor_at is None

    def test_the_others_are_told_and_the_trail_says_why(self, slips):
        told("readmit_administrator", "sysadmin", reason="口令遗失")
        user = User.objects.get(username="sysadmin")
        assert Notice.objects.filter(recipient__username="auditor", kind="account.watched").exists()
        assert Notice.objects.filter(recipient=user, kind="account.reset").exists()
        assert user.events.order_by("pgh_id").last().pgh_context["command"] == "readmit_administrator"
        assert "口令遗失" in str(user.events.order_by("pgh_id").last().pgh_context)

    def test_only_for_administrators(self, slips, office):
        with pytest.raises(CommandError, match="auditor、secadmin、sysadmin"):
            told("readmit_administrator", office.username, reason="口令遗失")

    def test_not_for_one_that_is_shut(self, slips):
        UserFactory(username="gone", is_active=False)
        with pytest.raises(CommandError):
            told("readmit_administrator", "gone", reason="口令遗失")

    def test_needs_a_reason(self, slips):
        with pytest.raises(CommandError):
            told("readmit_administrator", "sysadmin", reason=" ")
