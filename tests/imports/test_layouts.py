"""Layouts that offices and other systems keep their ledgers in: one habit a function, and what it must give."""

from datetime import date

import pytest
from openpyxl import Workbook

from personnel.models import Person, Pool, PoolMembership
from rectification.models import Item
from rounds.models import Inspection, Round
from tests.factories import InspectionFactory, OrganizationFactory, RoundFactory, TeamFactory
from tests.ledgers import as_file, fill, sheet_of

CIVIL, GRAIN = "市民政局党组", "市粮食和物资储备局党组"
OWN_HEADER = "序号 反馈问题 一级分类 二级分类 整改目标 整改措施 责任领导 责任部门 完成时限 完成情况 备注"
KINDS = ["全面从严治党责任落实", "财务管理"]


@pytest.fixture(autouse=True)
def inspected(db):
    """Two organizations that team 4 has inspected in round 4; a third without an inspection."""
    team = TeamFactory(round=RoundFactory(number=4, status=Round.Status.RECTIFYING), number=4)
    for name in (CIVIL, GRAIN):
        organization = OrganizationFactory(name=name)
        InspectionFactory(team=team, organization=organization, status=Inspection.Status.REPORTING)
    OrganizationFactory(name="市财政局党组")


def own_sheet(name, *, title="{}巡察反馈问题整改台账", filled_in_by="填报单位（盖章）：{}", text="报销附件不全"):
    """A sheet as an organization sends it: its name in the title and in the line below alone."""
    row = [
        1,
        f"{text}（{name}）",
        *KINDS,
        "整改到位",
        "1.补齐；2.追责",
        "某甲",
        "办公室",
        date(2027, 2, 1),
        "整改中",
        None,
    ]
    return [[title.format(name)], [filled_in_by.format(name)], OWN_HEADER.split(), row]


def book_of(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        fill(book.create_sheet(name), rows)
    return as_file(book)


class TestOneSheetForEachOrganization:
    def test_each_sheet_is_read_for_its_organization(self, take_in):
        take_in(book_of(**{name: own_sheet(name) for name in (CIVIL, GRAIN)}), skip=False)
        items = Item.objects.values_list("hand_over__inspection__organization__name", "goal", "finding__text")
        assert set(items) == {(name, "整改到位", f"报销附件不全（{name}）") for name in (CIVIL, GRAIN)}

    def test_the_preview_tells_from_where(self, look):
        (told,) = look(book_of(甲=own_sheet(CIVIL))).subjects
        assert told.name == CIVIL
        assert f"填报单位（盖章）：{CIVIL}" in told.source

    @pytest.mark.parametrize(
        ("sheet", "title", "filled_in_by"),
        [
            ("市民政局", "巡察反馈问题整改台账", "填报日期：2026年11月2日"),
            ("Sheet1", "市民政局党组整改台账", "单位：万元"),
            ("Sheet1", "整改台账", "填报单位：市民政局"),
            ("问题清单", "市民政局党组整改台账", "填报单位：市委巡察办"),
            ("市民政局党组", "市民政局 党组整改台账", "填报单位：      填报日期："),
        ],
    )
    def test_any_of_the_three_places_is_enough(self, look, sheet, title, filled_in_by):
        plan = look(book_of(**{sheet: own_sheet(CIVIL, title=title, filled_in_by=filled_in_by)}))
        assert [str(made.names[0]) for made in plan.creations if made.names] == [CIVIL]

    @pytest.mark.parametrize(
        ("sheet", "title", "filled_in_by"),
        [
            ("台账", "整改台账", "填报日期：2026年11月2日"),
            ("台账", "市民政局党组整改台账", "填报单位：市粮食和物资储备局党组"),
            (GRAIN, "市民政局党组整改台账", ""),
            ("台账", "市民政局党组整改台账", "填报单位：市某某局党组"),
            ("市某某局", "整改台账", "填报单位：市某某局党组"),
        ],
    )
    def test_none_or_several_refuse_the_row_at_the_organization(self, look, causes, sheet, title, filled_in_by):
        plan = look(book_of(**{sheet: own_sheet(CIVIL, title=title, filled_in_by=filled_in_by)}))
        ((_row, column, cause),) = causes(plan)
        assert column == "被巡察党组织"
        assert "哪个党组织" in cause

    def test_the_round_is_taken_from_the_title(self, look):
        title = "中共示例市委第四轮巡察{}反馈问题整改台账"
        assert len(look(book_of(**{CIVIL: own_sheet(CIVIL, title=title)})).good) == 1


WORK = ["工作单位及职务", "任现职\n时间", "备注"]
ROSTER_HEAD = [
    ["序号", "姓名", "性别", "民族", "出生年月\n（年龄）", "全日制教育", None, *WORK],
    [None, None, None, None, None, "学历学位", "毕业院校", None, None, None],
]
ROSTER_MERGES = ["A1:J1", "F2:G2", *(f"{column}2:{column}3" for column in "ABCDEHIJ"), "A4:J4"]


def roster(*people, unit="市财政局", merges=(*ROSTER_MERGES,)):
    """A roster with a head of two rows, its people under a row for their unit."""
    rows = [["干部花名册（一人一行）"], *ROSTER_HEAD, [unit]]
    for number, (name, work) in enumerate(people, start=1):
        rows.append([number, name, "男", "汉族", "1985.03\n（41岁）", "大学", "某大学", work, "2021.05", None])
    return as_file(sheet_of(rows, "干部花名册", merges))


class TestRosters:
    def test_people_with_unit_post_and_month_of_birth(self, take_in):
        take_in(roster(("某  甲", "市财政局预算科科长")), skip=False, confirmed=True, pool="cadres")
        person = Person.objects.get(name="某甲")
        assert (person.employer, person.post, person.born_on) == ("市财政局", "预算科科长", date(1985, 3, 1))
        assert PoolMembership.objects.get().pool == Pool.CADRES

    def test_what_is_not_used_is_named(self, look):
        plan = look(roster(("某甲", "市财政局预算科科长")), pool="cadres")
        named = "".join(remark.text for _sheet, remark in plan.remarks)
        assert all(heading in named for heading in ("民族", "学历学位", "毕业院校", "任现职"))
        assert plan.is_in_doubt
        assert any("市财政局 | 预算科科长" in line for line in plan.understood)

    @pytest.mark.parametrize(
        ("unit", "work", "told"),
        [
            ("市财政局", "预算科科长", ("市财政局", "预算科科长")),
            ("一、市财政局（3人）", "市财政局预算科科长", ("市财政局", "预算科科长")),
            ("市某院", "市某院副院长", ("市某院", "副院长")),
            ("一、市直单位", "市民政局办公室主任", ("市民政局", "办公室主任")),
        ],
    )
    def test_the_unit_is_told_by_its_row_or_by_the_register(self, take_in, unit, work, told):
        take_in(roster(("某甲", work), unit=unit), skip=False, confirmed=True, pool="cadres")
        person = Person.objects.get(name="某甲")
        assert (person.employer, person.post) == told

    def test_the_row_of_the_unit_is_told_as_its_source_and_not_as_passed_over(self, look):
        plan = look(roster(("某甲", "预算科科长"), ("某乙", "市财政局科员")), pool="cadres")
        plan_of_known = look(roster(("某甲", "市财政局预算科科长")), pool="cadres")
        (told,) = plan_of_known.understood
        assert "“市财政局”" in told
        for each in (plan, plan_of_known):
            assert not any("跳过" in remark.text for _sheet, remark in each.remarks)

    def test_a_unit_row_that_is_not_merged_is_one_too(self, take_in):
        take_in(
            roster(("某甲", "市某院副院长"), unit="市某院", merges=ROSTER_MERGES[:-1]), confirmed=True, pool="cadres"
        )
        assert Person.objects.get(name="某甲").employer == "市某院"

    def test_what_cannot_be_taken_apart_is_refused(self, look, causes):
        ((_row, column, cause),) = causes(look(roster(("某甲", "某公司经理"), unit="其他"), pool="cadres"))
        assert column == "工作单位及职务"
        assert "单位与职务" in cause

    def test_the_pool_is_asked_for(self, look, causes):
        ((_row, column, _cause),) = causes(look(roster(("某甲", "市财政局预算科科长"))))
        assert column == "人才库"
