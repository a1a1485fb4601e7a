"""Discipline in the teams of the demo: catalogues, commitments, talks, who was replaced, who made up work."""

from datetime import date, timedelta

from config.demo.writing import Writer, weekday
from core.trail.recording import acting
from personnel.conduct.defaults import EIGHT_FORBIDDEN, TEN_NOT
from personnel.conduct.services import owe_make_up
from personnel.models import (
    Commitment,
    ConductCatalogue,
    IntegrityTalk,
    MakeUpOrder,
    Pool,
    PoolMembership,
    Posting,
    Replacement,
    TalkAttendance,
    User,
)
from rounds.models import Round, Team

REPLACED_IN = {4: 2, 7: 5, 9: 1, 12: 6}  # round: team
MADE_UP_IN = {8: 4, 13: 7}
STILL_TO_MAKE_UP = (18, 2)
WHY_REPLACED = [
    "谈话记录敷衍了事，分工的底稿多次逾期未交",
    "对发现的问题不敢碰硬，线索核实避重就轻",
    "驻点期间多次擅自离岗，影响全组进度",
    "查阅资料走马观花，重要账目未作核对",
]
WHY_MADE_UP = ["驻点期间发现问题偏少，重点领域未深入了解", "对资金管理使用情况了解不深，底稿支撑不足"]
OUTCOME = ["补充谈话26人次，新发现问题7个，修改巡察报告后通过", "补查专项资金账目3年，新增底稿9份、问题线索2件"]
Kind = ConductCatalogue.Kind


def load_conduct(writer: Writer, memberships: list[PoolMembership], today: date, clerk: User) -> None:
    """Fill these registers; everybody posted has signed, in today's rounds with their own hand who have an account."""
    _catalogues()
    _replacements(memberships)
    postings = list(Posting.objects.select_related("team__round", "person").order_by("pk"))
    _commitments(postings)
    _talks(writer, postings, today)
    _orders(today, clerk)


def _catalogues() -> None:
    """The versions of the demo's documents, after those every installation starts with."""
    versions = [
        (Kind.TEN_NOT, date(2015, 3, 2), "省委巡视办〔2015〕2号", TEN_NOT.replace("和各种有价证券", "和有价证券")),
        (Kind.TEN_NOT, date(2019, 3, 1), "省委巡视办〔2019〕5号", TEN_NOT),
        (Kind.EIGHT_FORBIDDEN, date(2016, 1, 4), "市委巡领〔2016〕1号", EIGHT_FORBIDDEN),
    ]
    ConductCatalogue.objects.bulk_create(
        ConductCatalogue(kind=kind, in_force_on=on, document=document, text=text)
        for kind, on, document, text in versions
    )


def _replacements(memberships: list[PoolMembership]) -> None:
    """In the middle of the field stage a member is released, and somebody of the pool takes over."""
    for (number, team_number), reason in zip(REPLACED_IN.items(), WHY_REPLACED, strict=True):
        team = Team.objects.select_related("round").get(round__number=number, number=team_number)
        posting = team.postings.filter(role=Posting.Role.MEMBER).order_by("pk").first()
        on = weekday(team.round.started_on + timedelta(days=20))
        posting.released_on = on
        posting.save(update_fields=["released_on"])
        serving = set(Posting.objects.filter(team__round=team.round).values_list("person", flat=True))
        person = next(
            each.person
            for each in memberships
            if each.pool == Pool.CADRES and each.joined_on <= on and not each.left_on and each.person_id not in serving
        )
        successor = Posting.objects.create(
            team=team, person=person, role=posting.role, posted_on=on, released_on=team.dissolved_on
        )
        Replacement.objects.create(posting=posting, replaced_on=on, grounds=reason, successor=successor)


def _commitments(postings: list[Posting]) -> None:
    """Who has an account has signed here for a round of today; the others signed on paper."""
    accounts = {user.person_id: user for user in User.objects.exclude(person=None)}
    here = [each for each in postings if each.person_id in accounts and each.team.round.needs_commitments]
    for posting in here:
        with acting(accounts[posting.person_id]):
            Commitment.objects.create(posting=posting, signed_on=posting.posted_on, way=Commitment.Way.HERE)
    Commitment.objects.bulk_create(
        Commitment(posting=posting, signed_on=posting.posted_on, way=Commitment.Way.PAPER)
        for posting in postings
        if posting not in here
    )


def _talks(writer: Writer, postings: list[Posting], today: date) -> None:
    """Before each round enters, one talk with all its teams."""
    present: dict[int, list[Posting]] = {}
    for posting in postings:
        present.setdefault(posting.team.round_id, []).append(posting)
    rounds = Round.objects.filter(pk__in=present, starts_on__lte=today).order_by("number")
    talks = IntegrityTalk.objects.bulk_create(
        IntegrityTalk(
            round=round_,
            held_on=max(posting.posted_on for posting in present[round_.pk] if posting.posted_on <= round_.starts_on),
            speaker=writer.pick(["市委常委、市纪委书记", "市委常委、组织部部长", "市委巡察办主任"]),
            record="宣读纪律要求，通报典型案例，全体人员作出廉洁承诺。",
        )
        for round_ in rounds
    )
    TalkAttendance.objects.bulk_create(
        TalkAttendance(talk=talk, person_id=pk)
        for talk in talks
        for pk in sorted({posting.person_id for posting in present[talk.round_id] if not writer.chance(0.04)})
    )


def _orders(today: date, clerk: User) -> None:
    """Two teams made up their work; one of the round that is rectified still has to."""
    for (number, team_number), reason, outcome in zip(MADE_UP_IN.items(), WHY_MADE_UP, OUTCOME, strict=True):
        team = Team.objects.select_related("round").get(round__number=number, number=team_number)
        on = weekday(team.round.field_ended_on + timedelta(days=12))
        due_on, done_on = weekday(on + timedelta(days=30)), weekday(on + timedelta(days=26))
        MakeUpOrder.objects.create(
            team=team, ordered_on=on, due_on=due_on, grounds=reason, done_on=done_on, outcome=outcome
        )
    number, team_number = STILL_TO_MAKE_UP
    team = Team.objects.select_related("round").get(round__number=number, number=team_number)
    order = MakeUpOrder.objects.create(
        team=team,
        ordered_on=today - timedelta(days=14),
        due_on=today + timedelta(days=16),
        grounds="后评估反映谈话面偏窄，个别问题定性不准",
    )
    owe_make_up(order, clerk)
