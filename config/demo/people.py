"""People of the demo: the three pools with those who came and went, and the teams drawn from them."""

from dataclasses import dataclass
from datetime import date

from config.demo import phrases
from config.demo.city import TOWNSHIPS
from config.demo.writing import Writer
from core.names.counties import names_county
from personnel.models import Person, Pool, PoolMembership, Posting
from personnel.people.ties import employers_of, tie_of
from rounds.models import Inspection, Organization, Team
from rounds.organizations.superior import ABOVE

COUNTED_ON = date(2022, 10, 15)
FOUNDED_ON = date(2015, 1, 12)


@dataclass(frozen=True)
class Turnover:
    """Members on the day of the published figures, those gone before it, those who left and who joined after it."""

    active: int
    gone: int
    leaving: int
    joining: int


HOMES = [*TOWNSHIPS, "外市", "外省"]
TURNOVER = {
    Pool.LEADERS: Turnover(199, 25, 15, 20),
    Pool.CADRES: Turnover(765, 90, 60, 70),
    Pool.SPECIALISTS: Turnover(238, 30, 20, 25),
}


def load_people(writer: Writer, today: date) -> list[PoolMembership]:
    """Fill the pools."""
    memberships = [
        PoolMembership(person=_person(writer, pool), pool=pool, joined_on=joined_on, left_on=left_on)
        for pool, turnover in TURNOVER.items()
        for joined_on, left_on in _terms(writer, turnover, today)
    ]
    Person.objects.bulk_create(membership.person for membership in memberships)
    return PoolMembership.objects.bulk_create(memberships)


def _terms(writer: Writer, turnover: Turnover, today: date):
    """From when to when each member of a pool belongs to it."""
    since = (COUNTED_ON - FOUNDED_ON).days
    for number in range(turnover.active):
        joined_on = FOUNDED_ON if number % 3 == 0 else writer.after(FOUNDED_ON, 30, since - 10)
        leaves = number < turnover.leaving
        yield joined_on, writer.after(COUNTED_ON, 60, (today - COUNTED_ON).days - 90) if leaves else None
    for _ in range(turnover.gone):
        yield FOUNDED_ON, writer.after(FOUNDED_ON, 500, since - 30)
    for _ in range(turnover.joining):
        yield writer.after(COUNTED_ON, 30, (today - COUNTED_ON).days - 120), None


def _person(writer: Writer, pool: str) -> Person:
    leads = pool == Pool.LEADERS
    return Person(
        name=writer.name(),
        sex=writer.pick(Person.Sex.values),
        born_on=date(writer.random.randint(1966, 1980 if leads else 1996), writer.random.randint(1, 12), 1),
        politics="中共党员",
        hometown=writer.pick(HOMES),
        employer=writer.pick(phrases.EMPLOYERS),
        post=writer.pick(phrases.TITLES),
        rank=writer.pick(["正处", "副处"] if leads else ["正科", "副科", "副处"]),
        specialty=writer.pick(phrases.SPECIALTIES),
        phone=writer.phone(),
    )


def post_people(writer: Writer, teams: list[Team], memberships: list[PoolMembership], *, without_deputy=()) -> None:
    """Staff each team of one round: a leader, a deputy, a liaison, members and a specialist.

    Nobody serves twice, nor where home or employer tie them to what is inspected. A team of a county has its people.
    """
    formed_on = teams[0].formed_on
    free = {pool: [m.person for m in memberships if m.pool == pool and _serves(m, formed_on)] for pool in Pool.values}
    for people in free.values():
        writer.random.shuffle(people)
    places = [
        (Pool.LEADERS, Posting.Role.LEADER),
        (Pool.CADRES, Posting.Role.DEPUTY),
        (Pool.CADRES, Posting.Role.LIAISON),
        *[(Pool.CADRES, Posting.Role.MEMBER)] * 4,
        (Pool.SPECIALISTS, Posting.Role.MEMBER),
    ]
    units = employers_of(person for people in free.values() for person in people)
    inspections: dict[int, list[Inspection]] = {team.pk: [] for team in teams}
    for inspection in Inspection.objects.filter(team__in=teams).select_related(f"organization__{ABOVE}"):
        inspections[inspection.team_id].append(inspection)
    Posting.objects.bulk_create(
        Posting(
            team=team,
            person=_draw(free[pool], team, inspections[team.pk], units),
            role=role,
            posted_on=team.formed_on,
            released_on=team.dissolved_on,
        )
        for team in teams
        for pool, role in places
        if not (role == Posting.Role.DEPUTY and team in without_deputy)
    )


def _draw(people: list[Person], team: Team, inspections: list[Inspection], units: dict[int, Organization]) -> Person:
    """Take somebody whom nothing ties, of the team's county if it has one and there is somebody."""
    untied = [
        person
        for person in people
        if not any(tie_of(person, units.get(person.pk), inspection) for inspection in inspections)
    ]
    of_county = [person for person in untied if names_county(person.employer, team.county)]
    drawn = (of_county or untied)[-1]
    people.remove(drawn)
    return drawn


def _serves(membership: PoolMembership, on: date) -> bool:
    """Whether the member is in the pool then and stays for the length of a round."""
    left_on = membership.left_on
    return membership.joined_on <= on and (left_on is None or (left_on - on).days > 200)
