"""Leads of rounds 1 to 17: transferred, handled and concluded."""

from datetime import date

from config.demo.dossiers.archive import Archive
from config.demo.dossiers.leads import write_disposal, write_lead, write_outcome, write_transfer
from config.demo.writing import Writer
from findings.models import Disposal, Lead, Outcome, Transfer
from rounds.models import Body, Inspection, Organization

LEADS = 1692
# outcome, form, rows, persons or cases in each: together what the published figures count (docs/domain.md, figures)
OUTCOMES = [
    (Outcome.Kind.CASE_FILED, "", 132, 1),
    (Outcome.Kind.DISCIPLINED, Outcome.Form.SECOND, 130, 1),
    (Outcome.Kind.ADMONISHED, Outcome.Form.FIRST, 84, 1),
    (Outcome.Kind.TO_JUDICIARY, Outcome.Form.FOURTH, 4, 1),
    (Outcome.Kind.CRITICIZED, Outcome.Form.FIRST, 407, 2),
]
UNFOUNDED = (Outcome.Kind.UNFOUNDED, "", 1)


def outcomes_of(writer: Writer, scale: int) -> list:
    """One outcome a lead, in no order; leads that nothing came of are unfounded."""
    outcomes = [(kind, form, count) for kind, form, rows, count in OUTCOMES for _ in range(rows * scale)]
    outcomes += [UNFOUNDED] * (LEADS * scale - len(outcomes))
    writer.random.shuffle(outcomes)
    return outcomes


def write_concluded_lead(archive: Archive, inspection: Inspection) -> None:
    """A lead that was transferred, handled and concluded."""
    writer = archive.writer
    double = writer.chance(0.3)
    filed_on = writer.after(inspection.left_on, -15, 0)
    decided_on = writer.after(filed_on, 5, 12)
    referred_on = writer.after(decided_on, 2, 9)
    lead = write_lead(
        archive,
        inspection,
        filed_on,
        mode=Lead.Mode.DOUBLE if double else Lead.Mode.SINGLE,
        decided_by=archive.cast.leadinggroup,
        decided_on=decided_on,
        referred_on=referred_on,
        status=Lead.Status.CONCLUDED,
    )
    outcome = archive.outcomes.pop()
    to_department = outcome == UNFOUNDED and not double and writer.chance(0.2)
    days = []
    if not to_department:
        days.append(_answered(archive, lead, _commission(archive, inspection), outcome))
    if double or to_department:
        days.append(_answered(archive, lead, archive.cast.bodies["市委组织部"], UNFOUNDED))
    lead.concluded_on = max(days)


def _commission(archive: Archive, inspection: Inspection):
    """Townships' leads mostly go to the commission of their county, the others to the city's."""
    organization, bodies = inspection.organization, archive.cast.bodies
    local = organization.level != Organization.Level.CITY and archive.writer.chance(0.7)
    return bodies[f"{organization.district}纪委监委"] if local else bodies["市纪委监委"]


def _answered(archive: Archive, lead: Lead, body: Body, outcome) -> date:
    """The transfer to one body with what it reported; the day of its conclusion. Departments have no disposals."""
    writer = archive.writer
    acknowledged_on = writer.after(lead.referred_on, 1, 3)
    disposed_on = writer.after(acknowledged_on, 8, 26)
    concluded_on = writer.after(disposed_on, 15, 80)
    transfer = write_transfer(
        archive,
        lead,
        body,
        Transfer.Status.CONCLUDED,
        acknowledged_on=acknowledged_on,
        concluded_on=concluded_on,
    )
    kind, form, count = outcome
    if body.kind == Body.Kind.DISCIPLINE:
        method = Disposal.Method.CLOSED if kind == Outcome.Kind.UNFOUNDED else Disposal.Method.PRELIMINARY
        write_disposal(archive, transfer, writer.pick([method, method, Disposal.Method.INQUIRY]), disposed_on)
    write_outcome(archive, transfer, kind, form, count)
    return concluded_on
