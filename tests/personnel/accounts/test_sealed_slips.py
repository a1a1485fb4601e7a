"""Sealed slips: a one-time password shown once, good for some days, void as soon as another is drawn."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.access.reach import Refused
from core.models import Notice
from core.workflow.moves import IllegalStep
from core.worklist.duties import duties_of
from personnel.accounts.services import change_password, create_user, reset_password, shut_user
from personnel.accounts.slips import AT_ONCE, draw_slips
from personnel.models import PasswordSlip, User
from tests.factories import UserFactory, fresh
from tests.page_client import PageClient

NEW = "Quiet-harbour-7"


@pytest.fixture
def waiting(organization):
    """An account as a workbook made it."""
    user = User(
        username="zhaomin", name="赵敏", organization=organization, wanted_role="liaison", must_change_password=True
    )
    user.set_unusable_password()
    user.save()
    return user


def drawn(user, by):
    (slip,) = draw_slips([user], by=by)
    return slip.password


def sign_in(user, password):
    client = PageClient()
    return client, client.post(reverse("login"), {"username": user.username, "password": password})


def states(user):
    return [str(slip.state_words) for slip in PasswordSlip.objects.filter(account=user)]


def test_the_first_password_is_that_of_the_slip_and_is_changed_at_once(waiting, sysadmin):
    password = drawn(waiting, sysadmin)
    client, answer = sign_in(waiting, password)
    assert answer.status_code == 302
    assert client.get(reverse("worklist")).url == reverse("password_change")
    page = client.get(reverse("password_change")).content.decode()
    assert "重置" not in page, "the first password is no reset"
    client.post(reverse("password_change"), {"old_password": password, "new_password1": NEW, "new_password2": NEW})
    assert states(waiting) == ["本人已改密码"]


def test_a_slip_drawn_anew_makes_the_old_one_void_and_both_are_recorded(waiting, sysadmin):
    first = drawn(waiting, sysadmin)
    second = drawn(waiting, sysadmin)
    assert states(waiting) == ["有效", "已作废"]
    assert sign_in(waiting, first)[1].status_code == 200
    assert sign_in(waiting, second)[1].status_code == 302
    slips = PasswordSlip.objects.filter(account=waiting)
    assert [slip.anew for slip in slips] == [True, False]
    assert {slip.drawn_by for slip in slips} == {sysadmin}
    assert Notice.objects.filter(kind="account.reset", recipient=waiting).count() == 1


def test_a_reset_makes_the_slip_void(waiting, sysadmin):
    drawn(waiting, sysadmin)
    reset_password(fresh(waiting), by=sysadmin)
    assert states(waiting) == ["已作废"]


def test_it_opens_nothing_once_its_days_are_over(waiting, sysadmin, clock):
    clock.set("2026-11-23 09:00")
    password = drawn(waiting, sysadmin)
    clock.set("2026-12-07 09:01")
    _client, answer = sign_in(waiting, password)
    assert answer.status_code == 200
    assert "该一次性密码已过有效期" in answer.content.decode()
    assert states(waiting) == ["已过期"]


def test_every_one_time_password_ends_and_a_chosen_one_does_not(sysadmin, clock, settings):
    settings.ONE_TIME_PASSWORD_DAYS = 3
    user, password = create_user(by=sysadmin, username="new", name="新人")
    User.objects.filter(pk=user.pk).update(password_set_at=timezone.now() - timedelta(days=4))
    assert sign_in(user, password)[1].status_code == 200
    change_password(fresh(user), NEW)
    User.objects.filter(pk=user.pk).update(password_set_at=timezone.now() - timedelta(days=4))
    assert sign_in(user, NEW)[1].status_code == 302


def test_the_page_shows_the_passwords_once_and_no_other_place_holds_them(waiting, sysadmin, client, caplog):
    client.force_login(sysadmin)
    answer = client.post(reverse("personnel:slips_draw"), {"accounts": [waiting.pk]}, follow=True)
    page = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert waiting.organization.name in page
    assert "zhaomin" in page
    password = page.partition('<dt>一次性密码</dt><dd class="slip-code">')[2].partition("<")[0]
    assert sign_in(waiting, password)[1].status_code == 302
    assert password not in client.get(reverse("personnel:slips")).content.decode()
    assert password not in caplog.text
    assert password not in client.get(waiting.get_absolute_url()).content.decode()
    assert password not in str(dict(client.session))
    kept = [str(list(model.objects.values())) for model in (PasswordSlip, PasswordSlip.pgh_event_model, Notice, User)]
    assert all(password not in rows for rows in kept)


def test_the_session_holds_it_encrypted_until_it_was_shown(waiting, sysadmin, client):
    client.force_login(sysadmin)
    client.post(reverse("personnel:slips_draw"), {"accounts": [waiting.pk]})
    kept = client.session["slips_to_print"]
    page = client.get(reverse("personnel:slips")).content.decode()
    password = page.partition('<dt>一次性密码</dt><dd class="slip-code">')[2].partition("<")[0]
    assert len(password) == 14
    assert password not in kept


def test_what_waits_for_a_slip_is_on_the_worklist_until_it_is_printed(waiting, sysadmin):
    def lines():
        return [duty.title for duty in duties_of(fresh(sysadmin)) if "密码条" in duty.title]

    assert len(lines()) == 1
    drawn(waiting, sysadmin)
    assert lines() == []


@pytest.mark.parametrize("who", ["secadmin", "office", "liaison"])
def test_only_the_system_administrator_draws_slips(request, waiting, who):
    with pytest.raises(Refused):
        draw_slips([waiting], by=request.getfixturevalue(who))


def test_a_shut_account_gets_none(waiting, sysadmin):
    shut_user(waiting, by=sysadmin, reason="不再使用")
    with pytest.raises(IllegalStep):
        draw_slips([fresh(waiting)], by=sysadmin)


def test_an_account_that_opens_a_way_to_leads_needs_the_consent_of_another(office, sysadmin):
    with pytest.raises(IllegalStep):
        draw_slips([office], by=sysadmin)


def test_nothing_is_drawn_for_nobody_nor_for_too_many(sysadmin):
    with pytest.raises(IllegalStep):
        draw_slips([], by=sysadmin)
    with pytest.raises(IllegalStep):
        draw_slips(UserFactory.build_batch(AT_ONCE + 1), by=sysadmin)
