"""A ledger of letters that the office found late and imported: what was due before waits for somebody to check it."""

from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from openpyxl import Workbook

from config.demo.cast import Cast
from config.demo.live import LiveRounds, before
from core.ledgers.running import commit

HEADS = ["建议书文号", "受文单位", "下发日期", "建议内容", "答复期限", "答复日期", "答复内容"]
LETTERS = [
    (210, "对村级财务报账不及时的问题，建议推行村财乡管，按月公开收支。", ""),
    (150, "对办公用房超标准的问题，建议逐间核对面积，限期腾退。", ""),
    (120, "对项目档案缺失的问题，建议对近三年项目逐一补齐立项、验收材料。", ""),
    (90, "对值班值守制度落实不严的问题，建议修订值班办法并开展抽查。", "已修订值班办法，每月抽查通报。"),
    (10, "对津补贴发放依据不足的问题，建议清理文件依据，停发无依据项目。", ""),
]
"""How many days ago it was issued, what it said, and what was answered."""


def load_brought(cast: Cast, live: LiveRounds) -> None:
    """Import it as an office does; three answers were due long ago, one is still to come."""
    sheet = (book := Workbook()).active
    sheet.append(HEADS)
    for number, (days, text, answer) in enumerate(LETTERS):
        issued_on = before(live.today, days)
        answered_on = issued_on + timedelta(days=25) if answer else None
        organization = live.rectifying[number % len(live.rectifying)].organization.name
        sheet.append(
            [
                f"巡建〔{issued_on.year}〕补{number + 1}号",
                organization,
                issued_on,
                text,
                issued_on + timedelta(days=30),
                answered_on,
                answer,
            ]
        )
    book.save(kept := BytesIO())
    file = ContentFile(kept.getvalue(), name="整改建议书补登台账.xlsx")
    commit(file, by=cast.office, options={}, confirmed=True, trusted=True)
