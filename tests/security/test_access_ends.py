"""Whoever loses a right loses what it gave with the next request: in the page they have open and over the API.

PEERS §3 classes 28, 30, 31: sessions that live on, people who left and still count, rights and pages kept in caches.
"""

from datetime import timedelta

import pytest

from core.workdays.reckoning import today
from findings.models import Lead
from personnel.accounts.roles import revoke_role
from personnel.accounts.services import open_user, shut_user
from personnel.models import RoleGrant
from personnel.people.services import unlink_account
from personnel.postings.services import release_person
from rounds.teams.services import dissolve_team
from tests.factories import PASSWORD, RecusalFactory, agreed, put
from tests.factories import reset as reset_account
from tests.guards.routes import client_of, opened_by, undone
from tests.page_client import PageClient

CLOSED = (302, 401, 403, 404)


def shut(user, world, cast):
    shut_user(user, by=cast["sysadmin"], reason="调离")


def reset(user, world, cast):
    reset_account(user, by=cast["sysadmin"])


def revoke(user, world, cast):
    for grant in user.grants.current():
        revoke_role(grant, by=cast["secadmin"])


def release(user, world, cast):
    for posting in user.person.postings.all():
        release_person(posting, by=cast["office"], on=today())


def recuse(user, world, cast):
    RecusalFactory(person=user.person, organization=world.organization)


def dissolve(user, world, cast):
    put(type(world.inspection).objects.filter(pk=world.inspection.pk), "reporting")
    put(Lead.objects.filter(inspection=world.inspection, status="draft"), "filed")  # mended
    dissolve_team(world.team, by=cast["office"], on=today())


def unlink(user, world, cast):
    agreed(unlink_account(user.person, by=cast["office"]))


ENDS = [
    ("leader", shut),
    ("leader", reset),
    ("leader", release),
    ("leader", recuse),
    ("leader", dissolve),
    ("leader", unlink),
    ("handler", shut),
    ("handler", reset),
    ("handler", revoke),
    ("secretary", shut),
    ("secretary", revoke),
    ("discipline", shut),
    ("discipline", revoke),
]
SEEN_BY = {
    "leader": ["/leads/{lead}/", "/papers/{paper}/", "/attachments/{attachment}/", "/api/v1/leads/{lead}/"],
    "handler": ["/leads/{lead}/", "/papers/{paper}/", "/accounts/", "/api/v1/leads/{lead}/"],
    "secretary": ["/items/{item}/", "/hand-overs/{hand_over}/", "/attachments/{evidence}/"],
    "discipline": ["/transfers/{transfer}/", "/api/v1/leads/{lead}/", "/api/v1/transfers/{transfer}/"],
}


@pytest.mark.parametrize(("name", "end"), ENDS, ids=[f"{name}-{end.__name__}" for name, end in ENDS])
def test_what_a_right_gave_is_closed_with_the_next_request(name, end, cast, world):
    keys = {row: value.pk for row, value in vars(world).items()}
    addresses = [address.format(**keys) for address in SEEN_BY[name]]
    client = client_of(cast[name])
    assert {undone(client.get, address).status_code for address in addresses} == {200}
    end(type(cast[name]).objects.get(pk=cast[name].pk), world, cast)
    answers = {address: undone(client.get, address).status_code for address in addresses}
    assert {address: status for address, status in answers.items() if status not in CLOSED} == {}


def test_sessions_from_before_an_account_was_shut_stay_dead_when_it_is_opened_again(signed_in, cast):
    leader, sysadmin = cast["leader"], cast["sysadmin"]
    shut_user(leader, by=sysadmin, reason="调离")
    open_user(leader, by=sysadmin)
    assert signed_in.get("/papers/").status_code == 302
    signed_in.post("/login/", {"username": "leader", "password": PASSWORD})
    assert signed_in.get("/papers/").status_code == 200


def test_a_role_that_ends_leaves_no_page_behind_in_a_cache(cast, world):
    client = client_of(cast["handler"])
    for _time in range(2):
        assert client.get("/frame/counts/").status_code == 200
    RoleGrant.objects.filter(user=cast["handler"]).update(revoked_on=today())
    assert world.lead.number.encode() not in client.get("/leads/").content
    assert client.get("/leads/").status_code == 403


@pytest.fixture
def signed_in(cast):
    """A browser in which the leader has typed the password."""
    client = PageClient()
    client.post("/login/", {"username": "leader", "password": PASSWORD})
    return client


def test_a_new_password_ends_every_other_session_and_token(signed_in, cast, world):
    elsewhere = client_of(cast["leader"])
    new = {"old_password": PASSWORD, "new_password1": "Other-horse-8", "new_password2": "Other-horse-8"}
    assert signed_in.post("/password/", new).status_code == 302
    assert signed_in.get("/papers/").status_code == 200
    assert elsewhere.get("/papers/").status_code == 302
    assert elsewhere.get("/api/v1/working-papers/").status_code == 401


def test_signing_in_gives_a_new_session_and_signing_out_ends_it(cast, world):
    client = PageClient()
    client.get("/login/")
    client.post("/frame/looks/", {"theme": "dark"})
    planted = client.session
    planted["x"] = 1
    planted.save()
    before = planted.session_key
    client.cookies["sessionid"] = before
    client.post("/login/", {"username": "leader", "password": PASSWORD})
    after = client.cookies["sessionid"].value
    assert after != before
    client.post("/logout/")
    thief = PageClient()
    thief.cookies["sessionid"] = after
    assert thief.get("/papers/").status_code == 302


def test_a_one_time_password_opens_one_page(cast, world):
    user = cast["leader"]
    type(user).objects.filter(pk=user.pk).update(must_change_password=True)
    client = client_of(user)
    opened = {
        route.name
        for route in opened_by("leader", cast, world)
        if not route.at(world).startswith("/api/") and undone(client.get, route.at(world)).status_code == 200
    }
    assert opened == {"password_change", "healthz", "metrics", "readyz"}


def test_tokens_do_not_last(settings):
    assert settings.REST_KNOX["TOKEN_TTL"] <= timedelta(hours=24)
    assert settings.REST_KNOX["TOKEN_LIMIT_PER_USER"]
