"""Telling people."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.models import Notice
from core.notices.services import Message, inbox, is_local_path, mark_read, tell, tell_all, unread_count

pytestmark = pytest.mark.django_db


def test_each_recipient_is_told_once_in_each_language(alice, bob):
    tell([alice, bob, alice], kind="test", subject=_("notices"))
    told = Notice.objects.all()
    assert {notice.recipient: notice.told for notice in told} == {alice: "通知", bob: "通知"}
    with translation.override("en"):
        assert {notice.told for notice in told} == {"notices"}


def test_facts_are_filled_in_after_translation(alice, bob):
    tell([alice, bob], kind="test", subject=_("%(years)s: %(days)s"), years=2027, days="50%")
    assert {notice.subject for notice in Notice.objects.all()} == {"2027: 50%"}


def test_a_long_sentence_is_told_whole(alice):
    subject = _("%(by)s refused: %(change)s, %(record)s")
    tell([alice], kind="test", subject=subject, by="甲" * 150, change="乙", record="丙" * 200)
    assert inbox(alice).get().told == f"{'甲' * 150} 未予同意：乙（{'丙' * 200}）"
    with translation.override("en"):
        assert inbox(alice).get().told == f"{'甲' * 150} refused: 乙, {'丙' * 200}"


def test_a_percent_sign_without_facts_stays(alice):
    tell([alice], kind="test", subject="完成率 98%")
    assert inbox(alice).get().subject == "完成率 98%"


def test_a_key_is_told_once_to_each_recipient(alice, bob):
    tell([alice], kind="test", subject="once", key="item-1")
    tell([alice, bob], kind="test", subject="once", key="item-1")
    tell([alice], kind="test", subject="again")
    tell([alice], kind="test", subject="again")
    assert (inbox(alice).count(), inbox(bob).count()) == (3, 1)


def test_a_disabled_account_is_told_nothing(make_user):
    gone = make_user("gone", is_active=False)
    tell([gone], kind="test", subject="hello")
    assert not Notice.objects.exists()


def test_a_change_that_is_undone_has_told_nobody(alice):
    with transaction.atomic():
        tell([alice], kind="test", subject="hello")
        transaction.set_rollback(True)
    assert unread_count(alice) == 0


def test_many_messages_cost_few_queries(alice, bob, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        tell_all(Message(alice if n % 2 else bob, "test", f"subject {n}") for n in range(1000))
    assert inbox(alice).count() == 500


@pytest.mark.parametrize(
    "url",
    [
        "//evil.example",
        "/\\evil.example",
        "\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "items/1/",
        "/\t/evil.example",
        "///evil.example",
    ],
)
def test_a_notice_leads_only_to_our_own_pages(alice, url):
    assert not is_local_path(url)
    with pytest.raises(SuspiciousOperation):
        tell([alice], kind="test", subject="hello", url=url)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(recipient=alice, kind="t", subject="t", url=url, created_at="2026-11-23T08:00+08:00")


def test_reading_touches_only_ones_own(alice, bob):
    tell([alice, bob], kind="test", subject="hello", url="/items/1/?tab=checks#measures")
    assert mark_read(inbox(alice)) == 1
    assert (unread_count(alice), unread_count(bob)) == (0, 1)
    assert mark_read(inbox(alice)) == 0


def test_a_disabled_account_has_no_inbox(alice):
    tell([alice], kind="test", subject="hello")
    alice.is_active = False
    assert not inbox(alice).exists()
