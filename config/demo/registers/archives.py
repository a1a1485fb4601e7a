"""What is filed on paper of the secretary's organization, and one older inspection that is archived."""

from datetime import date

from config.demo.cast import Cast
from config.demo.live import LiveRounds, before
from rectification.archive.services import archive_inspection
from rectification.archive.sets import LACKS, archives_for, with_lines
from rectification.models import ArchivedDocument, HandOver
from rounds.archive.lines import lines

Retention = ArchivedDocument.Retention
FILED = (
    ("integrity_talk", "进驻前集体廉政谈话记录", 6, Retention.THIRTY, "第1件"),
    ("inspection_notice", "巡察公告及张贴照片", 4, Retention.THIRTY, "第2件"),
    ("receipts", "双签收单原件", 2, Retention.PERMANENT, "第3件"),
    ("", "反馈会议签到表", 1, Retention.TEN, "第4件"),
)
OLD = "系统上线前形成，原卷已移交同级综合档案馆"


def load_archives(cast: Cast, live: LiveRounds, today: date) -> None:
    """Papers of a running inspection; of an inspection from a ledger it is said why the documents are not here."""
    own, office = live.rectifying[0], cast.office
    day = before(today, 20)
    ArchivedDocument.objects.bulk_create(
        ArchivedDocument(
            inspection=own,
            line=line,
            title=title,
            dated_on=day,
            pages=pages,
            retention=retention,
            box=f"{day.year}-WS-012盒 {piece}",
            kept_by=office.name,
        )
        for line, title, pages, retention, piece in FILED
    )
    closed = archives_for(office).filter(hand_over__status=HandOver.Status.CLOSED)
    if old := with_lines(closed).last():
        lacking = [line.key for line in lines if getattr(old, f"line_{line.key}") == LACKS]
        ArchivedDocument.objects.bulk_create(
            ArchivedDocument(inspection=old, line=key, missing_why=OLD, kept_by=office.name) for key in lacking
        )
        archive_inspection(old, by=office)
