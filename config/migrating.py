"""A fresh database is migrated in a third of the time: what takes it is left out, and nothing else changes.

With every step of a migration Django draws the model it touches anew, and all that lead to it, which here is nearly
all there are. Triggers, indexes and constraints change no field and no relation, so models drawn before serve as well.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from django.db.migrations import operations
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

NOTHING_DRAWN = (
    *(AddTrigger, RemoveTrigger),
    *(operations.AddIndex, operations.RemoveIndex),
    *(operations.AddConstraint, operations.RemoveConstraint, operations.AlterConstraint),
)


@contextmanager
def drawing_little() -> Iterator[None]:
    """As long as this lasts, these steps say what changed and let the models be, and memory is tidied rarely."""
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, 10, 1000)
    with ExitStack() as steps:
        for operation in NOTHING_DRAWN:
            steps.enter_context(replaced(operation, "state_forwards", _without_drawing(operation.state_forwards)))
        try:
            yield
        finally:
            gc.set_threshold(*thresholds)


@contextmanager
def replaced(owner, name: str, value) -> Iterator[None]:
    """The attribute has this value for so long."""
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


def _without_drawing(state_forwards: Callable) -> Callable:
    def step(self, app_label: str, state: ProjectState) -> None:
        with replaced(state, "reload_model", lambda *_model, **_how: None):
            state_forwards(self, app_label, state)

    return step
