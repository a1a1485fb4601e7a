"""A row is on somebody's worklist exactly when a step that is their task is open to them on it."""

import pytest

from core.workflow.steps import awaiting, steps_for, tasks
from findings.models import Finding
from rounds.models import Round
from tests.guards.world import CAST

CLEARED_BY_THEMSELVES = {
    (Finding, "submit"): "the leader may mend what came back as well as its author",
    (Round, "submit"): "the office forms the missing teams, posts their people and gives each its organizations",
    (Round, "start"): "the office forms the missing teams and gives each its organizations",
    (Round, "end"): "the office has the entries recorded, or takes organizations out of the plan",
}
"""Tasks that count as open while their step is blocked: whose task it is clears the way too, so the line stays."""


def open_tasks(model, row, user) -> list[str]:
    """The tasks among the steps this user is offered on the row, those left out that are not theirs to open."""
    named = {step.name for of, step in tasks() if of is model}
    return [
        step.name
        for step in steps_for(row, user)
        if step.name in named and (not step.blocked or (model, step.name) in CLEARED_BY_THEMSELVES)
    ]


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


def test_the_world_holds_a_row_on_which_each_of_these_is_blocked(cast, world):
    blocked = {
        (model, step.name)
        for model, name in CLEARED_BY_THEMSELVES
        for user in (cast["office"], cast["leader"])
        for row in awaiting(model, user)
        for step in steps_for(row, user)
        if step.blocked and step.name == name
    }
    assert blocked == CLEARED_BY_THEMSELVES.keys()


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
