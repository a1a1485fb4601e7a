"""Mail digests: one plain mail a person and day that lists subjects and leads back to the inbox.

A row of `Digest` is claimed with `SELECT … FOR UPDATE SKIP LOCKED`, so any number of workers may run this at once and
no mail is sent twice by two of them. Sending is *at least once*: if a worker dies after the mail server took the mail
and before the row is marked, the mail goes out again. The gap is one UPDATE long, and both mails carry the same
Message-ID, by which mail servers and readers drop the second. So nothing joins it: its lines are put into it,
and committed, before it is tried, and what comes later waits for the next one. Lines may leave it, for whoever has the
first mail misses nothing in the second: what was read meanwhile, or stands no more, is left out when it is sent.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from core.models import Digest, Notice
from core.notices.digest_words import parts_of, subject_of
from core.notices.hours import is_open
from core.notices.standing import standing
from core.trail.causes import cause_of

MAX_ATTEMPTS = 8
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=2)
FAILURES_THAT_END_A_SWEEP = 3
OF_ONE_ADDRESS = (SMTPRecipientsRefused, ValueError)
LINES = 50
WINDOW = timedelta(days=14)


@dataclass
class DeliveryReport:
    """What one sweep did. `waiting` digests were left for the next sweep by the cap on volume.

    `failure` is the last that was the mail server's or the network's, not that of one address.
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


def deliver_digests(now: datetime | None = None) -> DeliveryReport:
    """Send what is due, at most `settings.DIGEST_SWEEP_CAP` mails. Out of working hours, nothing.

    Nor where the installation has no mail server: notices are read in the inbox then.
    """
    now = now or timezone.now()
    report = DeliveryReport()
    if not settings.SENDS_MAIL or not is_open(now):
        return report
    _open_digests(now)
    _take_in_lines(now)
    connection = get_connection()
    try:
        _deliver_due(now, connection, report)
    finally:
        connection.close()
    report.waiting = Digest.objects.open().filter(next_attempt_at__lte=now).count()
    return report


def _deliver_due(now: datetime, connection, report: DeliveryReport) -> None:
    """Send one digest after the other up to the cap; stop early when the mail server seems to be away."""
    in_a_row = 0
    for _number in range(settings.DIGEST_SWEEP_CAP):
        outcome = _deliver_next(now, connection, report)
        if outcome is None:
            return
        setattr(report, outcome, getattr(report, outcome) + 1)
        in_a_row = in_a_row + 1 if outcome in ("failed", "given_up") else 0
        if in_a_row == FAILURES_THAT_END_A_SWEEP:
            return


def _open_digests(now: datetime) -> None:
    """Make today's digest for everyone with unread, unannounced notices, unless one was made or is under way."""
    on = timezone.localdate(now)
    theirs = Digest.objects.filter(recipient=OuterRef("recipient"))
    waiting = (
        _announceable(now)
        .filter(recipient__is_active=True)
        .exclude(recipient__email="")
        .filter(~Exists(theirs.filter(on=on)), ~Exists(theirs.open()))
    )
    recipients = waiting.order_by().values_list("recipient", flat=True).distinct()
    rows = (Digest(recipient_id=pk, on=on, next_attempt_at=now) for pk in recipients.iterator())
    Digest.objects.bulk_create(rows, batch_size=2000, ignore_conflicts=True)


@transaction.atomic
def _take_in_lines(now: datetime) -> None:
    """Put what waits for somebody into their digest, once a day, before it is tried: from then on it is one mail.

    One of a day before is today's from now on: with today's lines, under another Message-ID.
    """
    on = timezone.localdate(now)
    left = Digest.objects.open().filter(on__lt=on, next_attempt_at__lte=now)
    of_today = [digest.pk for digest in left.select_for_update(skip_locked=True)]
    Digest.objects.filter(pk__in=of_today).update(on=on)
    is_empty = ~Exists(Notice.objects.filter(digest=OuterRef("pk")))
    taking = Digest.objects.open().filter(Q(pk__in=of_today) | Q(is_empty), recipient=OuterRef("recipient"))
    waiting = _announceable(now).filter(Exists(taking))
    waiting.update(digest=Subquery(taking.values("pk")[:1]))


def _announceable(now: datetime):
    """Unread notices that stand and no mail has announced; those older than `WINDOW` are left to the inbox."""
    return Notice.objects.unread().filter(standing(), digest=None, created_at__range=(now - WINDOW, now))


@transaction.atomic
def _deliver_next(now: datetime, connection, report: DeliveryReport) -> str | None:
    """Claim one due digest and send it; the name of the outcome in the report, None when nothing is due."""
    due = Digest.objects.open().filter(next_attempt_at__lte=now).select_related("recipient")
    digest = due.select_for_update(of=("self",), skip_locked=True).order_by("next_attempt_at", "pk").first()
    if digest is None:
        return None
    notices, fallen = _lines_of(digest)
    if not (notices and digest.recipient.is_active and digest.recipient.email):
        return _end(digest, "dropped")
    digest.attempts += 1
    try:
        connection.open()
        _mail(digest, notices, connection).send()
    except (OSError, ValueError) as error:  # the server, the network, or an address no mail can go to
        connection.close()
        report.failure = report.failure if isinstance(error, OF_ONE_ADDRESS) else error
        return _fail(digest, error, now)
    digest.sent_at, digest.last_error = timezone.now(), ""
    digest.save()
    if fallen:
        Notice.objects.filter(pk__in=[notice.pk for notice in fallen]).update(digest=None)
    return "sent"


def _lines_of(digest: Digest) -> tuple[list[Notice], list[Notice]]:
    """What it says at this moment, and what has fallen out of it, for a later one if it ever stands again.

    It says what is unread and stands: the most overdue first, what has no day at the end.
    """
    lines = digest.notices.unread().annotate(stands=ExpressionWrapper(standing(), BooleanField()))
    lines = list(lines.order_by(F("due_on").asc(nulls_last=True), "created_at", "pk"))
    return [line for line in lines if line.stands], [line for line in lines if not line.stands]


def _mail(digest: Digest, notices: list[Notice], connection) -> EmailMessage:
    """The mail in the recipient's language: subjects and units only, so that nothing confidential leaves by mail."""
    with translation.override(digest.recipient.language):
        subject = subject_of(notices, digest.on)
        body = render_to_string(
            "core/digest_mail.txt",
            {
                "recipient": digest.recipient,
                "parts": parts_of(notices[:LINES], digest.on),
                "more": max(len(notices) - LINES, 0),
                "inbox": settings.SITE_URL + reverse("inbox"),
            },
        )
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {"Message-ID": f"<digest-{digest.pk}-{digest.on:%Y%m%d}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, to=[digest.recipient.email], headers=headers, connection=connection)


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
    digest.notices.unread().update(digest=None)
    return outcome
