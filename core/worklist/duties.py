"""What one person owes, and what others owe because of them.

The tasks come from the declarations of steps (`core.workflow.steps`); apps add sources for what is no step. The page
is written once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.workflow.steps import Step, Tasks, reads_of, tasks

MOST = 50  # lines of one task; the list behind shows the rest


@dataclass(frozen=True)
class Duty:
    """One line of the worklist: what, about whom, by when, and the word on the button that leads there."""

    title: str
    detail: str
    url: str
    button: str
    due_on: date | None = None


Source = Callable[[object], Iterable[Duty]]
_sources: list[Source] = []
_waiting_sources: list[Source] = []


def register(source: Source, *, waiting: bool = False) -> None:
    """Add a source: given a user, it yields what they owe (or, if `waiting`, what others owe them).

    A source fetches its rows through the same door as every list.
    """
    (_waiting_sources if waiting else _sources).append(source)


def duties_of(user) -> list[Duty]:
    """Everything the user owes, the latest first; undated last, in the order of the sources."""
    return _by_lateness([_tasks_of, *_sources], user)


def amount_of_duties(tasks: Tasks) -> int:
    """How many lines that are, without writing those of tasks."""
    rows = {(model, key) for model, keys in tasks.keys for key in keys[:MOST]}
    return len(rows) + sum(1 for source in _sources for _line in source(tasks.user))


def _tasks_of(user) -> Iterable[Duty]:
    """A line for each row on which a task is the user's; a row with several tasks stands there with the first."""
    named = set()
    for model, step in tasks():
        rows = step.task_rows(user).select_related(*reads_of(model))[:MOST]
        for row in rows:
            if (model, row.pk) not in named:
                named.add((model, row.pk))
                yield _line(step, row)


def _line(step: Step, row) -> Duty:
    task = step.task
    return Duty(task.words(row), task.detail(row), task.url(row), str(task.button), task.due_on(row))


def waiting_for(user) -> list[Duty]:
    """What waits for others because of this user, the latest first."""
    return _by_lateness(_waiting_sources, user)


def week_ahead(duties: list[Duty], on: date) -> list[tuple[date, list[Duty]]]:
    """The duties that fall due within seven days after `on`, by day."""
    days = [on + timedelta(days=ahead) for ahead in range(8)]
    return [(day, due) for day in days if (due := [duty for duty in duties if duty.due_on == day])]


def _by_lateness(sources: list[Source], user) -> list[Duty]:
    duties = [duty for source in sources for duty in source(user)]
    return sorted(duties, key=lambda duty: (duty.due_on is None, duty.due_on or date.max))
