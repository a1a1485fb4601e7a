"""Taking a second factor away takes two administrators."""

import pytest

from core.access.reach import Refused
from core.api.tokens import issue_token
from core.consent.services import confirm
from core.models import Notice, Proposal
from core.workflow.moves import IllegalStep
from personnel.models import SecondFactor
from personnel.second_factor.services import ask_reset
from tests.factories import fresh

WHY = "手机丢失"


@pytest.fixture
def locked_out(handler, device):
    device(handler)
    return fresh(handler)


@pytest.mark.parametrize(
    ("asks", "confirms"), [("sysadmin", "auditor"), ("secadmin", "sysadmin"), ("sysadmin", "secadmin")]
)
def test_one_asks_and_another_confirms(asks, confirms, locked_out, browser, request):
    proposal = ask_reset(locked_out, by=request.getfixturevalue(asks), reason=WHY)
    assert fresh(locked_out).second_factor_at
    confirm(proposal, by=request.getfixturevalue(confirms))
    assert fresh(locked_out).second_factor_at is None
    assert not SecondFactor.objects.filter(user=locked_out).exists()
    assert browser(locked_out).get("/").url == "/password/second-factor/"


def test_nobody_confirms_what_they_asked_for(locked_out, sysadmin):
    proposal = ask_reset(locked_out, by=sysadmin, reason=WHY)
    with pytest.raises(Refused):
        confirm(proposal, by=sysadmin)


@pytest.mark.parametrize("name", ["office", "handler", "auditor", "leadinggroup"])
def test_nobody_else_asks(name, locked_out, request):
    with pytest.raises(Refused):
        ask_reset(locked_out, by=fresh(request.getfixturevalue(name)), reason=WHY)


def test_administrators_do_not_ask_about_themselves(sysadmin, device):
    device(sysadmin)
    with pytest.raises(Refused):
        ask_reset(fresh(sysadmin), by=fresh(sysadmin), reason=WHY)


def test_whom_it_concerns_does_not_confirm(sysadmin, secadmin, device):
    device(sysadmin)
    proposal = ask_reset(fresh(sysadmin), by=secadmin, reason=WHY)
    with pytest.raises(Refused):
        confirm(proposal, by=fresh(sysadmin))


def test_an_account_without_one_has_nothing_to_be_taken(office, sysadmin):
    with pytest.raises(Refused):
        ask_reset(office, by=sysadmin, reason=WHY)


def test_who_asked_and_is_shut_since_takes_nothing_away(locked_out, sysadmin, secadmin):
    proposal = ask_reset(locked_out, by=sysadmin, reason=WHY)
    type(sysadmin).objects.filter(pk=sysadmin.pk).update(is_active=False)
    with pytest.raises(Refused):
        confirm(Proposal.objects.get(pk=proposal.pk), by=secadmin)
    assert fresh(locked_out).second_factor_at


def test_it_ends_sessions_and_tokens(locked_out, sysadmin, secadmin, browse):
    client = browse(locked_out)
    issue_token(locked_out)
    assert client.get("/").status_code == 200
    confirm(ask_reset(locked_out, by=sysadmin, reason=WHY), by=secadmin)
    assert client.get("/").url.startswith("/login/")
    assert not locked_out.auth_token_set.exists()


def test_the_owner_and_the_auditors_are_told_at_each_step(locked_out, sysadmin, secadmin, auditor):
    confirm(ask_reset(locked_out, by=sysadmin, reason=WHY), by=secadmin)
    for recipient in (locked_out, auditor):
        assert Notice.objects.filter(recipient=recipient, kind="proposal").count() == 2


def test_the_trail_says_who_and_why(locked_out, sysadmin, secadmin):
    confirm(ask_reset(locked_out, by=sysadmin, reason=WHY), by=secadmin)
    event = locked_out.events.latest("pgh_id")
    assert event.pgh_context["actor"] == sysadmin.pk
    assert "Secadmin" in event.pgh_context["reason"]
    assert SecondFactor.pgh_event_model.objects.filter(user=locked_out, pgh_label="delete").exists()


def test_it_is_asked_for_once_on_the_page_of_the_account(locked_out, sysadmin, browse, device):
    page = f"/accounts/{locked_out.pk}/"
    device(sysadmin)
    client = browse(fresh(sysadmin))
    assert "申请解除双因素验证" in client.get(page).content.decode()
    client.post(f"{page}ask-factor-reset/", {"reason": WHY})
    assert Proposal.objects.pending().count() == 1
    assert "申请解除双因素验证" not in client.get(page).content.decode()
    with pytest.raises(IllegalStep):
        ask_reset(locked_out, by=sysadmin, reason=WHY)
