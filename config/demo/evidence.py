"""Evidence for the demo: small workbooks that list papers, hung on the reports and papers people look at first."""

import io
import struct
import zlib
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo.cast import Cast
from config.demo.live import LiveRounds
from core.files.attachments import store_attachments
from core.workbook.spec import SheetSpec, WriterColumn
from core.workbook.writer import write
from findings.models import WorkingPaper
from rectification.models import Progress, Receipt

COLUMNS = [
    WriterColumn("序号", kind="integer"),
    WriterColumn("材料名称", kind="long_text"),
    WriterColumn("形成日期", kind="date"),
    WriterColumn("页数", kind="integer", total="sum"),
]
OF_REPORTS = ["专题会议纪要", "整改工作通知", "修订后的制度文件", "清退款项银行回单"]
OF_PAPERS = ["谈话记录", "记账凭证复印件", "会议记录摘抄", "现场核查照片"]

SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def _photograph(width: int = 320, height: int = 200) -> bytes:
    """A picture as PNG that stands for a photograph: sky above, a wall with a notice board below."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    sky, wall, board = b"\xbf\xd7\xea", b"\xe6\xe0\xd4", b"\xa6\x1b\x1b"
    above, below = b"\0" + sky * width, b"\0" + wall * width
    notice = b"\0" + wall * (width // 4) + board * (width // 2) + wall * (width - width // 4 - width // 2)
    rows = above * (height // 3) + below * 20 + notice * (height // 3) + below * (height - 2 * (height // 3) - 20)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PHOTOGRAPH = _photograph()


def attach_evidence(cast: Cast, live: LiveRounds) -> None:
    """One workbook to each report of the secretary's organization and to each paper the first team handed in."""
    for report in Progress.objects.filter(item__hand_over__inspection=live.rectifying[0]):
        listing = _listing("整改佐证材料", OF_REPORTS, report.reported_on)
        listing.caption = "会议记录、凭证等材料目录"
        photograph = SimpleUploadedFile("整改现场.png", PHOTOGRAPH)
        photograph.caption = "整改后公示栏照片"
        store_attachments(report, [listing, photograph], by=report.reported_by)
    papers = WorkingPaper.objects.filter(inspection__team=live.first_team, submitted_on__isnull=False)
    for paper in papers:
        store_attachments(paper, [_listing("底稿佐证材料", OF_PAPERS, paper.found_on)], by=cast.users["member"])


def attach_scans(cast: Cast) -> None:
    """To each receipt on paper what stands for its scan: an empty page of PDF."""
    for receipt in Receipt.objects.filter(way=Receipt.Way.PAPER):
        scan = SimpleUploadedFile("签收单扫描件.pdf", SCAN, "application/pdf")
        store_attachments(receipt, [scan], by=cast.office)


def _listing(title: str, names: list[str], on: date) -> SimpleUploadedFile:
    """A list of papers with their days and pages."""
    rows = [(number, name, on - timedelta(days=number), 2 * number) for number, name in enumerate(names, start=1)]
    file = io.BytesIO()
    write(file, [SheetSpec(name=title, title=title, columns=COLUMNS, rows=rows, filters=False)])
    return SimpleUploadedFile(f"{title}.xlsx", file.getvalue())
