"""The ledger that offices keep of suggestion letters."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import by_name, import_register
from core.workbook.cells import name_text, text
from core.workbook.dates import day
from core.workbook.schema import Column
from rectification.letters.registers import LETTERS
from rounds.models import Organization

import_register(
    LETTERS,
    [
        Column(
            "number",
            ["建议书文号", "建议书编号", "整改建议书文号"],
            required=True,
            parse=text(50),
            sample="巡建〔2026〕3号",
        ),
        Column(
            "organization",
            ["受文单位", "建议书接收单位", "发往单位"],
            required=True,
            parse=name_text(100),
            sample="市农业农村局党组",
        ),
        Column("issued_on", ["下发日期", "发函日期", "下发时间"], required=True, parse=day(), sample="2026-03-12"),
        Column(
            "text",
            ["建议内容", "整改建议", "建议事项"],
            required=True,
            parse=text(2000),
            sample="健全监管制度",
        ),
        Column(
            "answer_due_on", ["答复期限", "要求答复日期", "回复期限"], required=True, parse=day(), sample="2026-04-12"
        ),
        Column("answered_on", ["答复日期", "回复日期", "答复时间"], parse=day()),
        Column("answer", ["答复内容", "答复情况", "回复情况"], parse=text(2000)),
    ],
    label=_("Ledger of suggestion letters"),
    same=("number",),
    names={"organization": by_name(Organization, _("“%(value)s” is no organization that is entered"))},
    rights=[Right.HAND_OVER],
)
