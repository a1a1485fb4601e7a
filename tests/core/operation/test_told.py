"""What does not run is told on the first page of those who can do something about it, and on a page of its own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from core.models import Digest, LastRun
from core.models.runs import Work
from core.operation.tables import STATES
from core.operation.telling import cure, trouble_in_words
from core.trail.cause_words import ANSWERS, MEANINGS, cause_in_words

pytestmark = pytest.mark.django_db
WATCHERS = ["office", "sysadmin"]
OTHERS = ["leadinggroup", "leader", "secretary", "discipline", "secadmin", "auditor"]


@pytest.fixture
def late(settings):
    """The deadlines were not swept for a day."""
    settings.SWEEP_LATE = timedelta(minutes=30)
    LastRun.objects.update(succeeded_at=timezone.now())
    LastRun.objects.filter(work=Work.REMIND).update(succeeded_at=timezone.now() - timedelta(days=1))


def page_of(browse, user, address="/"):
    return browse(user).get(address).content.decode()


TO_DO = {"office": "请告知系统管理员。", "sysadmin": "请检查 worker 和 beat 服务"}


@pytest.mark.parametrize("who", WATCHERS)
def test_what_is_late_stands_on_the_first_page_with_what_to_do(who, late, browse, request):
    page = page_of(browse, request.getfixturevalue(who))
    assert page.count("时限巡检已逾期；最近一次成功") == 1
    assert TO_DO[who] in page
    assert 'href="/operation/"' in page


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_reads_of_it(who, late, browse, request):
    assert "时限巡检" not in page_of(browse, request.getfixturevalue(who))


@pytest.mark.parametrize("who", WATCHERS)
def test_a_system_in_order_says_nothing_of_itself(who, browse, request):
    assert "例行工作异常" not in page_of(browse, request.getfixturevalue(who))


def test_what_failed_says_why_in_words(browse, sysadmin):
    LastRun.objects.filter(work=Work.BACKUP).update(cause="ENOSPC", succeeded_at=None)
    LastRun.objects.filter(work=Work.MAIL).update(cause="SMTP 535")
    assert "备份失败" not in page_of(browse, sysadmin)  # nobody set one up here
    assert "原因：邮件服务器不接受账号或密码（SMTP 535）" in page_of(browse, sysadmin)


def test_a_missing_backup_is_told_where_one_is_expected(browse, sysadmin, settings):
    settings.NIGHTLY_EXPECTED = True
    settings.NIGHTLY_LATE = timedelta(hours=36)
    LastRun.objects.update(since=timezone.now() - timedelta(hours=37), succeeded_at=None)
    assert "备份已逾期；从未成功" in page_of(browse, sysadmin)


def test_the_first_page_asks_nothing_apart_as_long_as_all_is_well(browse, sysadmin):
    client = browse(sysadmin)
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    [asking] = [query["sql"] for query in asked if "core_lastrun" in query["sql"]]
    assert "core_proposal" in asking  # the one statement by which all that waits is asked for


def test_the_page_shows_every_work_with_its_state(late, browse, sysadmin):
    page = page_of(browse, sysadmin, "/operation/")
    assert page.count(">正常<") == len(LastRun.objects.expected()) - 1
    assert page.count(">逾期<") == 1


def unsent(recipient, **facts):
    given = {"on": timezone.localdate(), "attempts": 1, "last_error": "SMTP 550", "next_attempt_at": timezone.now()}
    return Digest.objects.create(recipient=recipient, **given | facts)


def test_a_mail_that_failed_shows_its_cause_to_the_system_administrator(browse, sysadmin, alice):
    unsent(alice)
    page = page_of(browse, sysadmin, "/operation/")
    assert alice.name in page
    assert "邮件服务器不接受该收件地址（SMTP 550）" in page


def test_a_mail_that_was_given_up_says_so(browse, sysadmin, alice):
    unsent(alice, next_attempt_at=None)
    assert "已放弃" in page_of(browse, sysadmin, "/operation/")


def test_a_mail_that_was_sent_after_all_is_not_listed(browse, sysadmin, alice):
    unsent(alice, sent_at=timezone.now(), last_error="")
    assert alice.name not in page_of(browse, sysadmin, "/operation/")


def test_whose_mail_failed_is_none_of_the_offices_business(browse, office, alice):
    unsent(alice)
    assert alice.name not in page_of(browse, office, "/operation/")


def test_a_code_that_nobody_explained_is_shown_as_it_is():
    assert cause_in_words("EMFILE") == "EMFILE"
    assert cause_in_words("") == ""


@pytest.mark.parametrize("work", Work.values)
def test_every_work_has_a_cure_and_a_trouble_in_chinese(work):
    run = LastRun(work=work)
    for told in (cure(run), trouble_in_words(run)):
        assert not told.isascii()


def test_every_meaning_and_state_is_said_in_chinese():
    with translation.override("zh-hans"):
        meanings = (*MEANINGS.values(), *ANSWERS.values(), *(words for words, _tone in STATES.values()))
        told = [str(words) for words in meanings]
    assert [words for words in told if words.isascii()] == []
