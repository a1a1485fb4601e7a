"""Rounds 1 to 17: who was inspected when and by which team, planned for the figures of docs/domain.md."""

from dataclasses import dataclass
from datetime import date, timedelta

from config.demo import phrases
from config.demo.city import TOWNSHIPS
from config.demo.writing import Writer, weekday
from rounds.inspections.services import link_look_backs
from rounds.models import Inspection, InspectionKind, InspectionMode, Organization, Round, Team

ROUNDS = 17
FIRST_DAY = date(2015, 3, 9)
APART = timedelta(days=157)
FIELD = timedelta(days=53)
LOOK_BACKS = 153  # of 149 organizations: four were looked back on twice
LOOKED_BACK_TWICE = 4
FIRST_LOOK_BACK = 6
NEW_EACH_ROUND = [30] * 5 + [22] * 12  # 414 organizations


@dataclass(frozen=True)
class PlannedInspection:
    """One organization to be inspected in one round."""

    organization: Organization
    kind: str

    @property
    def county(self) -> str:
        """The county of what is inspected elevated, "" of the others."""
        return self.organization.district if self.kind == InspectionKind.ELEVATED else ""


def load_rounds(writer: Writer, organizations: list[Organization]) -> list[Inspection]:
    """Write the rounds, their teams and their inspections; the inspections come back in order of time."""
    inspections = []
    for number, planned in enumerate(_plan(writer, organizations), start=1):
        round_ = _round(number)
        round_.save()
        amount = teams_in(number)
        teams = Team.objects.bulk_create(
            _team(writer, round_, n + 1, across={each.county for each in planned[n::amount]} - {""})
            for n in range(amount)
        )
        inspections += [_inspection(writer, teams[index % amount], each) for index, each in enumerate(planned)]
    Inspection.objects.bulk_create(inspections)
    link_look_backs(organizations)
    return inspections


def teams_in(number: int) -> int:
    """Ten teams in eight of the rounds and nine in the others: 161 in all."""
    return 10 if number % 2 and number < ROUNDS else 9


def _plan(writer: Writer, organizations: list[Organization]) -> list[list[PlannedInspection]]:
    """The inspections of each round: every organization once, city level first, and the look-backs between."""
    city = [o for o in organizations if o.level == Organization.Level.CITY]
    writer.random.shuffle(city)
    elevated = [o for o in organizations if o.level != Organization.Level.CITY]
    waiting = [PlannedInspection(each, InspectionKind.ROUTINE) for each in city]
    waiting += [PlannedInspection(each, InspectionKind.ELEVATED) for each in elevated]
    look_backs = writer.shares(LOOK_BACKS, ROUNDS - FIRST_LOOK_BACK + 1)
    rounds: list[list[PlannedInspection]] = []
    due, looked_back = [], []
    for number, amount in enumerate(NEW_EACH_ROUND, start=1):
        planned, waiting = waiting[:amount], waiting[amount:]
        if number >= FIRST_LOOK_BACK:
            due += [each.organization for each in rounds[number - 4] if each.kind == InspectionKind.ROUTINE]
            if number == FIRST_LOOK_BACK:
                due += [each.organization for past in rounds[: number - 4] for each in past]
            again = _take(writer, due, looked_back, look_backs[number - FIRST_LOOK_BACK], last=number == ROUNDS)
            planned += [PlannedInspection(organization, InspectionKind.LOOK_BACK) for organization in again]
        rounds.append(planned)
    return rounds


def _take(writer: Writer, due: list, looked_back: list, amount: int, *, last: bool) -> list[Organization]:
    """Draw organizations to look back on; in the last round some for the second time."""
    twice = looked_back[:LOOKED_BACK_TWICE] if last else []
    writer.random.shuffle(due)
    again = [due.pop() for _ in range(amount - len(twice))]
    looked_back += again
    return again + twice


def _round(number: int) -> Round:
    starts_on = weekday(FIRST_DAY + (number - 1) * APART)
    ends_on = weekday(starts_on + FIELD)
    return Round(
        number=number,
        term="第三届市委" if number <= 6 else "第四届市委",
        kind=InspectionKind.ELEVATED if number > 13 else InspectionKind.ROUTINE,
        theme=phrases.ROUND_THEMES[-1 if number > 13 else number % 5],
        starts_on=starts_on,
        field_ends_on=ends_on,
        approved_on=weekday(starts_on - timedelta(days=24)),
        started_on=starts_on,
        field_ended_on=ends_on,
        rectifying_from=weekday(ends_on + timedelta(days=40)),
        archived_on=weekday(ends_on + timedelta(days=230)),
        status=Round.Status.ARCHIVED,
    )


def _team(writer: Writer, round_: Round, number: int, *, across: set[str]) -> Team:
    """A team; one that inspects across counties is of a county where it inspects nothing."""
    elsewhere = [county for county in TOWNSHIPS if county not in across]
    return Team(
        round=round_,
        number=number,
        county=elsewhere[(round_.number + number) % len(elsewhere)] if across else "",
        formed_on=weekday(round_.starts_on - timedelta(days=10)),
        dissolved_on=weekday(round_.field_ended_on + timedelta(days=60)),
        phone=f"0000-{round_.number:02}{number:02}{writer.random.randint(10, 99)}",
        place=writer.pick(phrases.PLACES),
    )


def mode_of(team: Team) -> str:
    """Whole teams of counties and mixed ones take turns."""
    return InspectionMode.WHOLE_TEAM if team.number % 2 else InspectionMode.MIXED


def _inspection(writer: Writer, team: Team, planned: PlannedInspection) -> Inspection:
    left_on = writer.after(team.round.field_ended_on, -9, -3)
    return Inspection(
        team=team,
        organization=planned.organization,
        kind=planned.kind,
        mode=mode_of(team) if planned.county else "",
        entered_on=writer.after(team.round.starts_on, 0, 4),
        left_on=left_on,
        fed_back_on=writer.after(left_on, 28, 40),
        status=Inspection.Status.FED_BACK,
    )
