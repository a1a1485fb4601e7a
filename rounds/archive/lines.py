"""Lines of the archive list of an inspection: each app names its documents in its `archive_lines.py`.

    lines.register(
        Line(
            "plan", Stage.RECTIFICATION, _("Rectification plan"),
            there=lambda: Q(hand_over__plan_accepted_on__isnull=False),
            lack=_("The plan is not accepted yet."),
            url=page_of_hand_over,
        )
    )

`there` and `applies` are conditions on an inspection, so that a list of all inspections costs one statement.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from core.reports.registry import Registry
from rounds.models import Inspection

Condition = Callable[[], Any]


class Stage(models.TextChoices):
    """The stages of an inspection in which its documents come about (docs/domain.md, archive)."""

    BEFORE = "before", pgettext_lazy("archive", "Before the inspection")
    FIELD = "field", pgettext_lazy("archive", "During the inspection")
    FEEDBACK = "feedback", pgettext_lazy("archive", "Feedback")
    RECTIFICATION = "rectification", pgettext_lazy("archive", "Rectification")
    ASSESSMENT = "assessment", pgettext_lazy("archive", "Check and assessment")
    CLOSING = "closing", pgettext_lazy("archive", "Close-out")


@dataclass(frozen=True, eq=False)
class Line:
    """One document, or several of a kind: whether it is `there`, and what to do where it lacks.

    Without `applies` every inspection has it; else `otherwise` says why not. `url` leads to where it is made, `count`
    tells how many there are. Where `url` is a form for one more, `entries(inspection, user)` are those that are there.
    """

    key: str
    stage: Stage
    title: str | Promise
    there: Condition
    lack: str | Promise
    url: Callable[[Inspection], str]
    applies: Condition | None = None
    otherwise: str | Promise = ""
    count: Condition | None = None
    entries: Callable[[Inspection, Any], models.QuerySet] | None = None


def _by_stage(line: Line) -> int:
    return list(Stage).index(line.stage)


lines: Registry[Line] = Registry("archive line", order=_by_stage)


def titles() -> list[tuple[str, Any]]:
    """Every line with its words, as choices."""
    return [(line.key, line.title) for line in lines]
