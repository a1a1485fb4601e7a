"""Mail digests: one plain mail a person and day that lists subjects and leads back to the inbox.

How it is claimed, checked once more and tried again is the same for every way (`core.notices.claims`).
"""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from core.models import Digest, Notice
from core.notices.claims import DeliveryReport, announceable, deliver_next
from core.notices.digest_words import parts_of, subject_of
from core.notices.hours import is_open

FAILURES_THAT_END_A_SWEEP = 3
LINES = 50


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
    report.waiting = _due(now).count()
    return report


def _deliver_due(now: datetime, connection, report: DeliveryReport) -> None:
    """Send one digest after the other up to the cap; stop early when the mail server seems to be away."""

    def say(digest: Digest, notices: list[Notice]) -> None:
        try:
            connection.open()
            _mail(digest, notices, connection).send()
        except (OSError, ValueError):
            connection.close()
            raise

    in_a_row = 0
    for _number in range(settings.DIGEST_SWEEP_CAP):
        outcome = deliver_next(_due(now), now, say, report)
        if outcome is None:
            return
        in_a_row = in_a_row + 1 if outcome in ("failed", "given_up") else 0
        if in_a_row == FAILURES_THAT_END_A_SWEEP:
            return


def _due(now: datetime) -> QuerySet[Digest]:
    return Digest.objects.mails().open().filter(next_attempt_at__lte=now).select_related("recipient")


def _open_digests(now: datetime) -> None:
    """Make today's digest for everyone with unread, unannounced notices, unless one was made or is under way."""
    on = timezone.localdate(now)
    theirs = Digest.objects.mails().filter(recipient=OuterRef("recipient"))
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
    left = Digest.objects.mails().open().filter(on__lt=on, next_attempt_at__lte=now)
    of_today = [digest.pk for digest in left.select_for_update(skip_locked=True)]
    Digest.objects.filter(pk__in=of_today).update(on=on)
    is_empty = ~Exists(Notice.objects.filter(digest=OuterRef("pk")))
    taking = Digest.objects.mails().open().filter(Q(pk__in=of_today) | Q(is_empty), recipient=OuterRef("recipient"))
    waiting = _announceable(now).filter(Exists(taking))
    waiting.update(digest=Subquery(taking.values("pk")[:1]))


def _announceable(now: datetime) -> QuerySet[Notice]:
    """What waits and no mail has announced."""
    return announceable(now).filter(digest=None)


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
