"""Self-check campaigns: by 15 October 2022 they rectified 9,696 problems, returned 4.01 million yuan; more since."""

from datetime import date, timedelta

from django.db.models import Count, Q

from config.demo.cast import Cast
from config.demo.live import LiveRounds, before
from config.demo.registers.past import COUNTED_ON
from config.demo.writing import Writer, weekday
from core.trail.recording import acting
from findings.models import Category
from rectification.campaigns.services import owed_report
from rectification.models import Campaign, SelfCheck
from rounds.models import Obligation, Organization

RECTIFIED, HUNDREDS = 9696, 40_100
SENT_TO = 40
PAST = [
    ("公务用车管理使用问题专项自查", "公务用车私用、超标准配备、违规租车等问题。", date(2016, 5, 9)),
    ("违规发放津补贴专项自查", "自行设立津补贴项目、超标准发放奖金福利等问题。", date(2017, 3, 6)),
    ("“三重一大”决策制度执行专项自查", "以传阅、碰头代替集体决策，会议记录不完整等问题。", date(2018, 4, 9)),
    ("扶贫领域资金管理专项自查", "资金滞留、挪用，项目公示不到位等问题。", date(2018, 11, 5)),
    ("公务接待专项自查", "无公函接待、超范围超标准接待等问题。", date(2019, 9, 2)),
    ("工程项目招投标专项自查", "化整为零规避招标、履约监管不到位等问题。", date(2020, 6, 8)),
    ("往来款项清理专项自查", "长期挂账、账实不符、公款私存等问题。", date(2021, 4, 12)),
    ("基层党组织生活专项自查", "“三会一课”不经常、记录造假等问题。", date(2022, 3, 7)),
]
SINCE = [
    ("惠民惠农补贴发放专项自查", "发放对象不准、发放不及时、优亲厚友等问题。", date(2023, 9, 4)),
    ("选人用人档案专项自查", "程序倒置、材料缺失、“带病提拔”等问题。", date(2025, 3, 3)),
]
LIVE = ("办公用房和培训经费专项自查", "办公用房超面积、虚列培训费等问题。")
REMARKS = ["", "", "已建立台账，逐项销号。", "个别问题涉及历史遗留，正在推进。", "相关责任人已作检查。"]


def load_campaigns(writer: Writer, cast: Cast, live: LiveRounds) -> None:
    """Write each campaign with whom it was sent to and what they reported."""
    organizations = list(Organization.objects.order_by("pk"))
    with acting(cast.office):
        sent = [check for told in PAST for check in _sent(writer, told, organizations, SENT_TO)]
        shares = zip(writer.shares(RECTIFIED, len(sent)), writer.shares(HUNDREDS, len(sent)), strict=True)
        for check, (rectified, hundreds) in zip(sent, shares, strict=True):
            _report(writer, check, rectified, hundreds * 100, most=COUNTED_ON)
        later = [check for told in SINCE for check in _sent(writer, told, organizations, SENT_TO)]
        for check in later:
            _report(writer, check, writer.random.randint(3, 30), writer.random.randint(0, 60) * 500, most=live.today)
        under_way = _under_way(writer, live)
        checks = SelfCheck.objects.bulk_create([*sent, *later, *under_way])
        Obligation.objects.bulk_create([_owed(check) for check in checks], batch_size=1000)


def _sent(writer: Writer, told: tuple[str, str, date], organizations: list[Organization], amount: int):
    title, text, begun_on = told
    campaign = Campaign.objects.create(
        title=title, text=text, begun_on=begun_on, report_due_on=weekday(begun_on + timedelta(days=45))
    )
    return [
        SelfCheck(campaign=campaign, organization=organization, sent_on=begun_on)
        for organization in writer.random.sample(organizations, amount)
    ]


def _under_way(writer: Writer, live: LiveRounds) -> list[SelfCheck]:
    """One that runs: the organization with accounts, and every second of the others, has still to report."""
    organizations = [inspection.organization for inspection in live.rectifying]
    title, text = LIVE
    checks = _sent(writer, (title, text, before(live.today, 30)), organizations, len(organizations))
    found = Count("findings", filter=Q(findings__inspection__in=live.rectifying))
    common = Category.objects.annotate(found=found).order_by("-found", "pk").first()
    Campaign.objects.filter(pk=checks[0].campaign_id).update(category=common)
    others = [check for check in checks if check.organization != live.side]
    for check in others[::2]:
        _report(writer, check, writer.random.randint(3, 30), writer.random.randint(0, 60) * 500, most=live.today)
    went = others[0]  # whatever it reported, it only went through the motions
    went.checked_on, went.verdict = max(went.reported_on, before(live.today, 2)), SelfCheck.Verdict.MOTIONS
    went.opinion = "抽查三项，台账与实际不符，存在走过场情况。"
    return checks


def _report(writer: Writer, check: SelfCheck, rectified: int, funds: int, *, most: date) -> None:
    """What it reported, mostly in time; of ten, one was checked on the spot."""
    check.reported_on = min(writer.after(check.sent_on, 14, 48), most)
    check.problems_rectified = rectified
    check.problems_found = rectified + writer.random.randint(0, 4)
    check.funds_returned = funds
    check.remark = writer.pick(REMARKS)
    if writer.chance(0.1):
        check.checked_on = min(writer.after(check.reported_on, 7, 40), most)
        check.verdict = SelfCheck.Verdict.MOTIONS if writer.chance(0.15) else SelfCheck.Verdict.TRUE
        check.opinion = "抽查三项，存在以会代查情况。" if check.verdict == "motions" else "抽查与上报一致。"


def _owed(check: SelfCheck) -> Obligation:
    owed = owed_report(check)
    owed.met_on = check.reported_on
    return owed
