"""What is sent to the workers, and when. Whoever sends it needs nothing else of the program (`config.beat`)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from celery.schedules import crontab

TIME_ZONE = "Asia/Shanghai"
SCHEDULER = "config.scheduler:PatientScheduler"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def _every(task: str, schedule: timedelta | crontab) -> dict[str, Any]:
    """Also at each start: what was due while no clock ran is done at once. All of it may be done twice."""
    return {"task": task, "schedule": schedule, "last_run_at": LONG_AGO}


SCHEDULE = {
    "deliver-notices": _every("core.tasks.deliver_notices", timedelta(minutes=1)),
    "remind": _every("personnel.reminders.tasks.remind", timedelta(minutes=10)),
    "take-up": _every("core.tasks.take_up", timedelta(seconds=30)),
    "sweep-uploads": _every("core.tasks.sweep_uploads", timedelta(minutes=10)),
    "anchor-trail": _every("core.tasks.anchor_trail", timedelta(minutes=10)),
    "sweep-api": _every("core.tasks.sweep_api", crontab(hour=3, minute=30)),
    "propose-letters": _every("rectification.letters.tasks.propose", crontab(hour=5, minute=0)),
    "sweep-files": _every("core.tasks.sweep_files", crontab(hour=3, minute=40)),
}


def broker_url(redis_url: str) -> str:
    """The address of Redis as Celery writes it."""
    return redis_url.replace("unix://", "redis+socket://", 1)
