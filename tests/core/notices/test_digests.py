"""One mail a person and day."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils.translation import gettext_lazy as _

from core.models import Digest, Notice
from core.notices import digests
from core.notices.claims import MAX_ATTEMPTS
from core.notices.digests import deliver_digests
from core.notices.services import inbox, mark_read, tell
from tests.at_once import before_one_row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(clock, settings):
    settings.SITE_URL = "https://xuncha.example"
    settings.EMAIL_BACKEND = "tests.core.notices.test_digests.Server"
    Server.refuse = ()
    return clock.set("2026-11-23 08:00")


class Server(EmailBackend):
    """A mail server that may be away (`refuse` holds None) or refuse some addresses."""

    refuse: tuple = ()

    def open(self):
        if None in self.refuse:
            raise ConnectionRefusedError("away")

    def send_messages(self, outgoing):
        if any(message.to[0] in self.refuse for message in outgoing):
            raise OSError("no such mailbox")
        return super().send_messages(outgoing)


def test_one_mail_lists_the_subjects_and_leads_to_the_inbox(alice):
    tell([alice], kind="test", subject="第一件", body="不随邮件外发", url="/items/1/")
    tell([alice], kind="test", subject="第二件\r\nBcc: x@example.org")
    report = deliver_digests()
    assert report.counts() == {"sent": 1, "failed": 0, "given_up": 0, "dropped": 0, "waiting": 0}
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["alice@example.org"], "您有2条新通知")
    assert "- 第一件\n- 第二件 Bcc: x@example.org\n" in sent.body
    assert "https://xuncha.example/inbox/" in sent.body
    assert "不随邮件外发" not in sent.body
    assert sent.content_subtype == "plain"


def test_a_mail_is_in_the_language_of_its_recipient(bob):
    tell([bob], kind="test", subject="One <b>thing</b> & more")
    tell([bob], kind="test", subject=_("Lead %(number)s was returned to you"), number="XS-1")
    deliver_digests()
    assert mail.outbox[0].subject == "2 notices for you"
    assert "- Lead XS-1 was returned to you\n" in mail.outbox[0].body
    assert "Hello bob," in mail.outbox[0].body
    assert "- One <b>thing</b> & more\n" in mail.outbox[0].body


def test_a_second_sweep_sends_nothing(alice):
    tell([alice], kind="test", subject="hello")
    deliver_digests()
    assert deliver_digests().sent == 0
    assert len(mail.outbox) == 1


def test_what_comes_after_the_days_mail_waits_for_the_next_day(alice, clock):
    tell([alice], kind="test", subject="早上")
    deliver_digests()
    clock.set("2026-11-23 15:00")
    tell([alice], kind="test", subject="下午")
    assert deliver_digests().sent == 0
    clock.set("2026-11-24 07:59")
    assert deliver_digests().sent == 0
    clock.set("2026-11-24 08:00")
    assert deliver_digests().sent == 1
    assert "下午" in mail.outbox[1].body
    assert "早上" not in mail.outbox[1].body


def test_days_without_a_worker_lose_nothing(alice, clock):
    tell([alice], kind="test", subject="旧的")
    clock.set("2026-11-27 09:30")
    assert deliver_digests().sent == 1
    assert "旧的" in mail.outbox[0].body


def test_what_was_read_is_not_mailed(alice, bob):
    tell([alice, bob], kind="test", subject="hello")
    mark_read(inbox(alice))
    deliver_digests()
    assert [sent.to for sent in mail.outbox] == [["bob@example.org"]]


def test_the_disabled_and_those_without_an_address_get_no_mail(alice, make_user):
    silent = make_user("silent", email="")
    tell([alice, silent], kind="test", subject="hello")
    type(alice).objects.filter(pk=alice.pk).update(is_active=False)
    assert deliver_digests().sent == 0
    assert not Digest.objects.exists()


def test_who_is_disabled_after_the_claim_gets_no_mail(alice, morning):
    tell([alice], kind="test", subject="hello")
    digests._open_digests(morning)
    type(alice).objects.filter(pk=alice.pk).update(is_active=False)
    assert deliver_digests().dropped == 1
    assert mail.outbox == []


def test_an_error_is_kept_and_tried_again_after_pauses_that_double(alice, bob, clock, morning):
    Server.refuse = ("alice@example.org",)
    tell([alice, bob], kind="test", subject="hello")
    report = deliver_digests()
    assert (report.sent, report.failed) == (1, 1)
    failed = Digest.objects.get(recipient=alice)
    assert (failed.attempts, failed.last_error) == (1, "OSError")
    assert failed.next_attempt_at == morning + timedelta(minutes=5)
    assert deliver_digests().failed == 0
    clock.set("2026-11-23 08:05")
    deliver_digests()
    failed.refresh_from_db()
    assert failed.next_attempt_at == morning + timedelta(minutes=15)
    Server.refuse = ()
    clock.set("2026-11-23 08:15")
    assert deliver_digests().sent == 1
    failed.refresh_from_db()
    assert (failed.last_error, failed.attempts) == ("", 3)


def test_after_the_last_attempt_the_notices_go_into_a_later_mail(alice, clock):
    Server.refuse = ("alice@example.org",)
    tell([alice], kind="test", subject="hello")
    for minute in range(8 * 60, 24 * 60, 30):
        clock.set(f"2026-11-23 {minute // 60:02}:{minute % 60:02}")
        deliver_digests()
    given_up = Digest.objects.get(recipient=alice)
    assert (given_up.attempts, given_up.next_attempt_at) == (MAX_ATTEMPTS, None)
    Server.refuse = ()
    assert deliver_digests().sent == 0
    clock.set("2026-11-24 08:00")
    assert deliver_digests().sent == 1
    assert len(mail.outbox) == 1


def test_a_retry_on_the_next_day_is_that_days_mail(alice, clock):
    Server.refuse = ("alice@example.org",)
    tell([alice], kind="test", subject="昨天")
    deliver_digests()
    Server.refuse = ()
    clock.set("2026-11-24 09:00")
    tell([alice], kind="test", subject="今天")
    assert deliver_digests().sent == 1
    assert "昨天" in mail.outbox[0].body
    assert "今天" in mail.outbox[0].body
    assert str(Digest.objects.get().on) == "2026-11-24"


def test_nothing_joins_a_mail_that_is_tried_again_on_its_day(alice, clock):
    tell([alice], kind="test", subject="第一件")
    tell([alice], kind="test", subject="第二件")
    Server.refuse = ("alice@example.org",)
    deliver_digests()
    Server.refuse = ()
    tell([alice], kind="test", subject="第三件")
    mark_read(inbox(alice).filter(subject="第一件"))
    clock.set("2026-11-23 08:05")
    deliver_digests()
    [sent] = mail.outbox
    assert "- 第二件\n" in sent.body
    assert "第一件" not in sent.body, "it was read meanwhile"
    assert "第三件" not in sent.body
    clock.set("2026-11-24 08:00")
    deliver_digests()
    assert "第三件" in mail.outbox[1].body
    assert mail.outbox[1].extra_headers["Message-ID"] != sent.extra_headers["Message-ID"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_after_sending_has_sent_the_very_mail_that_is_sent_again(alice, monkeypatch):
    tell([alice], kind="test", subject="第一件")
    with monkeypatch.context() as dying:
        dying.setattr(Digest, "save", lambda self, **options: pytest.fail("killed"))
        with pytest.raises(pytest.fail.Exception):
            deliver_digests()
    tell([alice], kind="test", subject="第二件")
    deliver_digests()
    first, again = mail.outbox
    assert (first.body, first.extra_headers) == (again.body, again.extra_headers)


def test_an_absent_server_ends_the_sweep_early(make_user):
    Server.refuse = (None,)
    tell([make_user(f"u{n}") for n in range(10)], kind="test", subject="hello")
    report = deliver_digests()
    assert (report.failed, report.waiting) == (digests.FAILURES_THAT_END_A_SWEEP, 7)


def test_an_address_no_mail_can_go_to_holds_up_nobody(alice, bob):
    type(alice).objects.filter(pk=alice.pk).update(email="bad\naddress@example.org")
    tell([alice, bob], kind="test", subject="hello")
    report = deliver_digests()
    assert (report.sent, report.failed) == (1, 1)
    assert Digest.objects.get(recipient=alice).last_error == "BadHeaderError"


def test_one_sweep_sends_no_more_than_its_cap(make_user, settings):
    settings.DIGEST_SWEEP_CAP = 3
    tell([make_user(f"u{n}") for n in range(5)], kind="test", subject="hello")
    report = deliver_digests()
    assert (report.sent, report.waiting) == (3, 2)
    assert deliver_digests().sent == 2


def test_a_long_list_is_cut_and_says_so(alice):
    for number in range(digests.LINES + 7):
        tell([alice], kind="test", subject=f"第{number}件")
    deliver_digests()
    assert "另有7条" in mail.outbox[0].body
    assert mail.outbox[0].body.count("- 第") == digests.LINES


def test_switching_mail_on_late_does_not_send_the_past(alice, clock):
    tell([alice], kind="test", subject="hello")
    clock.set("2027-02-01 08:00")
    assert deliver_digests().sent == 0


def test_a_sweep_costs_a_fixed_number_of_queries_a_mail(make_user, django_assert_num_queries):
    tell([make_user(f"u{n}") for n in range(10)], kind="test", subject="hello")
    with django_assert_num_queries(11 + 10 * 5):
        deliver_digests()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_nothing_twice(make_user):
    users = [make_user(f"u{n}") for n in range(20)]
    tell(users, kind="test", subject="hello")
    sent = [report.sent for report in before_one_row(users[0], deliver_digests, deliver_digests)]
    assert sum(sent) == 20
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox) == 20
    assert Notice.objects.filter(digest=None).count() == 0
