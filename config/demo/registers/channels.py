"""The channels of the office: a robot that refused a message and was given up, and a webhook that took one.

Neither has an address, so that nothing ever leaves a demo.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from config.demo.cast import Cast
from core.models import Channel, Digest

Kind = Channel.Kind


def load_channels(cast: Cast, today: date) -> None:
    """As they would look some days after they were set up."""
    made_at = timezone.make_aware(datetime.combine(today - timedelta(days=9), time(9, 20)))
    robot, hook = Channel.objects.bulk_create(
        Channel(account=cast.office, kind=kind, name=name, address="", made_at=made_at)
        for kind, name in [(Kind.WECOM, "巡察办企业微信群"), (Kind.WEBHOOK, "政务内网消息平台")]
    )
    yesterday = today - timedelta(days=1)
    taken_at = timezone.make_aware(datetime.combine(yesterday, time(8, 5)))
    facts = {"recipient": cast.office, "on": yesterday}
    Digest.objects.bulk_create(
        [
            Digest(**facts, channel=robot, attempts=6, last_error="ROBOT 93000", next_attempt_at=None),
            Digest(**facts, channel=hook, attempts=1, next_attempt_at=None, sent_at=taken_at),
        ]
    )
