"""Walks of random acts by random people: an approved plan is never another than what a second person approved.

With `--walks N` there are so many.
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from django.core.exceptions import ValidationError
from django.db import transaction

from core.access.reach import Refused
from core.access.roles import Role
from core.consent.services import confirm
from core.ledgers.running import commit
from core.models import Proposal
from core.workflow.moves import Conflict, IllegalStep
from personnel.models import PlanChange, Posting, User
from personnel.people.services import update_person
from personnel.plan_changes import services as changes
from personnel.postings.services import post_person, release_person
from rounds.inspections.services import assign_organization, unassign_organization
from rounds.models import Inspection, Organization, Round, Team
from rounds.organizations.services import update_organization
from rounds.planning import services as planning
from rounds.teams.services import form_team, update_team
from tests import ledgers
from tests.factories import OrganizationFactory, PersonFactory, UserFactory, fresh

NAME = "name"
TODAY = date(2026, 11, 23)
PREPARED = {Round.Status.PREPARING, Round.Status.SUBMITTED}
REFUSALS = (Refused, IllegalStep, Conflict, ValidationError)
WALKS, STEPS = 6, 40
LIKELY = {"complete": 4, "approve": 4, "decide": 5, "return": 0.5}


@dataclass
class Walk:
    """One round, the people around it, and what was approved of its plan and by whom it was made.

    `stood` is the plan as the last act left it.
    """

    random: Random
    people: list[User]
    round: Round
    approved: set = field(default_factory=set)
    makers: dict = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    stood: set = field(default_factory=set)

    def facts(self) -> set:
        """The plan as it stands: teams, postings that are not over, and inspections."""
        return {
            *(("team", number) for number in Team.objects.values_list("number", flat=True)),
            *(("posting", *row) for row in _in_force().values_list("team__number", "person", "role")),
            *(("inspection", *row) for row in Inspection.objects.values_list("team__number", "organization")),
            *((NAME, *row) for row in Inspection.objects.values_list("organization", "organization__name")),
            *((NAME, *row) for row in _in_force().values_list("person", "person__name", "person__employer")),
        }

    def go(self) -> None:
        """One act, tried by one after the other until somebody may; then the plan is what was approved."""
        [act] = self.random.choices(list(ACTS), [LIKELY.get(each, 1) for each in ACTS])
        for person in self.random.sample(self.people, len(self.people)):
            if self.taken_by(act, fresh(person)):
                return

    def taken_by(self, act: str, by: User) -> bool:
        """Whether it was not refused; the plan is then held against what was approved, but for releases."""
        self.round = Round.objects.get(pk=self.round.pk)
        try:
            with transaction.atomic():
                ACTS[act](self, by)
        except REFUSALS:
            return False
        self.taken.append(act)
        before, now = self.stood, self.facts()
        self.stood = now
        if act != "decide":  # to carry out what somebody else applied for is not to plan it
            self.makers |= {fact: by.pk for fact in now ^ before if fact[0] != NAME}
        if Round.objects.get(pk=self.round.pk).status in PREPARED:
            self.approved = set()
        else:
            released = {fact for fact in self.approved - now if fact[0] == "posting"}
            gone = {fact[2] for fact in released}
            self.approved -= released | {fact for fact in self.approved - now if fact[0] == NAME and fact[1] in gone}
            assert now == self.approved, f"{act} by {by}"
        return True

    def any_of(self, rows):
        """One of the rows; an act without any comes to nothing."""
        rows = list(rows)
        if not rows:
            raise IllegalStep
        return self.random.choice(rows)

    @property
    def team(self) -> Team:
        return self.any_of(Team.objects.all())


def _in_force():
    return Posting.objects.filter(released_on=None)


def _approve_plan(walk, by):
    planning.approve_round(walk.round, by=by, on=TODAY)
    walk.approved = walk.facts()
    assert by.pk not in {maker for fact, maker in walk.makers.items() if fact in walk.approved}
    assert all(team.postings.filter(role="leader", released_on=None) for team in Team.objects.all())


def _decide(walk, by):
    change = walk.any_of(PlanChange.objects.all())
    before = walk.facts()
    changes.approve_change(change, by=by, on=TODAY)
    assert by.pk != change.applied_by_id
    walk.approved ^= walk.facts() ^ before


def _rename(walk, by):
    if walk.random.random() < 0.5:
        organization = walk.any_of(Organization.objects.filter(inspections__isnull=False))
        update_organization(organization, by=by, name=f"{organization.name}甲")
    else:
        person = walk.any_of(_in_force()).person
        [told] = walk.random.sample([{"name": f"{person.name}乙"}, {"employer": "市审计局"}], 1)
        update_person(person, by=by, **told)


def _agree(walk, by):
    proposal = walk.any_of(Proposal.objects.pending())
    before = walk.facts()
    confirm(proposal, by=by)
    assert by.pk != proposal.made_by_id
    walk.approved ^= walk.facts() ^ before


def _apply_for_organization(walk, by):
    organization = walk.any_of(Organization.objects.all())
    changes.apply_for_organization(walk.team, by=by, organization=organization, kind="routine", reason="补充")


def _apply_for_posting(walk, by):
    person, role = walk.random.choice(PEOPLE), walk.random.choice(Posting.Role.values)
    changes.apply_for_posting(walk.team, by=by, person=person, role=role, on=TODAY, reason="补充")


def _import(walk, by):
    row = dict(zip(ledgers.FLAT_HEADER.split(), ledgers._flat_finding(0), strict=True))
    row |= {"被巡察单位": str(walk.any_of(Organization.objects.all())), "巡察组别": f"{walk.random.randint(1, 5)}组"}
    file = ledgers.as_file(ledgers.sheet_of([list(row), list(row.values())]))
    commit(file, by=by, options={"round": walk.round.number}, skip_refused=True, confirmed=True)


def _complete(walk, by):
    """What every team lacks, and then the plan is submitted: else a walk hardly comes to an approval."""
    for team in Team.objects.all() or [form_team(walk.round, by=by, number=1, formed_on=TODAY)]:
        if not team.postings.filter(role="leader", released_on=None).exists():
            free = [person for person in PEOPLE if not person.postings.filter(released_on=None).exists()]
            post_person(team, by=by, person=walk.any_of(free), role="leader", on=TODAY)
        if not team.inspections.exists():
            left = Organization.objects.exclude(inspections__team__round=walk.round)
            assign_organization(team, by=by, organization=walk.any_of(left), kind="routine")
    planning.submit_round(walk.round, by=by)


PEOPLE: list = []
ACTS = {
    "form": lambda walk, by: form_team(walk.round, by=by, number=walk.random.randint(1, 4), formed_on=TODAY),
    "renumber": lambda walk, by: update_team(walk.team, by=by, number=walk.random.randint(1, 4)),
    "assign": lambda walk, by: assign_organization(
        walk.team, by=by, organization=walk.any_of(Organization.objects.all()), kind="routine"
    ),
    "unassign": lambda walk, by: unassign_organization(walk.any_of(Inspection.objects.all()), by=by),
    "post": lambda walk, by: post_person(
        walk.team, by=by, person=walk.random.choice(PEOPLE), role=walk.random.choice(["leader", "member"]), on=TODAY
    ),
    "release": lambda walk, by: release_person(walk.any_of(_in_force()), by=by, on=TODAY),
    "change": lambda walk, by: planning.update_round(walk.round, by=by, theme=str(walk.random.random())),
    "complete": _complete,
    "submit": lambda walk, by: planning.submit_round(walk.round, by=by),
    "approve": _approve_plan,
    "return": lambda walk, by: planning.return_round_plan(walk.round, by=by, reason="补充"),
    "start": lambda walk, by: planning.start_round(walk.round, by=by, on=TODAY),
    "apply for a team": lambda walk, by: changes.apply_for_team(
        walk.round, by=by, number=walk.random.randint(1, 6), reason="补充"
    ),
    "apply for an organization": _apply_for_organization,
    "apply for a posting": _apply_for_posting,
    "apply for a withdrawal": lambda walk, by: changes.apply_for_withdrawal(
        walk.any_of(Inspection.objects.all()), by=by, reason="补充"
    ),
    "decide": _decide,
    "rename": _rename,
    "agree": _agree,
    "refuse": lambda walk, by: changes.return_change(walk.any_of(PlanChange.objects.all()), by=by, reason="不必"),
    "import": _import,
}


def _walked(seed: int, office: User, leading_group: User) -> list[str]:
    """What was done on one walk."""
    both = UserFactory(roles=[Role.OFFICE, Role.LEADING_GROUP])
    people = [office, leading_group, both, UserFactory(roles=[Role.OFFICE]), UserFactory(person=PEOPLE[0])]
    facts = {"number": 18, "theme": "常规巡察", "starts_on": TODAY, "field_ends_on": date(2026, 12, 30)}
    random = Random(seed)  # noqa: S311 - a walk that can be walked again
    walk = Walk(random, people, planning.create_round(by=office, **facts))
    for _ in range(STEPS):
        walk.go()
    return walk.taken


def test_an_approved_plan_is_what_a_second_person_approved(office, leadinggroup, clock, walks):
    clock.set("2026-11-23 10:00")
    PEOPLE[:] = [PersonFactory() for _ in range(8)]
    for name in ledgers.ORGANIZATIONS[:5]:
        OrganizationFactory(name=name)
    taken = set()
    for seed in walks(WALKS):
        with transaction.atomic():
            taken |= set(_walked(seed, office, leadinggroup))
            transaction.set_rollback(True)
    assert taken >= {"agree", "approve", "decide", "import", "rename", "return", "start"}
