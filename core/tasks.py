"""Work done beside the requests. Every task may run twice at once and after any interruption."""

from celery import shared_task

from core import digests
from core.api import idempotency, tokens
from core.trail import acting


@shared_task
def deliver_notices() -> dict[str, int]:
    """Send the mail digests that are due."""
    with acting(task="deliver_notices"):
        return vars(digests.deliver_digests())


@shared_task
def sweep_api() -> dict[str, int]:
    """Forget remembered answers that are too old to be asked for again, and expired tokens."""
    with acting(task="sweep_api"):
        return {"answers": idempotency.forget_old_answers(), "tokens": tokens.forget_expired()}
