"""Steps: what people do with a row, each declared once in the `steps.py` of its room.

A declaration names the row, the words, the states it leads from and the *set of rows a user may take it on*. From it
come the right the service asks for, the button on the page, the step in the API, and, where the step is somebody's
task, the line on the worklist, the number in the menu and the filter of the list that the number opens.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from core.access.reach import require

Rows = Callable[[Any], QuerySet]
"""The rows of one model for a user: a method of its manager, such as `WorkingPaper.objects.reviewable_by`."""


@dataclass(frozen=True)
class Task:
    """That a step is somebody's to take: what their worklist says of a row, and the word on the button beside it.

    `facts` fill the words of the `title`, which is `again` for a row that came back (`came_back`, as its `rows` tell).
    `rows` are those of the step's open rows that fall to this very user where others may take the step, too, or where
    a condition keeps it closed for now. The line leads to `url` where that is not the page of the row.
    """

    title: Any
    button: Any
    again: Any = ""
    facts: Callable[[Any], dict] = lambda row: {"number": row.number}
    detail: Callable[[Any], str] = lambda row: ""
    due_on: Callable[[Any], date | None] = lambda row: None
    rows: Rows | None = None
    url: Callable[[Any], str] = lambda row: row.get_absolute_url()

    def words(self, row) -> str:
        """The sentence of the line."""
        title = self.again if self.again and row.came_back else self.title
        return str(title) % self.facts(row)


@dataclass(frozen=True)
class Step:
    """A step people take on a kind of row: its name, its words, its page, and on which rows it is open to whom.

    `rows` are those the user has the right to take it on, in whatever state; `states` those it leads from; `applies`
    leaves a step out where another takes its place. `blocked` tells why the step is not open yet ("" when it is),
    naming nothing this user does not see.
    """

    name: str
    label: str
    url: Callable[[Any], str]
    allowed: Callable[[Any, Any], bool] = lambda user, obj: True
    applies: Callable[[Any], bool] = lambda obj: True
    blocked: Callable[[Any, Any], str] = lambda user, obj: ""
    primary: bool = True
    confirm: str = ""
    posts: bool = False
    rows: Rows | None = None
    states: tuple[str, ...] = ()
    task: Task | None = None

    def open_rows(self, user) -> QuerySet:
        """The rows on which this user may take the step now, whatever its conditions say."""
        return self._in_states(self.rows, user)

    def task_rows(self, user) -> QuerySet:
        """The rows on which the step is this user's task."""
        return self._in_states((self.task and self.task.rows) or self.rows, user)

    def _in_states(self, rows: Rows | None, user) -> QuerySet:
        if rows is None:
            raise TypeError(f"The step {self.name} is declared without the rows it is open on.")
        return rows(user).filter(status__in=self.states) if self.states else rows(user)


@dataclass(frozen=True)
class OfferedStep:
    """One step as page and API show it. `posts` steps need no form; `blocked` says why a step is not open yet."""

    name: str
    label: str
    url: str
    blocked: str
    primary: bool
    confirm: str
    posts: bool


def page(name: str, *more: Any) -> Callable[[Any], str]:
    """For `Step.url`: the address of that name for a row; `more` follows the key of the row."""
    return lambda obj: reverse(name, args=[obj.pk, *more])


def in_state(*states: str) -> Callable[[Any], bool]:
    """For `Step.applies`: whether a row is in one of these states."""
    return lambda obj: obj.status in states


def for_anyone(why: Callable[[Any], Any]) -> Callable[[Any, Any], str]:
    """For `Step.blocked`: a reason that is the same whoever looks, and names nothing that somebody may not see."""
    return lambda user, obj: why(obj)


def may_take(rows: QuerySet, row: models.Model) -> bool:
    """Whether the set holds the row: the right to a step, asked of the same set that fills the worklist."""
    return rows.filter(pk=row.pk).exists()


def require_among(rows: QuerySet, row: models.Model, why: str) -> None:
    """Go on only if the set holds the row; otherwise `Refused(why)`."""
    require(may_take(rows, row), why)


_steps: dict[type, list[Step]] = {}
_reads: dict[type, tuple[str, ...]] = {}


def register_steps(model: type, *steps: Step, reads: Iterable[str] = ()) -> None:
    """Declare the steps of a kind of row, in the order in which people take them.

    `reads` are the related rows that the lines of the worklist name.
    """
    _steps.setdefault(model, []).extend(steps)
    _reads[model] = (*_reads.get(model, ()), *reads)


def steps_for(obj: models.Model, user) -> list[OfferedStep]:
    """The next steps this user may take on this row; those not open yet come with the reason."""
    steps = _steps.get(type(obj), ())
    held = _held(obj, user, [step for step in steps if step.rows is not None])
    return [
        OfferedStep(
            step.name,
            str(step.label),
            step.url(obj),
            str(step.blocked(user, obj)),
            step.primary,
            str(step.confirm),
            step.posts,
        )
        for step in steps
        if (step.rows is None or step in held) and step.applies(obj) and step.allowed(user, obj)
    ]


def _held(obj: models.Model, user, steps: list[Step]) -> list[Step]:
    """Those of the steps whose open rows hold this one; one statement for all."""
    near = [step for step in steps if not step.states or obj.status in step.states]
    if not near:
        return []
    asked = {f"step_{at}": Exists(step.open_rows(user).filter(pk=OuterRef("pk"))) for at, step in enumerate(near)}
    found = type(obj)._base_manager.filter(pk=obj.pk).annotate(**asked).values(*asked).first()
    return [step for at, step in enumerate(near) if found and found[f"step_{at}"]]


def tasks() -> list[tuple[type, Step]]:
    """Every step that is somebody's task, with its kind of row."""
    return [(model, step) for model, steps in _steps.items() for step in steps if step.task is not None]


def reads_of(model: type) -> tuple[str, ...]:
    """The related rows that the worklist's lines about this kind of row name."""
    return _reads.get(model, ())


def awaiting(model: type, user) -> QuerySet:
    """The rows of this kind on which any task is this user's: what the menu counts and its list is narrowed to."""
    theirs = Q(pk__in=[])
    for of, step in tasks():
        if of is model:
            theirs |= Q(pk__in=step.task_rows(user).order_by().values("pk"))
    return model._default_manager.visible_to(user).filter(theirs)
