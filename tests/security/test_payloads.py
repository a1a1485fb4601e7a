"""Text is text in a mail, too; on pages and in workbooks: tests/guards/walk."""

from datetime import timedelta

from django.utils import timezone

from core.models import Notice
from core.notices.digests import deliver_digests
from core.notices.services import tell
from tests.guards.walk.payloads import PAYLOAD


def test_a_payload_in_a_notice_is_plain_text_in_the_mail(cast, world, mailoutbox):
    Notice.objects.all().delete()
    tell([cast["office"]], kind="test", subject="%(x)s", url="/", x=f"{PAYLOAD}\r\nBcc: evil@example.test")
    deliver_digests(timezone.localtime().replace(hour=12) + timedelta(days=1))  # past the hour of the mails
    [mail] = mailoutbox
    assert mail.content_subtype == "plain"
    assert "Bcc" not in mail.message()
    assert "49" not in mail.body
