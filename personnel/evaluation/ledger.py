"""The ledgers that offices keep of who was commended, recommended and promoted, and of evaluations of teams."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import import_register
from core.workbook.cells import Parser, choice, integer, name_text, text
from core.workbook.dates import day
from core.workbook.ordinals import round_number, team_number
from core.workbook.schema import Column
from personnel.evaluation.forms import ANSWERS
from personnel.evaluation.registers import EVALUATIONS, STANDINGS
from personnel.models import Standing
from personnel.people.named import BY_NAME, TEAM_BY_NUMBER

KINDS = {
    Standing.Kind.COMMENDED: ["表彰", "评优", "表彰优秀巡察干部", "优秀巡察干部", "通报表扬"],
    Standing.Kind.RECOMMENDED: ["推荐", "推荐提拔", "推荐使用"],
    Standing.Kind.PROMOTED: ["提拔使用", "提拔", "使用", "提任", "晋升"],
}

import_register(
    STANDINGS,
    [
        Column("person", ["姓名", "干部姓名"], required=True, parse=name_text(50), sample="某某某"),
        Column("employer", ["工作单位", "所在单位", "单位"], parse=name_text(100), sample="市审计局"),
        Column(
            "kind",
            ["表彰使用类型", "表彰或使用", "评先使用类型", "表彰提拔类型"],
            required=True,
            parse=choice(KINDS),
            sample="表彰",
        ),
        Column(
            "decided_on",
            ["表彰使用日期", "决定日期", "表彰提拔日期", "决定时间"],
            required=True,
            parse=day(),
            sample="2022-01-20",
        ),
        Column("decided_by", ["决定机关", "表彰机关"], parse=text(50), sample="市委"),
        Column("document", ["文号", "文件", "表彰文号", "依据文件"], parse=text(100)),
        Column("note", ["备注", "说明"], parse=text(200)),
    ],
    label=_("Ledger of commendations and promotions"),
    same=("person", "kind", "decided_on"),
    names={"person": BY_NAME},
    rights=[Right.KEEP_PEOPLE],
)

AMOUNT = integer(0, 9999)
COUNT = Parser(AMOUNT.read, kind="integer", blank=0)
ASPECT_WORDS = {
    "quality": "巡察质量",
    "confidentiality": "保密纪律",
    "discipline": "工作纪律",
    "integrity": "廉洁纪律",
}
GRADE_WORDS = ("好", "一般", "差")

import_register(
    EVALUATIONS,
    [
        Column("round", ["轮次", "巡察轮次"], required=True, parse=round_number(), sample="第十六轮"),
        Column("team", ["巡察组", "组别"], required=True, parse=team_number(), sample="第三巡察组"),
        Column(
            "evaluated_on",
            ["评估日期", "测评日期", "评估时间", "测评时间"],
            required=True,
            parse=day(),
            sample="2022-03-10",
        ),
        Column("issued", ["发放问卷", "发放份数", "发放", "发放数"], required=True, parse=AMOUNT, sample=140),
        Column("returned", ["收回问卷", "收回份数", "收回", "收回数"], required=True, parse=AMOUNT, sample=137),
        *(
            Column(name, [f"{ASPECT_WORDS[aspect]}/{word}", f"{ASPECT_WORDS[aspect]}{word}"], parse=COUNT)
            for aspect, names in ANSWERS.items()
            for name, word in zip(names, GRADE_WORDS, strict=True)
        ),
        Column("note", ["备注", "说明"], parse=text(200)),
    ],
    label=_("Ledger of evaluations of teams"),
    same=("team", "evaluated_on"),
    names={"team": TEAM_BY_NUMBER},
    rights=[Right.KEEP_PEOPLE],
)
