"""Stages of lasting items of round 18: reached, due, reported to the office, late; most have none set yet."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy

from config.demo.cast import Cast
from config.demo.evidence import PHOTOGRAPH
from core.models import Notice
from core.notices.services import mark_read
from core.trail.recording import acting
from rectification import duties
from rectification.aims.services import accept_aim, report_aim, set_aim
from rectification.models import Item, StagedAim
from rounds.deadlines.obligations import obligation, open_all

Status = StagedAim.Status
FIRST = "修订后的制度印发执行，完成全员学习并建立台账。"
SECOND = "制度执行满一个季度，开展一次抽查，抽查发现的问题全部纠正。"
DONE = "制度已印发，组织学习2次，建立执行台账。"
OF_OTHERS = [
    ("建立长效机制，第一季度执行情况经班子会议研究。", Status.REPORTED, 4),
    ("完成廉政风险点排查，形成防控清单并公示。", Status.UNDER_WAY, -3),
]


def load_aims(cast: Cast, today: date) -> None:
    """Of the secretary's organization by the services; of others as accounts told it that are closed by now."""
    lasting = Item.objects.lasting().filter(
        hand_over__inspection__team__round__number=18,
        status=Item.Status.RECTIFYING,
        hand_over__plan_accepted_on__lte=today - timedelta(days=30),
    )
    rows = lasting.select_related("hand_over__inspection__organization").order_by("pk")
    secretary = cast.users["secretary"]
    own = rows.filter(hand_over__inspection__organization=secretary.organization_id).first()
    if own:
        _load_own(own, cast, today)
    others = rows.exclude(hand_over__inspection__organization=secretary.organization_id)
    for item, story in zip(others, OF_OTHERS, strict=False):
        _load_of_other(item, cast, today, story)
    mark_read(Notice.objects.filter(kind__in=["aim.reported", "aim.decided"]))


def _load_own(item: Item, cast: Cast, today: date) -> None:
    liaison = cast.users["liaison"]
    set_aim(item, goal=FIRST, due_on=today - timedelta(days=8), by=liaison, on=today - timedelta(days=28))
    photograph = SimpleUploadedFile("制度学习现场.png", PHOTOGRAPH)
    photograph.caption = "制度学习会现场照片"
    report_aim(item, text=DONE, files=[photograph], by=liaison, on=today - timedelta(days=9))
    accept_aim(item, "同意，继续坚持。", by=cast.office, on=today - timedelta(days=6))
    set_aim(item, goal=SECOND, due_on=today + timedelta(days=9), by=liaison, on=today - timedelta(days=5))


def _load_of_other(item: Item, cast: Cast, today: date, story: tuple[str, Status, int]) -> None:
    goal, status, days = story
    due_on = today + timedelta(days=days)
    inspection, set_on = item.hand_over.inspection, today - timedelta(days=25)
    speaker, facts = cast.speaker_of(inspection), {"number": item.number, "stage": 1}
    is_reported = status == Status.REPORTED
    told = {"done": DONE, "reported_on": today - timedelta(days=2), "reported_by": speaker} if is_reported else {}
    with acting(speaker):
        StagedAim.objects.create(
            item=item, number=1, goal=goal, due_on=due_on, set_on=set_on, set_by=speaker, status=status, **told
        )
    words = gettext_lazy("Reach stage %(stage)s of lasting item %(number)s")
    reach = {"inspection": inspection, "organization": inspection.organization, "from_on": set_on, "due_on": due_on}
    owed = obligation(duties.REACH_AIM, item, words, facts, **reach)
    owed.paused_on = told.get("reported_on")
    review = gettext_lazy("Review the stage of lasting item %(number)s of %(organization)s")
    names = {"number": item.number, "organization": inspection.organization}
    since = {"inspection": inspection, "from_on": told.get("reported_on")}
    reviews = [obligation(duties.REVIEW_AIM, item, review, names, **since)] if is_reported else []
    open_all([owed, *reviews])
