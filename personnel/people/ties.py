"""What ties people to what their team inspects: their home in its county, their employer (docs/domain.md, ties).

A tie is worked out from what is entered, by name; nobody has to declare it, and nothing of it is kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.access.reach import require
from core.names.counties import is_county, is_home_in, names_county
from core.names.lookalikes import skeleton
from core.workdays.reckoning import today
from personnel.models import Person, Posting, User
from rounds.inspections.told_places import PARTY_ENDINGS
from rounds.models import Inspection, Organization
from rounds.organizations.superior import ABOVE, above

SHORTEST = 4  # letters by which the name of an employer may begin with that of a unit: 市审计局办公室


@dataclass(frozen=True)
class Tie:
    """One person, one organization inspected by their team, and what ties them."""

    person: Person
    organization: Organization
    told: str
    why: str

    def words(self, organization: object = "") -> str:
        """Who is tied to what, and how; `organization` is what to call it to whom does not see it."""
        why = self.why % {"organization": organization or self.organization}
        return _("%(told)s; %(why)s.") % {"told": self.told, "why": why}


def ties_of_person(person: Person) -> list[Tie]:
    """What ties a person to what the teams inspect that they are posted to, now or from a later day on."""
    teams = person.postings.not_over(today()).values("team")
    return list(ties_between([person], _inspections(Inspection.objects.filter(team__in=teams))))


def tie_to_team(person: Person, team) -> Tie | None:
    """The first thing that ties a person to what a team inspects."""
    return next(ties_between([person], _inspections(team.inspections)), None)


def ties_of_team(team) -> list[Tie]:
    """What ties the people of a team to what it inspects."""
    return list(ties_between(_people_of(team), _inspections(team.inspections)))


def require_no_tie(inspection: Inspection) -> None:
    """Raise `Refused` where somebody of the team is tied to the organization; the inspection may be new."""
    tie = next(ties_between(_people_of(inspection.team), [inspection]), None)
    release = _("Release them or choose another team.")
    require(tie is None, f"{tie.words()} {release}" if tie else "")


def named_to(tie: Tie, user: User) -> str:
    """The words of a tie; an organization hidden from the user is not named."""
    seen = Organization.objects.visible_to(user).filter(pk=tie.organization.pk).exists()
    return tie.words("" if seen else _("an organization you are recused from"))


def ties_between(people: Iterable[Person], inspections: Iterable[Inspection]) -> Iterator[Tie]:
    """Each tie of one of these people to one of these organizations."""
    people, inspections = list(people), list(inspections)
    units = employers_of(people) if inspections else {}
    for person in people:
        for inspection in inspections:
            if tie := tie_of(person, units.get(person.pk), inspection):
                yield tie


def employers_of(people: Iterable[Person]) -> dict[int, Organization]:
    """The organization of the register that each is employed by: called like the employer, or what it begins with."""
    wanted = {person.pk: _names_of_unit(person.employer) for person in people}
    keys = {key for names in wanted.values() for key in names}
    rows = Organization.objects.filter(name_skeleton__in=keys).select_related(ABOVE, f"answered_by__{ABOVE}")
    known = {organization.name_skeleton: organization.answering for organization in rows} if keys else {}
    found = {pk: next((known[key] for key in names if key in known), None) for pk, names in wanted.items()}
    return {pk: organization for pk, organization in found.items() if organization}


def _names_of_unit(employer: str) -> list[str]:
    """What the party organization of an employer may be called, the longest name first."""
    ends = range(len(employer), min(SHORTEST, len(employer)) - 1, -1) if employer else ()
    return [skeleton(employer[:end] + ending) for end in ends for ending in ("", *PARTY_ENDINGS)]


def tie_of(person: Person, unit: Organization | None, inspection: Inspection) -> Tie | None:
    """What ties a person, employed by this organization of the register, to what is inspected; None for nothing."""
    organization, county = inspection.organization, inspection.organization.district
    if unit and (why := _why_employer(unit, organization)):
        return Tie(person, organization, _at_work(person), why)
    if not inspection.is_elevated:
        return None
    if is_home_in(person.hometown, county):
        home = _("%(person)s is at home in %(said)s") % {"person": person, "said": person.hometown}
        return Tie(person, organization, home, _why_county(county))
    if names_county(person.employer, county) or (unit and is_county(unit.district, county)):
        return Tie(person, organization, _at_work(person), _why_county(county))
    return None


def _at_work(person: Person) -> str:
    return _("%(person)s is employed by %(said)s") % {"person": person, "said": person.employer}


def _why_county(county: str) -> str:
    words = _("nobody of %(county)s takes part in the elevated inspection of %(organization)s")
    return words % {"county": county, "organization": "%(organization)s"}


def _why_employer(unit: Organization, inspected: Organization) -> str:
    """Why who is employed there does not inspect: it is the same, or stands above or below it."""
    if unit == inspected:
        return _("that is %(organization)s, which their team inspects")
    if inspected in above(unit):
        return _("that stands below %(organization)s, which their team inspects")
    if unit in above(inspected):
        return _("that stands above %(organization)s, which their team inspects")
    return ""


def _people_of(team) -> list[Person]:
    posted = Posting.objects.filter(team=team).not_over(today()).select_related("person")
    return [posting.person for posting in posted.in_order_of_rank()]


def _inspections(rows: QuerySet) -> QuerySet:
    return rows.select_related(f"organization__{ABOVE}").order_by("pk")
