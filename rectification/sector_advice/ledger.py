"""The ledger that offices keep of advice to departments (移交职能部门建议清单)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from core.access.reach import Actor
from core.access.roles import Right
from core.names.spelling import same_name
from core.registers.ledger import Names, by_name, import_register
from core.workbook.cells import integer, name_text, text
from core.workbook.dates import day
from core.workbook.ordinals import round_number
from core.workbook.schema import Column
from rectification.sector_advice.registers import ADVICE
from rounds.models import Body, Inspection


def inspection_of(by: Actor) -> Callable[..., Inspection | None]:
    """The inspection of an organization so named, in the round where one is told; none where several are meant."""
    found: dict[str, list[Inspection]] = {}
    for each in Inspection.objects.visible_to(by).select_related("organization", "team__round"):
        found.setdefault(same_name(each.organization.name), []).append(each)

    def find(name: str, round: int | None = None) -> Inspection | None:
        named = [each for each in found.get(same_name(name), []) if round in (None, each.team.round.number)]
        return named[0] if len(named) == 1 else None

    return find


import_register(
    ADVICE,
    [
        Column("number", ["建议文号", "移交建议文号"], required=True, parse=text(50), sample="巡建函〔2026〕3号"),
        Column("title", ["建议名称", "建议事由", "建议标题"], required=True, parse=text(100), sample="三资专项整治"),
        Column("round", ["轮次", "巡察轮次"], parse=round_number(), sample="第十八轮"),
        Column("inspection", ["被巡察单位", "被巡察党组织"], parse=name_text(100)),
        Column("body", ["移交单位", "移交职能部门"], required=True, parse=name_text(100), sample="市审计局"),
        Column("sent_on", ["移交时间", "移交日期"], required=True, parse=day(), sample="2026-03-12"),
        Column("amount", ["移交建议数", "建议数", "建议条数"], required=True, parse=integer(), sample=2),
        Column("text", ["移交建议内容", "共性问题及建议"], required=True, parse=text(5000), sample="开展专项整治"),
        Column("answer_due_on", ["建议办理期限", "办理期限"], required=True, parse=day(), sample="2026-06-12"),
        Column("answered_on", ["建议办理回复日期", "办理回复日期"], parse=day()),
        Column("handling", ["具体办理情况", "办理情况"], parse=text(2000)),
        Column("used", ["成果运用情况", "成果运用"], parse=text(2000)),
        Column("accepted_on", ["办结日期", "办结时间"], parse=day()),
    ],
    label=_("Ledger of advice to departments"),
    same=("number",),
    names={
        "body": by_name(Body, _("“%(value)s” is no body that is entered")),
        "inspection": Names(inspection_of, _("“%(value)s” is no inspection of one round alone"), beside=("round",)),
    },
    rights=[Right.HAND_OVER],
)
