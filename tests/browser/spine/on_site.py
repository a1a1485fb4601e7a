"""Step 2: the leader sees one inspection, files a paper, has it reviewed, and draws findings and a lead from it."""

from findings.models import Finding, Lead, WorkingPaper
from rounds.models import Organization
from tests.browser.papers_to_attach import photo, scan
from tests.browser.spine.story import CANARY, DUE, ON_SITE, PROBLEMS
from tests.factories import InspectionFactory, TeamFactory

TITLE = "公务接待报销附件不全"


def team_files_what_it_found(story):
    """The leader writes, two members sign, the deputy reviews, the leader approves and draws from the paper."""
    story.on(ON_SITE)
    elsewhere = Organization.objects.exclude(pk=story.organization.pk).first()
    team = TeamFactory(round=story.round, number=2, formed_on=story.inspection.team.formed_on)
    others = InspectionFactory(team=team, organization=elsewhere, entered_on="2026-08-03")
    leader = signed(story.seat("leader"))
    team_sees_only_its_inspection(story, leader, others)
    leader_files_a_paper(story, leader)
    deputy_reviews_it(signed(story.seat("deputy")))
    leader_approves_it(leader)
    leader_draws_findings(leader)
    leader_writes_a_lead(leader)
    leader_submits_all(leader)
    nobody_else_knows_the_lead(story)


def signed(seat):
    """Whoever is of the team commits themself for this round first; before that nothing of it opens."""
    seat.open("/")
    seat.press("去签订")
    seat.tick("本人已阅读")
    seat.press("签订承诺书")
    seat.open("/")
    return seat


def team_sees_only_its_inspection(story, leader, others):
    leader.open("/")
    leader.look("2-1-leader-worklist")
    leader.open("/inspections/")
    leader.sees(story.organization.name, "共 1 条")
    leader.is_refused(others.get_absolute_url())
    leader.open(story.inspection.get_absolute_url())
    leader.look("2-2-leader-inspection")


def leader_files_a_paper(story, leader):
    leader.open("/papers/")
    leader.look("2-3-no-paper-yet")
    leader.press("新建底稿")
    leader.choose("被巡察党组织", f"{story.organization}（{story.inspection.team.round} {story.inspection.team}）")
    leader.fill_all(
        {
            "标题": TITLE,
            "发现日期": "2026-08-18",
            "问题表现": PROBLEMS["dated"],
            "定性依据": "不符合《党政机关国内公务接待管理规定》第六条凭公函接待的要求。",
            "责任主体": "办公室主任负直接责任，分管副局长负主要领导责任。",
        }
    )
    leader.pick("承办人", *(posting.person.name for posting in story.posted("member")))
    leader.attach("佐证材料", scan("接待凭证扫描件.pdf"), photo("会议记录照片.png"))
    leader.look("2-4-paper-form")
    leader.press("提交")
    leader.sees("接待凭证扫描件.pdf", "会议记录照片.png")
    leader.look("2-5-paper-submitted")


def deputy_reviews_it(deputy):
    deputy.look("2-6-deputy-has-a-paper-to-review")
    deputy.press("去审核")
    deputy.press("审核")
    deputy.fill("意见", "证据充分，同意报组长审签。")
    deputy.press("审核通过")
    deputy.sees("待组长审签")


def leader_approves_it(leader):
    leader.open("/")
    leader.look("2-7-leader-has-a-paper-to-approve")
    leader.press("去审签")
    leader.press("同意")
    leader.look("2-8-approving")
    leader.fill("意见", "事实清楚，依据充分。")
    leader.press("同意")
    leader.look("2-9-paper-approved")


def leader_draws_findings(leader):
    for kind, text in PROBLEMS.items():
        leader.open(WorkingPaper.objects.get().get_absolute_url())
        leader.press("提取问题")
        leader.choose("问题类型", "财务管理")
        leader.fill("问题表现", text)
        leader.choose("整改时限类型", "限期整改")
        leader.fill("整改期限", DUE[kind])
        if kind == "dated":
            leader.look("2-10-finding-form")
        leader.press("保存")
    leader.look("2-11-finding")


def leader_writes_a_lead(leader):
    leader.open(WorkingPaper.objects.get().get_absolute_url())
    leader.press("登记线索")
    leader.fill_all({"被反映人": CANARY, "职务": "财务科科长", "主要内容": f"反映{CANARY}违规领取补贴3.4万元。"})
    leader.choose("涉及纪律", "廉洁纪律")
    leader.choose("分类处置建议", "进一步了解关注")
    leader.look("2-12-lead-form")
    leader.press("保存")
    leader.press("提请审定")
    leader.look("2-13-lead-filed")


def leader_submits_all(leader):
    for finding in Finding.objects.all():
        leader.open(finding.get_absolute_url())
        leader.press("报巡察办")
    leader.look("2-14-finding-submitted")


def nobody_else_knows_the_lead(story):
    lead = Lead.objects.get()
    story.seat("office").is_refused(lead.get_absolute_url())
    story.seat("office").open("/")
    story.seat("office").misses(CANARY)
    story.seat("member").is_refused(lead.get_absolute_url())
