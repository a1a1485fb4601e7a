"""Step 5: evidence, the team's word, the check on site, an item closed out, one returned (查账、销账)."""

from rectification.models import Item
from tests.browser.papers_to_attach import ledger, scan
from tests.browser.spine.story import PROBLEMS, REPORTED

TOLD = {
    "根本原因": "财务制度不健全，报销审核把关不严。",
    "完成情况说明": "问题已整改到位，违规报销资金全部清退。",
    "举一反三情况": "对2023年以来公务接待报销全面自查，未发现同类问题。",
}
REASON = "佐证材料缺会议记录，请补充三重一大会议纪要后再申请。"


def items_are_rectified(story):
    """One is closed out, one returned, one goes on."""
    story.on(REPORTED)
    liaison, office = story.seat("liaison"), story.seat("office")
    good, poor = item_about("dated"), item_about("late")
    liaison_reports_and_applies(liaison, good)
    liaison_reports_and_applies(liaison, poor)
    team_accepts(story.seat("leader"), good, poor)
    office_checks_and_closes(story.seat("handler"), office, good)
    office_returns(office, poor)
    liaison_reads_why(liaison, poor)


def item_about(kind):
    return Item.objects.get(finding__text=PROBLEMS[kind])


def liaison_reports_and_applies(liaison, item):
    liaison.open(item.get_absolute_url())
    liaison.look(f"5-1-item-{item.number}")
    liaison.press("填报整改进展")
    liaison.fill("整改情况", "已修订财务管理制度，清退违规报销资金3.4万元，相关责任人已批评教育。")
    liaison.choose("完成情况", "已完成")
    liaison.attach("佐证材料", scan("财务管理制度.pdf"), ledger("清退明细.xlsx"))
    liaison.look(f"5-2-progress-{item.number}")
    liaison.press("填报整改进展")
    liaison_enters_what_came_of_it(liaison, item)
    liaison.press("登记完成")
    liaison.press("保存")
    liaison.press("申请销号")
    liaison.fill_all(TOLD)
    liaison.look(f"5-3-applying-{item.number}")
    liaison.press("申请")


def liaison_enters_what_came_of_it(liaison, item):
    """A rule and returned funds are rows of their own, and the item adds up."""
    liaison.press("登记制度")
    liaison.fill_all({"制度名称": "财务管理制度", "印发日期": "2026-11-10"})
    liaison.choose("类别", "新建")
    liaison.press("保存")
    liaison.open(item.get_absolute_url())
    liaison.press("登记上缴资金")
    liaison.fill_all({"金额（元）": 34000, "上缴日期": "2026-11-10", "缴款凭证号": f"凭证{item.number}"})
    liaison.press("保存")
    liaison.open(item.get_absolute_url())
    liaison.look(f"5-2-results-{item.number}")
    liaison.sees("财务管理制度", "34,000.00")


def team_accepts(leader, *items):
    """The team sees first whether what it found is rectified; only then it lies with the office."""
    leader.open("/")
    leader.look("5-4-leader-worklist")
    for item in items:
        leader.open(item.get_absolute_url())
        leader.press("验收通过")
        leader.sees(*TOLD.values())
        leader.fill("意见", "已对照问题逐项核对，整改到位。")
        leader.look(f"5-4-accepting-{item.number}")
        leader.press("验收通过")


def office_checks_and_closes(checker, office, item):
    """Two of the office: who confirms it on site does not close it out."""
    office.open("/")
    office.look("5-4-office-worklist")
    office.open(item.get_absolute_url())
    office.look("5-5-item-awaiting-acceptance")
    checker.open(item.get_absolute_url())
    checker.press("登记现场核查")
    checker.fill_all({"核查人员": "周敏、何静", "意见": "现场查阅凭证和制度，整改属实。"})
    checker.choose("核查结论", "核查属实")
    checker.look("5-6-check")
    checker.press("保存")
    office.open(item.get_absolute_url())
    office.press("同意销号")
    office.fill("意见", "同意销号。")
    office.look("5-7-closing")
    office.press("销号")
    office.sees("已销号")
    office.look("5-8-closed")


def office_returns(office, item):
    office.open(item.get_absolute_url())
    office.press("退回整改")
    office.fill("事由", REASON)
    office.press("退回")
    office.look("5-9-returned")


def liaison_reads_why(liaison, item):
    liaison.open("/inbox/")
    liaison.look("5-10-liaison-inbox")
    liaison.open(item.get_absolute_url())
    liaison.sees(REASON)
