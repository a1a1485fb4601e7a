"""The inspections that the rows of a ledger are about: found by round, team and organization, or to be created.

A ledger may bring in the past: rounds, teams and inspections that nobody entered are created as they were when the
ledger was written, after the field stage. It never overtakes a round that was planned here: none of its teams or
inspections comes with a ledger, and no round after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.access.reach import Actor
from core.ledgers.importer import Creation
from core.ledgers.lookup import ByName
from core.workbook.read_rows import Row
from rounds.inspections.services import link_look_backs
from rounds.inspections.told_places import ToldPlace, ToldPlaces
from rounds.inspections.told_rounds import Days, Told, ToldRounds
from rounds.inspections.told_teams import ToldTeams
from rounds.models import FormerName, Inspection, Organization, Round, Team
from rounds.permissions import can_keep_rounds

NO_DAYS: Days = {}
NOT_YET_INSPECTED = (Round.Status.PREPARING, Round.Status.SUBMITTED, Round.Status.APPROVED)


@dataclass
class NamedInspection:
    """One organization in one round, with the rows about it. `inspection` is None until it is created.

    `source`, `place_source` and `team_source` say what told the round, the organization and the team where neither
    the rows nor the records do. `facts` is what else the rows tell of a new inspection.
    """

    round: int
    organization: Organization
    team: int | None
    inspection: Inspection | None
    first_row: Row
    source: str = ""
    place_source: str = ""
    team_source: str = ""
    rows: list[Row] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    fed_back_on: date | None = None


class InspectionLookup:
    """Finds the inspection of each row, refusing rows whose round, team or organization cannot be."""

    def __init__(self, rows: Iterable[Row], *, by: Actor, told_round: int | None):
        rows = list(rows)
        self._keeps_rounds = can_keep_rounds(by)
        self.names_of_organizations = ByName(Organization.objects.visible_to(by))
        for former in FormerName.objects.visible_to(by).select_related("organization"):
            self.names_of_organizations.also(former.organization, former.name)
        self._rounds = {round_.number: round_ for round_ in Round._base_manager.all()}
        planned = Round._base_manager.filter(pk__in=Round.objects.planned_here().values("pk"))
        self._planned_here = {round_.number: round_ for round_ in planned}
        self._told = ToldRounds(self._rounds, self._planned_here, told_round)
        self._teams = {(team.round.number, team.number): team for team in Team._base_manager.select_related("round")}
        self._places = ToldPlaces(self.names_of_organizations)
        self._told_teams = ToldTeams()
        told = {self._places.known(row) for row in rows}
        inspections = Inspection._base_manager.filter(organization__in=filter(None, told))
        self._inspections = {
            (inspection.team.round.number, inspection.organization_id): inspection
            for inspection in inspections.select_related("team__round", "organization").order_by("pk")
        }
        self._named: dict[tuple[int, int], NamedInspection] = {}
        self._of_organizations: dict[int, list[NamedInspection]] = {}
        self._of_rows: dict[int, NamedInspection] = {}  # by the row's identity

    def of(
        self, row: Row, number: str = "", *, found: Days = NO_DAYS, later: Days = NO_DAYS
    ) -> NamedInspection | None:
        """The inspection of a row, or None after refusing it. `number` of finding or lead may tell the round.

        `found` and `later` are the row's days by their columns: when something was found, and what came after it.
        """
        place = self._places.of(row)
        if place is None:
            return None
        organization = place.organization
        told = self._told.of(row, number, self._inspected(row, organization))
        if told is None or not self._may_have_findings(row, told.number):
            return None
        if not self._told.days_agree(row, told.number, found, later):
            return None
        key = told.number, organization.pk
        named = self._named.get(key) or self._new_named(row, told, place)
        if not self._same_team(row, named):
            return None
        named.source, named.place_source = named.source or told.source, named.place_source or place.source
        self._add(key, named, row)
        return named if self._may_be_entered(row, named) else None

    def stands(self, row: Row, inspection: Inspection) -> None:
        """Keep that a row is about something of this inspection that is there already."""
        team, organization = inspection.team, inspection.organization
        named = NamedInspection(team.round.number, organization, team.number, inspection, row)
        self._add((named.round, organization.pk), named, row)

    def _add(self, key: tuple[int, int], named: NamedInspection, row: Row) -> NamedInspection:
        named = self._named.setdefault(key, named)
        if not named.rows:
            self._of_organizations.setdefault(named.organization.pk, []).append(named)
        named.rows.append(row)
        self._of_rows[id(row)] = named
        return named

    def named_of(self, row: Row) -> NamedInspection | None:
        """What was understood of a row; of one refused before that, the only inspection it can be about."""
        if id(row) in self._of_rows:
            return self._of_rows[id(row)]
        organization = self.organization_of(row)
        known = self._of_organizations.get(organization.pk, []) if organization else []
        alike = [named for named in known if row["round"] in (None, named.round)]
        return alike[0] if len(alike) == 1 else None

    def organization_of(self, row: Row) -> Organization | None:
        """The organization of a row if it is told at all; nothing is refused."""
        return self._places.known(row)

    def may_be_of(self, row: Row, number: int) -> bool:
        """Whether the row may be about this round, by all that is told of it; nothing is refused."""
        return self._told.may_be(row, number)

    def _inspected(self, row: Row, organization: Organization) -> list[int]:
        """The rounds in which the organization was inspected, by the team that the row names if it names one."""
        return [
            round_number
            for (round_number, pk), inspection in self._inspections.items()
            if pk == organization.pk and row["team"] in (None, inspection.team.number)
        ]

    def _may_have_findings(self, row: Row, round_number: int) -> bool:
        round_ = self._rounds.get(round_number)
        if round_ and round_.status in NOT_YET_INSPECTED:
            row.refuse(_("%(round)s has not begun yet") % {"round": round_}, "round")
            return False
        latest = max(self._planned_here, default=round_number)
        if round_ is None and round_number > latest:
            words = _("%(round)s would follow %(latest)s: its plan is entered and approved here, not by a ledger")
            row.refuse(words % {"round": Round(number=round_number), "latest": Round(number=latest)}, "round")
            return False
        return True

    def _may_be_entered(self, row: Row, named: NamedInspection) -> bool:
        """An inspection nobody entered joins no round planned here: what its approved plan names, two people know."""
        if named.inspection:
            return True
        if not self._keeps_rounds:
            row.refuse(_("no such inspection is recorded; whoever keeps rounds brings it in first"), "organization")
            return False
        round_ = self._planned_here.get(named.round)
        if round_ is None:
            return True
        words = _("%(round)s was planned here, and its approved plan names no inspection of this organization")
        row.refuse(words % {"round": round_}, "organization")
        return False

    def lives_here(self, named: NamedInspection) -> bool:
        """Whether its round was planned here and is not archived: its steps are taken by people, not by a ledger."""
        round_ = self._planned_here.get(named.round)
        return round_ is not None and round_.status != Round.Status.ARCHIVED

    def _new_named(self, row: Row, told: Told, place: ToldPlace) -> NamedInspection:
        organization = place.organization
        inspection = self._inspections.get((told.number, organization.pk))
        elsewhere = None if inspection or row["team"] else self._told_teams.of(row)
        team = inspection.team.number if inspection else elsewhere.number if elsewhere else row["team"]
        if elsewhere:
            row.sheet.telling |= elsewhere.headings
        sources = told.source, place.source, elsewhere.source if elsewhere else ""
        return NamedInspection(told.number, organization, team, inspection, row, *sources)

    def _same_team(self, row: Row, named: NamedInspection) -> bool:
        if named.team is None:
            row.refuse(_("which team? This organization has no inspection in that round yet"), "team")
            return False
        elsewhere = None if row["team"] else self._told_teams.of(row)
        if (elsewhere.number if elsewhere else row["team"]) in (None, named.team):
            return True
        if elsewhere:
            words = _(
                "the organization is inspected by %(team)s in this round, but another team is told by %(source)s"
            )
            row.refuse(words % {"team": Team(number=named.team), "source": elsewhere.source}, "team")
        elif named.inspection:
            words = _("in this round the organization is inspected by %(team)s")
            row.refuse(words % {"team": named.inspection.team}, "team")
        else:
            words = _("row %(row)d gives the organization to another team of the same round")
            row.refuse(words % {"row": named.first_row.number}, "team")
        return False

    def known_inspections(self) -> list[int]:
        """The inspections of the organizations that the rows name."""
        return [inspection.pk for inspection in self._inspections.values()]

    def wanted(self) -> list[NamedInspection]:
        """The inspections that still have good rows."""
        return [named for named in self._named.values() if any(not row.errors for row in named.rows)]

    def creations(self) -> list[Creation]:
        """The rounds, teams and inspections that are not there yet."""
        missing = [named for named in self.wanted() if named.inspection is None]
        rounds = sorted({named.round for named in missing} - self._rounds.keys())
        teams = sorted({(named.round, named.team) for named in missing} - self._teams.keys())
        return [
            Creation.of(
                _("New rounds"), (Round(number=number) for number in rounds), warning=self._doubt_about(rounds)
            ),
            Creation.of(_("New teams"), (f"{Round(number=number)}{Team(number=team)}" for number, team in teams)),
            Creation.of(_("New inspections"), (named.organization for named in missing)),
        ]

    def _doubt_about(self, rounds: list[int]) -> str:
        """Warn of a round that is not the next after the known ones: it may be a typo. The first of all is fine."""
        following = max(self._rounds, default=0) + 1
        odd = [str(Round(number=number)) for number in rounds if self._rounds and number != following]
        if not odd:
            return ""
        words = _("%(rounds)s: neither a round that is there nor the next one, %(next)s. Is the number right?")
        return words % {"rounds": "、".join(odd), "next": Round(number=following)}

    def create(self, *, status: str, today: date) -> None:
        """Write what is missing; new inspections get this status, and no days but those somebody told."""
        missing = [named for named in self.wanted() if named.inspection is None]
        self._create_rounds(missing, today)
        self._create_teams(missing, today)
        for named in missing:
            named.inspection = Inspection(
                team=self._teams[named.round, named.team],
                organization=named.organization,
                fed_back_on=named.fed_back_on,
                imported_on=today,
                status=status,
                **named.facts,
            )
        Inspection.objects.bulk_create(named.inspection for named in missing)
        if missing:
            link_look_backs([named.organization for named in missing])

    def _create_rounds(self, missing: list[NamedInspection], today: date) -> None:
        numbers = dict.fromkeys(named.round for named in missing if named.round not in self._rounds)
        for number in numbers:
            self._rounds[number] = Round(number=number, imported_on=today, status=Round.Status.RECTIFYING)
        Round.objects.bulk_create(self._rounds[number] for number in numbers)

    def _create_teams(self, missing: list[NamedInspection], today: date) -> None:
        new = sorted({(named.round, named.team) for named in missing} - self._teams.keys())
        for number, team in new:
            self._teams[number, team] = Team(round=self._rounds[number], number=team, imported_on=today)
        Team.objects.bulk_create(self._teams[key] for key in new)
