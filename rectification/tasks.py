"""Work of the beat. Safe to run twice at once and after any interruption."""

from celery import shared_task

from core.trail.recording import acting
from rectification import reminders


@shared_task
def remind() -> int:
    """Sweep the deadlines; how many reminders were written."""
    with acting(task="remind"):
        return reminders.sweep().written
