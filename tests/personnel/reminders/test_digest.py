"""What the mail says of deadlines: what is late leads, units are named, what is settled is left out."""

from datetime import date

import pytest
from django.core import mail

from core.models import Digest, Notice
from core.notices import digests
from core.notices.digests import deliver_digests
from core.notices.services import tell
from personnel.models import Recusal, User
from personnel.reminders import sweep as reminders
from personnel.reminders.urging import urge
from rectification import duties
from rounds.deadlines import obligations
from rounds.models import Obligation
from tests.core.notices.test_digests import Server
from tests.factories import ObligationFactory, PersonFactory

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 24)


@pytest.fixture
def item_due(item, other_item, liaison):
    """Two of one organization: item 4 due sooner than item 3."""
    ObligationFactory(item=item, title="整改第3项", due_on=DUE)
    ObligationFactory(item=other_item, organization=liaison.organization, title="整改第4项", due_on=date(2026, 11, 23))
    return item


@pytest.fixture
def mailed(settings, clock):
    """`mailed("2026-11-24 09:00")`: the body of the mail that went out then, or None."""
    settings.EMAIL_BACKEND = "tests.core.notices.test_digests.Server"
    Server.refuse = ()

    def send(moment):
        clock.set(moment)
        before = len(mail.outbox)
        deliver_digests()
        return mail.outbox[-1] if len(mail.outbox) > before else None

    return send


@pytest.mark.usefixtures("item_due")
class TestOrder:
    def test_what_is_late_leads_though_it_was_written_last(self, liaison, mailed, clock):
        tell([liaison], kind="test", subject="其他")
        reminders.sweep(date(2026, 11, 21))
        reminders.sweep(date(2026, 11, 24))
        sent = mailed("2026-11-24 09:00")
        assert sent.subject.startswith("逾期")
        lines = [line for line in sent.body.splitlines() if line.startswith("-") or line.endswith("：")]
        lines = lines[lines.index("已逾期：") :]
        assert lines[0] == "已逾期："
        assert "整改第4项（" in lines[1]
        assert lines.index("待办：") < next(n for n, line in enumerate(lines) if "整改第3项" in line)
        assert lines[-2:] == ["其他通知：", "- 其他"]

    def test_a_mail_late_because_of_a_closed_weekend_leads_with_what_is_late(self, mailed):
        Obligation.objects.filter(title="整改第4项").update(due_on=date(2026, 11, 29))
        Obligation.objects.filter(title="整改第3项").update(due_on=date(2026, 12, 2))
        reminders.sweep(date(2026, 11, 28))
        assert mailed("2026-11-28 10:00") is None
        assert mailed("2026-11-29 10:00") is None
        body = mailed("2026-11-30 08:00").body
        assert body.index("已逾期：\n- 2026-11-29到期：整改第4项") < body.index("待办：\n- 2026-12-02到期：整改第3项")

    def test_it_names_the_unit_beside_the_item_but_never_of_what_concerns_a_lead(self, item, mailed):
        Obligation.objects.filter(title="整改第4项").update(is_confidential=True)
        reminders.sweep(date(2026, 11, 23))
        body = mailed("2026-11-23 10:30").body
        assert "整改第3项（市财政局党组）" in body
        assert "整改第4项\n" in body

    def test_an_urging_has_its_day_and_unit_too(self, office, liaison, mailed, clock):
        clock.set("2026-11-25 09:00")
        urge(Obligation.objects.get(title="整改第3项"), by=office)
        assert "（市财政局党组）" in mailed("2026-11-25 09:10").body.split("已逾期：")[1]


class TestQuietWhenClosed:
    @pytest.fixture
    def taken_in(self, item_due, clock, mailed):
        """The lines stand in the digest; nothing was sent yet."""
        now = clock.set("2026-11-23 09:00")
        reminders.sweep(date(2026, 11, 23))
        digests._open_digests(now)
        digests._take_in_lines(now)
        assert Notice.objects.exclude(digest=None).count() == 2
        return item_due

    @pytest.mark.parametrize(
        "settle",
        [
            lambda item: obligations.meet(duties.RECTIFY_ITEM, item, date(2026, 11, 23)),
            lambda item: obligations.cancel(duties.RECTIFY_ITEM, item, date(2026, 11, 23)),
            lambda item: obligations.pause(duties.RECTIFY_ITEM, item, date(2026, 11, 23)),
            lambda item: obligations.extend(Obligation.objects.on(item), date(2027, 1, 1)),
            obligations.forget,
        ],
        ids=["met", "cancelled", "paused", "extended", "gone"],
    )
    def test_what_ended_between_taking_in_and_sending_is_left_out(self, taken_in, mailed, settle):
        settle(taken_in)
        body = mailed("2026-11-23 09:01").body
        assert ("整改第3项" in body, "整改第4项" in body) == (False, True)

    def test_of_which_its_reader_is_recused_since(self, item, other_item, office, inspection, mailed, clock):
        person = PersonFactory()
        User.objects.filter(pk=office.pk).update(person=person)
        for row, title in ((item, "审核第3项"), (other_item, "审核第4项")):
            ObligationFactory(item=row, node=duties.DECIDE_CLOSE_OUT, organization=None, title=title, due_on=DUE)
        reminders.sweep(date(2026, 11, 23))
        now = clock.set("2026-11-23 10:10")
        digests._open_digests(now)
        digests._take_in_lines(now)
        Recusal.objects.create(person=person, organization=inspection.organization, declared_on=date(2026, 11, 23))
        body = mailed("2026-11-23 10:11").body
        assert ("审核第3项" in body, "审核第4项" in body) == (False, True)

    def test_a_mail_of_nothing_but_what_ended_is_not_sent(self, taken_in, mailed):
        Obligation.objects.update(paused_on=date(2026, 11, 23))
        assert mailed("2026-11-23 09:01") is None
        assert Digest.objects.get().next_attempt_at is None

    def test_one_that_goes_on_again_is_told_another_day(self, taken_in, mailed):
        obligations.pause(duties.RECTIFY_ITEM, taken_in, date(2026, 11, 23))
        mailed("2026-11-23 09:01")
        Obligation.objects.update(paused_on=None)
        assert "整改第3项" in mailed("2026-11-24 09:00").body

    def test_a_second_try_says_less_under_the_same_identifier_never_more(self, taken_in, mailed, liaison):
        Server.refuse = (liaison.email,)
        assert mailed("2026-11-23 09:01") is None
        Server.refuse = ()
        obligations.meet(duties.RECTIFY_ITEM, taken_in, date(2026, 11, 23))
        tell([liaison], kind="test", subject="后来的")
        sent = mailed("2026-11-23 09:10")
        assert "整改第3项" not in sent.body
        assert "后来的" not in sent.body
        assert sent.extra_headers["Message-ID"].startswith(f"<digest-{Digest.objects.get().pk}-20261123@")
