"""A newcomer's day at the office: whatever the registers know is entered once, and the board and the book have it."""

import re

import pytest

from core.access.roles import Role
from core.api.tokens import issue_token
from core.models import MonthlyReport
from findings.models import CooperationInput
from rectification.models import Campaign, Letter, SelfCheck
from rounds.models import Announcement, Instruction, Meeting, Round
from tests.browser.api_client import ApiClient
from tests.browser.spine.reporting import text_of
from tests.browser.spine.story import Story
from tests.factories import BodyFactory, OrganizationFactory, PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MORNING, DAY = "2026-11-23 09:00", "2026-11-23"
SENDER = "市审计局"
PROBLEMS = [f"审计移交问题{number}" for number in range(1, 11)]
UNITS = ["市文化局党组", "市民政局党组", "市水务局党组"]

SENTENCES = [
    "已组建1个巡察组",
    "市委常委会1次研究巡察工作",
    "作出批示1次",
    "移交问题10条",
    "共下发整改建议书1份",
    "共推动整改问题30条，上缴违规资金6万元",
    "市县两级选派1名干部",
]
"""What the board says in the evening, but for the changes since last month."""


@pytest.fixture
def story(seat_of, clock, live_server):
    """The newcomer, who they work for, and three organizations with their liaisons."""
    clock.set(MORNING)
    story = Story(seat_of, clock, live_server.url)
    story.add_person("office", Role.OFFICE)
    story.add_person("leading", Role.LEADING_GROUP)
    story.add_person("audit", Role.COOPERATING, name="审计员", body=BodyFactory(name=SENDER, kind="audit"))
    for number, name in enumerate(UNITS):
        unit = OrganizationFactory(name=name)
        story.add_person(f"liaison{number}", Role.LIAISON, name=f"联络员{number}", organization=unit)
    return story


def test_what_a_newcomer_enters_in_a_day_is_on_the_board_and_in_the_book(story, worker_at):
    worker, office = worker_at(MORNING), story.seat("office")
    meeting_decides_a_round(office)
    round_is_opened_and_announced(office)
    instruction_is_answered(office)
    body_sends_ten_problems(story, office)
    letter_is_answered(office, story.seat("liaison0"))
    campaign_is_reported(office, [story.seat(f"liaison{number}") for number in range(3)])
    secondment_ends(office)
    board_has_it_all(story.seat("leading"))
    book_has_it_all(office, worker)


def enter(office, group, button, fields, *, choices=(), picks=()):
    """Fill in the form of a register and save it."""
    office.go(group)
    office.press(button)
    for label, option in dict(choices).items():
        office.choose(label, option)
    for label, words in dict(picks).items():
        office.pick(label, *words)
    office.fill_all(fields)
    office.look(f"day-{group}")
    office.press("保存")


def meeting_decides_a_round(office):
    told = {"召开日期": DAY, "议题": "研究启动第十九轮巡察", "议定事项": "同意启动第十九轮巡察"}
    enter(office, "会议", "登记会议", told, choices={"类别": "常委会会议"})
    office.sees("同意启动第十九轮巡察")
    assert Meeting.objects.get().kind == Meeting.Kind.STANDING_COMMITTEE


def round_is_opened_and_announced(office):
    days = {"计划进驻日期": "2026-12-01", "计划撤点日期": "2027-01-29"}
    enter(office, "巡察轮次", "新建轮次", {"轮次": 19, "届次": "七届", "巡察主题": "对市直部门开展常规巡察"} | days)
    office.press("组建巡察组")
    office.fill_all({"组别": 1, "组建日期": DAY})
    office.press("保存")
    told = {"标题": "市委启动第十九轮巡察", "日期": DAY}
    chosen = {"类别": "巡察公告", "轮次": str(Round.objects.get()), "渠道": "微信公众号"}
    enter(office, "公开公告", "登记公开事项", told, choices=chosen)
    assert Announcement.objects.get().round == Round.objects.get()


def instruction_is_answered(office):
    told = {"批示日期": DAY, "批示内容": "精心组织，压实责任", "承办单位": "市委巡察办", "办理时限": "2026-12-23"}
    chosen = {"批示领导": "市委书记", "轮次": str(Round.objects.get())}
    enter(office, "领导批示", "登记批示", told, choices=chosen)
    office.open("/")
    office.sees(f"办理{DAY}的批示")
    office.open(Instruction.objects.get().get_absolute_url())
    office.press("登记办理情况")
    office.fill_all({"日期": DAY, "办理情况": "已制定方案"})
    office.press("登记办理情况")
    office.sees("办理情况已登记", "已制定方案")


def body_sends_ten_problems(story, office):
    _row, token = issue_token(story.people["audit"])
    audit = ApiClient(story.address, token)
    for title in PROBLEMS:
        told = {"kind": "problem", "received_on": DAY, "about": UNITS[0], "title": title, "content": "超范围列支"}
        for _twice in range(2):  # an answer that was lost is asked for again
            assert audit.write("cooperation-inputs/", told, key=title.encode().hex()).status == 201
    assert CooperationInput.objects.count() == len(PROBLEMS)
    sender = story.seat("audit")
    sender.look("day-sender")
    sender.go("部门通报移交")
    sender.sees(*PROBLEMS)
    office.go("部门通报移交")
    office.sees(SENDER, *PROBLEMS)


def letter_is_answered(office, liaison):
    told = {"文号": "巡建〔2026〕1号", "下发日期": DAY, "答复期限": "2026-12-23", "文书正文": "健全资金监管制度"}
    enter(office, "整改文书", "登记文书", told, picks={"党组织": [UNITS[0]]})
    liaison.open("/")
    liaison.sees("签收文书巡建〔2026〕1号")
    liaison.open(Letter.objects.get().get_absolute_url())
    liaison.press("答复")
    liaison.fill("答复内容", "已修订资金管理办法")
    liaison.look("day-answer")
    liaison.press("答复")
    office.open(Letter.objects.get().get_absolute_url())
    office.sees("已修订资金管理办法")


def campaign_is_reported(office, liaisons):
    told = {"标题": "津补贴专项自查", "部署日期": DAY, "上报期限": "2026-12-31", "共性问题": "违规发放津补贴"}
    enter(office, "专项自查", "部署专项自查", told)
    office.press("发给党组织")
    office.pick("党组织", *UNITS)
    office.look("day-sending")
    office.press("发给党组织")
    for found, liaison in enumerate(liaisons, start=1):
        liaison.open("/")
        liaison.sees("开展自查自纠并上报：津补贴专项自查")
        liaison.press("去报告")
        liaison.press("上报自查结果")
        liaison.fill_all({"发现问题": found * 10, "整改问题": found * 5, "上缴资金（元）": found * 10_000})
        liaison.press("报送")
        liaison.sees("自查结果已上报")
    assert SelfCheck.objects.filter(reported_on=DAY).count() == len(UNITS)
    office.open(Campaign.objects.get().get_absolute_url())
    office.sees("已上报党组织数", "60,000")
    office.look("day-campaign")


def secondment_ends(office):
    person = PersonFactory(name="挂小明", employer="市财政局")
    told = {"挂职单位": "市委巡察办", "开始日期": "2025-11-24", "计划结束日期": DAY}
    enter(office, "挂职锻炼", "登记挂职", told, choices={"层级": "市级"}, picks={"人员": [person.name]})
    office.press("结束挂职")
    office.fill("日期", DAY)
    office.choose("鉴定等次", "优秀")
    office.press("结束挂职")
    office.sees("优秀", DAY)


def board_has_it_all(leading):
    leading.open("/26445/")
    leading.look("day-26445")
    told = re.sub(r"\s|\+[\d,.]+", "", leading.page.locator("main").inner_text())
    for sentence in SENTENCES:
        assert sentence in told


def book_has_it_all(office, worker):
    office.open("/reports/monthly/")
    office.fill("月份", "2026-11")
    office.press("生成月报")
    worker.wait_until(lambda: MonthlyReport.objects.get().done_at)
    office.open(MonthlyReport.objects.get().get_absolute_url())
    sheets = {sheet.title: text_of(sheet) for sheet in office.download("下载")}
    assert "同意启动第十九轮巡察" in sheets["会议"]
    assert "已制定方案" in sheets["领导批示"]
    assert "市委启动第十九轮巡察" in sheets["公开公告"]
    assert all(title in sheets["部门通报移交"] for title in PROBLEMS)
    assert "巡建〔2026〕1号" in sheets["整改文书"]
    assert all(name in sheets["自查自纠"] for name in UNITS)
    assert "挂小明" in sheets["挂职锻炼"]
