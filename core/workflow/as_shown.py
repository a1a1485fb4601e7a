"""Deciding on what was shown: a step is not taken on a row that somebody changed after its page was opened.

A returned row that was changed and sent again stands in the same state as before, with another content.
"""

import hashlib
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from core.workflow.editing import version_of
from core.workflow.moves import Conflict
from core.workflow.steps import Step

FIELD = "as_shown"


def mark_of(row: Any) -> str:
    """What the form of a step keeps of the row that it shows: when that was changed last, or its version."""
    changed = getattr(row, "updated_at", None)
    return changed.isoformat() if changed else version_of(row)


def mark_of_text(row: Any, text: str) -> str:
    """The same where a text is signed that is drawn from the row: files it tells of do not change the row."""
    return hashlib.sha256(f"{text}\n{mark_of(row)}".encode()).hexdigest()


def require_as_shown(row: Any, mark: str, now: str, step: Step | None = None) -> None:
    """Raise `Conflict` for a row of which a form shows something else `now` than when it kept the `mark`.

    Where the state of the row forbids the step, that says so itself. A form without the mark, such as one drawn
    before, takes the row as it is.
    """
    is_open = step is None or not step.states or row.status in step.states
    if mark and is_open and mark != now:
        raise _changed(row)


def require_unchanged_since(row: Any, shown_at: datetime, step: Step) -> None:
    """The same for a row shown among many at that moment; what keeps no time of its last change is taken as it is."""
    changed = getattr(row, "updated_at", None)
    if changed and changed > shown_at and (not step.states or row.status in step.states):
        raise _changed(row)


def _changed(row: Any) -> Conflict:
    return Conflict(_("Meanwhile someone changed “%(what)s”. Look at it again before you go on.") % {"what": row})
