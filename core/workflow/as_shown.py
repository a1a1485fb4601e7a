"""Deciding on what was shown: a step is not taken on a row that somebody changed after its page was opened.

A returned row that was changed and sent again stands in the same state as before, with another content.
"""

from typing import Any

from django.utils.translation import gettext as _

from core.workflow.moves import Conflict
from core.workflow.steps import Step

FIELD = "as_shown"


def mark_of(row: Any) -> str:
    """What the form of a step keeps of the row that it shows: when that was changed last."""
    changed = getattr(row, "updated_at", None)
    return changed.isoformat() if changed else ""


def require_as_shown(step: Step, row: Any, mark: str) -> None:
    """Raise `Conflict` for a row that is not as it was shown; where its state forbids the step, that says so itself.

    A form without the mark, such as one drawn before, takes the row as it is.
    """
    is_open = not step.states or row.status in step.states
    if mark and is_open and mark != mark_of(row):
        raise Conflict(_("Meanwhile someone changed “%(what)s”. Look at it again before you go on.") % {"what": row})
