"""Entry point of the worker: `celery -A config.worker worker`. The clock has its own, `config.beat`."""

import gc
import os
import warnings

from celery.platforms import SecurityWarning
from celery.signals import worker_init
from django.conf import settings
from django.urls import get_resolver
from django.utils import translation

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


@worker_init.connect
def load_whole_program(**_signal) -> None:
    """Load what the first task would wait for, once for all processes, which then share it, as the web server's do."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            get_resolver().reverse_dict  # noqa: B018 - worked out when it is asked for
    gc.collect()
    gc.freeze()


__all__ = ["app"]
