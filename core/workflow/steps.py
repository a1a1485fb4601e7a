"""Steps: what people do with a row, each declared once in the `steps.py` of its room.

A declaration names the row, the words, the states it leads from and the *set of rows a user may take it on*. From it
come the right the service asks for, the button on the page, the step in the API, and, where the step is somebody's
task, the line on the worklist, the number in the menu and the filter of the list that the number opens. With the
service that takes it, and what it asks before, come its page, its address (`core.ui.views.step.step_pages`) and its
command in the API (`core.api.commands`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.access.reach import require
from core.workflow.at_once import holding, keys_of
from core.workflow.moves import is_open

SAVED = _("Saved.")

Rows = Callable[[Any], QuerySet]
"""The rows of one model for a user: a method of its manager, such as `WorkingPaper.objects.reviewable_by`."""


@dataclass(frozen=True)
class Task:
    """That a step is somebody's to take: what their worklist says of a row, and the word on the button beside it.

    `facts` fill the words of the `title`, which is `again` for a row that came back (`came_back`, as its `rows` tell).
    `rows` are those of the step's open rows that fall to this very user where others may take the step, too, or where
    a condition keeps it closed for now. Where the same people clear what blocks the step, its line stays meanwhile:
    the step stands blocked on the page with the reason. The line leads to `url` where that is not the page of the row.

    Many lines of a task stand together under its `kind`, by what they are `about`; the list of that name (`listed`)
    shows all of them.
    """

    title: Any
    button: Any
    again: Any = ""
    facts: Callable[[Any], dict] = lambda row: {"number": row.number}
    detail: Callable[[Any], str] = lambda row: ""
    due_on: Callable[[Any], date | None] = lambda row: None
    rows: Rows | None = None
    url: Callable[[Any], str] = lambda row: row.get_absolute_url()
    kind: Any = ""
    about: Callable[[Any], Any] = lambda row: ""
    listed: str = ""

    def words(self, row) -> str:
        """The sentence of the line."""
        title = self.again if self.again and row.came_back else self.title
        return str(title) % self.facts(row)


@dataclass(frozen=True)
class Shown:
    """What is decided on, shown beside the question: a template, and what it says of a row to a user.

    It takes the whole width of the page unless it is not `wide`.
    """

    template: str
    context: Callable[[Any, Any], dict]
    wide: bool = True


@dataclass(frozen=True)
class Asks:
    """The form a step shows before it is taken, and what its page says: what will follow, and who is asked to mind.

    Title and button say the label of the step where they say nothing else. `given(row, user)` are further arguments
    of the form. `shows` is what one has to see to answer.
    """

    form: type
    title: Any = ""
    consequence: Any = ""
    button: Any = ""
    danger: bool = False
    shows: Shown | None = None
    given: Callable[[Any, Any], dict] = lambda row, user: {}


@dataclass(frozen=True)
class Command:
    """The step over the API: the sentence of its document, and the serializer of its body where it has one.

    It answers the receipt of the row, or with 201 that of the row it `makes`.
    """

    says: str
    body: type | None = None
    makes: bool = False


@dataclass(frozen=True, eq=False)
class Step:
    """A step people take on a kind of row: its name, its words, and on which rows it is open to whom.

    `rows` are those the user has the right to take it on, in whatever state; `offered` those it is offered on where
    these are others: fewer, or more, on which it is blocked. `states` are those it leads from; `applies` leaves a
    step out where another takes its place.
    `blocked` tells why the step is not open yet ("" when it is), naming nothing this user does not see.
    `primary` is a question where the main button changes with the row.

    `service(row, *, by, **what_was_asked)` takes it. Without `asks` its button is enough, after `confirm` where that
    says something; `done` is said then, and `then(row, made)` is what to go to. A step without a service has a view
    of its own at `url`, which its button `posts` to or opens; the address of the others is that of the row and their
    `path`, which is the name unless it is given. `locked_after` names the row above that its service locks before;
    `locks_first` is not so where it locks other rows of the kind with it, in an order that all keep. `many` steps may
    also be taken on many rows at once with one answer (`core.batches`), each by the rules for one; they ask the same
    of every row.
    """

    name: str
    label: Any
    url: Callable[[Any], str] | None = None
    applies: Callable[[Any], bool] = lambda obj: True
    blocked: Callable[[Any, Any], str] = lambda user, obj: ""
    primary: bool | Callable[[Any], bool] = True
    confirm: Any = ""
    posts: bool = False
    rows: Rows | None = None
    offered: Rows | None = None
    states: tuple[str, ...] = ()
    task: Task | None = None
    service: Callable[..., Any] | None = None
    asks: Asks | None = None
    done: Any = SAVED
    then: Callable[[Any, Any], Any] = lambda row, made: row
    path: str = ""
    locked_after: str = ""
    locks_first: bool = True
    many: bool = False
    command: Command | None = None

    @property
    def is_button(self) -> bool:
        """Whether it is taken by its button alone."""
        return self.service is not None and self.asks is None

    @property
    def place(self) -> str:
        """The last part of its address, after that of the row."""
        return self.path or self.name.replace("_", "-")

    def address(self, row) -> str:
        """Where the step is taken on this row."""
        return self.url(row) if self.url else f"{row.get_absolute_url()}{self.place}/"

    def allows(self, user, row: models.Model) -> bool:
        """Whether this user has the right to take it on this row, in whatever state."""
        return self.rows is not None and may_take(self.rows, user, row)

    def open_rows(self, user) -> QuerySet:
        """The rows on which this user is offered the step now, whatever its conditions say."""
        return self._in_states(self.offered or self.rows, user)

    def task_rows(self, user) -> QuerySet:
        """The rows on which the step is this user's task."""
        return self._in_states((self.task and self.task.rows) or self.offered or self.rows, user)

    def _in_states(self, rows: Rows | None, user) -> QuerySet:
        if rows is None:
            raise TypeError(f"The step {self.name} is declared without the rows it is open on.")
        theirs = rows(user)
        return theirs.filter(status__in=self.states) if self.states and not theirs.query.is_empty() else theirs


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


def may_take(rows: Rows, user, row: models.Model) -> bool:
    """Whether the user's set holds the row: the right to a step, asked of the same set that fills the worklist.

    Not asked again of a row that was locked with the answer.
    """
    return is_open(rows, user, row) or _holds(rows(user), row)


def require_among(rows: QuerySet, row: models.Model, why: str) -> None:
    """Go on only if the set holds the row; otherwise `Refused(why)`."""
    require(_holds(rows, row), why)


def _holds(rows: QuerySet, row: models.Model) -> bool:
    return rows.filter(pk=row.pk).exists()


_steps: dict[type, list[Step]] = {}
_reads: dict[type, tuple[str, ...]] = {}


def register_steps(model: type, *steps: Step, reads: Iterable[str] = ()) -> tuple[Step, ...]:
    """Declare the steps of a kind of row, in the order in which people take them; answers them.

    `reads` are the related rows that the lines of the worklist name.
    """
    _steps.setdefault(model, []).extend(steps)
    _reads[model] = (*_reads.get(model, ()), *reads)
    return steps


def steps_for(obj: models.Model, user) -> list[OfferedStep]:
    """The next steps this user may take on this row; those not open yet come with the reason."""
    steps = _steps.get(type(obj), ())
    held = _held(obj, user, steps)
    return [
        OfferedStep(
            step.name,
            str(step.label),
            step.address(obj),
            str(step.blocked(user, obj)),
            step.primary(obj) if callable(step.primary) else step.primary,
            str(step.confirm),
            step.posts or step.is_button,
        )
        for step in steps
        if step in held and step.applies(obj)
    ]


def _held(obj: models.Model, user, steps: Iterable[Step]) -> list[Step]:
    """Those of the steps whose open rows hold this one; one statement for all."""
    near = OpenRows(type(obj), obj.status if any(step.states for step in steps) else "")
    return [step for step, held in zip(near.steps, holding(obj, user, near), strict=True) if held]


@dataclass(frozen=True)
class OpenRows:
    """Of each step that leads from this state of a kind of row, the rows a user is offered it on: `at_once.SetsOf`."""

    model: type
    status: str

    @property
    def steps(self) -> list[Step]:
        """The steps, in the order of their declaration."""
        return [step for step in _steps.get(self.model, ()) if not step.states or self.status in step.states]

    def __call__(self, user) -> list[QuerySet]:
        return [step.open_rows(user) for step in self.steps]


def tasks() -> list[tuple[type, Step]]:
    """Every step that is somebody's task, with its kind of row."""
    return [(model, step) for model, steps in _steps.items() for step in steps if step.task is not None]


def steps_on_many() -> dict[type, list[Step]]:
    """The steps that may be taken on many rows at once, by their kind of row."""
    declared = {model: [step for step in steps if step.many] for model, steps in _steps.items()}
    return {model: steps for model, steps in declared.items() if steps}


def reads_of(model: type) -> tuple[str, ...]:
    """The related rows that the worklist's lines about this kind of row name."""
    return _reads.get(model, ())


@dataclass(frozen=True)
class Awaited:
    """A step that is the user's task on rows of a kind, whose `keys` were asked for, in their order."""

    model: type
    step: Step
    keys: list[int]


def _rows_of_tasks(user) -> list[QuerySet]:
    return [step.task_rows(user) for _model, step in tasks()]


class Tasks:
    """One person's tasks at this moment: which rows they are on is asked in one statement for all steps."""

    def __init__(self, user):
        self.user = user

    @cached_property
    def all(self) -> list[Awaited]:
        """Each step that is their task on any row."""
        asked = zip(tasks(), keys_of(self.user, _rows_of_tasks), strict=True)
        return [Awaited(model, step, keys) for (model, step), keys in asked if keys]

    def on(self, model: type) -> int:
        """On how many rows of this kind they have any: as many as `awaiting` lists."""
        return len({key for task in self.all if task.model is model for key in task.keys})

    def of_step(self, model: type, name: str) -> int:
        """On how many rows of this kind this very step is their task."""
        return sum(len(task.keys) for task in self.all if task.model is model and task.step.name == name)


def kinds_of_tasks(model: type) -> list[tuple[str, Any]]:
    """The tasks on rows of this kind that stand together on the worklist: the name of each step, and what it is."""
    return [(step.name, step.task.kind) for of, step in tasks() if of is model and step.task and step.task.kind]


def awaiting(model: type, user, name: str = "") -> QuerySet:
    """The rows of this kind on which any task is this user's: what the menu counts and its list is narrowed to.

    With the `name` of a step, those on which its task is.
    """
    tasks_of = (step.task_rows(user) for of, step in tasks() if of is model and name in ("", step.name))
    theirs = [Q(pk__in=rows.order_by().values("pk")) for rows in tasks_of if not rows.query.is_empty()]
    if not theirs:
        return model._default_manager.none()
    return model._default_manager.visible_to(user).filter(reduce(or_, theirs))
