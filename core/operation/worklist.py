"""What stands on the first page of whoever keeps the system running, and of the office, when it does not run."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access.roles import Right
from core.models import LastRun
from core.operation.telling import cure, trouble_in_words
from core.trail.cause_words import cause_in_words
from core.worklist.duties import Duty, Waiting, register_warnings


def _troubles(right: Right) -> Callable[[Any], QuerySet]:
    """What whoever has this right reads of."""

    def rows(user):
        return LastRun.objects.visible_to(user).in_trouble() if user.reach.may(right) else LastRun.objects.none()

    return rows


def _to_be_mended(run: LastRun) -> Duty:
    return Duty(trouble_in_words(run), _with_cause(run, cure(run)), reverse("operation"), "")


def _to_be_told(run: LastRun) -> Duty:
    return Duty(trouble_in_words(run), _with_cause(run, _("Tell the system administrator.")), reverse("operation"), "")


def _with_cause(run: LastRun, what_to_do: str) -> str:
    cause = cause_in_words(run.cause)
    return _("Cause: %(cause)s. %(cure)s") % {"cause": cause, "cure": what_to_do} if cause else what_to_do


register_warnings(
    Waiting(_troubles(Right.KEEP_ACCOUNTS), _to_be_mended),
    Waiting(_troubles(Right.EDIT_RULES), _to_be_told),
)
