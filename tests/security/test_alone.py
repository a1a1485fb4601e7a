"""Random walks of one person who tries everything, with every account they can sign in with, while nobody else acts.

Whatever they do, in whatever order, no account of theirs comes to read a lead it did not read before, and nobody who
reads or decides on leads is blinded. With `--walks N` each of them walks so often.
"""

from collections import Counter

import pytest
from django.db import transaction
from django.urls import reverse

from core.access.roles import Role
from core.consent.services import confirm
from core.models import Proposal
from core.workdays.reckoning import today
from findings.models import Lead
from personnel.accounts import services as accounts
from personnel.models import Person, Recusal, SecondFactor, User
from personnel.second_factor.services import ask_reset
from rounds.models import Organization, Round, Team
from tests.devices import equip
from tests.factories import (
    LeadFactory,
    OrganizationFactory,
    PersonFactory,
    RecusalFactory,
    TeamFactory,
    TransferFactory,
    UserFactory,
    fresh,
)
from tests.guards.routes import client_of
from tests.security.walks import ACCOUNTS, LEDGERS, PEOPLE, PLANS, Walk, decide

WALKERS = ["sysadmin", "secadmin", "auditor", "office", "member", "liaison", "division", "cooperating"]
DECIDERS = ["handler", "leadinggroup", "discipline"]
TRIES = [*ACCOUNTS, *PEOPLE, *PLANS, *LEDGERS, *[decide] * 5]
STEPS = 24
WALKS = {"sysadmin": 5, "secadmin": 5, "office": 5}
FEWER = 1
"""Walks of those who change neither accounts nor people: whatever they try is refused."""
WALKS_OF_PAGES, STEPS_OF_PAGES = 2, 12


@pytest.fixture
def place(request, inspection):
    """An office with leads, everyone who may reach for them, and people and accounts that stand for nobody yet."""
    names = {*WALKERS, *DECIDERS, "leader", "deputy", "secretary", "orgdept"}
    cast = {name: request.getfixturevalue(name) for name in sorted(names)}
    lead = LeadFactory(inspection=inspection, status=Lead.Status.TRANSFERRED, referred_on=today())
    TransferFactory(lead=lead, body=cast["discipline"].body, sent_by=cast["handler"], sent_on=today())
    LeadFactory(inspection=inspection, status=Lead.Status.FILED)
    RecusalFactory(person=PersonFactory(), organization=inspection.organization)
    UserFactory(person=PersonFactory())
    UserFactory(username="plain")
    for name in ("discipline", "handler", "leadinggroup", "member"):
        equip(cast[name])
    TeamFactory(round__status=Round.Status.PREPARING, round__approved_on=None)
    TeamFactory(round__status=Round.Status.APPROVED)
    OrganizationFactory()
    return cast


def factors() -> dict[int, str]:
    """The second factors there are, by account."""
    return dict(SecondFactor.objects.values_list("user", "secret"))


def read_by(keys) -> dict[int, set[int]]:
    """The leads that each of these accounts reads."""
    return {key: set(Lead.objects.visible_to(fresh(User(pk=key))).values_list("pk", flat=True)) for key in keys}


def newly_read(walk, before) -> dict[int, set[int]]:
    """What accounts in the walker's hands read that they did not read before."""
    now = read_by(walk.hands)
    return {key: leads - before.get(key, set()) for key, leads in now.items() if leads - before.get(key, set())}


@pytest.mark.parametrize("who", WALKERS)
def test_nobody_alone_comes_to_read_a_lead_or_blinds_who_decides(place, who, walks, record_property):
    deciders = {place[name].pk for name in DECIDERS}
    own, seen, had = read_by([place[who].pk]), read_by(deciders), factors()
    assert all(seen.values())
    taken = Counter()
    for seed in walks(WALKS.get(who, FEWER)):
        with transaction.atomic():
            walk = Walk([place[who]], f"{who} {seed}", TRIES)
            for _step in range(STEPS):
                walk.step()
            assert newly_read(walk, own) == {}, f"seed {seed}: {walk.taken}"
            kept = {key: seen[key] for key in deciders - walk.excused}
            assert read_by(kept) == kept, f"seed {seed}: {walk.taken}"
            assert factors() == had, f"seed {seed}: {walk.taken}"
            transaction.set_rollback(True)
        taken += walk.taken
    record_property("taken", dict(taken))


@pytest.mark.parametrize("second", ["secadmin", "auditor"])
def test_two_of_them_do(place, second):
    """So the walks do not hold because nothing works."""
    walk = Walk([place["sysadmin"]], "two", TRIES)
    confirm(accounts.ask_reset(place["leadinggroup"], by=place["sysadmin"], reason="忘记密码"), by=place[second])
    accounts.reset_password(place["leadinggroup"], by=place["sysadmin"])
    walk.hands.add(place["leadinggroup"].pk)
    assert newly_read(walk, {})


@pytest.mark.parametrize("second", ["secadmin", "auditor"])
def test_two_of_them_take_a_second_factor_away(place, second):
    confirm(ask_reset(place["handler"], by=place["sysadmin"], reason="手机丢失"), by=place[second])
    assert place["handler"].pk not in factors()


def pages_tried(walk) -> tuple[str, dict]:
    """One form of the pages, filled in at random."""
    some, chance = walk.some, walk.chance
    account, person, team = some(User), some(Person), some(Team)
    proposal = some(Proposal) or Proposal(pk=0)
    day = {"on": today().isoformat(), "reason": "原因"}
    return chance.choice(
        [
            ("personnel:account_reset", account.pk, {}),
            ("personnel:account_ask_reset", account.pk, {"reason": "忘记密码"}),
            ("personnel:account_ask_factor_reset", account.pk, {"reason": "手机丢失"}),
            ("personnel:account_grant", account.pk, {"role": chance.choice(Role.values)}),
            ("personnel:account_open", account.pk, {"reason": "返岗"}),
            ("personnel:person_link", person.pk, {"account": account.pk}),
            ("personnel:person_unlink", person.pk, {"reason": "换人"}),
            ("personnel:posting_add", team.pk, day | {"person": person.pk, "role": "deputy"}),
            ("personnel:recusal_add", person.pk, day | {"organization": some(Organization).pk}),
            ("personnel:recusal_end", some(Recusal).pk, day),
            ("proposal_confirm", proposal.pk, {}),
            ("proposal_refuse", proposal.pk, {"reason": "不"}),
        ]
    )


@pytest.mark.parametrize("who", ["sysadmin", "secadmin", "office"])
def test_nor_through_the_pages(place, who):
    own, had = read_by([place[who].pk]), factors()
    for seed in range(WALKS_OF_PAGES):
        with transaction.atomic():
            walk = Walk([place[who]], f"pages {who} {seed}", TRIES)
            for _step in range(STEPS_OF_PAGES):
                try_a_page(walk)
            assert newly_read(walk, own) == {}, f"seed {seed}"
            assert factors() == had, f"seed {seed}"
            transaction.set_rollback(True)


def try_a_page(walk) -> None:
    """Send one form as one of the accounts in hand; a password read out on a page is another hand."""
    client = client_of(fresh(User(pk=walk.chance.choice(sorted(walk.hands)))))
    name, key, facts = pages_tried(walk)
    before = dict(User.objects.values_list("pk", "password"))
    client.post(reverse(name, args=[key]), facts)
    walk.hands |= {pk for pk, password in User.objects.values_list("pk", "password") if before.get(pk) != password}
