"""Entry point of the worker: `celery -A config.worker worker`. The clock has its own, `config.beat`."""

import os
import warnings

from celery.platforms import SecurityWarning
from celery.signals import worker_init

from config.celery import app
from config.entry import prepare

prepare()
# It is about messages that carry code; ours are JSON (CELERY_ACCEPT_CONTENT), whoever runs the worker.
warnings.filterwarnings("ignore", category=SecurityWarning)
NICENESS = 10


@worker_init.connect
def yield_to_people(**_signal) -> None:
    """What is done in the background gives way to whoever waits for a page on the same machine."""
    os.nice(NICENESS)


__all__ = ["app"]
