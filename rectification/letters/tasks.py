"""Work of the beat. Safe to run twice at once and after any interruption."""

from celery import shared_task

from core.models.runs import Work
from core.operation.runs import noted
from core.trail.recording import acting
from rectification.letters.proposing import propose_letters


@shared_task
def propose() -> int:
    """Hold every rectification against the rules for letters; how many letters are proposed newly."""
    with noted(Work.PROPOSE_LETTERS), acting(task="propose_letters"):
        return propose_letters()
