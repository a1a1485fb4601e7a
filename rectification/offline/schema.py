"""The columns of an organization's ledger that is filled in offline."""

from django.utils.translation import gettext_lazy

from core.workbook.cells import text
from core.workbook.dates import day
from core.workbook.schema import Column, Schema
from rectification.ledger.states import completion

ITEM, MEASURE = "整改事项", "整改措施"
SCHEMA = Schema(
    "offline",
    [
        Column("key", ["填报键", "Key"], required=True, parse=text(120), may_be_hidden=True),
        Column("kind", ["行类型", "Kind of row"], parse=text(20)),
        Column("organization", ["所属党组织"], parse=text(100)),
        Column("item", ["事项号"], parse=text(20)),
        Column("content", ["问题或措施内容", "Problem or measure"], required=True, parse=text(2000)),
        Column("due", ["应完成日期"], parse=text(20)),
        Column("completion", ["填报完成情况", "Completion to report"], parse=completion()),
        Column("progress", ["本次整改进展", "Progress since the last report"], parse=text(1000)),
        Column("done_on", ["措施落实日期", "Measure done on"], parse=day()),
    ],
    label=gettext_lazy("Rectification progress filled in offline"),
)
OF_ITEM, OF_MEASURE = ("completion", "progress"), ("done_on",)
"""What is filled in of either kind of row."""
