"""What the mail and every channel have in common: a row is claimed, checked once more, said, and tried again.

A row of `Digest` is claimed with `SELECT … FOR UPDATE SKIP LOCKED`, so any number of workers may run this at once and
nothing is sent twice by two of them. Sending is *at least once*: if a worker dies after the other side took the
message and before the row is marked, it goes out again. The gap is one UPDATE long, and both carry the same
identifier, by which mail servers and readers drop the second. So nothing joins it: its lines are put into it,
and committed, before it is tried, and what comes later waits for the next one. Lines may leave it, for whoever has the
first misses nothing in the second: what was read meanwhile, or stands no more, is left out when it is sent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, F, QuerySet
from django.utils import timezone

from core.models import Digest, Notice
from core.notices.standing import standing
from core.trail.causes import cause_of

MAX_ATTEMPTS = 8
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=2)
OF_ONE_ADDRESS = (SMTPRecipientsRefused, ValueError)
WINDOW = timedelta(days=14)


@dataclass
class DeliveryReport:
    """What one sweep did. `waiting` digests were left for the next sweep by the cap on volume.

    `failure` is the last that was the other side's or the network's, not that of one address.
    """

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    dropped: int = 0
    waiting: int = 0
    failure: Exception | None = None

    def counts(self) -> dict[str, int]:
        """How many of each outcome, for the log."""
        return {name: amount for name, amount in vars(self).items() if name != "failure"}


def announceable(now: datetime) -> QuerySet[Notice]:
    """Unread notices that stand; those older than `WINDOW` are left to the inbox."""
    return Notice.objects.unread().filter(standing(), created_at__range=(now - WINDOW, now))


@transaction.atomic
def deliver_next(
    due: QuerySet[Digest], now: datetime, say: Callable[[Digest, list[Notice]], None], report: DeliveryReport
) -> str | None:
    """Claim one of those due and say it; the name of the outcome, counted in the report, or None when nothing is due.

    `say` raises `OSError` or `ValueError` where the message was not taken.
    """
    digest = due.select_for_update(of=("self",), skip_locked=True).order_by("next_attempt_at", "pk").first()
    if digest is None:
        return None
    outcome = _deliver(digest, now, say, report)
    setattr(report, outcome, getattr(report, outcome) + 1)
    return outcome


def _deliver(digest: Digest, now: datetime, say: Callable, report: DeliveryReport) -> str:
    lines, fallen = _lines_of(digest)
    if not (lines and digest.is_wanted):
        return _end(digest, "dropped")
    digest.attempts += 1
    try:
        say(digest, lines)
    except (OSError, ValueError) as error:  # the other side, the network, or an address nothing can go to
        report.failure = report.failure if isinstance(error, OF_ONE_ADDRESS) else error
        return _fail(digest, error, now)
    digest.sent_at, digest.last_error = timezone.now(), ""
    digest.save()
    if fallen:
        digest.free([notice.pk for notice in fallen])
    return "sent"


def _lines_of(digest: Digest) -> tuple[list[Notice], list[Notice]]:
    """What it says at this moment, and what has fallen out of it, for a later one if it ever stands again.

    It says what is unread and stands: the most overdue first, what has no day at the end.
    """
    lines = digest.said.unread().annotate(stands=ExpressionWrapper(standing(), BooleanField()))
    lines = list(lines.order_by(F("due_on").asc(nulls_last=True), "created_at", "pk"))
    return [line for line in lines if line.stands], [line for line in lines if not line.stands]


def _fail(digest: Digest, error: Exception, now: datetime) -> str:
    """Keep the cause and try again after a pause that doubles; after the last attempt give up until tomorrow."""
    digest.last_error = cause_of(error)
    if digest.attempts >= MAX_ATTEMPTS:
        return _end(digest, "given_up")
    digest.next_attempt_at = now + min(FIRST_PAUSE * 2 ** (digest.attempts - 1), LONGEST_PAUSE)
    digest.save()
    return "failed"


def _end(digest: Digest, outcome: str) -> str:
    """Send this digest no more; its unread notices are free for a later one."""
    digest.next_attempt_at = None
    digest.save()
    digest.free()
    return outcome
