"""Step 7: the monthly workbook of that month has it all, with right numbers and without names or formulas."""

from core.models import MonthlyReport
from findings.models import Lead
from tests.browser.spine.story import CANARY, PROBLEMS


def month_is_reported(story, worker):
    """Downloaded in the browser, read as the office's people read it."""
    office = story.seat("office")
    office.open("/reports/")
    office.look("7-1-reports")
    office.open("/reports/monthly/")
    office.fill("月份", "2026-11")
    for sheet in ("巡察问题台账", "线索汇总（不含姓名）"):  # nothing of these came about in this month
        office.tick(f"{sheet} 全部历史")
    office.press("生成月报")
    worker.wait_until(lambda: MonthlyReport.objects.get().done_at)
    office.open(MonthlyReport.objects.get().get_absolute_url())
    office.look("7-2-workbook")
    book = office.download("下载")
    sheets = {sheet.title: text_of(sheet) for sheet in book}
    assert [
        cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ] == []
    assert CANARY not in str(sheets)
    assert "第十八轮" in sheets["轮次概览"]
    for problem in PROBLEMS.values():
        assert problem in sheets["巡察问题台账"]
    assert Lead.objects.get().number in sheets["线索汇总（不含姓名）"]
    assert PROBLEMS["late"] in sheets["逾期清单"]
    assert PROBLEMS["near"] not in sheets["逾期清单"]


def text_of(sheet):
    """Everything in a sheet, as one text."""
    return "\n".join("\t".join(str(cell) for cell in row if cell is not None) for row in sheet.values)
