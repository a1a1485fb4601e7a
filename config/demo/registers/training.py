"""Training in the demo, in the rhythm of its rules, and how the inspected found each team."""

from collections.abc import Iterator
from datetime import date, timedelta

from config.demo.writing import Writer, weekday
from personnel.models import (
    PoolMembership,
    TeamEvaluation,
    TrainingAttendance,
    TrainingKind,
    TrainingSession,
)
from rounds.models import Team

FIRST = date(2015, 3, 1)
SUBJECTS = ["党风廉政建设", "基层党建", "财务审计", "工程项目", "选人用人", "意识形态", "民生资金", "国企管理"]
LECTURES = ["怎样当好巡察组长", "巡察报告的质量把关", "问题线索的分析研判", "组务会的组织"]
SEMINARS = ["谈话技巧研讨", "底稿撰写研讨", "问题定性研讨", "立行立改研讨"]
LECTURERS = ["市委党校教研室", "市审计局总审计师", "省委巡视办处长", "市纪委监委案件审理室", "市委巡察办"]
NOT_HELD = 19  # one in so many special courses was left out
SEATS = {TrainingKind.COURSE: 60, TrainingKind.LECTURE: 12, TrainingKind.SEMINAR: 25, TrainingKind.SPECIAL: 20}


def load_training(writer: Writer, memberships: list[PoolMembership], today: date) -> None:
    """What was held month by month until today, and what is planned."""
    sessions = [session for month in _months(today) for session in _of_month(writer, month, today)]
    sessions = TrainingSession.objects.bulk_create(sessions)
    rows = []
    for session in sessions:
        if session.held_on:
            there = [each.person_id for each in memberships if _is_member(each, session.held_on)]
            drawn = writer.random.sample(sorted(set(there)), SEATS[session.kind])
            rows += [TrainingAttendance(session=session, person_id=pk) for pk in drawn]
    TrainingAttendance.objects.bulk_create(rows, batch_size=2000)


def _is_member(membership: PoolMembership, on: date) -> bool:
    return membership.joined_on <= on and (membership.left_on is None or membership.left_on > on)


def _months(today: date) -> Iterator[date]:
    month = FIRST
    while month <= today:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _of_month(writer: Writer, month: date, today: date) -> Iterator[TrainingSession]:
    number = (month.year - FIRST.year) * 12 + month.month
    subject = SUBJECTS[number % len(SUBJECTS)]
    if number % NOT_HELD:
        yield _session(writer, TrainingKind.SPECIAL, f"{subject}业务专项培训", month + timedelta(days=19), today)
    if month.month in (3, 9):
        which = "上" if month.month == 3 else "下"
        title = f"{month.year}年{which}半年全市巡察干部培训班"
        yield _session(writer, TrainingKind.COURSE, title, month + timedelta(days=13), today)
    if month.month % 3 == 2:
        quarter = number // 3
        title = LECTURES[quarter % len(LECTURES)]
        yield _session(writer, TrainingKind.LECTURE, title, month + timedelta(days=8), today)
        if (today - month).days > 100:  # that of this quarter is still missing
            title = SEMINARS[quarter % len(SEMINARS)]
            yield _session(writer, TrainingKind.SEMINAR, title, month + timedelta(days=23), today)


def _session(writer: Writer, kind: TrainingKind, title: str, on: date, today: date) -> TrainingSession:
    """Held on the day it was planned for or a few days later; of what is new nobody has recorded it yet."""
    planned_on = weekday(on)
    held_on = writer.after(planned_on, 0, 4)
    known = held_on < today - timedelta(days=5)
    return TrainingSession(
        kind=kind,
        title=title,
        planned_on=planned_on,
        held_on=held_on if known else None,
        lecturer=writer.pick(LECTURERS),
    )


def load_evaluations(writer: Writer, today: date) -> None:
    """The inspected evaluate each team when it has left."""
    teams = Team.objects.filter(round__field_ended_on__isnull=False).select_related("round").order_by("pk")
    TeamEvaluation.objects.bulk_create(
        _evaluation(writer, team, weekday(team.round.field_ended_on + timedelta(days=20)))
        for team in teams
        if team.round.field_ended_on + timedelta(days=22) <= today
    )


def _evaluation(writer: Writer, team: Team, on: date) -> TeamEvaluation:
    issued = writer.random.randint(60, 220)
    returned = issued - writer.random.randint(0, issued // 12)
    answers = {}
    for aspect in ("quality", "confidentiality", "discipline", "integrity"):
        poor = writer.random.randint(0, 2)
        fair = writer.random.randint(1, returned // 12)
        good = returned - poor - fair
        answers |= {f"{aspect}_good": good, f"{aspect}_fair": fair, f"{aspect}_poor": poor}
    return TeamEvaluation(team=team, evaluated_on=on, issued=issued, returned=returned, **answers)
