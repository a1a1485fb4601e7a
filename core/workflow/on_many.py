"""Where the steps that may be taken on many rows at once are asked for (`core.batches`)."""

from typing import Any

from django.urls import reverse

from core.workflow.kept_rows import is_never_open
from core.workflow.steps import Step, steps_on_many


def step_on_many(model: type, name: str) -> Step:
    """The step of this kind of row and this name. Raises `KeyError` where there is none."""
    return {step.name: step for step in steps_on_many()[model]}[name]


def words_on_many(name: str) -> str:
    """What the step of this name is called; its name where it is not taken on many any more."""
    return next((str(step.label) for steps in steps_on_many().values() for step in steps if step.name == name), name)


def offered_on_many(model: type, user: Any) -> list[tuple[Step, str]]:
    """The steps of this kind that the user may take at all, each with the address where it is asked."""
    steps = steps_on_many().get(model, [])
    return [
        (step, reverse("batch_new", args=[_many_of(model), step.name]))
        for step in steps
        if not is_never_open(user, step.open_rows)
    ]


def kinds_with_many() -> dict[str, type]:
    """The kinds of row with such steps, by what many of them are called in addresses."""
    return {_many_of(model): model for model in steps_on_many()}


def _many_of(model: Any) -> str:
    return f"{model._meta.model_name}s"
