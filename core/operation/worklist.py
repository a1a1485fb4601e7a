"""What stands on the first page of whoever keeps the system running, and of the office, when it does not run."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import LastRun
from core.operation.telling import cause_in_words, cure, trouble_in_words
from core.worklist.duties import Duty, Waiting, register_warnings


def _line(run: LastRun) -> Duty:
    cause = cause_in_words(run.cause)
    detail = _("Cause: %(cause)s. %(cure)s") % {"cause": cause, "cure": cure(run)} if cause else cure(run)
    return Duty(trouble_in_words(run), detail, reverse("operation"), "")


register_warnings(Waiting(lambda user: LastRun.objects.visible_to(user).in_trouble(), _line))
