"""People, teams and places on them as the ledgers of registers name them: by name and employer, round and number."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from core.access.reach import Actor
from core.names.spelling import same_name
from core.registers.ledger import Names
from personnel.models import Person, Posting
from rounds.models import Team


def _finder(by: Actor) -> Callable[[str, str | None], Person | None]:
    """Who of the register is meant by a name and, maybe, an employer; None where nobody is, or several are."""
    called: dict[str, list[Person]] = {}
    for person in Person.objects.visible_to(by).only("name", "employer"):
        called.setdefault(same_name(person.name), []).append(person)

    def find(name: str, employer: str | None = None) -> Person | None:
        alike = called.get(same_name(name), [])
        if len(alike) > 1 and employer:
            alike = [person for person in alike if same_name(person.employer) == same_name(employer)]
        return alike[0] if len(alike) == 1 else None

    return find


BY_NAME = Names(
    _finder,
    _("“%(value)s” is no one person of the register; where several have the name, tell the employer"),
    beside=("employer",),
)
SEVERAL_BY_NAME = Names(_finder, _("“%(value)s” is no one person of the register; enter them by hand"))


def _team_finder(by: Actor) -> Callable[[int, int | None], Team | None]:
    teams = Team.objects.visible_to(by).select_related("round")
    numbered = {(team.number, team.round.number): team for team in teams}
    return lambda number, round: numbered.get((number, int(round or 0)))


TEAM_BY_NUMBER = Names(_team_finder, _("there is no team %(value)s in this round"), beside=("round",))


def _posting_finder(by: Actor) -> Callable[[str, int | None, int | None], Posting | None]:
    held: dict[tuple, list[Posting]] = {}
    for posting in Posting.objects.visible_to(by).select_related("person", "team__round"):
        team = posting.team
        held.setdefault((same_name(posting.person.name), team.round.number, team.number), []).append(posting)

    def find(name: str, round: int | None, team: int | None) -> Posting | None:
        places = held.get((same_name(name), int(round or 0), int(team or 0)), [])
        return places[0] if len(places) == 1 else None

    return find


POSTING_BY_NAME = Names(
    _posting_finder, _("“%(value)s” holds no one place on this team of this round"), beside=("round", "team")
)
