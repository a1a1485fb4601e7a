"""Step 1: the office imports its ledgers, opens a round, forms a team and posts people; the team enters."""

import re

from core.access.roles import Role
from personnel.models import Pool, PoolMembership, User
from rounds.models import Inspection, Organization, Round
from tests import ledgers
from tests.browser.spine.story import NAMES, PLANNED, STARTED
from tests.factories import PASSWORD


def office_plans_a_round(story):
    """From the ledgers to a team on site."""
    story.on(PLANNED)
    office = story.seat("office")
    office_imports(office, "党组织名录", ledger_of(ledgers.organizations), good=120, refused=2)
    office_imports(office, "人才库", ledger_of(ledgers.people), good=67, refused=3)
    cast_is_known(story)
    office_opens_a_round(story, office)
    office_forms_a_team(story, office)
    leading_group_approves(story.seat("leading"))
    accounts_are_made(story)
    story.on(STARTED)
    round_starts_and_the_team_enters(story, office)


def ledger_of(make):
    """The office's real ledger where it lies beside the project, else one of the same layout."""
    sample = ledgers.SAMPLES / f"{make.__name__}.xlsx"
    return sample.read_bytes() if sample.exists() else make().getvalue()


def office_imports(office, name, content, *, good, refused):
    office.open("/imports/")
    office.attach("台账文件", (f"{name}.xlsx", content))
    office.look(f"1-1-uploading-{name}")
    office.press("上传并核对")
    office.look(f"1-2-checked-{name}")
    office.sees("合格行", str(good), "未通过的行", str(refused))
    office.press("只导入合格行")
    office.look(f"1-3-imported-{name}")
    assert office.download("下载未通过的行").sheetnames


def cast_is_known(story):
    """Who of the imported takes part, and the accounts they have already."""
    story.organization = Organization.objects.order_by("pk")[6]
    pools = PoolMembership.objects.filter(person__recusals=None).order_by("-pk").select_related("person")
    leader = pools.filter(pool=Pool.LEADERS).first().person
    cadres = pools.filter(pool=Pool.CADRES).exclude(person=leader)[:3]
    people = (leader, *(each.person for each in cadres))
    for key, person in zip(("leader", "deputy", "member", "third"), people, strict=True):
        story.posts[key] = person
        story.add_person(key, name=person.name, person=person)
    story.add_person("secretary", Role.SECRETARY, organization=story.organization)


def office_opens_a_round(story, office):
    office.go("巡察轮次")
    office.look("1-5-no-round-yet")
    office.press("新建轮次")
    office.fill_all(
        {
            "轮次": 18,
            "届次": "七届",
            "巡察主题": "对市直部门开展常规巡察",
            "计划进驻日期": "2026-08-03",
            "计划撤点日期": "2026-09-30",
        }
    )
    office.look("1-6-round-form")
    office.press("保存")
    office.sees("第十八轮")
    story.round = Round.objects.get()
    office.look("1-7-round")


def leading_group_approves(leading):
    leading.look("1-12-leading-group-worklist")
    leading.press("去审批")
    leading.fill("日期", "2026-07-20")
    leading.look("1-13-approving-the-plan")
    leading.press("同意")
    leading.sees("方案已批准")


def office_forms_a_team(story, office):
    office.open(story.round.get_absolute_url())
    office.press("组建巡察组")
    office.fill_all({"组别": 1, "组建日期": "2026-07-20", "驻点地址": "市委党校2号楼305室"})
    office.press("保存")
    office.press("安排党组织")
    office.pick("党组织", story.organization.name)
    office.press("安排")
    story.inspection = Inspection.objects.get(organization=story.organization)
    for role, person in story.posts.items():
        office.open(story.inspection.team.get_absolute_url())
        office.press("派出人员")
        office.pick("人员", person.name)
        office.choose("组内职务", {"leader": "组长", "deputy": "副组长"}.get(role, "成员"))
        office.fill("日期", "2026-07-20")
        if role == "leader":
            office.look("1-8-posting-the-leader")
        office.press("派出")
    office.look("1-9-team")
    office.open(story.round.get_absolute_url())
    office.press("提交方案")
    office.sees("方案已提交领导小组")


def accounts_are_made(story):
    """The liaison's account goes the whole way: made, given its role, its password chosen. The others have theirs."""
    liaison = sysadmin_makes_the_account(story, story.seat("sysadmin"))
    secadmin = story.seat("secadmin")
    secadmin.open(liaison.get_absolute_url())
    secadmin.press("授予角色")
    secadmin.choose("角色", "被巡察单位联络员")
    secadmin.look("1-12-granting-a-role")
    secadmin.press("授予")


def sysadmin_makes_the_account(story, sysadmin):
    sysadmin.open("/accounts/")
    sysadmin.press("新建账号")
    sysadmin.fill_all({"用户名": "liaison", "姓名": NAMES["liaison"], "电子邮箱": "liaison@example.test"})
    sysadmin.pick("党组织", story.organization.name)
    sysadmin.look("1-10-account-form")
    sysadmin.press("保存")
    sysadmin.look("1-11-account-with-one-time-password")
    told = sysadmin.page.get_by_text("的一次性密码：").inner_text()
    password = re.search(r"一次性密码：(\w+)", told)[1]
    story.people["liaison"] = User.objects.get(username="liaison")
    liaison_chooses_a_password(story, password)
    return story.people["liaison"]


def liaison_chooses_a_password(story, password):
    liaison = story.seats["liaison"] = story.seat_of().sign_in("liaison", password)
    liaison.look("1-14-choosing-a-password")
    liaison.fill_all({"旧密码": password, "新密码": PASSWORD, "新密码确认": PASSWORD})
    liaison.press("保存")
    liaison.look("1-15-password-chosen")


def round_starts_and_the_team_enters(story, office):
    office.open(story.round.get_absolute_url())
    office.press("开始进驻")
    office.fill("日期", "2026-08-03")
    office.press("登记")
    office.open(story.inspection.get_absolute_url())
    office.press("登记进驻")
    office.fill("日期", "2026-08-03")
    office.press("登记")
    office.look("1-14-inspection-on-site")
