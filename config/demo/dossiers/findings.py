"""One finding, as any round of the demo writes it."""

from datetime import date

from config.demo import phrases
from config.demo.dossiers.archive import Archive
from findings.models import Finding
from rounds.models import Inspection


def write_finding(archive: Archive, inspection: Inspection, found_on: date, **facts) -> Finding:
    """One finding of the inspection, numbered within its round."""
    writer, round_ = archive.writer, inspection.team.round
    category = writer.pick(archive.categories_on(round_.starts_on))
    archive.findings_of[round_.number] += 1
    return archive.batch.add(
        Finding(
            inspection=inspection,
            number=f"WT{round_.number:02}-{archive.findings_of[round_.number]:04}",
            found_on=found_on,
            **{
                "category": category,
                "text": writer.fill(writer.pick(phrases.TOPICS[category.title]), found_on.year),
            }
            | facts,
        )
    )
