"""Notices written when each was in one language are told in both by the migration, where it knows their sentence."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from core.models import Notice
from rounds.deadlines.obligations import titles_of
from tests.factories import ObligationFactory

pytestmark = pytest.mark.django_db
tell_in_both_languages = import_module(
    "rectification.migrations.0009_old_notices_in_both_languages"
).tell_in_both_languages

SENTENCES = {
    "线索XS18-001待您审定": "Lead XS18-001 awaits your decision",
    "市纪委监委已签收线索XS18-001": "Lead XS18-001 was acknowledged by 市纪委监委",
    "市财政局党组申请第3项问题销号": "市财政局党组 applies for the close-out of item 3",
    "整改方案被退回，请查看退回理由": "The rectification plan was returned; see the reason",
    "您已被派入第十八轮第三巡察组，自2026-06-10起": "You are posted to Round 18 Team 3 from 2026-06-10",
    "已批准：派某甲到第二巡察组任副组长（第二十轮）": "Approved: Post 某甲 to Team 2 as Deputy team leader (Round 20)",
    "某甲 (jia #4) 停用了 某乙 (yi #5)（系统管理员、组长）的账号": (
        "某甲 (jia #4) shut the account of 某乙 (yi #5) (System administrator、Team leader)"
    ),
    "某甲 (jia #4) 提出变更，待第二人确认：关联账号（某乙）": (
        "某甲 (jia #4) proposes what a second person has to confirm: Link an account to the person, 某乙"
    ),
    "2026年10月月报已生成": "The monthly workbook of October 2026 is ready",
}


@pytest.fixture
def written(office):
    """`written(subject)`: a notice as it was written before, in one language."""

    def write(subject, kind="test", url="/", subjects=()):
        facts = {"kind": kind, "subject": subject, "url": url, "subjects": dict(subjects)}
        return Notice.objects.create(recipient=office, created_at=timezone.now(), **facts)

    return write


def told(notice):
    """What it says after the migration, in the language of the house and in English."""
    tell_in_both_languages(None, SimpleNamespace(connection=connection))
    notice = Notice.objects.get(pk=notice.pk)
    with translation.override("en"):
        return notice.subject, notice.told


@pytest.mark.parametrize(("house", "english"), SENTENCES.items())
@pytest.mark.parametrize("was_english", [False, True])
def test_a_sentence_of_the_program_is_told_in_both(written, house, english, was_english):
    assert told(written(english if was_english else house)) == (house, english)


@pytest.mark.parametrize(
    "before", ["已逾期，2026-12-20到期：完成集中整改", "Overdue, was due on 2026-12-20: 完成集中整改"]
)
def test_a_reminder_is_told_with_the_title_of_what_is_owed(written, before):
    titles = titles_of(_("Finish focused rectification"))
    owed = ObligationFactory(**titles, due_on=date(2026, 12, 20))
    said = "已逾期，2026-12-20到期：完成集中整改", "Overdue, was due on 2026-12-20: Finish focused rectification"
    assert told(written(before, "reminder", reverse("rounds:obligation", args=[owed.pk]))) == said


def test_other_words_stay(written):
    assert told(written("春节放假通知")) == ("春节放假通知", "春节放假通知")
    assert told(written("线索甲待您审定", subjects={"en": "as it was"})) == ("线索甲待您审定", "as it was")
    assert told(written("2026-12-20到期：别的", "reminder", "/deadlines/1/")) == ("2026-12-20到期：别的",) * 2
