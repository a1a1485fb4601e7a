"""Random walks of one person in random seats: what they begin they do not decide, and no lead leaves its circle.

The seats are any roles that one account may hold, and a place on the team or none. Nobody else acts, so a row that was
brought to be decided and decided within a walk had one person for two. With `--walks N` there are so many.
"""

import random
from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from core.access.roles import Role
from core.workdays.reckoning import today
from findings.leads.services import approve_lead, file_lead
from findings.models import Finding, Lead, WorkingPaper
from personnel.models import PlanChange, Posting, RoleGrant
from rectification.models import CheckResult, HandOver, Item
from rounds.models import Round
from tests.factories import LeadFactory, PersonFactory, UserFactory, fresh
from tests.guards.world import built_once, cast, world
from tests.security.test_alone import newly_read, read_by
from tests.security.walks import LEDGERS, PEOPLE, PLANS, Walk
from tests.security.work import WORK

__all__ = ["built_once", "cast", "world"]

STEPS, WALKS = 40, 8
OFTEN_AN_ORGANIZATION = 0.2
QUARTER = timedelta(days=90)
SEATS = [Role.OFFICE, Role.LEAD_HANDLER, Role.LEADING_GROUP, Role.DIVISION_LEADER, Role.COOPERATING, Role.DISCIPLINE]
OF_AN_ORGANIZATION = [Role.SECRETARY, Role.LIAISON]
DECISIONS = [
    (WorkingPaper, "submitted", "approved"),
    (Finding, "submitted", "issued"),
    (Lead, "filed", "approved"),
    (Lead, "filed", "transferred"),
    (Round, "submitted", "approved"),
    (PlanChange, "awaiting", "approved"),
    (HandOver, "plan_review", "rectifying"),
    (Item, "awaiting_team", "awaiting_acceptance"),
    (Item, "awaiting_acceptance", "closed"),
]
"""What awaits a decision in one state, and is decided in the other."""


def seated(chance, cast, world):
    """An account in random seats, on the team of the inspection or not."""
    if chance.random() < OFTEN_AN_ORGANIZATION:
        return UserFactory(roles=OF_AN_ORGANIZATION, organization=world.organization)
    roles = chance.sample(SEATS, chance.randint(1, 3))
    place = chance.choice(["", Posting.Role.LEADER, *Posting.Role.values])
    if place == Posting.Role.LEADER:  # of whom there is one
        account = cast["leader"]
        for role in roles:
            RoleGrant.objects.create(user=account, role=role, granted_on="2026-03-01")
        return fresh(account)
    account = UserFactory(roles=roles, person=PersonFactory(), body=world.body if Role.DISCIPLINE in roles else None)
    if place:
        Posting.objects.create(team=world.team, person=account.person, role=place, posted_on="2026-03-01")
    return account


def marks():
    """How far the trail of each kind had come."""
    return {model: model.pgh_event_model.objects.aggregate(last=Max("pgh_id"))["last"] or 0 for model in SEEN}


SEEN = {model for model, _awaiting, _decided in DECISIONS} | {CheckResult}


def decided_alone(since) -> list[str]:
    """What was brought to be decided, and decided, since then."""
    found = []
    for model, awaiting, decided in DECISIONS:
        events = model.pgh_event_model.objects.filter(pgh_id__gt=since[model])
        brought = events.filter(status=awaiting).values("pgh_obj")
        rows = model._base_manager.filter(pk__in=brought).filter(
            pk__in=events.filter(status=decided).values("pgh_obj")
        )
        found += [f"{model.__name__} {row.pk} {awaiting} and {decided}" for row in rows]
    checks = CheckResult.pgh_event_model.objects.filter(pgh_id__gt=since[CheckResult]).values("item")
    closed = Item.pgh_event_model.objects.filter(pgh_id__gt=since[Item], status="closed", pgh_obj__in=checks)
    return found + [f"Item {event.pgh_obj_id} checked and closed" for event in closed]


def outside(walk, read) -> dict[int, set[int]]:
    """The leads that the walker comes to read and neither wrote nor brought in on the walk."""
    new = newly_read(walk, read)
    own = set(Lead.objects.filter(written_by__in=walk.hands).values_list("pk", flat=True))
    return {account: leads - own for account, leads in new.items() if leads - own}


def test_what_one_person_begins_they_do_not_decide_whatever_their_seats(cast, world, walks, record_property):
    HandOver.objects.filter(delivered_on=None).update(delivered_on=today(), focus_ends_on=today() + QUARTER)
    taken = Counter()
    for seed in walks(WALKS):
        with transaction.atomic():
            chance = random.Random(f"seats {seed}")  # noqa: S311 - a walk that can be walked again
            account, since = seated(chance, cast, world), marks()
            held = f"seed {seed}: {sorted(account.grants.values_list('role', flat=True))}"
            walk = Walk([account], f"seats {seed}", [*WORK * 4, *PLANS, *LEDGERS, *PEOPLE])
            read = read_by(walk.hands)
            for _step in range(STEPS):
                walk.step()
            assert decided_alone(since) == [], f"{held}: {dict(walk.taken)}"
            assert outside(walk, read) == {}, f"{held}: {dict(walk.taken)}"
            transaction.set_rollback(True)
        taken += walk.taken
    record_property("taken", dict(taken))
    assert taken.keys() >= {"write_paper", "write_lead", "file_lead"}


def test_two_people_do(cast, world):
    """So the walks do not hold because nothing works."""
    since = marks()
    lead = LeadFactory(inspection=world.inspection, written_by=cast["member"])
    file_lead(lead, by=fresh(cast["leader"]))
    approve_lead(lead, by=fresh(cast["leadinggroup"]))
    assert decided_alone(since) == [f"Lead {lead.pk} filed and approved"]
