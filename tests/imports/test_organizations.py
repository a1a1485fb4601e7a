"""Importing the register of party organizations."""

from rounds.models import Organization
from tests import ledgers
from tests.factories import OrganizationFactory, RecusalFactory


def test_the_good_rows_are_counted_and_the_others_refused_with_their_cause(look, causes):
    plan = look(ledgers.organizations())
    assert (len(plan.good), len(plan.refused)) == (120, 2)
    assert causes(plan) == [
        (123, "党组织名称", "本文件中重复：与工作表“党组织名录”第4行相同"),
        (124, "党组织名称", "必填，不能为空"),
    ]
    assert [(made.label, made.amount) for made in plan.creations] == [("新增党组织", 120)]


def test_a_preview_writes_nothing(look):
    look(ledgers.organizations())
    assert not Organization.objects.exists()


def test_good_rows_are_saved_with_their_facts(take_in):
    assert take_in(ledgers.organizations()).saved == 120
    union = Organization.objects.get(name="市总工会党组")
    assert (union.category, union.level, union.district, union.secretary) == ("群团组织", "city", "市直", "空格")
    assert union.name_key.startswith("szghdz")


def test_the_same_file_again_changes_nothing(take_in, standing):
    take_in(ledgers.organizations())
    again = take_in(ledgers.organizations())
    assert again.saved == 0
    assert standing(again.plan)[0] == (4, "名录中已有")
    assert Organization.objects.count() == 120


def test_what_is_there_is_brought_up_to_date_if_one_chooses_so(take_in, organizations):
    outcome = take_in(ledgers.organizations(), update=True)
    assert (outcome.saved, len(outcome.plan.refused)) == (120, 2)
    assert Organization.objects.count() == 120
    assert Organization.objects.get(name=ledgers.ORGANIZATIONS[5]).secretary == "某甲"


def test_spaces_and_brackets_do_not_make_another_organization(look, causes):
    header = ["党组织名称", "类别", "层级"]
    rows = [header, ["市 财政局（本级）党组", "市直部门", "市级"], ["市财政局(本级)党组", "市直部门", "市级"]]
    plan = look(ledgers.as_file(ledgers.sheet_of(rows)))
    assert causes(plan) == [(3, "党组织名称", "本文件中重复：与工作表“Sheet”第2行相同")]


def test_twenty_thousand_rows_cost_no_more_queries_than_ten(look, take_in, django_assert_max_num_queries):
    header = ["党组织名称", "类别", "层级"]
    rows = [header, *([f"第{number}村党支部", "村", "村级"] for number in range(3000))]
    file = ledgers.as_file(ledgers.sheet_of(rows))
    with django_assert_max_num_queries(12):
        assert take_in(file).saved == 3000


def test_who_is_recused_from_an_organization_brings_nothing_of_it_up_to_date(look, take_in, organizations, office):
    hidden, user = organizations[5], office
    type(user).objects.filter(pk=user.pk).update(person=RecusalFactory(organization=hidden).person)
    by = type(user).objects.get(pk=user.pk)
    outcome = take_in(ledgers.organizations(), by=by, update=True)
    assert len(outcome.plan.refused) == 3
    hidden.refresh_from_db()
    assert hidden.secretary == ""


def under(*rows):
    return ledgers.as_file(ledgers.sheet_of([["党组织名称", "类别", "层级", "上级党组织"], *rows]))


def test_a_superior_organization_may_stand_in_the_register_or_in_a_row_below(take_in):
    OrganizationFactory(name="市政府党组")
    outcome = take_in(
        under(
            ["市财政局国库支付中心党总支", "事业单位", "市级", "市财政局党组"],
            ["市财政局党组", "市直部门", "市级", "市 政府党组"],
        )
    )
    assert outcome.saved == 2
    centre = Organization.objects.get(name="市财政局国库支付中心党总支")
    assert str(centre.parent) == "市财政局党组"
    assert str(centre.parent.parent) == "市政府党组"


def test_a_superior_organization_nobody_knows_or_that_stands_below_refuses_the_row(look, causes):
    plan = look(
        under(
            ["甲局党组", "市直部门", "市级", "乙局党组"],
            ["乙局党组", "市直部门", "市级", "甲局党组"],
            ["丙局党组", "市直部门", "市级", "丁局党组"],
        )
    )
    assert causes(plan) == [
        (3, "上级党组织", "会成为自己的上级"),
        (4, "上级党组织", "名录中没有这个党组织，请先导入或录入"),
    ]


def test_a_superior_organization_is_brought_up_to_date(take_in, organizations):
    name = ledgers.ORGANIZATIONS[5]
    OrganizationFactory(name="市政府党组")
    file = under([name, "市直部门", "市级", "市政府党组"])
    take_in(file)
    assert Organization.objects.get(name=name).parent is None
    take_in(under([name, "市直部门", "市级", "市政府党组"]), update=True)
    assert str(Organization.objects.get(name=name).parent) == "市政府党组"


def over_time(*rows):
    header = ["党组织名称", "类别", "层级", "党组织书记", "书记任职时间", "曾用名"]
    return ledgers.as_file(ledgers.sheet_of([header, *rows]))


def test_secretary_since_when_and_former_names_come_with_the_register(take_in):
    take_in(
        over_time(["市自然资源局党组", "市直部门", "市级", "张三", "2024-03-01", "市国土资源局党组、市土地局党组"])
    )
    organization = Organization.objects.get()
    assert [(term.name, str(term.from_on)) for term in organization.secretaries.all()] == [("张三", "2024-03-01")]
    assert {former.name for former in organization.former_names.all()} == {"市国土资源局党组", "市土地局党组"}


def test_another_secretary_ends_the_term_of_the_one_before(take_in):
    first = ["市自然资源局党组", "市直部门", "市级", "张三", "2024-03-01", ""]
    take_in(over_time(first))
    second = ["市自然资源局党组", "市直部门", "市级", "李四", "2025-05-06", "市国土资源局党组"]
    take_in(over_time(second))
    assert Organization.objects.get().secretary == "张三"
    assert take_in(over_time(second), update=True).saved == 1
    organization = Organization.objects.get()
    terms = [(term.name, str(term.from_on), str(term.until_on)) for term in organization.secretaries.all()]
    assert terms == [("李四", "2025-05-06", "None"), ("张三", "2024-03-01", "2025-05-06")]
    assert (organization.secretary, organization.former_names.get().name) == ("李四", "市国土资源局党组")
    assert take_in(over_time(second), update=True).saved == 0


def test_a_ledger_names_an_organization_as_it_was_called_then(take_in):
    take_in(over_time(["市自然资源局党组", "市直部门", "市级", "", "", "市国土资源局党组"]))
    rows = [["轮次", "巡察组", "被巡察党组织", "巡察类型"], ["第三轮", "第一巡察组", "市国土资源局党组", "常规"]]
    assert take_in(ledgers.as_file(ledgers.sheet_of(rows))).saved == 1
    assert Organization.objects.get().inspections.count() == 1
