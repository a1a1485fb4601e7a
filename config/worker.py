"""Entry point of Celery's processes: `celery -A config.worker worker` and `celery -A config.worker beat`."""

from config.celery import app
from config.entry import prepare

prepare()

__all__ = ["app"]
