"""One message a channel, person and day, claimed and tried again as the day's mail is (`core.notices.claims`)."""

from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone, translation

from core.access import codes
from core.models import Channel, Digest, Notice
from core.notices.channels.kinds import send_digest
from core.notices.claims import DeliveryReport, announceable, deliver_next
from core.notices.hours import is_open

SWEEP_LASTS = timedelta(seconds=30)
"""After so long a sweep leaves the rest to the next: channels that do not answer hold up no mail."""
Line = Digest.lines.through


def deliver_to_channels(now: datetime | None = None) -> DeliveryReport:
    """Send what is due to channels of allowed kinds. Out of working hours, nothing."""
    now = now or timezone.now()
    report = DeliveryReport()
    if not settings.CHANNELS or not is_open(now):
        return report
    _open_digests(now)
    _take_in_lines(now)
    until = timezone.now() + SWEEP_LASTS
    for _number in range(settings.DIGEST_SWEEP_CAP):
        outcome = deliver_next(_due(now), now, _say, report)
        if outcome is None or timezone.now() > until:
            break
    report.waiting = _due(now).count()
    return report


def _due(now: datetime) -> QuerySet[Digest]:
    due = Digest.objects.open().filter(channel__in=Channel.objects.usable(), next_attempt_at__lte=now)
    return due.select_related("recipient", "channel")


def _say(digest: Digest, notices: list[Notice]) -> None:
    channel = cast("Channel", digest.channel)  # only those of channels are due here
    with translation.override(digest.recipient.language):
        send_digest(channel, digest, notices)
    _keep_under_present_key(channel)


def _keep_under_present_key(channel: Channel) -> None:
    sealed = codes.sealed_anew(channel.address)
    if sealed != channel.address:
        Channel.objects.filter(pk=channel.pk).update(address=sealed)


def _open_digests(now: datetime) -> None:
    """Make today's for every channel whose owner has something it did not announce, unless one is there."""
    on = timezone.localdate(now)
    its = Digest.objects.filter(channel=OuterRef("pk"))
    unsaid = _unsaid(now, OuterRef("account"), OuterRef(OuterRef("pk")))
    channels = Channel.objects.usable().filter(Exists(unsaid), ~Exists(its.filter(on=on)), ~Exists(its.open()))
    Digest.objects.bulk_create(
        (Digest(recipient_id=each.account_id, channel=each, on=on, next_attempt_at=now) for each in channels),
        ignore_conflicts=True,
    )


@transaction.atomic
def _take_in_lines(now: datetime) -> None:
    """As of mails: once a day, before it is tried; one of a day before is today's, with today's lines."""
    on = timezone.localdate(now)
    is_empty = ~Exists(Line.objects.filter(digest=OuterRef("pk")))
    taking = _due(now).filter(Q(on__lt=on) | Q(is_empty))
    for digest in taking.select_for_update(of=("self",), skip_locked=True):
        Digest.objects.filter(pk=digest.pk).update(on=on)
        unsaid = _unsaid(now, digest.recipient_id, digest.channel_id)
        lines = (Line(digest=digest, notice_id=pk) for pk in unsaid.values_list("pk", flat=True))
        Line.objects.bulk_create(lines, ignore_conflicts=True)


def _unsaid(now: datetime, account, channel) -> QuerySet[Notice]:
    """What waits for somebody and was not said by that channel."""
    said = Line.objects.filter(notice=OuterRef("pk"), digest__channel=channel)
    return announceable(now).filter(~Exists(said), recipient=account)
