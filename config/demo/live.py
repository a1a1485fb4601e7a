"""The two rounds around today: round 18 is being rectified, round 19 is on site. Every date hangs on `today`."""

from dataclasses import dataclass
from datetime import date, timedelta

from config.demo import phrases
from config.demo.city import IN_THE_LEDGERS
from config.demo.history import teams_in
from config.demo.people import post_people
from config.demo.writing import Writer, weekday
from personnel.models import Person, PoolMembership, Posting
from rectification.models import HandOver
from rounds.duties import owe_field_stage
from rounds.inspections.services import link_look_backs
from rounds.models import Inspection, InspectionKind, Organization, Round, Team

TEAMS = teams_in(18)
INSPECTIONS_IN_RECTIFICATION = 22
INSPECTIONS_ON_SITE = 27


Stage = HandOver.Status
# How far each hand-over of round 18 has come, by the place of its inspection; the others are being rectified.
STAGES = {
    1: Stage.AWAITING_RECEIPT,
    2: Stage.AWAITING_PLAN,
    3: Stage.PLAN_REVIEW,
    4: Stage.PREPARING,
    5: Stage.CLOSED,
}
DELIVERED_BEFORE = {Stage.AWAITING_RECEIPT: 2, Stage.AWAITING_PLAN: 12, Stage.PLAN_REVIEW: 26}  # days


def stage_of(index: int) -> str:
    """How far the hand-over of that inspection has come."""
    return STAGES.get(index, Stage.RECTIFYING)


@dataclass
class LiveRounds:
    """What the live dossiers are written about."""

    today: date
    rectifying: list[Inspection]
    on_site: list[Inspection]

    @property
    def side(self) -> Organization:
        """The organization whose secretary and liaison have an account."""
        return self.rectifying[0].organization

    def portfolio(self) -> list[Organization]:
        """What the division leader follows."""
        return [inspection.organization for inspection in self.rectifying[:5]]

    def posted(self) -> dict[str, Person]:
        """The people behind the accounts of the first team on site."""
        postings = self.first_team.postings.select_related("person").order_by("pk")
        first = {posting.role: posting.person for posting in reversed(postings)}
        return {role.value: first[role] for role in (Posting.Role.LEADER, Posting.Role.DEPUTY, Posting.Role.MEMBER)}

    @property
    def first_team(self) -> Team:
        """The team to which the accounts of leader, deputy and member are posted."""
        return self.on_site[0].team


def load_live_rounds(
    writer: Writer, organizations: list[Organization], memberships: list[PoolMembership], today: date
) -> LiveRounds:
    """Write both rounds with their teams, postings and inspections."""
    free = [
        o
        for o in organizations
        if o.level == Organization.Level.CITY and o.is_standing and o.name not in IN_THE_LEDGERS
    ]
    chosen = writer.random.sample(free, INSPECTIONS_IN_RECTIFICATION + INSPECTIONS_ON_SITE)
    rectifying = _rectifying_round(writer, chosen[:INSPECTIONS_IN_RECTIFICATION], memberships, today)
    on_site = _on_site_round(writer, chosen[INSPECTIONS_IN_RECTIFICATION:], memberships, today)
    link_look_backs(chosen)
    live = LiveRounds(today, rectifying, on_site)
    _keep_on(rectifying[0].team, live.posted()[Posting.Role.LEADER])
    return live


def _keep_on(team: Team, leader: Person) -> None:
    """One team stays until all it found is accepted as rectified; who leads it leads one on site by now as well."""
    team.dissolved_on = None
    team.save(update_fields=["dissolved_on"])
    posting = team.postings.get(role=Posting.Role.LEADER)
    Posting.objects.filter(team__round=team.round, person=leader).update(person=posting.person)
    Posting.objects.filter(pk=posting.pk).update(person=leader, released_on=None)


def _rectifying_round(writer, organizations, memberships, today) -> list[Inspection]:
    ended_on = before(today, 118)
    round_ = Round.objects.create(
        number=18,
        term="第五届市委",
        theme="常规巡察，重点检查落实党的路线方针政策和权力责任情况",
        starts_on=before(today, 175),
        field_ends_on=ended_on,
        field_ended_on=ended_on,
        approved_on=before(today, 196),
        needs_commitments=True,
        started_on=before(today, 175),
        rectifying_from=before(today, 78),
        status=Round.Status.RECTIFYING,
    )
    teams = _teams(writer, round_, before(today, 186), dissolved_on=before(today, 45))
    inspections = Inspection.objects.bulk_create(
        _left(writer, index, teams[index % TEAMS], organization, today)
        for index, organization in enumerate(organizations)
    )
    post_people(writer, teams, memberships)
    return inspections


def _left(writer: Writer, index: int, team: Team, organization: Organization, today: date) -> Inspection:
    stage = stage_of(index)
    days = DELIVERED_BEFORE.get(stage) or writer.random.randint(66, 78)
    fed_back_on = None if stage == Stage.PREPARING else before(today, days)
    return Inspection(
        team=team,
        organization=organization,
        kind=InspectionKind.LOOK_BACK if index % 7 == 6 else InspectionKind.ROUTINE,
        entered_on=before(today, 172 - index % 3),
        left_on=before(today, 121),
        fed_back_on=fed_back_on,
        status=Inspection.Status.FED_BACK if fed_back_on else Inspection.Status.REPORTING,
    )


def _on_site_round(writer, organizations, memberships, today) -> list[Inspection]:
    round_ = Round.objects.create(
        number=19,
        term="第五届市委",
        theme="围绕民生领域资金和项目管理开展巡察",
        starts_on=before(today, 25),
        field_ends_on=weekday(today + timedelta(days=27)),
        approved_on=before(today, 46),
        needs_commitments=True,
        started_on=before(today, 25),
        status=Round.Status.ON_SITE,
    )
    teams = _teams(writer, round_, before(today, 36))
    inspections = Inspection.objects.bulk_create(
        _entered_or_planned(teams[index % TEAMS], organization, index // TEAMS, today)
        for index, organization in enumerate(organizations)
    )
    post_people(writer, teams, memberships, without_deputy=teams[1:2])
    owe_field_stage(round_)
    return inspections


def _entered_or_planned(team: Team, organization: Organization, turn: int, today: date) -> Inspection:
    """A team enters its organizations one after the other; for some teams the third is still to come."""
    planned = turn == 2 and team.number % 3 == 0
    return Inspection(
        team=team,
        organization=organization,
        kind=InspectionKind.LOOK_BACK if team.number % 4 == 0 and turn == 1 else InspectionKind.ROUTINE,
        entered_on=None if planned else before(today, 25 - 10 * turn),
        status=Inspection.Status.PLANNED if planned else Inspection.Status.ON_SITE,
    )


def _teams(writer: Writer, round_: Round, formed_on: date, dissolved_on: date | None = None) -> list[Team]:
    return Team.objects.bulk_create(
        Team(
            round=round_,
            number=number,
            formed_on=formed_on,
            dissolved_on=dissolved_on,
            phone=f"0000-{round_.number:02}{number:02}{writer.random.randint(10, 99)}",
            place=writer.pick(phrases.PLACES),
        )
        for number in range(1, TEAMS + 1)
    )


def before(today: date, days: int) -> date:
    """The working weekday that many days ago, or the Friday before it."""
    day = today - timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - 4))
