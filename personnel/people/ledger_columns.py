"""The columns of the ledger of people, by the names that offices give them, and what may be said with its upload."""

from django import forms
from django.utils.translation import gettext_lazy

from core.workbook.cells import choice, choices, name_text, phone, text
from core.workbook.dates import day, month
from core.workbook.schema import Column, Schema
from personnel.models import Person, Pool
from rounds.ledger_options import UpdateOptions

POOLS = {
    Pool.LEADERS: ["组长库", "巡察组长库", "组长"],
    Pool.CADRES: ["干部库", "巡察干部库", "干部"],
    Pool.SPECIALISTS: ["专业人才库", "巡察专业人才库", "专业人才", "专业库"],
}
SEXES = {Person.Sex.MALE: ["男", "男性"], Person.Sex.FEMALE: ["女", "女性"]}
SCHEMA = Schema(
    "people",
    [
        Column("name", ["姓名", "Name"], required=True, parse=name_text(50), sample="某某某"),
        Column("sex", ["性别", "Sex"], parse=choice(SEXES), sample="男"),
        Column("born_on", ["出生年月", "出生日期", "Month of birth"], parse=month(), sample="1985年3月"),
        Column("politics", ["政治面貌", "Political status"], parse=text(30), sample="中共党员"),
        Column("hometown", ["籍贯", "家乡", "Home"], parse=name_text(50), sample="临江县"),
        Column(
            "employer",
            ["工作单位", "单位", "Employer"],
            required=True,
            instead="employer_and_post",
            parse=name_text(100),
            sample="市审计局",
        ),
        Column("post", ["职务", "现任职务", "Post"], parse=text(50), sample="科长"),
        Column("rank", ["职级", "级别", "Rank"], parse=text(30), sample="正科"),
        Column("specialty", ["专业特长", "业务特长", "专长", "Specialty"], parse=text(100), sample="财务审计"),
        Column("joined_on", ["入库时间", "入库日期", "Joined on"], parse=day(), sample="2026-01-10"),
        Column("left_on", ["出库时间", "出库日期", "Out of the pool on"], parse=day(), hint="已出库的才填"),
        Column("phone", ["联系电话", "电话", "手机号码", "Phone"], parse=phone(30), sample="10000000001"),
        Column("recusals", ["需回避单位", "回避单位"], parse=text(500), hint="多个单位用顿号隔开"),
        Column(
            "pool",
            ["人才库", "所在库", "所在人才库", "库别", "Pools", "Pool"],
            parse=choices(POOLS),
            hint="不填时按工作表名称判断",
        ),
        Column(
            "employer_and_post",
            ["工作单位及职务", "工作单位和职务", "工作单位职务", "单位及职务", "单位职务"],
            parse=name_text(150),
            hint="单位、职务已分列时不填",
        ),
    ],
    label=gettext_lazy("Talent pools"),
)


class PeopleOptions(UpdateOptions):
    """The pool of a roster that names none."""

    pool = forms.ChoiceField(
        label=gettext_lazy("Talent pool"),
        required=False,
        choices=[("", "---------"), *Pool.choices],
        help_text=gettext_lazy("Only for rosters whose pool neither a column nor the name of the sheet tells."),
    )
