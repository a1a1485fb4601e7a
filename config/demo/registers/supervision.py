"""A joint supervision group of round 18: visits made, with verdicts, photographs and surveys, and visits to come."""

import struct
import zlib
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo.cast import Cast
from config.demo.live import LiveRounds, before
from config.demo.writing import weekday
from core.registers.services import enter
from personnel.models import User
from rectification.checks.registers import GROUPS, VISITS
from rectification.checks.services import CheckedItem, checkable_on, record_visit
from rectification.models import CheckResult, Item, SupervisionGroup, SupervisionVisit
from rounds.models import Inspection

Kind, Verdict = SupervisionVisit.Kind, CheckResult.Verdict
COVERED = (0, 5, 6, 7, 9, 10)
"""Of the inspections of round 18, by their place."""
FOCUS = "对照整改方案逐项看：措施是否落实、佐证材料是否真实、制度是否执行、款项是否追缴到位；开展满意度测评。"
SAID = {
    Verdict.CONFIRMED: "查阅台账和凭证，并到现场核对，与报告一致，整改到位。",
    Verdict.PARTLY: "制度已经修订印发，但未见执行记录，款项追缴尚未完成。",
    Verdict.REFUTED: "报告称已完成，现场核查未见整改，佐证材料系补造，属虚假整改。",
}
MADE = [
    (
        0,
        Kind.MID_TERM,
        12,
        "整改总体推进有序，党组专题研究到位，个别事项佐证材料不完整。",
        (Verdict.CONFIRMED, Verdict.PARTLY),
        (60, 58, 31, 19, 6, 2),
    ),
    (
        6,
        Kind.MID_TERM,
        9,
        "整改责任落实不够，部分事项以会议落实整改，发现虚假整改1项。",
        (Verdict.PARTLY, Verdict.REFUTED),
        (50, 46, 12, 17, 11, 6),
    ),
    (
        5,
        Kind.LOOK_BACK,
        5,
        "抽查已销号事项，制度执行较好，未发现反弹。",
        (Verdict.CONFIRMED, Verdict.CONFIRMED),
        (40, 40, 27, 11, 2, 0),
    ),
]
"""The inspection, the kind, how many days ago, what was found as a whole and of its first items, and the survey."""
PLANNED = [(9, Kind.MID_TERM, -2), (7, Kind.MID_TERM, 3), (10, Kind.MID_TERM, 8), (0, Kind.FINAL, 45)]
"""The inspection, the kind, and in how many days; one is late."""


def load_supervision(cast: Cast, live: LiveRounds) -> None:
    """Form the group, plan its visits and record those that were made."""
    group = _group(cast, live)
    for place, kind, days, opinion, verdicts, survey in MADE:
        visit = _visit(cast, group, live.rectifying[place], kind, before(live.today, days))
        _record(cast, visit, opinion, verdicts, survey)
    for place, kind, days in PLANNED:
        on = weekday(live.today + timedelta(days=days)) if days > 0 else before(live.today, -days)
        _visit(cast, group, live.rectifying[place], kind, on)


def _group(cast: Cast, live: LiveRounds) -> SupervisionGroup:
    members = [cast.handler, cast.users["discipline"], cast.users["orgdept"]]
    return enter(
        GROUPS,
        by=cast.office,
        name="第18轮巡察整改第一联合督查组",
        formed_on=before(live.today, 20),
        ends_on=live.today + timedelta(days=70),
        chief=cast.users["discipline"],
        members=members,
        inspections=[live.rectifying[place] for place in COVERED],
        focus=FOCUS,
    )


def _visit(cast: Cast, group: SupervisionGroup, inspection: Inspection, kind: str, on: date) -> SupervisionVisit:
    return enter(
        VISITS,
        by=cast.office,
        group=group,
        inspection=inspection,
        kind=kind,
        planned_on=on,
        participants=group.members.all(),
        others="",
        focus="",
    )


def _record(cast: Cast, visit: SupervisionVisit, opinion: str, verdicts: tuple, survey: tuple) -> None:
    """By the chief, whose reach is what it became with the group."""
    chief = User.objects.get(pk=cast.users["discipline"].pk)
    items = checkable_on(visit, chief)
    if visit.kind == Kind.MID_TERM:
        items = items.filter(status__in=Item.UNDER_WAY, checks=None)
    results = [
        CheckedItem(item.pk, verdict, SAID[verdict], [photograph(f"现场照片{item.number}.png", item.number)])
        for item, verdict in zip(items, verdicts, strict=False)
    ]
    counted = ("survey_sent", "survey_returned", "very_satisfied", "satisfied", "basically_satisfied", "dissatisfied")
    record_visit(
        visit,
        by=chief,
        visited_on=visit.planned_on,
        place="机关办公楼及所属单位",
        opinion=opinion,
        results=results,
        **dict(zip(counted, survey, strict=True)),
    )


def photograph(name: str, number: int) -> SimpleUploadedFile:
    """What stands for a photograph: a picture of stripes, another for each number."""
    width, height = 96, 64
    rows = (
        b"\0" + bytes((x * number + y * 3 + part * 40) % 256 for x in range(width) for part in range(3))
        for y in range(height)
    )
    pixels = zlib.compress(b"".join(rows))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", pixels),
        (b"IEND", b""),
    ]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return SimpleUploadedFile(name, b"\x89PNG\r\n\x1a\n" + body, "image/png")
