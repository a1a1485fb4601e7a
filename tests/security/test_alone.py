"""Random walks of one person who tries everything, with every account they can sign in with, while nobody else acts.

Whatever they do, in whatever order, no account of theirs comes to read a lead it did not read before, and nobody who
reads or decides on leads is blinded. The walks are seeded: one that fails fails again.
"""

import random
from collections.abc import Callable
from itertools import count

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.consent.services import confirm, refuse, withdraw
from core.models import Proposal
from core.workdays.reckoning import today
from core.workflow.moves import Conflict, IllegalStep
from findings.models import Lead
from personnel.accounts import services as accounts
from personnel.accounts.roles import grant_role, revoke_role
from personnel.models import Person, Posting, Recusal, RoleGrant, User
from personnel.people import services as people
from personnel.postings.services import post_person, release_person
from personnel.recusal.services import declare_recusal, end_recusal
from rounds.bodies.services import add_body, update_body
from rounds.models import Body, Organization, Team
from tests.factories import LeadFactory, PersonFactory, RecusalFactory, TransferFactory, UserFactory, fresh
from tests.guards.routes import client_of

REFUSED = (Refused, IllegalStep, Conflict, ValidationError)
WALKERS = ["sysadmin", "secadmin", "auditor", "office", "member", "liaison", "division", "cooperating"]
DECIDERS = ["handler", "leadinggroup", "discipline"]
STEPS = 16
WALKS = {"sysadmin": 25, "secadmin": 25, "office": 25}
FEWER = 4
"""Walks of those who change neither accounts nor people: whatever they try is refused."""
WALKS_OF_PAGES, STEPS_OF_PAGES = 4, 12


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
    return cast


class Walk:
    """One person on their way: `hands` are the accounts they can sign in with, `seed` chooses what they try."""

    def __init__(self, walker, seed):
        self.hands, self.chance, self.number = {walker.pk}, random.Random(seed), count()  # noqa: S311 - chooses what is tried
        self.excused: set[int] = set()

    def some(self, model):
        """Any row; the walker need not see it."""
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        return model.objects.get(pk=self.chance.choice(keys)) if keys else None

    def step(self) -> None:
        """Try one thing, as one of the accounts in hand."""
        by = fresh(User(pk=self.chance.choice(sorted(self.hands))))
        try:
            with transaction.atomic():
                self.chance.choice(TRIES)(self, by)
        except REFUSED:
            pass

    def new_account(self, by):
        body, organization = self.chance.choice(
            [(None, None), (self.some(Body), None), (None, self.some(Organization))]
        )
        name = f"walker{next(self.number)}"
        made, _password = accounts.create_user(by=by, username=name, name=name, body=body, organization=organization)
        self.hands.add(made.pk)

    def reset(self, by):
        account = self.some(User)
        accounts.reset_password(account, by=by)
        self.hands.add(account.pk)

    def ask_reset(self, by):
        accounts.ask_reset(self.some(User), by=by, reason="忘记密码")

    def rename(self, by):
        accounts.update_user(self.some(User), by=by, name=self.some(User).name, body=self.some(Body))

    def decide(self, by):
        if proposal := self.some(Proposal):
            self.chance.choice([confirm, confirm, withdraw, lambda row, by: refuse(row, by=by, reason="不")])(
                proposal, by=by
            )

    def grant(self, by):
        grant_role(self.some(User), self.chance.choice(Role.values), by=by)

    def revoke(self, by):
        grant = self.some(RoleGrant)
        revoke_role(grant, by=by, reason="轮岗")
        self.excused.add(grant.user_id)  # the security administrator takes rights away alone

    def link(self, by):
        people.link_account(self.some(Person), by=by, account=self.some(User))

    def part(self, by):
        people.unlink_account(self.some(Person), by=by, reason="换人")

    def post(self, by):
        role = self.chance.choice(Posting.Role.values)
        post_person(self.some(Team), by=by, person=self.some(Person), role=role, on=today())

    def release(self, by):
        release_person(self.some(Posting), by=by, on=today(), reason="轮换")

    def stand_aside(self, by):
        facts = {"organization": self.some(Organization), "reason": "亲属", "on": today()}
        declare_recusal(self.some(Person), by=by, **facts)

    def stand_aside_no_more(self, by):
        end_recusal(self.some(Recusal), by=by, on=today(), reason="已离任")

    def new_person(self, by):
        people.add_person(by=by, name=f"新人{next(self.number)}")

    def body(self, by):
        update_body(self.some(Body), by=by, name=f"{self.some(Body).name}甲")
        add_body(by=by, name=f"新部门{next(self.number)}", kind=Body.Kind.DISCIPLINE)


TRIES: list[Callable] = [
    Walk.new_account,
    Walk.reset,
    Walk.ask_reset,
    Walk.rename,
    Walk.decide,
    Walk.decide,
    Walk.decide,
    Walk.grant,
    Walk.revoke,
    Walk.link,
    Walk.link,
    Walk.part,
    Walk.post,
    Walk.release,
    Walk.stand_aside,
    Walk.stand_aside_no_more,
    Walk.new_person,
    Walk.body,
]


def read_by(keys) -> dict[int, set[int]]:
    """The leads that each of these accounts reads."""
    return {key: set(Lead.objects.visible_to(fresh(User(pk=key))).values_list("pk", flat=True)) for key in keys}


def newly_read(walk, before) -> dict[int, set[int]]:
    """What accounts in the walker's hands read that they did not read before."""
    now = read_by(walk.hands)
    return {key: leads - before.get(key, set()) for key, leads in now.items() if leads - before.get(key, set())}


@pytest.mark.parametrize("who", WALKERS)
def test_nobody_alone_comes_to_read_a_lead_or_blinds_who_decides(place, who):
    deciders = {place[name].pk for name in DECIDERS}
    own, seen = read_by([place[who].pk]), read_by(deciders)
    assert all(seen.values())
    for seed in range(WALKS.get(who, FEWER)):
        with transaction.atomic():
            walk = Walk(place[who], f"{who} {seed}")
            for _step in range(STEPS):
                walk.step()
            assert newly_read(walk, own) == {}, f"seed {seed}"
            kept = {key: seen[key] for key in deciders - walk.excused}
            assert read_by(kept) == kept, f"seed {seed}"
            transaction.set_rollback(True)


@pytest.mark.parametrize("second", ["secadmin", "auditor"])
def test_two_of_them_do(place, second):
    """So the walks do not hold because nothing works."""
    walk = Walk(place["sysadmin"], "two")
    confirm(accounts.ask_reset(place["leadinggroup"], by=place["sysadmin"], reason="忘记密码"), by=place[second])
    accounts.reset_password(place["leadinggroup"], by=place["sysadmin"])
    walk.hands.add(place["leadinggroup"].pk)
    assert newly_read(walk, {})


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
    own = read_by([place[who].pk])
    for seed in range(WALKS_OF_PAGES):
        with transaction.atomic():
            walk = Walk(place[who], f"pages {who} {seed}")
            for _step in range(STEPS_OF_PAGES):
                try_a_page(walk)
            assert newly_read(walk, own) == {}, f"seed {seed}"
            transaction.set_rollback(True)


def try_a_page(walk) -> None:
    """Send one form as one of the accounts in hand; a password read out on a page is another hand."""
    client = client_of(fresh(User(pk=walk.chance.choice(sorted(walk.hands)))))
    name, key, facts = pages_tried(walk)
    before = dict(User.objects.values_list("pk", "password"))
    client.post(reverse(name, args=[key]), facts)
    walk.hands |= {pk for pk, password in User.objects.values_list("pk", "password") if before.get(pk) != password}
