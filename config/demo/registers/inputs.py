"""What audit, petitions, finance and others sent for each round, and what teams made of it."""

from collections.abc import Iterator
from datetime import date, timedelta

from config.demo.registers import input_sentences as sentences
from config.demo.writing import Writer, weekday
from findings.models import CooperationInput, Finding
from rounds.models import Body, Inspection

Kind, Result = CooperationInput.Kind, CooperationInput.Result
COUNTED = {Kind.NOTICE: 357, Kind.PROBLEM: 846}  # of rounds 1 to 17
OF_A_LIVE_ROUND = {Kind.NOTICE: 14, Kind.PROBLEM: 33}


def load_inputs(writer: Writer, today: date) -> None:
    """Those of past rounds are settled; of the round on site some wait for the office, some for the team."""
    bodies = list(Body.objects.exclude(kind=Body.Kind.DISCIPLINE, name__contains="县"))
    inspections = Inspection.objects.select_related("team__round", "organization").order_by("pk")
    past = [each for each in inspections if each.team.round.number <= 17]
    found: dict[int, list[int]] = {}
    for inspection, finding in Finding.objects.values_list("inspection", "pk"):
        found.setdefault(inspection, []).append(finding)
    made = [*_settled(writer, bodies, past, found, COUNTED)]
    rectifying = [each for each in inspections if each.team.round.number == 18]
    made += _settled(writer, bodies, rectifying, found, OF_A_LIVE_ROUND)
    made += _open(writer, bodies, [each for each in inspections if each.status == Inspection.Status.ON_SITE], today)
    CooperationInput.objects.bulk_create(made, batch_size=1000)


def _settled(writer: Writer, bodies, inspections, found, amounts) -> Iterator[CooperationInput]:
    for kind, amount in amounts.items():
        for _each in range(amount):
            inspection = writer.pick(inspections)
            received_on = writer.after(inspection.entered_on, -6, 16)
            given_on = writer.after(received_on, 1, 4)
            findings = found.get(inspection.pk, [])
            used = bool(findings) and writer.chance(0.72)
            yield CooperationInput(
                **_told(writer, kind, writer.pick(bodies), inspection, received_on),
                inspection=inspection,
                given_on=given_on,
                result=Result.TAKEN_UP if used else Result.NOT_TAKEN_UP,
                settled_on=writer.after(given_on, 8, 24),
                why="" if used else writer.pick(sentences.WHY_NOT),
                finding_id=writer.pick(findings) if used else None,
            )


def _open(writer: Writer, bodies, inspections, today: date) -> Iterator[CooperationInput]:
    for place in range(18):
        inspection = inspections[place % len(inspections)]
        received_on = weekday(today - timedelta(days=3 + place % 9))
        waits = place % 3 == 0
        yield CooperationInput(
            **_told(writer, writer.pick([Kind.NOTICE, Kind.PROBLEM]), writer.pick(bodies), inspection, received_on),
            inspection=None if waits else inspection,
            given_on=None if waits else received_on,
        )


def _told(writer: Writer, kind, body: Body, inspection: Inspection, received_on: date) -> dict:
    title, content = writer.pick(sentences.NOTICES if kind == Kind.NOTICE else sentences.PROBLEMS)
    return {
        "kind": kind,
        "body": body,
        "received_on": received_on,
        "about": inspection.organization.name,
        "title": title,
        "content": writer.fill(content, received_on.year),
    }
