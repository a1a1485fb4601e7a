"""Notices to division leaders (一岗双责通报) of every round: on paper at first, drawn here once there are accounts."""

from datetime import date, timedelta

from config.demo.cast import FIRST_WITH_ACCOUNTS, Cast
from config.demo.writing import Writer, weekday
from core.trail.recording import acting
from core.wording import in_house_language
from findings.duties import RECEIPT_NOTICE
from findings.models import PortfolioNotice
from findings.portfolio_notices.drawing import lines_for, write_lines
from findings.portfolio_notices.services import OWED, TEXT
from rounds.deadlines.obligations import open_obligation
from rounds.models import Round

TERMS = [(date(2016, 12, 1), 7), (date(2021, 10, 1), 8), (date.max, 8)]  # until when, how many division leaders
LATE = 0.08  # share of receipts that came weeks later
ON_PAPER = "现将您分管领域被巡察党组织的问题情况书面通报，请按照“一岗双责”要求督促整改。"


def load_notices(writer: Writer, cast: Cast, today: date) -> None:
    """After each round one to each leader with something in their portfolio; the latest waits for its receipt."""
    leader = cast.users["division"]
    terms = [(until, _names(writer, amount, leader.name)) for until, amount in TERMS]
    told = [
        (round_, name)
        for round_ in Round.objects.filter(rectifying_from__lte=today - timedelta(days=20)).order_by("number")
        for name in _told(writer, terms, round_)
        if not (round_.number >= FIRST_WITH_ACCOUNTS and name == leader.name)
    ]
    PortfolioNotice.objects.bulk_create(_on_paper(writer, *each, today) for each in told)
    round_ = Round.objects.get(number=FIRST_WITH_ACCOUNTS)
    _drawn(cast, round_, today)


def _names(writer: Writer, amount: int, last: str) -> list[str]:
    """So many leaders; the one with an account came with the latest term."""
    names: list[str] = []
    while len(names) < amount - 1:
        name = writer.name()
        if name not in (*names, last):
            names.append(name)
    return [*names, last]


def _told(writer: Writer, terms: list[tuple[date, list[str]]], round_: Round) -> list[str]:
    """Most leaders of that term; a round hardly ever touches every portfolio."""
    names = next(names for until, names in terms if round_.rectifying_from < until)
    in_office = names if names is terms[-1][1] else names[:-1]
    return [name for name in in_office if writer.chance(0.85)]


def _on_paper(writer: Writer, round_: Round, name: str, today: date) -> PortfolioNotice:
    sent_on = writer.after(round_.rectifying_from, 3, 12)
    receipted_on = writer.after(sent_on, 20, 40) if writer.chance(LATE) else writer.after(sent_on, 1, 6)
    is_receipted = receipted_on <= today
    return PortfolioNotice(
        round=round_,
        leader_name=name,
        text=ON_PAPER,
        sent_on=min(sent_on, today),
        receipted_on=receipted_on if is_receipted else None,
        receipt_document=f"{round_}通报签收回执" if is_receipted else "",
    )


def _drawn(cast: Cast, round_: Round, today: date) -> None:
    """Drawn, looked over and sent by the office; the leader has not receipted it yet."""
    leader, sent_on = cast.users["division"], weekday(today - timedelta(days=8))
    with acting(cast.office):
        notice = PortfolioNotice.objects.create(
            round=round_,
            leader=leader,
            leader_name=leader.name,
            text=in_house_language(TEXT, {"round": round_}),
            drawn_on=min(sent_on, today) - timedelta(days=1),
        )
        write_lines(notice, lines_for(leader, round_, today))
        notice.sent_on, notice.sent_by = min(sent_on, today), cast.office
        notice.save()
        facts = {"round": str(round_), "leader": leader.name}
        open_obligation(RECEIPT_NOTICE, notice, OWED, facts, round=round_, account=leader, from_on=notice.sent_on)
