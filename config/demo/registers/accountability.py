"""Who was held to account: 12 secretaries, 13 heads of discipline groups, 11 units by 15 October 2022; some since."""

from datetime import date, timedelta

from config.demo.cast import Cast
from config.demo.registers.past import COUNTED_ON, rectified_by
from config.demo.writing import Writer
from core.trail.recording import acting
from rectification.models import Accountability, AccountedItem, HandOver

Kind = Accountability.Kind
HELD = {Kind.SECRETARY_ADMONISHED: 12, Kind.DISCIPLINE_HEAD_ADMONISHED: 13, Kind.UNIT_CRITICIZED: 11}
SINCE = {Kind.SECRETARY_ADMONISHED: 2, Kind.DISCIPLINE_HEAD_ADMONISHED: 1, Kind.UNIT_CRITICIZED: 2}
CAUSES = {
    Kind.SECRETARY_ADMONISHED: [
        "履行整改第一责任人责任不力，多项反馈问题逾期未整改。",
        "对巡察整改重视不够，整改方案照抄照转，专题民主生活会查摆问题不深入。",
        "以会议落实整改，重点问题整改后出现反弹。",
    ],
    Kind.DISCIPLINE_HEAD_ADMONISHED: [
        "对整改情况日常监督缺位，应当发现的虚假整改没有发现。",
        "督促整改不力，移交事项核查超期，未向派出机关报告。",
    ],
    Kind.UNIT_CRITICIZED: [
        "整改报告部分内容与实际不符，经查属敷衍整改，在全市范围内通报批评。",
        "集中整改期满完成率低于七成，且未说明原因，通报批评并责令限期补改。",
        "同类问题再次发生，举一反三不到位，予以通报批评。",
    ],
}


def load_accountability(writer: Writer, cast: Cast, today: date) -> None:
    """Write them; each person and unit is held to account once by the day that is counted."""
    known, later = rectified_by(COUNTED_ON - timedelta(days=40)), rectified_by(COUNTED_ON)
    entries = []
    for kind, amount in HELD.items():
        entries += [_held(writer, kind, each, _day(writer, each)) for each in _apart(writer, known, amount)]
        since = _apart(writer, later, SINCE[kind])
        entries += [_held(writer, kind, each, writer.after(COUNTED_ON, 60, 1200)) for each in since]
    entries = [entry for entry in entries if entry.taken_on < today]
    entries.sort(key=lambda entry: entry.taken_on)
    for number, entry in enumerate(entries, start=1):
        entry.number = f"巡领〔{entry.taken_on.year}〕{number}号"
    with acting(cast.office):
        Accountability.objects.bulk_create(entries)
        AccountedItem.objects.bulk_create(
            AccountedItem(accountability=entry, item=item) for entry in entries for item in entry.because_of
        )


def _apart(writer: Writer, hand_overs: list[HandOver], amount: int) -> list[HandOver]:
    """So many of them, no two of one organization."""
    by_organization = {each.inspection.organization_id: each for each in hand_overs}
    return writer.random.sample(list(by_organization.values()), amount)


def _day(writer: Writer, hand_over: HandOver) -> date:
    return min(writer.after(hand_over.focus_ends_on, 15, 120), COUNTED_ON)


def _held(writer: Writer, kind: str, hand_over: HandOver, on: date) -> Accountability:
    organization = hand_over.inspection.organization
    person = {Kind.SECRETARY_ADMONISHED: organization.secretary, Kind.UNIT_CRITICIZED: ""}.get(kind)
    entry = Accountability(
        kind=kind,
        organization=organization,
        person=writer.name() if person is None else person,
        taken_on=on,
        cause=writer.pick(CAUSES[kind]),
    )
    entry.because_of = list(hand_over.items.order_by("number")[: writer.random.randint(1, 3)])
    return entry
