"""Changes of accepted plans, extensions among them, and closed items that were opened again, since October 2022."""

from datetime import date, timedelta

from config.demo import phrases
from config.demo.cast import Cast
from config.demo.live import before
from config.demo.registers.past import COUNTED_ON
from config.demo.writing import Writer, weekday
from core.models import Notice
from core.notices.services import mark_read
from core.trail.recording import acting
from core.workflow.moves import move
from findings.models import DeadlineKind
from rectification.changes.services import AskedMeasure, accept_change, apply_change, refuse_change
from rectification.checks.services import record_check
from rectification.closing.services import accept_item, close_item
from rectification.models import (
    CloseOut,
    Item,
    ItemChange,
    Progress,
    Reopening,
)
from rectification.reopening.services import accept_reopening, apply_reopening, refuse_reopening
from rounds.place.lookups import Place

Source = Reopening.Source
ROUND = Place("hand_over__inspection").round_number
REASONS = [
    "设备供应商停产，替代设备须重新招标，难以按原定时限到货安装。",
    "历史遗留的产权手续须由多部门会审，原定时限内无法办结。",
    "涉及的往来款项须通过诉讼追回，判决尚未生效。",
]
NEW_LEADER = "原责任领导已调离，由接任的班子成员负责，分工已经党组会议研究。"
BACK = [
    (Source.LOOK_BACK, "“回头看”发现同类问题再次发生，已建制度未执行。"),
    (Source.COMPLAINT, "群众来信反映超标准接待问题反弹，经核实基本属实。"),
    (Source.CHECK, "专项核查发现清退款项未全额上缴，整改材料与账目不符。"),
    (Source.REPORTED, "单位自查发现系统上线后审批仍有绕行，主动报告。"),
]


def load_changes(writer: Writer, cast: Cast, today: date) -> None:
    """Write them; what was told of those long gone was read then."""
    _change_past(writer, cast, today)
    _change_live(cast, today)
    _reopen_past(writer, cast, today)
    mark_read(Notice.objects.filter(kind__in=["change.decided", "reopening.applied", "reopening.decided"]))


def _change_past(writer: Writer, cast: Cast, today: date) -> None:
    """Lasting items of earlier rounds: another leader, and now and then a day for the next stage."""
    lasting = Item.objects.filter(**{f"{ROUND}__lt": 18}, deadline_kind=DeadlineKind.LASTING, closed_on=None)
    for place, item in enumerate(lasting.order_by("pk")[:40:8]):
        asked_on = writer.after(COUNTED_ON, 40 + 200 * place, 160 + 200 * place)
        if asked_on + timedelta(days=15) < today:
            day = {"due_on": today + timedelta(days=90)} if place == 3 else {}
            _ask(cast, item, asked_on, NEW_LEADER, leader=writer.name(), **day)
            accept_change(item, "同意，请做好工作交接。", by=cast.office, on=writer.after(asked_on, 3, 9))


def _change_live(cast: Cast, today: date) -> None:
    """Of the organizations of round 18: late ones got another day, and some are asked for by the secretary's."""
    dated = Item.objects.filter(**{ROUND: 18}, status=Item.Status.RECTIFYING, deadline_kind=DeadlineKind.DATED)
    secretary = cast.users["secretary"]
    own = {"hand_over__inspection__organization": secretary.organization_id}
    late = dated.filter(due_on__lt=today).exclude(**own).order_by("pk")
    for reason, item in zip(REASONS, late[:2], strict=False):
        _ask(cast, item, before(today, 9), reason, due_on=today + timedelta(days=35))
        accept_change(item, "情况属实，同意延期。", by=cast.office, on=before(today, 2))
    soon, later, last = dated.filter(due_on__gte=today, **own).order_by("due_on")[:3]
    apply_change(
        soon, "人手紧张，拟推迟完成。", due_on=soon.due_on + timedelta(days=30), by=secretary, on=before(today, 10)
    )
    refuse_change(soon, "理由不充分，请按原定时限完成。", by=cast.office, on=before(today, 6))
    measure = AskedMeasure(1, leader="钟文海")
    apply_change(later, NEW_LEADER, leader="钟文海", measures=[measure], by=secretary, on=before(today, 12))
    accept_change(later, "同意。", by=cast.handler, on=before(today, 9))
    apply_change(last, REASONS[1], due_on=last.due_on + timedelta(days=60), by=secretary, on=before(today, 2))


def _ask(cast: Cast, item: Item, on: date, reason: str, **asked) -> None:
    """As its organization asked, whose accounts were closed since."""
    speaker = cast.speaker_of(item.hand_over.inspection)
    stands = {name: getattr(item, name) for name in Item.PLANNED}
    former = {f"former_{name}": value for name, value in stands.items()}
    with acting(speaker, reason=reason):
        ItemChange.objects.create(
            item=item, reason=reason, applied_by=speaker, applied_on=on, **stands | asked, **former
        )


def _reopen_past(writer: Writer, cast: Cast, today: date) -> None:
    """Three were rectified again and closed; one is being rectified, one was left closed, one is to be decided on."""
    closed = Item.objects.filter(**{f"{ROUND}__in": [15, 16, 17]}, status=Item.Status.CLOSED)
    found = closed.exclude(deadline_kind=DeadlineKind.FOCUSED).order_by("pk")
    items = [item for item in found[: 40 * 9 : 40] if item.closed_on <= COUNTED_ON][:6]
    for place, (item, (source, reason)) in enumerate(zip(items[:3], BACK, strict=False)):
        asked_on = writer.after(COUNTED_ON, 60 + 300 * place, 200 + 300 * place)
        if asked_on + timedelta(days=90) < today:
            decided_on = writer.after(asked_on, 3, 8)
            apply_reopening(item, source, reason, decided_on + timedelta(days=60), by=cast.office, on=asked_on)
            accept_reopening(item, "情况属实，责令重新整改。", by=cast.handler, on=decided_on)
            _close_again(writer, cast, item, decided_on)
    running, refused, waiting = items[3:6]
    apply_reopening(running, *BACK[3], today + timedelta(days=20), by=cast.office, on=before(today, 40))
    accept_reopening(running, "同意重新整改。", by=cast.handler, on=before(today, 36))
    apply_reopening(refused, *BACK[1], today + timedelta(days=30), by=cast.office, on=before(today, 30))
    refuse_reopening(refused, "经核实为新发生的问题，另行处理。", by=cast.handler, on=before(today, 25))
    apply_reopening(waiting, *BACK[2], today + timedelta(days=45), by=cast.office, on=before(today, 2))


def _close_again(writer: Writer, cast: Cast, item: Item, since: date) -> None:
    """Reported, applied for, checked and closed out within its new day."""
    speaker = cast.speaker_of(item.hand_over.inspection)
    reported_on = writer.after(since, 20, 40)
    done, statement = Item.Completion.DONE, "已按要求重新整改，制度执行情况纳入季度检查。"
    with acting(speaker):
        told = {"text": "问题已重新整改到位，相关款项全额上缴。", "completion": done}
        Progress.objects.create(item=item, reported_on=reported_on, reported_by=speaker, **told)
        said = {"root_cause": writer.pick(phrases.ROOT_CAUSES), "wider_lessons": writer.pick(phrases.WIDER_LESSONS)}
        CloseOut.objects.create(item=item, statement=statement, applied_by=speaker, applied_on=reported_on, **said)
        move(item, Item.Status.AWAITING_TEAM, by=speaker, completion=done)
    checked_on = weekday(reported_on + timedelta(days=3))
    found = {
        "checkers": f"{writer.name()}、{writer.name()}",
        "verdict": "confirmed",
        "opinion": "实地核对，已整改到位。",
    }
    accept_item(item, phrases.TAKEN_AS_RECTIFIED, by=cast.handler, on=reported_on)
    record_check(item, by=cast.handler, on=checked_on, **found)
    close_item(item, "同意销号。", by=cast.office, on=weekday(checked_on + timedelta(days=3)))
