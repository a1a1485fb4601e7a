"""The plan on one page: the three lists (问题、任务、责任) as one table, as it stands or as it was filed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from rectification.models import HandOver, Measure


@dataclass(frozen=True)
class MeasureLine:
    """One measure of an item: what, of which type, by whom, by when."""

    content: str
    kind: str
    leader: str
    department: str
    due_on: date | None

    @property
    def kind_words(self) -> str:
        """The type in words."""
        return dict(Measure._meta.get_field("kind").flatchoices).get(self.kind, "")


@dataclass(frozen=True)
class ItemLines:
    """One item of the plan with its measures; responsible where a measure names nobody of its own."""

    number: int
    problem: str
    goal: str
    leader: str
    department: str
    due_on: date | None
    measures: tuple[MeasureLine, ...]
    kept_up: bool = False

    @property
    def height(self) -> int:
        """How many lines of the table it takes."""
        return max(1, len(self.measures))

    @property
    def lines(self) -> list[MeasureLine]:
        """Its lines: one a measure, each with who is responsible; one without a measure where there is none."""
        own = MeasureLine("", "", self.leader, self.department, self.due_on)
        return [self._filled(measure) for measure in self.measures] or [own]

    def _filled(self, measure: MeasureLine) -> MeasureLine:
        leader, department = measure.leader or self.leader, measure.department or self.department
        return MeasureLine(measure.content, measure.kind, leader, department, measure.due_on or self.due_on)


def planned_now(hand_over: HandOver) -> list[ItemLines]:
    """The plan as it stands, in the order of the list of findings."""
    items = hand_over.items.select_related("finding").prefetch_related("measures").order_by("number")
    return [
        ItemLines(
            item.number,
            item.finding.text,
            item.goal,
            item.leader,
            item.department,
            item.due_on,
            tuple(
                MeasureLine(each.content, each.kind, each.leader, each.department, each.due_on)
                for each in item.measures.all()
            ),
            item.kept_up,
        )
        for item in items
    ]


def as_kept(plan: Iterable[ItemLines]) -> list[dict[str, Any]]:
    """The plan as a review keeps it."""
    return [_with_days(asdict(item) | {"measures": [_with_days(asdict(m)) for m in item.measures]}) for item in plan]


def planned_then(kept: Iterable[dict[str, Any]]) -> list[ItemLines]:
    """The plan that a review kept."""
    return [
        ItemLines(**_read(item) | {"measures": tuple(MeasureLine(**_read(each)) for each in item["measures"])})
        for item in kept
    ]


def _with_days(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"due_on": row["due_on"] and row["due_on"].isoformat()}


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"due_on": row["due_on"] and date.fromisoformat(row["due_on"])}
