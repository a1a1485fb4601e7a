"""Marks of regular work: who ends a piece of it, well or not, says so here.

Both roles of the database write marks. What only runs under a statement, such as a sweep, is put into `noted`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone

from core.models import LastRun
from core.models.runs import Work
from core.trail.causes import cause_of


def note_run(work: Work, *, failure: BaseException | None = None, times: int = 1) -> None:
    """Mark that this work ended just now, so many times of it; of a failure, its cause is kept and no text."""
    now = timezone.now()
    facts = {"ended_at": now, "times": F("times") + times, "cause": ""}
    if failure is None:
        facts["succeeded_at"] = now
    else:
        facts |= {"cause": cause_of(failure), "failures": F("failures") + times}
    if not LastRun.objects.filter(work=work).update(**facts):
        LastRun.objects.get_or_create(work=work)
        LastRun.objects.filter(work=work).update(**facts)


@contextmanager
def noted(work: Work) -> Iterator[None]:
    """Mark how what is done inside ended; what it raises goes on."""
    try:
        yield
    except Exception as failure:
        with suppress(DatabaseError):  # it may be what failed: then the missing mark tells
            note_run(work, failure=failure)
        raise
    note_run(work)


def expect_runs() -> None:
    """Let every work be expected from now on that is not so yet."""
    LastRun.objects.bulk_create([LastRun(work=work) for work in Work], ignore_conflicts=True)
