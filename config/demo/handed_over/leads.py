"""The leads of round 18: of each inspection one that is concluded and one that is still handled."""

from datetime import date, timedelta

from config.demo.dossiers.archive import Archive
from config.demo.dossiers.leads import write_disposal, write_lead, write_outcome, write_transfer
from config.demo.live import before
from findings.models import Disposal, Lead, Outcome, Transfer
from rounds.models import Inspection


def write_leads(archive: Archive, inspection: Inspection, index: int, today: date) -> None:
    """Two transferred leads: one concluded, the other still being handled, and late where the index says so."""
    cast, writer = archive.cast, archive.writer
    for open_still in (False, True):
        referred_on = before(today, 98 if index % 5 == 0 else 84)
        lead = write_lead(
            archive,
            inspection,
            referred_on - timedelta(days=16),
            decided_by=cast.leadinggroup,
            decided_on=referred_on - timedelta(days=6),
            referred_on=referred_on,
            concluded_on=None if open_still else before(today, 20),
            status=Lead.Status.TRANSFERRED if open_still else Lead.Status.CONCLUDED,
        )
        transfer = write_transfer(
            archive,
            lead,
            cast.bodies["市纪委监委"],
            Transfer.Status.HANDLING if open_still else Transfer.Status.CONCLUDED,
            acknowledged_on=referred_on + timedelta(days=2),
            concluded_on=lead.concluded_on,
        )
        write_disposal(archive, transfer, writer.pick(Disposal.Method.values[:2]), referred_on + timedelta(days=20))
        if not open_still:
            kind = writer.pick([Outcome.Kind.ADMONISHED, Outcome.Kind.CRITICIZED])
            write_outcome(archive, transfer, kind, Outcome.Form.FIRST)
