"""The ledgers of what came of items: rules and funds."""

from rectification.models import OrganizationRule
from tests.factories import ItemFactory
from tests.imports.test_follow_up import book


def test_rules_and_funds_are_entered_for_items_and_a_wrong_row_is_refused_by_name(take_in, look, causes):
    item = ItemFactory(hand_over__status="rectifying", status="rectifying")
    number, organization = item.finding.number, item.hand_over.inspection.organization.name
    header = ["序号", "整改单位", "对应问题编号", "整改制度名称", "新建/修订", "整改制度文号", "印发日期"]
    rule = [1, organization, number, "资金管理办法", "新建", "农发〔2026〕12号", "2026-06-20"]
    assert take_in(book(header, rule)).saved == 1
    assert take_in(book(header, rule)).saved == 0
    wrong = book(
        header,
        [1, "市体育局党组", number, "甲办法", "新建", "", "2026-06-20"],
        [2, organization, "99-0001", "乙办法", "新建", "", "2026-06-20"],
        [3, organization, number, "丙办法", "不详", "", "2026-06-20"],
        [4, organization, number, "丁办法", "修订", "", "2026-12-20"],
    )
    at = [(2, "对应问题编号"), (3, "对应问题编号"), (4, "新建/修订"), (5, "印发日期")]
    assert [(row, column) for row, column, _words in causes(look(wrong))] == at
    header = ["整改单位", "上缴对应问题编号", "上缴金额（元）", "上缴日期", "缴款凭证号"]
    assert take_in(book(header, [organization, number, 12000, "2026-06-20", "0012345678"])).saved == 1
    wrong = book(header, [organization, number, -5, "2026-06-20", ""], [organization, number, 0, "2026-06-20", ""])
    assert [(row, column) for row, column, _words in causes(look(wrong))] == [
        (2, "上缴金额（元）"),
        (3, "上缴金额（元）"),
    ]
    item.refresh_from_db()
    assert (item.rules_made, item.funds_recovered) == (1, 12000)
    assert OrganizationRule.objects.get().kind == "new"
