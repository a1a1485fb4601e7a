"""Walks of random acts: somebody tries whatever the services offer, with every account they can sign in with.

A walk calls the services, which hold the rules, and its changes are taken back by a savepoint: so it is cheap. It is
seeded; one that fails fails again.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from itertools import count, pairwise

from django.core.exceptions import ValidationError
from django.db import transaction

from core.access.reach import Refused
from core.access.roles import Role
from core.consent.services import confirm, refuse, withdraw
from core.ledgers.running import commit, read_once
from core.ledgers.uploads import EXPECTED
from core.models import Proposal
from core.workdays.reckoning import today
from core.workflow.moves import Conflict, IllegalStep
from personnel.accounts import services as accounts
from personnel.accounts.roles import grant_role, revoke_role
from personnel.models import Person, PlanChange, Pool, Posting, Recusal, RoleGrant, User
from personnel.people import services as people
from personnel.plan_changes import services as changes
from personnel.postings.services import post_person, release_person
from personnel.recusal.services import declare_recusal, end_recusal
from personnel.second_factor import services as second_factor
from rounds.bodies.services import add_body, update_body
from rounds.models import Body, Inspection, Organization, Round, Team
from rounds.planning import services as planning
from tests import ledgers
from tests.factories import fresh

REFUSED = (Refused, IllegalStep, Conflict, ValidationError, *EXPECTED)


class Walk:
    """Somebody on their way: `hands` are the accounts they can sign in with, `seed` chooses what they try.

    `excused` are the accounts whose rights they may take away alone; `taken` counts what was not refused.
    """

    def __init__(self, hands: Iterable[User], seed: object, tries: list[Callable]):
        self.hands, self.excused = {each.pk for each in hands}, set()
        self.chance, self.number = random.Random(str(seed)), count()  # noqa: S311 - chooses what is tried
        self.tries, self.taken = tries, Counter()
        self.done, self.follows, self.known = "", False, {}

    def some(self, model, **at):
        """Any row, or one that is `at` a state; often the latest, which is what a following try is about.

        The walker need not see it; None where there is none.
        """
        keys = self._known((model, *at.values()), lambda: keys_of(model, at))
        if not keys:
            return None
        is_latest = self.follows or self.chance.random() < LATEST
        return model._base_manager.get(pk=keys[-1] if is_latest else self.chance.choice(keys))

    def step(self) -> None:
        """Try one thing, as one of the accounts in hand: often what follows on what was done last."""
        hand = self.chance.choice(sorted(self.hands))
        by = self._known(hand, lambda: fresh(User(pk=hand)))
        following = FOLLOWING.get(self.done)
        self.follows = following is not None and self.chance.random() < FOLLOWED
        one = following if self.follows else self.chance.choice(self.tries)
        self.done = ""
        try:
            with transaction.atomic():
                one(self, by)
        except REFUSED:
            return
        self.taken[one.__name__] += 1
        self.done = one.__name__
        self.known.clear()

    def _known(self, what, found: Callable):
        """What was found before, as long as nothing was changed since: most tries are refused."""
        if what not in self.known:
            self.known[what] = found()
        return self.known[what]

    def new_name(self, beginning: str) -> str:
        """A name that nothing has yet."""
        return f"{beginning}{next(self.number)}"


def keys_of(model, at: dict) -> list[int]:
    """The keys of all its rows, or of those that are so."""
    return list(model._base_manager.filter(**at).order_by("pk").values_list("pk", flat=True))


LATEST, FOLLOWED = 0.25, 0.8
FOLLOWING: dict[str, Callable] = {}
"""What is tried next on the row that something was done with: to decide oneself what one has begun."""


def follow(*chain: Callable) -> None:
    """Each of these is tried on what the one before it has done."""
    FOLLOWING.update({one.__name__: other for one, other in pairwise(chain)})


def new_account(walk, by):
    body, organization = walk.chance.choice([(None, None), (walk.some(Body), None), (None, walk.some(Organization))])
    name = walk.new_name("walker")
    made, _password = accounts.create_user(by=by, username=name, name=name, body=body, organization=organization)
    walk.hands.add(made.pk)


def reset(walk, by):
    account = walk.some(User)
    accounts.reset_password(account, by=by)
    walk.hands.add(account.pk)


def ask_reset(walk, by):
    accounts.ask_reset(walk.some(User), by=by, reason="忘记密码")


def rename_account(walk, by):
    accounts.update_user(walk.some(User), by=by, name=walk.some(User).name, body=walk.some(Body))


def move_account(walk, by):
    account = walk.some(User)
    accounts.update_user(account, by=by, name=account.name, organization=walk.some(Organization))


def move_to_directory(walk, by):
    """The walker keeps the directory, too: whoever signs in by it is in their hands, and so is a printed slip."""
    account = walk.some(User)
    accounts.update_user(account, by=by, name=account.name, by_directory=not account.by_directory)
    walk.hands.add(account.pk)


def ask_factor_reset(walk, by):
    second_factor.ask_reset(walk.some(User), by=by, reason="手机丢失")


def shut_and_open(walk, by):
    account = walk.some(User)
    walk.chance.choice([accounts.shut_user, accounts.open_user])(account, by=by, reason="离岗")
    walk.excused.add(account.pk)  # told to the auditor, and no way to read


def decide(walk, by):
    proposal = walk.some(Proposal)
    if proposal is None:
        raise IllegalStep
    either = [confirm, confirm, withdraw, lambda row, by: refuse(row, by=by, reason="不")]
    walk.chance.choice(either)(proposal, by=by)


def grant(walk, by):
    grant_role(walk.some(User), walk.chance.choice(Role.values), by=by)


def revoke(walk, by):
    held = walk.some(RoleGrant)
    revoke_role(held, by=by, reason="轮岗")
    walk.excused.add(held.user_id)  # the security administrator takes rights away alone


for proposing in (ask_reset, ask_factor_reset, grant, rename_account, move_account):
    follow(proposing, decide)
ACCOUNTS = [
    *(new_account, reset, ask_reset, ask_factor_reset, rename_account, move_account, move_to_directory),
    *(shut_and_open, grant, revoke),
]


def new_person(walk, by):
    people.add_person(by=by, name=walk.new_name("新人"))


def rename_person(walk, by):
    names = [walk.some(Person).name, walk.some(User).name, walk.new_name("新名")]
    people.update_person(walk.some(Person), by=by, name=walk.chance.choice(names))


def join_pool(walk, by):
    people.join_pool(walk.some(Person), by=by, pool=walk.chance.choice(Pool.values), on=today())


def link(walk, by):
    people.link_account(walk.some(Person), by=by, account=walk.some(User))


def part(walk, by):
    people.unlink_account(walk.some(Person), by=by, reason="换人")


def post(walk, by):
    role = walk.chance.choice(Posting.Role.values)
    post_person(walk.some(Team), by=by, person=walk.some(Person), role=role, on=today())


def release(walk, by):
    release_person(walk.some(Posting), by=by, on=today(), reason="轮换")


def stand_aside(walk, by):
    facts = {"organization": walk.some(Organization), "reason": "亲属", "on": today()}
    declare_recusal(walk.some(Person), by=by, **facts)


def stand_aside_no_more(walk, by):
    end_recusal(walk.some(Recusal), by=by, on=today(), reason="已离任")


def rename_body(walk, by):
    names = [f"{walk.some(Body).name}甲", walk.some(Body).name, walk.new_name("新部门")]
    update_body(walk.some(Body), by=by, name=walk.chance.choice(names), kind=walk.chance.choice(Body.Kind.values))


def new_body(walk, by):
    add_body(by=by, name=walk.new_name("新部门"), kind=Body.Kind.DISCIPLINE)


for proposing in (link, part, rename_person, stand_aside, stand_aside_no_more, rename_body):
    follow(proposing, decide)
PEOPLE = [
    *(new_person, rename_person, join_pool, link, link, part, post, release),
    *(stand_aside, stand_aside_no_more, rename_body, new_body),
]


def submit_plan(walk, by):
    planning.submit_round(walk.some(Round), by=by)


def approve_plan(walk, by):
    planning.approve_round(walk.some(Round), by=by, on=today())


def return_plan(walk, by):
    planning.return_round_plan(walk.some(Round), by=by, reason="补充")


def apply_for_team(walk, by):
    changes.apply_for_team(walk.some(Round), by=by, number=walk.chance.randint(1, 20), reason="补充")


def apply_for_posting(walk, by):
    role = walk.chance.choice(Posting.Role.values)
    facts = {"person": walk.some(Person), "role": role, "on": today(), "reason": "补充"}
    changes.apply_for_posting(walk.some(Team), by=by, **facts)


def apply_for_organization(walk, by):
    facts = {"organization": walk.some(Organization), "kind": "routine", "reason": "补充"}
    changes.apply_for_organization(walk.some(Team), by=by, **facts)


def apply_for_withdrawal(walk, by):
    changes.apply_for_withdrawal(walk.some(Inspection), by=by, reason="补充")


def decide_change(walk, by):
    change = walk.some(PlanChange)
    if change is None:
        raise IllegalStep
    changes.approve_change(change, by=by, on=today())


follow(submit_plan, approve_plan)
for applying in (apply_for_team, apply_for_posting, apply_for_organization, apply_for_withdrawal):
    follow(applying, decide_change)
PLANS = [
    *(submit_plan, approve_plan, return_plan, apply_for_team, apply_for_posting, apply_for_posting),
    *(apply_for_organization, apply_for_withdrawal, decide_change, decide_change),
]


@cache
def ledger_of(kind: str, round_number: int, team: str, organization: str):
    """A ledger of one row, read once for all walks."""
    head, row = {
        "leads": (ledgers.LEAD_HEADER, ledgers._lead(1)),
        "findings": (ledgers.FLAT_HEADER, ledgers._flat_finding(0)),
        "people": (ledgers.PERSON_HEADER, ledgers._person(1)),
    }[kind]
    told = dict(zip(head.split(), row, strict=True))
    about = {"轮次": f"第{round_number}轮", "巡察组": team, "巡察组别": team}
    about |= {"被巡察单位": organization, "被巡察党组织": organization, "姓名": organization}
    told |= {name: value for name, value in about.items() if name in told}
    return read_once(ledgers.as_file(ledgers.sheet_of([list(told), list(told.values())], "干部库")))


def bring_in(kind: str):
    """Import a ledger of this kind, about a round, a team and an organization that may be there."""

    def bringing_in(walk, by):
        round_ = walk.some(Round)
        about = walk.some(Person) if kind == "people" else walk.some(Organization)
        file = ledger_of(kind, round_.number, f"{walk.chance.randint(1, 4)}组", about.name)
        commit(file, by=by, options={"round": round_.number}, skip_refused=True, confirmed=True)

    bringing_in.__name__ = f"import_{kind}"
    return bringing_in


LEDGERS = [bring_in("leads"), bring_in("findings"), bring_in("people")]
