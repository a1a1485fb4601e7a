"""Migrations that change no field render no model anew, and what they change is told to the class that stands."""

import pgtrigger
import pytest
from django.core.management import get_commands
from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from config.migrating import without_rendering

POSITIVE = models.CheckConstraint(condition=models.Q(number__gt=0), name="positive")
NATURAL = models.CheckConstraint(condition=models.Q(number__gte=0), name="positive")
TRIGGER = pgtrigger.Trigger(name="touch", when=pgtrigger.Before, operation=pgtrigger.Update, func="RETURN NEW;")
OPERATIONS = {
    "an index": ([migrations.AddIndex("sheet", models.Index(fields=["number"], name="by_number"))], "indexes"),
    "an index that goes": (
        [
            migrations.AddIndex("sheet", models.Index(fields=["number"], name="by_number")),
            migrations.RemoveIndex("sheet", "by_number"),
        ],
        "indexes",
    ),
    "a constraint": ([migrations.AddConstraint("sheet", POSITIVE)], "constraints"),
    "a constraint that changes": (
        [migrations.AddConstraint("sheet", POSITIVE), migrations.AlterConstraint("sheet", "positive", NATURAL)],
        "constraints",
    ),
    "a trigger": ([AddTrigger("sheet", TRIGGER)], "triggers"),
    "a trigger that goes": ([AddTrigger("sheet", TRIGGER), RemoveTrigger("sheet", "touch")], "triggers"),
}


@pytest.fixture
def state():
    """A model, and another that refers to it, rendered."""
    state = ProjectState()
    number = ("number", models.IntegerField())
    state.add_model(ModelState("library", "Sheet", [("id", models.AutoField(primary_key=True)), number]))
    sheet = models.ForeignKey("library.Sheet", models.CASCADE)
    state.add_model(ModelState("library", "Line", [("id", models.AutoField(primary_key=True)), ("sheet", sheet)]))
    assert state.apps
    return state


def forwards(state, operations):
    for operation in operations:
        operation.state_forwards("library", state)
    return {name: state.apps.get_model("library", name) for name in ("sheet", "line")}


@pytest.mark.parametrize(("operations", "option"), OPERATIONS.values(), ids=OPERATIONS)
def test_the_class_that_stands_is_told(state, operations, option):
    before = forwards(state, [])
    rendered = forwards(state.clone(), operations)["sheet"]
    with without_rendering():
        after = forwards(state, operations)
    assert after == before
    assert getattr(after["sheet"]._meta, option) == getattr(rendered._meta, option)
    assert state.models["library", "sheet"].options[option] == getattr(after["sheet"]._meta, option)


def test_what_changes_a_field_is_rendered_as_ever(state):
    before = forwards(state, [])
    with without_rendering():
        after = forwards(state, [migrations.AddField("sheet", "text", models.TextField(default=""))])
    assert after["sheet"] is not before["sheet"]
    assert after["line"]._meta.get_field("sheet").related_model is after["sheet"]


def test_the_command_that_migrates_is_ours():
    assert get_commands()["migrate"] == "config"
