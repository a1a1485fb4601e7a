"""The four ledgers with everything that goes wrong on the way, in the browser, on a laptop and on a phone.

A receipt comes on paper, a plan is returned, a day is extended, a check finds nothing done, an item is returned, a
letter goes out, the rest is closed at once, and one item is opened again.
"""

import pytest

from core.access.roles import Role
from core.models import Batch
from findings.models import DeadlineKind
from rectification.models import HandOver, Item, Letter
from tests.browser.papers_to_attach import photo, scan
from tests.browser.spine.story import Story
from tests.factories import PASSWORD, FindingFactory, InspectionFactory, OrganizationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"laptop": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
PROBLEMS = [
    "三重一大事项未经集体研究",
    "公务接待报销附件不全",
    "固定资产账实不符",
    "党费收缴不及时",
]
ORGANIZATION = "市水务局党组"
OPINION = "整改责任压得不够实。"
MEASURE = {"整改措施": "修订财务管理制度", "责任领导": "书立民", "责任部门": "财务科", "完成时限": "2026-12-20"}
TOLD = {"根本原因": "制度不健全", "完成情况说明": "两项措施均已完成", "举一反三情况": "已全面排查同类问题"}


@pytest.fixture(params=SIZES)
def story(request, seat_of, clock, live_server, settings, tmp_path):
    """The team has left and filed four findings; everybody sits before a screen of one size."""
    settings.MEDIA_ROOT = tmp_path
    settings.SESSION_HOURS = 10_000
    clock.set("2026-10-20 09:00")
    story = Story(lambda: seat_of(**SIZES[request.param]), clock, live_server.url)
    story.size = request.param
    unit = story.organization = OrganizationFactory(name=ORGANIZATION)
    story.add_person("office", Role.OFFICE)
    story.add_person("handler", Role.OFFICE)
    story.add_person("closer", Role.OFFICE, name="郑晓")
    story.add_person("secretary", Role.SECRETARY, organization=unit)
    story.add_person("liaison", Role.LIAISON, organization=unit)
    story.inspection = InspectionFactory(organization=unit, status="reporting", left_on="2026-09-29")
    dated = {"status": "submitted", "deadline_kind": DeadlineKind.DATED, "due_on": "2027-01-20"}
    for text in PROBLEMS:
        FindingFactory(inspection=story.inspection, text=text, **dated)
    return story


def test_everything_that_goes_wrong_on_the_way_to_the_last_close_out(story, worker_at):
    feedback_is_given_and_one_receipt_comes_on_paper(story)
    plan_is_returned_mended_and_accepted(story)
    a_day_is_extended(story)
    close_outs_are_applied_for(story)
    one_check_fails_and_one_item_is_returned(story)
    a_letter_goes_out_and_is_answered(story)
    what_was_returned_is_applied_for_again(story)
    the_rest_is_closed_at_once(story, worker_at("2026-11-25 10:00"))
    one_item_is_opened_again(story)
    the_last_close_out_ends_it(story)


def look(story, who, name):
    story.seat(who).look(f"ledgers-{story.size}-{name}")


def item(number):
    return Item.objects.get(number=number)


def feedback_is_given_and_one_receipt_comes_on_paper(story):
    office, secretary = story.seat("office"), story.seat("secretary")
    office.open(story.inspection.get_absolute_url())
    look(story, "office", "01-inspection")
    office.press("准备交账")
    for step in ("登记向主要负责人反馈", "登记向领导班子反馈"):
        office.press(step)
        office.fill_all(
            {"反馈日期": "2026-10-20", "反馈人": "郑国强", "反馈地点": "机关三楼会议室", "总体评价": OPINION}
        )
        office.attach("会议记录及反馈意见附件", scan(f"{step}会议记录.pdf"))
        office.press("按问题清单起草")
        look(story, "office", f"02-{step}")
        office.press("保存")
    office.press("向被巡察党组织交账")
    office.press("向被巡察党组织交账")
    look(story, "office", "03-delivered")
    secretary.open(HandOver.objects.get().get_absolute_url())
    secretary.press("签收个人反馈意见")
    secretary.draw_signature()
    secretary.fill("您的密码", PASSWORD)
    look(story, "secretary", "04-signing")
    secretary.press("签收")
    office.open(HandOver.objects.get().get_absolute_url())
    office.press("登记班子反馈意见的纸质签收单")
    office.fill_all({"日期": "2026-10-20", "签收人姓名": "书立民", "签收时职务": "党组书记、局长"})
    office.attach("签收单扫描件", scan("班子签收单.pdf"))
    look(story, "office", "05-paper-receipt")
    office.press("登记")
    office.sees("待报方案")
    look(story, "office", "06-signed")


def plan_is_returned_mended_and_accepted(story):
    story.on("2026-10-28 10:00")
    office, liaison = story.seat("office"), story.seat("liaison")
    liaison.open("/")
    look(story, "liaison", "07-worklist")
    liaison.open(HandOver.objects.get().get_absolute_url())
    liaison.press("填写整改方案")
    for number in range(len(PROBLEMS)):
        liaison.fill_all({"整改目标": "制度健全、执行到位", "责任领导": "书立民", "责任部门": "财务科"})
        measure = liaison.page.locator("[data-row]").first
        for label, value in MEASURE.items():
            measure.get_by_label(label).fill(value)
        if number == 0:
            look(story, "liaison", "08-plan-of-an-item")
        liaison.press("保存并填写下一项")
    liaison.press("报送整改方案")
    office.open(HandOver.objects.get().get_absolute_url())
    office.press("退回方案")
    look(story, "office", "09-returning")
    office.fill("总体意见", "措施过于笼统。")
    office.press("退回")
    liaison.open(HandOver.objects.get().get_absolute_url())
    liaison.sees("措施过于笼统。")
    look(story, "liaison", "10-returned-plan")
    plan_of_item_is_mended(liaison)
    liaison.press("报送整改方案")
    office.open(HandOver.objects.get().get_absolute_url())
    office.press("审核通过方案")
    look(story, "office", "11-accepting")
    office.fill("意见", "同意，抓紧落实。")
    office.press("审核通过方案")
    look(story, "office", "12-rectifying")


def plan_of_item_is_mended(liaison):
    liaison.press("填写整改方案")
    liaison.fill("整改目标", "制度健全、执行到位，违规款项全部清退")
    liaison.press("保存并填写下一项")
    liaison.open(HandOver.objects.get().get_absolute_url())


def a_day_is_extended(story):
    office, liaison = story.seat("office"), story.seat("liaison")
    liaison.open(item(1).get_absolute_url())
    liaison.press("申请变更或延期")
    liaison.fill_all({"完成时限": "2027-03-20", "事由": "需待上级文件出台"})
    look(story, "liaison", "13-extension")
    liaison.press("申请")
    look(story, "liaison", "14-extension-asked")
    office.open("/")
    look(story, "office", "15-worklist")
    office.open(item(1).get_absolute_url())
    office.press("同意变更")
    look(story, "office", "16-extension-granting")
    office.press("同意变更")
    assert item(1).due_on.isoformat() == "2027-03-20"


def close_outs_are_applied_for(story):
    story.on("2026-11-16 14:00")
    for number in range(1, len(PROBLEMS) + 1):
        report_and_apply(story, number)
    office = story.seat("office")
    office.open("/")
    look(story, "office", "19-worklist-with-all-four")
    for number in range(1, len(PROBLEMS) + 1):
        accept(office, number)
    look(story, "office", "20-accepted-in-place-of-the-team")


def report_and_apply(story, number):
    liaison = story.seat("liaison")
    liaison.open(item(number).get_absolute_url())
    liaison.press("填报整改进展")
    liaison.fill("整改情况", "已修订财务管理制度。")
    liaison.choose("完成情况", "已完成")
    liaison.attach("佐证材料", photo("现场.png"), scan("制度.pdf"))
    look(story, "liaison", f"17-progress-{number}")
    liaison.press("填报整改进展")
    if liaison.named("登记完成").count():
        liaison.press("登记完成")
        liaison.press("保存")
    liaison.press("申请销号")
    liaison.fill_all(TOLD)
    liaison.press("申请")
    look(story, "liaison", f"18-applied-{number}")


def accept(office, number):
    """The team is dissolved: the office accepts in its place."""
    office.open(item(number).get_absolute_url())
    office.press("验收通过")
    office.fill("意见", "已逐项核对。")
    office.press("验收通过")


def check(story, number, verdict, opinion):
    handler = story.seat("handler")
    handler.open(item(number).get_absolute_url())
    handler.press("登记现场核查")
    handler.fill_all({"核查人员": "何静、周敏", "意见": opinion})
    handler.choose("核查结论", verdict)
    look(story, "handler", f"21-check-{number}")
    handler.press("保存")
    look(story, "handler", f"22-checked-{number}")


def one_check_fails_and_one_item_is_returned(story):
    check(story, 1, "核查属实", "制度已印发。")
    check(story, 2, "与填报不符", "凭证仍不齐全。")
    for number, reason in ((2, "现场核查不属实，重新整改。"), (3, "佐证材料缺会议记录。")):
        handler = story.seat("handler")
        handler.open(item(number).get_absolute_url())
        handler.press("退回整改")
        handler.fill("事由", reason)
        handler.press("退回")
        look(story, "handler", f"23-returned-{number}")
    liaison = story.seat("liaison")
    liaison.open("/")
    look(story, "liaison", "24-worklist-returned")
    liaison.open(item(3).get_absolute_url())
    liaison.sees("佐证材料缺会议记录。")
    look(story, "liaison", "25-returned-item")


def a_letter_goes_out_and_is_answered(story):
    office, secretary = story.seat("office"), story.seat("secretary")
    office.open("/letters/draft/")
    office.choose("文书种类", "督办通知书")
    office.pick("巡察", str(story.inspection))
    office.press("继续办理")
    office.fill_all({"文号": "巡督〔2026〕1号", "下发日期": "2026-11-16", "答复期限": "2026-11-30"})
    look(story, "office", "26-letter")
    office.press("保存")
    look(story, "office", "27-letter-issued")
    secretary.open("/")
    look(story, "secretary", "28-worklist-with-letter")
    secretary.open(Letter.objects.get().get_absolute_url())
    secretary.press("签收文书")
    secretary.press("答复")
    secretary.fill("答复内容", "已召开党组会逐项研究。")
    look(story, "secretary", "29-answering")
    secretary.press("答复")
    look(story, "secretary", "30-answered")


def what_was_returned_is_applied_for_again(story):
    story.on("2026-11-24 09:00")
    for number in (2, 3):
        report_and_apply(story, number)
        accept(story.seat("office"), number)
    for number in (2, 3, 4):
        check(story, number, "核查属实", "凭证齐全。")


def the_rest_is_closed_at_once(story, worker):
    """By somebody who has neither accepted nor checked any of them."""
    story.on("2026-11-25 10:00")
    closer = story.seat("closer")
    closer.open("/items/?status=awaiting_acceptance")
    for box in closer.page.locator("[data-tick]").all():
        box.check()
    look(story, "closer", "31-ticked")
    closer.press("同意销号")
    closer.fill("意见", "整改到位，同意销号。")
    look(story, "closer", "32-closing-many")
    closer.press(f"销号（{len(PROBLEMS)}项）")
    worker.wait_until(lambda: Batch.objects.get().done_at)
    closer.open(Batch.objects.get().get_absolute_url())
    closer.sees(f"成功：{len(PROBLEMS)}")
    look(story, "closer", "33-closed-many")
    assert set(Item.objects.values_list("status", flat=True)) == {Item.Status.CLOSED}


def one_item_is_opened_again(story):
    handler, office = story.seat("handler"), story.seat("office")
    handler.open(item(2).get_absolute_url())
    handler.press("申请重新整改")
    handler.choose("发现途径", "信访举报")
    handler.fill_all({"整改期限": "2026-12-31", "事由": "群众反映又有附件不全的报销。"})
    look(story, "handler", "34-reopening")
    handler.press("申请")
    office.open("/")
    look(story, "office", "35-worklist-reopening")
    office.open(item(2).get_absolute_url())
    office.press("同意重新整改")
    look(story, "office", "36-reopening-decided")
    office.press("重新整改")
    look(story, "office", "37-reopened")
    assert HandOver.objects.get().status != HandOver.Status.CLOSED


def the_last_close_out_ends_it(story):
    story.on("2026-12-10 09:00")
    report_and_apply(story, 2)
    office = story.seat("office")
    accept(office, 2)
    check(story, 2, "核查属实", "反弹问题已纠正。")
    closer = story.seat("closer")
    closer.open(item(2).get_absolute_url())
    closer.press("同意销号")
    closer.fill("意见", "同意销号。")
    closer.press("销号")
    look(story, "closer", "38-closed-again")
    office.open(HandOver.objects.get().get_absolute_url())
    office.press("整体销号")
    look(story, "office", "39-hand-over")
    assert HandOver.objects.get().status == HandOver.Status.CLOSED
