"""Why a rectification is not assessed yet."""

from django.utils.translation import gettext as _

from core.access.reach import Actor
from core.workdays.reckoning import today
from rectification.models import Assessment, AssessmentScheme, HandOver, SecondRectification


def why_not_assess(user: Actor, hand_over: HandOver) -> str:
    """Of a hand-over the user may assess: while one is undecided, or a second rectification runs, none begins."""
    of_it = Assessment.objects.filter(hand_over=hand_over)
    if of_it.exclude(status=Assessment.Status.DECIDED).exists():
        return _("An assessment of this rectification is not decided yet.")
    running = SecondRectification.objects.filter(assessment__in=of_it, ended_on=None)
    if running.exclude(status=SecondRectification.Status.REPORTED).exists():
        return _("The second rectification is not reported on yet.")
    if AssessmentScheme.objects.in_force(today()) is None:
        return _("No assessment scheme is in force. Enter one first.")
    return ""
