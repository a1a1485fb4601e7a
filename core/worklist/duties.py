"""What one person owes, and what others owe because of them.

The tasks come from the declarations of steps (`core.workflow.steps`); apps add what is no step, and what waits for
others. The page is written once.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from core.ui.views.base import Action
from core.workdays.reckoning import today
from core.workflow.at_once import keys_of
from core.workflow.kept_rows import adds_to_rows, rows_with
from core.workflow.steps import Awaited, Step, Task, Tasks, reads_of

MOST = 50  # lines of one task; the list behind shows the rest
WRITTEN = 20  # lines of what waits for others
TOGETHER = 4  # from so many lines on, those of one task stand under one heading


@dataclass(frozen=True)
class Duty:
    """One line of the worklist: what, about whom, by when, and the word on the button that leads there.

    The button leads to `button_url` where that is elsewhere. Of what came back, also with which `opinion`. All like it
    stand in the list at `listed`, where there is one. What has no day because it `rests` says so.
    """

    title: str
    detail: str
    url: str
    button: str
    due_on: date | None = None
    opinion: str = ""
    task: Task | None = None
    about: str = ""
    button_url: str = ""
    listed: str = ""
    rests: bool = False


@dataclass(frozen=True)
class DutyGroup:
    """Many lines of one task under its kind: how many there are in all, the most urgent day, the list of all.

    `lines` are those written, by what they are about, and `overdue` how many of these are late; of more than are
    written, the list shows the rest. It shows this task alone, also what came back.
    """

    kind: str
    amount: int
    overdue: int
    due_on: date | None
    url: str
    lines: list[tuple[str, list[Duty]]]


@dataclass(frozen=True)
class Waiting:
    """What others owe because of a user: the rows, found through the same door as every list, and a line for each."""

    rows: Callable[[Any], QuerySet]
    line: Callable[[Any], Duty]
    most: int = MOST


Source = Callable[[Any], Iterable[Duty]]
_sources: list[Source] = []
_waiting: list[Waiting] = []
_warnings: list[Waiting] = []
_begun_here: list[Callable[[Any], Iterable[Action]]] = []


def register(source: Source) -> None:
    """Add a source of what is no step: given a user, it yields what they owe, found through the same door as lists."""
    _sources.append(source)


def register_waiting(*waiting: Waiting) -> None:
    """Add what waits for others."""
    _waiting.extend(waiting)


def register_warnings(*warnings: Waiting) -> None:
    """Add what somebody should know before all work: the rows, and a line for each."""
    _warnings.extend(warnings)


def register_beginning(actions: Callable[[Any], Iterable[Action]]) -> None:
    """Add what a user begins without being asked for it: the buttons, for whoever may press them."""
    _begun_here.append(actions)


def beginnings_of(user) -> list[Action]:
    """The buttons by which this user begins something new."""
    return [action for actions in _begun_here for action in actions(user)]


def duties_of(user, tasks: Tasks | None = None) -> list[Duty]:
    """Everything the user owes, the latest first; undated last, the tasks in the order of the steps."""
    of_tasks = _tasks_of(tasks or Tasks(user))
    return _by_lateness(chain(of_tasks, *(source(user) for source in _sources)))


def amount_of_duties(tasks: Tasks) -> int:
    """How many lines that are, without writing those of tasks."""
    return len(_places(tasks)) + sum(1 for source in _sources for _line in source(tasks.user))


def _tasks_of(tasks: Tasks) -> Iterable[Duty]:
    """A line for each row on which a task is the user's; a row with several tasks stands there with the first."""
    places = _places(tasks)
    rows = _rows_at(places, tasks.user)
    return [_line(task.step, rows[place]) for place, task in places.items() if place in rows]


def _places(tasks: Tasks) -> dict[tuple[type, int], Awaited]:
    """The first task on each row, by the row's kind and key."""
    places: dict[tuple[type, int], Awaited] = {}
    for task in tasks.all:
        for key in task.keys[:MOST]:
            places.setdefault((task.model, key), task)
    return places


def _rows_at(places: dict[tuple[type, int], Awaited], user) -> dict:
    """The rows by kind and key: of each kind in one statement, apart from sets that add to their rows what is told."""
    asked: dict[LineRows, list[int]] = {}
    for (model, key), task in places.items():
        theirs = LineRows(model, task.step)
        asked.setdefault(theirs if adds_to_rows(user, theirs) else LineRows(model), []).append(key)
    return {(rows.model, row.pk): row for rows, keys in asked.items() for row in rows_with(keys, user, rows)}


@dataclass(frozen=True)
class LineRows:
    """The rows of a kind that a user sees, or those on which this step is their task, with what lines name."""

    model: type
    step: Step | None = None

    def __call__(self, user) -> QuerySet:
        rows = self.step.task_rows(user) if self.step else self.model._default_manager.visible_to(user)
        return rows.select_related(*reads_of(self.model))


def _line(step: Step, row) -> Duty:
    task = step.task
    opinion = getattr(row, "returned_with", "") if getattr(row, "came_back", True) else ""
    return Duty(
        task.words(row),
        task.detail(row),
        task.url(row),
        str(task.button),
        task.due_on(row),
        opinion or "",
        task,
        str(task.about(row)),
        rests=getattr(row, "owed_rests", False),
    )


def waiting_for(user) -> list[Duty]:
    """What waits for others because of this user, the latest first."""
    return lines_beside(user)[1]


def lines_beside(user) -> tuple[list[Duty], list[Duty]]:
    """Of what this user does not owe, the warnings and what waits for others; only what is not empty is read."""
    found = keys_of(user, _first_rows)
    lines = [
        [each.line(row) for row in rows_with(keys, user, each.rows)]
        for each, keys in zip([*_warnings, *_waiting], found, strict=True)
    ]
    warnings, waiting = lines[: len(_warnings)], lines[len(_warnings) :]
    return list(chain.from_iterable(warnings)), _by_lateness(chain.from_iterable(waiting))


def listed_beyond(waiting: list[Duty]) -> str:
    """Where more stands of what waits for others than is written: the list of those that fill the lines; "" if all is
    written.
    """
    if len(waiting) < WRITTEN:
        return ""
    return next((duty.listed for duty in waiting if duty.listed), "")


def _first_rows(user) -> list[QuerySet]:
    return [each.rows(user)[: each.most] for each in (*_warnings, *_waiting)]


def grouped(duties: list[Duty], tasks: Tasks) -> list[Duty | DutyGroup]:
    """The duties as the page shows them: many of one task as one group, where the most urgent of them stands.

    What came back stands by itself, with the reason: in a group that is closed nobody would see it.
    """
    amounts = Counter({id(task.step.task): len(task.keys) for task in tasks.all})
    names = {id(task.step.task): task.step.name for task in tasks.all}
    of_task: dict[int, list[Duty]] = {}
    for duty in duties:
        if duty.opinion:
            amounts[id(duty.task)] -= 1
        elif duty.task is not None and duty.task.kind:
            of_task.setdefault(id(duty.task), []).append(duty)
    shown: list[Duty | DutyGroup] = []
    for duty in duties:
        together = [] if duty.opinion else of_task.get(id(duty.task), [])
        if len(together) < TOGETHER:
            shown.append(duty)
        elif duty is together[0]:
            shown.append(_group(together, amounts[id(duty.task)], names[id(duty.task)]))
    return shown


def _group(duties: list[Duty], amount: int, name: str) -> DutyGroup:
    task: Any = duties[0].task
    about: dict[str, list[Duty]] = {}
    for duty in duties:
        about.setdefault(duty.about, []).append(duty)
    url = f"{reverse(task.listed)}?awaiting={name}" if task.listed else ""
    late = sum(1 for duty in duties if duty.due_on and duty.due_on < today())
    return DutyGroup(str(task.kind), amount, late, duties[0].due_on, url, list(about.items()))


def week_ahead(duties: list[Duty], on: date) -> list[tuple[date, list[Duty]]]:
    """The duties that fall due within seven days after `on`, by day."""
    days = [on + timedelta(days=ahead) for ahead in range(8)]
    return [(day, due) for day in days if (due := [duty for duty in duties if duty.due_on == day])]


def _by_lateness(duties: Iterable[Duty]) -> list[Duty]:
    return sorted(duties, key=lambda duty: (duty.due_on is None, duty.due_on or date.max))
