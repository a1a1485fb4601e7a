"""Numbers that are looked up when somebody asks: regular work, mails, the queue, imports. Other floors add theirs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import redis
from celery import current_app
from django.db.models import Count, Q
from django.utils import timezone

from core.models import Digest, LastRun, LedgerUpload

Labels = tuple[tuple[str, str], ...]
Sample = tuple[Labels, float]


def sample(value: float, **labels: str) -> Sample:
    """A value with its labels."""
    return tuple(labels.items()), value


@dataclass(frozen=True)
class Metric:
    """A name as Prometheus has it, what it counts, and its values. `grows`: it never falls but for a restart."""

    name: str
    help: str
    values: Callable[[], Iterable[Sample]]
    grows: bool = False


_looked_up: list[Metric] = []


def register(*metrics: Metric) -> None:
    """Add what is looked up in the database."""
    _looked_up.extend(metrics)


def looked_up() -> list[Metric]:
    """What is looked up in the database, in the order of registration."""
    return list(_looked_up)


def queued(server: redis.Redis) -> int:
    """How many tasks wait for a worker."""
    return server.llen(current_app.conf.task_default_queue)


def _of_runs(column: str) -> Callable[[], Iterable[Sample]]:
    def values():
        return [sample(value, work=work) for work, value in LastRun.objects.values_list("work", column)]

    return values


def _last_successes() -> Iterable[Sample]:
    marks = LastRun.objects.exclude(succeeded_at=None).values_list("work", "succeeded_at")
    return [sample(at.timestamp(), work=work) for work, at in marks]


def _states() -> Iterable[Sample]:
    return [
        ((("work", work),), state == "ok") for work, state in LastRun.objects.expected().values_list("work", "state")
    ]


def _mails() -> Iterable[Sample]:
    counted = Digest.objects.mails().aggregate(
        waiting=Count("pk", Q(sent_at=None, next_attempt_at__isnull=False, last_error="")),
        failing=Count("pk", Q(sent_at=None, next_attempt_at__isnull=False) & ~Q(last_error="")),
        given_up=Count("pk", Q(sent_at=None, next_attempt_at=None) & ~Q(last_error="")),
    )
    return [sample(amount, state=state) for state, amount in counted.items()]


def _imports() -> Iterable[Sample]:
    counted = LedgerUpload.objects.filter(expires_at__gt=timezone.now()).aggregate(
        previewed=Count("pk", Q(asked_at=None, done_at=None)),
        under_way=Count("pk", Q(asked_at__isnull=False, done_at=None, failure="")),
        saved=Count("pk", Q(done_at__isnull=False, failure="")),
        failed=Count("pk", ~Q(failure="")),
    )
    return [sample(amount, state=state) for state, amount in counted.items()]


register(
    Metric("regular_work_runs_total", "Ends of regular work; of mail, mails.", _of_runs("times"), grows=True),
    Metric("regular_work_failures_total", "Those of them that failed.", _of_runs("failures"), grows=True),
    Metric("regular_work_success_timestamp_seconds", "When it last went well.", _last_successes),
    Metric("regular_work_ok", "1 where it is neither late nor failed.", _states),
    Metric("mails", "Mail digests that were not sent.", _mails),
    Metric("imports", "Ledgers uploaded within a day.", _imports),
)
