"""What is there already of the findings that a ledger names, and how its rows differ from it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from core.names.spelling import same_name
from core.workbook.read_rows import Row
from core.workdays.unrecorded import NOT_RECORDED
from findings.models import DeadlineKind, Finding
from rectification.ledger.lines import limit_of, measures_of
from rectification.models import Item
from rounds.inspections.lookup import InspectionLookup
from rounds.models import Team


class EnteredFindings:
    """The findings of the inspections that the rows may be about, and those whose numbers they name."""

    def __init__(self, rows: Iterable[Row], inspections: list[int], numbers: set[str]):
        texts = {same_name(row["text"]) for row in rows}
        asked = Q(number__in=numbers) | Q(inspection__in=inspections)
        columns = Finding._base_manager.filter(asked).values_list("pk", "number", "inspection", "text")
        found = [(pk, number, inspection, same_name(text)) for pk, number, inspection, text in columns]
        self.numbers = numbers & {number for _pk, number, _inspection, _text in found}
        self.numbers_of_texts = {(inspection, text): number for _pk, number, inspection, text in found}
        self._by_text: dict[tuple[int, str], list[Finding]] = {}
        same = [pk for pk, _number, _inspection, text in found if text in texts]
        related = Finding._base_manager.select_related(
            "category", "item__hand_over", "inspection__team__round", "inspection__organization"
        )
        for finding in related.filter(pk__in=same).prefetch_related("item__measures"):
            key = finding.inspection.organization_id, same_name(finding.text)
            self._by_text.setdefault(key, []).append(finding)

    def like(self, row: Row, lookup: InspectionLookup) -> Finding | None:
        """The one finding that the row is about: of its organization and text, its number, team and round if told.

        The round may be told for the whole file or by the sheet: the same words in another round are another finding.
        """
        organization = lookup.organization_of(row)
        if organization is None:
            return None
        alike = [
            finding
            for finding in self._by_text.get((organization.pk, same_name(row["text"])), [])
            if row["number"] in ("", finding.number) and _is_of_team(row, finding.inspection.team, lookup)
        ]
        return alike[0] if len(alike) == 1 else None


def _is_of_team(row: Row, team: Team, lookup: InspectionLookup) -> bool:
    return row["team"] in (None, team.number) and lookup.may_be_of(row, team.round.number)


def stored_of(finding: Finding, row: Row) -> dict[str, Any]:
    """What stands here in place of the columns of a ledger, as far as it can be compared."""
    stored = {
        "group": finding.category.group,
        "title": finding.category.title,
        "found_on": finding.found_on or (NOT_RECORDED if finding.lacks_day("found_on") else None),
        "deadline_kind": DeadlineKind(finding.deadline_kind),
        "deadline": _stored_deadline(finding, row),
        "fed_back_on": _stored_feedback(finding, row),
    }
    item = getattr(finding, "item", None)
    return stored | (_stored_of_item(item, row) if item else {})


def _stored_deadline(finding: Finding, row: Row) -> Any:
    """The row's own deadline where it says the same: the kind if it tells one, the day of finding or item if any."""
    limit = limit_of(row)
    item = getattr(finding, "item", None)
    days = {finding.due_on, item.due_on if item else None} - {None}
    if limit is None:
        return None
    tells_kind = limit.kind.value != DeadlineKind.DATED or row["deadline_kind"]
    same_kind = not tells_kind or limit.kind.value == finding.deadline_kind
    if same_kind and (limit.due_on is None or limit.due_on in days):
        return row["deadline"]
    return " ".join([finding.get_deadline_kind_display(), *(day.isoformat() for day in sorted(days))])


def _stored_feedback(finding: Finding, row: Row) -> Any:
    """The day on which the finding was issued to its organization; said to be unknown where a ledger left it out."""
    item = getattr(finding, "item", None)
    days = {finding.issued_on, finding.inspection.fed_back_on, item.hand_over.delivered_on if item else None} - {None}
    if row["fed_back_on"] in days:
        return row["fed_back_on"]
    return max(days, default=NOT_RECORDED if item else None)


def _stored_of_item(item: Item, row: Row) -> dict[str, Any]:
    measures = [measure.content for measure in item.measures.all()]
    told = [content for content, _entry in measures_of(row)]
    return {
        "goal": item.goal,
        "leader": item.leader,
        "department": item.department,
        "kept_up": item.is_kept_up,
        "completion": Item.Completion(item.completion),
        "rules_made": item.rules_made,
        "funds": item.funds_recovered,
        "measures": row["measures"] if measures == told else measures,
    }
