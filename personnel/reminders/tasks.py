"""Work of the beat. Safe to run twice at once and after any interruption."""

from celery import shared_task

from core.models.runs import Work
from core.operation.runs import noted
from core.trail.recording import acting
from personnel.reminders.seats import tell_of_unreminded
from personnel.reminders.sweep import sweep


@shared_task
def remind() -> int:
    """Sweep the deadlines; how many reminders were written."""
    with noted(Work.REMIND), acting(task="remind"):
        tell_of_unreminded()
        return sweep().written
