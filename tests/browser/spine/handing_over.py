"""Step 3: both feedbacks, the delivery, both receipts, the plan with its measures, and its acceptance (交账)."""

from findings.models import Finding
from rectification.models import HandOver
from tests.browser.spine.story import DUE, HANDED_OVER, LEFT, PLAN_FILED, PROBLEMS
from tests.factories import PASSWORD

OPINION = "党组履行全面从严治党责任不够有力，财务管理不够规范，须逐项整改。"
FEEDBACKS = {"登记向主要负责人反馈": "郑国强", "登记向领导班子反馈": "周敏"}

RESPONSIBLE = {"责任领导": "书立民", "责任部门": "财务科"}
MEASURE = RESPONSIBLE | {"整改措施": "修订财务管理制度，清退违规报销资金。", "完成时限": DUE["late"]}


def findings_are_handed_over(story):
    """From the team's leaving to a plan that is accepted."""
    story.on(LEFT)
    team_leaves(story)
    office_ends_the_field_stage(story, story.seat("office"))
    story.on(HANDED_OVER)
    office, secretary, liaison = story.seat("office"), story.seat("secretary"), story.seat("liaison")
    organization_sees_nothing_yet(story, liaison)
    office_delivers(story, office)
    secretary_signs_both(secretary)
    story.on(PLAN_FILED)
    liaison_files_the_plan(liaison)
    office_accepts_it(office)


def team_leaves(story):
    leader = story.seat("leader")
    leader.open(story.inspection.get_absolute_url())
    leader.press("登记撤点")
    leader.press("登记")


def office_ends_the_field_stage(story, office):
    office.open(story.round.get_absolute_url())
    office.press("结束进驻")
    office.fill("日期", "2026-09-30")
    office.press("登记")


def organization_sees_nothing_yet(story, liaison):
    liaison.open("/")
    liaison.look("3-1-liaison-before")
    liaison.is_refused(Finding.objects.first().get_absolute_url())


def office_delivers(story, office):
    office.open("/")
    office.look("3-2-office-worklist")
    office.open(story.inspection.get_absolute_url())
    office.press("准备交账")
    office.look("3-3-hand-over-prepared")
    for step, giver in FEEDBACKS.items():
        office.press(step)
        office.fill_all({"反馈日期": "2026-10-20", "反馈人": giver, "总体评价": OPINION})
        office.press("按问题清单起草")
        office.look(f"3-3-{step}")
        office.press("保存")
    office.press("向被巡察党组织交账")
    office.look("3-4-delivering")
    office.press("向被巡察党组织交账")
    office.sees("待双签收")
    office.look("3-5-delivered")


def secretary_signs_both(secretary):
    secretary.open("/")
    secretary.look("3-6-secretary-worklist")
    secretary.open(HandOver.objects.get().get_absolute_url())
    for step in ("签收个人反馈意见", "签收班子反馈意见和问题清单"):
        secretary.press(step)
        secretary.look(f"3-7-{step}")
        secretary.draw_signature()
        secretary.fill("您的密码", PASSWORD)
        secretary.press("签收")
    secretary.look("3-8-both-signed")


def liaison_files_the_plan(liaison):
    liaison.open(HandOver.objects.get().get_absolute_url())
    liaison.look("3-9-liaison-hand-over")
    liaison.press("填写整改方案")
    for number in range(len(PROBLEMS)):
        liaison.fill_all({"整改目标": "制度健全、执行到位，违规资金全部清退。", **RESPONSIBLE})
        measure = liaison.page.locator("[data-row]").first
        for label, value in MEASURE.items():
            measure.get_by_label(label).fill(value)
        if number == 0:
            liaison.look("3-10-plan-of-an-item")
        liaison.press("保存并填写下一项")
    liaison.press("报送整改方案")
    liaison.look("3-11-plan-filed")


def office_accepts_it(office):
    office.open("/")
    office.look("3-12-office-has-a-plan-to-review")
    office.open(HandOver.objects.get().get_absolute_url())
    office.press("审核通过方案")
    office.sees("责任清单")
    office.look("3-13-plan-on-one-page")
    office.press("审核通过方案")
    office.look("3-14-rectifying")
