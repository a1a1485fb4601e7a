"""The columns of the ledger of inspections, by the names that offices give them."""

from django.utils.translation import gettext_lazy

from core.workbook.cells import choice, name_text, text
from core.workbook.dates import day
from core.workbook.ordinals import round_number, team_number, term_number, year_number
from core.workbook.schema import Column, Schema
from rounds.models import InspectionKind, InspectionMode

KINDS = {
    InspectionKind.ROUTINE: ["常规", "常规巡察"],
    InspectionKind.SPECIAL: ["专项", "专项巡察"],
    InspectionKind.MOBILE: ["机动", "机动巡察", "机动式巡察"],
    InspectionKind.LOOK_BACK: ["回头看", "“回头看”", "巡察回头看", "巡察“回头看”"],
    InspectionKind.ELEVATED: ["提级", "提级巡察", "提级交叉", "提级交叉巡察"],
    InspectionKind.CROSS: ["交叉", "交叉巡察"],
    InspectionKind.JOINT: ["联动", "联动巡察"],
}
MODES = {
    InspectionMode.ELEVATED: ["提级", "市级提级", "提级巡察"],
    InspectionMode.MIXED: ["市县混编交叉", "混编交叉", "市县混编", "混编"],
    InspectionMode.WHOLE_TEAM: ["整组交叉", "县区整组交叉", "县区巡察组整编交叉", "整编交叉"],
}
SCHEMA = Schema(
    "inspections",
    [
        Column("term", ["届次"], parse=term_number(), hint="只有轮次按届重新编号的才填"),
        Column("year", ["年度", "巡察年度"], parse=year_number(), hint="巡察所在年份，只有轮次按年重新编号的才填"),
        Column("round", ["轮次", "巡察轮次", "Round"], parse=round_number(), sample="第十八轮"),
        Column("team", ["巡察组", "巡察组别", "组别", "Team"], parse=team_number(), sample="第一巡察组"),
        Column("county", ["巡察组所属县区", "交叉县区", "混编县区", "County of the team"], parse=name_text(50)),
        Column(
            "organization",
            ["被巡察党组织", "被巡察单位", "被巡察单位党组织", "被巡察党组织名称", "巡察对象", "Party organization"],
            required=True,
            elsewhere=True,
            parse=text(100),
            sample="市财政局党组",
        ),
        Column(
            "kind",
            ["巡察类型", "巡察类别", "巡察种类", "Kind"],
            required=True,
            parse=choice(KINDS),
            sample="常规",
        ),
        Column(
            "mode",
            ["巡察方式", "提级交叉方式", "组织方式", "Mode"],
            parse=choice(MODES),
            hint="提级、交叉巡察的才填：提级、市县混编交叉、整组交叉",
        ),
        Column("entered_on", ["进驻日期", "进驻时间", "Entered on"], parse=day(), sample="2026-03-02"),
        Column(
            "left_on",
            ["撤点日期", "撤点时间", "撤离日期", "撤离时间", "离开日期", "进驻结束日期", "Left on"],
            parse=day(),
        ),
    ],
    label=gettext_lazy("Ledger of inspections"),
)
