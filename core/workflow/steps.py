"""The steps people take on a kind of row, as page and API offer them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse


@dataclass(frozen=True)
class Step:
    """A step people take on a kind of row: its name, its words, its page, and whether it is open to this user.

    `applies` says whether the step belongs to the row's present state at all; `allowed` whether this user may take
    it; `blocked` why it is not open yet ("" when it is), naming nothing this user does not see.
    """

    name: str
    label: str
    url: Callable[[Any], str]
    allowed: Callable[[Any, Any], bool]
    applies: Callable[[Any], bool]
    blocked: Callable[[Any, Any], str] = lambda user, obj: ""
    primary: bool = True
    confirm: str = ""
    posts: bool = False


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


_steps: dict[type, list[Step]] = {}


def register_steps(model: type, *steps: Step) -> None:
    """Declare the steps of a kind of row, in the order in which people take them."""
    _steps.setdefault(model, []).extend(steps)


def steps_for(obj: models.Model, user) -> list[OfferedStep]:
    """The next steps this user may take on this row; those not open yet come with the reason."""
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
        for step in _steps.get(type(obj), ())
        if step.applies(obj) and step.allowed(user, obj)
    ]
