"""A row is on somebody's worklist exactly when a step that is their task is open to them on it."""

import pytest

from core.workflow.steps import awaiting, steps_for, tasks
from tests.guards.world import CAST, cast, world

__all__ = ["cast", "world"]


def open_tasks(model, row, user) -> list[str]:
    """The tasks among the steps this user is offered on the row, those not open yet left out."""
    named = {step.name for of, step in tasks() if of is model}
    return [step.name for step in steps_for(row, user) if step.name in named and not step.blocked]


def everybodys(model) -> set[str]:
    """Tasks of whoever may take the step: none of their open rows may be missing from the worklist."""
    return {step.name for of, step in tasks() if of is model and step.task.rows is None}


@pytest.mark.parametrize("name", CAST)
def test_a_step_is_taken_on_visible_rows_alone(name, cast, world):
    user = cast[name]
    for model, step in tasks():
        visible = model.objects.visible_to(user).values("pk")
        assert not step.rows(user).exclude(pk__in=visible).exists(), step.name
        assert not step.task_rows(user).exclude(pk__in=visible).exists(), step.name


@pytest.mark.parametrize("name", CAST)
def test_what_is_on_the_worklist_has_an_open_task(name, cast, world):
    user = cast[name]
    for model in {model for model, _step in tasks()}:
        for row in awaiting(model, user):
            assert open_tasks(model, row, user), f"{model.__name__} {row} waits for {name}, whom it offers no step"


@pytest.mark.parametrize("name", CAST)
def test_what_has_an_open_task_is_on_the_worklist(name, cast, world):
    user = cast[name]
    for model in {model for model, _step in tasks()}:
        waiting = {row.pk for row in awaiting(model, user)}
        for row in model.objects.visible_to(user):
            taken = everybodys(model) & set(open_tasks(model, row, user))
            assert not taken or row.pk in waiting, f"{name} may {taken} {model.__name__} {row}, and nothing asks them"
