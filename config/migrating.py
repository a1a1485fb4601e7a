"""Migrations apply in half the time: Django renders models anew for what changes none of their fields.

After each operation Django builds the classes of its model and of all related to it. Two thirds of our operations add
or remove triggers, indexes and constraints, on which no other class depends: for these the class that stands is told.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from unittest.mock import patch

from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


@contextmanager
def without_rendering() -> Iterator[None]:
    """For as long as this lasts, these operations render no model."""
    with ExitStack() as patches:
        for name in ("_append_option", "_remove_option", "_alter_option"):
            patches.enter_context(patch.object(ProjectState, name, _of_option(getattr(ProjectState, name))))
        for operation in (AddTrigger, RemoveTrigger):
            patches.enter_context(patch.object(operation, "state_forwards", _of_trigger(operation.state_forwards)))
        yield


def _of_option(change: Callable) -> Callable:
    @wraps(change)
    def changed(state: ProjectState, app_label: str, model_name: str, option: str, *args) -> None:
        with _unrendered(state, app_label, model_name, option):
            change(state, app_label, model_name, option, *args)

    return changed


def _of_trigger(change: Callable) -> Callable:
    @wraps(change)
    def changed(operation: AddTrigger | RemoveTrigger, app_label: str, state: ProjectState) -> None:
        with _unrendered(state, app_label, operation.model_name, operation.option_name):
            change(operation, app_label, state)

    return changed


@contextmanager
def _unrendered(state: ProjectState, app_label: str, model_name: str, option: str) -> Iterator[None]:
    """Hide the rendered models from a change of one option, and let the model's class have it then."""
    apps = state.__dict__.pop("apps", None)
    yield
    if apps is not None:
        state.__dict__["apps"] = apps
        meta = apps.get_model(app_label, model_name)._meta
        setattr(meta, option, state.models[app_label, model_name.lower()].options[option])
