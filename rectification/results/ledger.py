"""The ledgers that offices keep of rules and funds; each row names its organization and its finding by number."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from core.access.reach import Actor
from core.access.roles import Right
from core.names.spelling import same_name
from core.registers.ledger import Names, import_register
from core.workbook.cells import choice, money, name_text, text
from core.workbook.dates import day
from core.workbook.schema import Column
from rectification.models import Item, OrganizationRule
from rectification.querysets import OF_ITEM
from rectification.results.registers import FUNDS, RULES

KINDS = {
    OrganizationRule.Kind.NEW: ["新建", "新制定", "新建立", "新建制度"],
    OrganizationRule.Kind.REVISED: ["修订", "修订完善", "修改完善", "修订制度"],
}


def item_of_finding(by: Actor) -> Callable[..., Item | None]:
    """The item of a finding, which is of the organization where the row names one."""
    items = Item.objects.visible_to(by).taking_results_of(by)
    keys = dict(items.values_list("finding__number", "pk").iterator())
    found: dict[int, Item] = {}

    def find(number: str, organization: str | None = None) -> Item | None:
        pk = keys.get(number)
        if pk is None:
            return None
        if pk not in found:
            found[pk] = Item.objects.select_related("finding", *OF_ITEM.related).get(pk=pk)
        name = found[pk].hand_over.inspection.organization.name
        return found[pk] if not organization or same_name(organization) == same_name(name) else None

    return find


UNKNOWN = _("“%(value)s” is no finding of this organization that is being rectified")
ITEM = Names(item_of_finding, UNKNOWN, beside=("organization",))
ORGANIZATION = Column("organization", ["整改党组织", "整改单位"], parse=name_text(100), sample="市农业农村局党组")

import_register(
    RULES,
    [
        ORGANIZATION,
        Column("item", ["对应问题编号", "制度对应问题"], required=True, parse=text(40), sample="16-0001"),
        Column("title", ["整改制度名称", "新建修订制度"], required=True, parse=name_text(100), sample="资金管理办法"),
        Column("kind", ["新建或修订", "新建/修订", "新建修订"], required=True, parse=choice(KINDS), sample="新建"),
        Column("number", ["整改制度文号", "印发文号"], parse=text(50), sample="农发〔2022〕12号"),
        Column("made_on", ["印发日期", "制发日期", "印发时间"], required=True, parse=day(), sample="2022-06-20"),
    ],
    label=_("Ledger of rules of organizations"),
    same=("item", "kind", "title", "made_on"),
    names={"item": ITEM},
    rights=[Right.HAND_OVER],
)
import_register(
    FUNDS,
    [
        ORGANIZATION,
        Column("item", ["上缴对应问题编号", "资金对应问题编号"], required=True, parse=text(40), sample="16-0001"),
        Column("amount", ["上缴金额", "上缴违规资金", "退缴金额"], required=True, parse=money("元"), sample=12000),
        Column("returned_on", ["上缴日期", "退缴日期", "上缴时间"], required=True, parse=day(), sample="2022-06-20"),
        Column("voucher", ["上缴凭证号", "缴款凭证号", "缴款书号"], parse=text(50), sample="0012345678"),
    ],
    label=_("Ledger of funds returned"),
    same=("item", "amount", "returned_on", "voucher"),
    names={"item": ITEM},
    rights=[Right.HAND_OVER],
)
