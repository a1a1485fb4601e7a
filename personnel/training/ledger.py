"""The ledger that offices keep of training."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import import_register
from core.workbook.cells import choice, name_text, several_names, text
from core.workbook.dates import day
from core.workbook.schema import Column
from personnel.models import TrainingKind
from personnel.people.named import SEVERAL_BY_NAME
from personnel.training.registers import TRAININGS

KINDS = {
    TrainingKind.COURSE: ["巡察干部培训班", "培训班", "全市巡察干部培训班"],
    TrainingKind.LECTURE: ["巡察组长专题讲座", "专题讲座", "讲座"],
    TrainingKind.SEMINAR: ["巡察干部专题研讨", "专题研讨", "研讨"],
    TrainingKind.SPECIAL: ["业务专项培训", "专项培训"],
}

import_register(
    TRAININGS,
    [
        Column("kind", ["培训类型", "培训类别", "培训形式"], required=True, parse=choice(KINDS), sample="专项培训"),
        Column(
            "title", ["培训名称", "培训主题", "培训内容"], required=True, parse=name_text(100), sample="财务检查方法"
        ),
        Column("planned_on", ["计划日期", "计划时间", "计划培训时间"], parse=day()),
        Column("held_on", ["培训日期", "培训时间", "举办时间", "举办日期"], parse=day(), sample="2022-03-18"),
        Column("lecturer", ["授课人", "主讲人", "讲师"], parse=text(50)),
        Column("attendants", ["参训人员", "参加人员", "参训人员名单"], parse=several_names(50, max_items=500)),
    ],
    label=_("Ledger of training"),
    same=("kind", "title", "held_on"),
    names={"attendants": SEVERAL_BY_NAME},
    rights=[Right.KEEP_PEOPLE],
)
