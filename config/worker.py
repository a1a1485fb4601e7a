"""Entry point of Celery's processes: `celery -A config.worker worker` and `celery -A config.worker beat`."""

import warnings

from celery.platforms import SecurityWarning

from config.celery import app
from config.entry import prepare

prepare()
# It is about messages that carry code; ours are JSON (CELERY_ACCEPT_CONTENT), whoever runs the worker.
warnings.filterwarnings("ignore", category=SecurityWarning)

__all__ = ["app"]
