"""Writing the dossiers of rounds 1 to 17, one inspection after the other."""

from collections.abc import Iterator

from config.demo.dossiers.archive import Archive
from config.demo.past.items import days_of, fate_of, write_hand_over, write_rectified_item
from config.demo.past.leads import LEADS, outcomes_of, write_concluded_lead
from rounds.models import Inspection

FINDINGS = 5420


def load_past(archive: Archive, inspections: list[Inspection], scale: int) -> Iterator[int]:
    """Write the dossier of each inspection; yield how many findings are written so far."""
    writer = archive.writer
    findings = writer.shares(FINDINGS * scale, len(inspections))
    leads = writer.shares(LEADS * scale, len(inspections))
    archive.outcomes = outcomes_of(writer, scale)
    written = 0
    for inspection, finding_count, lead_count in zip(inspections, findings, leads, strict=True):
        days = days_of(archive, inspection)
        fates = [fate_of(writer, inspection, days) for _ in range(finding_count)]
        hand_over = write_hand_over(archive, inspection, days, fates)
        for number, fate in enumerate(fates, start=1):
            write_rectified_item(archive, hand_over, number, fate)
        for _ in range(lead_count):
            write_concluded_lead(archive, inspection)
        written += finding_count
        archive.batch.pause()
        yield written
    archive.batch.flush()
