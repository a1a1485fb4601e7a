"""Entry point of the clock: `celery -A config.beat beat`.

It loads the schedule and not the program: a clock that knows all models takes twice the memory for nothing.
"""

import logging.config
import os

from celery import Celery
from celery.signals import setup_logging

from config import clock, embedded, log_lines
from config.entry import prepare

prepare()
os.environ.pop("DJANGO_SETTINGS_MODULE", None)  # Celery would load the program
app = Celery("inspection", set_as_current=False)
app.conf.update(
    broker_url=clock.broker_url(os.environ.get("REDIS_URL") or embedded.address("REDIS_URL")),
    broker_connection_retry_on_startup=True,
    timezone=clock.TIME_ZONE,
    task_serializer="json",
    task_ignore_result=True,
    beat_schedule=clock.SCHEDULE,
    beat_scheduler=clock.SCHEDULER,
)


@setup_logging.connect
def write_as_all_do(**_signal) -> None:
    """Celery's own lines would be text, whatever the others write."""
    logging.config.dictConfig(log_lines.LOGGING)


__all__ = ["app"]
