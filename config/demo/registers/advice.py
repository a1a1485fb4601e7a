"""Advice to functional departments: what was answered over the years, and what waits for an answer or a decision."""

from datetime import date, timedelta

from config.demo.cast import Cast
from config.demo.live import LiveRounds, before
from core.models import Notice
from core.notices.services import mark_read
from core.trail.recording import acting
from rectification.models import AdvisedItem, Item, SectorAdvice
from rectification.sector_advice.services import answer_advice, owe_answer, receipt_advice, record_receipt, send

PAST = [
    ("市财政局", "村级财务管理专项整治", "村级财务审批不严、坐收坐支问题较为普遍。", date(2018, 6, 11), 2),
    ("市审计局", "乡镇工程项目审计全覆盖", "乡镇小型工程化整为零规避招标问题多发。", date(2019, 5, 20), 3),
    ("市财政局", "惠民惠农资金“一卡通”专项整治", "补贴资金发放不及时、对象不精准。", date(2020, 9, 14), 2),
    ("市委组织部", "基层党组织换届程序专项检查", "部分基层党组织换届程序不规范。", date(2021, 10, 18), 1),
    ("市信访局", "信访积案化解专项行动", "信访事项答复不及时、化解不彻底。", date(2022, 4, 25), 2),
]
DONE = "已印发专项整治方案，在全系统开展自查和重点检查，发现的问题全部建立台账并限期整改。"
USED = "修订行业管理制度，纳入年度考核和日常监管，并向同级党委作了专题报告。"
ANSWER = "已组织全市各单位自查，抽查21个单位，发现问题46个，已整改39个，其余7个正在推进。"


def load_advice(cast: Cast, live: LiveRounds) -> None:
    """Write the past as it stood when it was done with; the live by the services."""
    with acting(cast.office):
        SectorAdvice.objects.bulk_create([_past(cast, told) for told in PAST])
        today = live.today
        own = live.rectifying[0]
        audit, finance, funds = (
            _sent(cast, ("市审计局", "办公用房和培训经费专项审计", 31), before(today, 40), today + timedelta(days=20)),
            _sent(cast, ("市财政局", "国有资产出租出借专项整治", 32), before(today, 75), before(today, 6)),
            _sent(
                cast, ("市审计局", "村集体“三资”管理专项整治", 33), before(today, 2), today + timedelta(days=60), own
            ),
        )
        items = Item.objects.filter(hand_over__inspection=own).order_by("number")[:2]
        AdvisedItem.objects.bulk_create([AdvisedItem(advice=funds, item=item) for item in items])
        for each in (audit, finance, funds):
            owe_answer(each, cast.office)
            send(each, cast.office)
    record_receipt(finance, by=cast.office, on=before(today, 73), document="公文交换回执")
    receipt_advice(audit, by=cast.users["cooperating"])
    answer_advice(audit, by=cast.users["cooperating"], handling=ANSWER, used=USED)
    mark_read(Notice.objects.filter(kind="advice.answered"))


def _past(cast: Cast, told: tuple[str, str, str, date, int]) -> SectorAdvice:
    body, title, text, sent_on, amount = told
    answered_on = sent_on + timedelta(days=80)
    return SectorAdvice(
        body=cast.bodies[body],
        number=f"巡建函〔{sent_on.year}〕1号",
        title=title,
        text=f"{text}建议在全行业开展专项整治，健全长效机制。",
        amount=amount,
        sent_on=sent_on,
        answer_due_on=sent_on + timedelta(days=90),
        receipted_on=sent_on + timedelta(days=1),
        receipt_document="公文交换回执",
        answered_on=answered_on,
        handling=DONE,
        used=USED,
        accepted_on=answered_on + timedelta(days=3),
    )


def _sent(cast: Cast, told: tuple[str, str, int], sent_on: date, due_on: date, inspection=None) -> SectorAdvice:
    body, title, number = told
    return SectorAdvice.objects.create(
        body=cast.bodies[body],
        number=f"巡建函〔{sent_on.year}〕{number}号",
        title=title,
        text="巡察发现多个单位存在同类问题。建议在全市开展专项整治，摸清底数，健全制度，加强日常监管。",
        amount=2,
        sent_on=sent_on,
        answer_due_on=due_on,
        inspection=inspection,
    )
