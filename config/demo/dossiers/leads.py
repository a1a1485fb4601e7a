"""One lead and its transfers, as any round of the demo writes them."""

from datetime import date

from django.utils.translation import gettext_lazy

from config.demo import phrases
from config.demo.dossiers.archive import Archive
from findings import duties
from findings.models import Discipline, Disposal, Lead, Outcome, Transfer
from rounds.deadlines.obligations import facts_of, titles_of
from rounds.models import Body, Inspection, Obligation


def write_lead(archive: Archive, inspection: Inspection, filed_on: date | None, **facts) -> Lead:
    """One lead of the inspection, numbered within its round."""
    writer, round_ = archive.writer, inspection.team.round
    archive.leads_of[round_.number] += 1
    return archive.batch.add(
        Lead(
            inspection=inspection,
            number=f"XS{round_.number:02}-{archive.leads_of[round_.number]:03}",
            subject_name=writer.nameless(),
            subject_post=writer.pick(phrases.POSTS),
            subject_rank=writer.pick(phrases.RANKS),
            content=writer.fill(writer.pick(phrases.LEADS), round_.starts_on.year),
            discipline=writer.pick(Discipline.values),
            suggestion=writer.pick(Lead.Suggestion.values),
            filed_on=filed_on,
            **{"written_by": archive.cast.handler} | facts,
        )
    )


def write_transfer(
    archive: Archive, lead: Lead, body: Body, status: str, *, acknowledged_on=None, concluded_on=None
) -> Transfer:
    """The transfer of a lead to one body, and what that body owes or owed."""
    noted = archive.reckoning.due(duties.ACKNOWLEDGE_TRANSFER, lead.referred_on)
    answered = archive.reckoning.due(duties.ANSWER_TRANSFER, lead.referred_on)
    transfer = archive.batch.add(
        Transfer(
            lead=lead,
            body=body,
            sent_by=archive.cast.handler,
            sent_on=lead.referred_on,
            due_on=answered.on,
            acknowledged_by=archive.cast.answers_for(body) if acknowledged_on else None,
            acknowledged_on=acknowledged_on,
            concluded_on=concluded_on,
            status=status,
        )
    )
    _owe(
        archive,
        transfer,
        duties.ACKNOWLEDGE_TRANSFER,
        gettext_lazy("Acknowledge the transferred lead %(number)s"),
        due=noted,
        met_on=acknowledged_on,
    )
    _owe(
        archive,
        transfer,
        duties.ANSWER_TRANSFER,
        gettext_lazy("Report the result of the transferred lead %(number)s"),
        due=answered,
        met_on=concluded_on,
    )
    return transfer


def _owe(archive: Archive, transfer: Transfer, kind: str, title, *, due, met_on) -> None:
    obligation = Obligation(
        **facts_of(kind, due),
        **titles_of(title, {"number": transfer.lead.number}),
        inspection=transfer.lead.inspection,
        body=transfer.body,
        from_on=transfer.sent_on,
        due_on=due.on,
        met_on=met_on,
    )
    archive.batch.owe(obligation, transfer)


def write_disposal(archive: Archive, transfer: Transfer, method: str, decided_on: date) -> None:
    """What the body decided to do about the lead."""
    archive.batch.add(
        Disposal(
            transfer=transfer,
            method=method,
            decided_on=decided_on,
            note=archive.writer.pick(phrases.DISPOSALS),
            reported_by=transfer.acknowledged_by,
        )
    )


def write_outcome(archive: Archive, transfer: Transfer, kind: str, form: str, count: int = 1) -> None:
    """What came of the lead on the day the transfer was concluded."""
    archive.batch.add(
        Outcome(
            transfer=transfer,
            kind=kind,
            form=form,
            count=count,
            decided_on=transfer.concluded_on,
            note=archive.writer.pick(phrases.OUTCOMES),
            reported_by=transfer.acknowledged_by,
        )
    )
