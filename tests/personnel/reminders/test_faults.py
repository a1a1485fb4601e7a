"""Whatever breaks on the way: each reminder is written once, and reaches a real mail server.

It does so once, but where a worker is killed between the server's acceptance and its mark: then the same mail, under
the same identifier, goes out again.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from email import message_from_bytes
from itertools import count

import pytest
from django.db import connection

from core.models import Digest, Notice
from core.tasks import deliver_notices
from personnel.models import Reminder
from personnel.reminders.tasks import remind
from tests.factories import HandOverFactory, ItemFactory, ObligationFactory
from tests.mail_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """The end of a process: no handler of ours sees it, and the database undoes what was not committed."""


class KillAt:
    """Ends the work at its statement of this number: before it is carried out, or after."""

    def __init__(self, number: int, when: str):
        self.number, self.when, self.seen, self.struck = number, when, 0, ""

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        if self.seen != self.number:
            return execute(sql, params, many, context)
        if self.when == "after":
            execute(sql, params, many, context)
        self.struck = sql
        raise Killed


@pytest.fixture
def server(settings):
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()


@pytest.fixture
def owed(liaison, secretary, inspection):
    """Three things that an organization owes, late enough for its secretary to hear of them."""
    hand_over = HandOverFactory(inspection=inspection)
    for number in (1, 2, 3):
        ObligationFactory(item=ItemFactory(hand_over=hand_over, number=number), due_on=date(2026, 11, 23))
    return [liaison, secretary]


def one_round():
    """What the beat asks for, as often as it does."""
    remind()
    deliver_notices()


def mails(server):
    """The identifiers of the mails that the server accepted, by recipient."""
    found = {}
    for mail in map(message_from_bytes, server.received):
        found.setdefault(mail["To"], []).append(mail["Message-ID"])
    return found


def told():
    """Whom, of which thing: each is there once, with its notice."""
    rows = list(Reminder.objects.values_list("recipient__username", "obligation"))
    assert len(rows) == len(set(rows)) == Notice.objects.count()
    return set(rows)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_worker_killed_at_any_statement(owed, server, when):
    one_round()
    everything, whom = told(), set(mails(server))
    assert len(everything) == 6
    assert len(whom) == 2
    for number in count(1):
        for model in (Reminder, Notice, Digest):
            model.objects.all().delete()
        server.received.clear()
        kill = KillAt(number, when)
        try:
            with connection.execute_wrapper(kill):
                one_round()
        except Killed:
            connection.close()
        for _time in range(2):
            one_round()
        assert told() == everything, kill.struck
        sent = mails(server)
        assert set(sent) == whom, kill.struck
        assert all(len(set(identifiers)) == 1 for identifiers in sent.values()), kill.struck
        twice = [person for person, identifiers in sent.items() if len(identifiers) > 1]
        is_marking = kill.struck.startswith('UPDATE "core_digest"')
        assert len(twice) <= is_marking, f"only between acceptance and its mark: {kill.struck}"
        if not kill.struck:
            break
    assert number > 15, "it was killed at each statement of a sweep and of a delivery"


def test_a_server_that_accepts_and_then_drops_the_line(owed, server, clock):
    server.breaks_off = "once it has accepted"
    for minute in range(0, 60, 5):
        clock.set(f"2026-11-23 10:{minute:02}")
        one_round()
    assert [len(identifiers) for identifiers in mails(server).values()] == [1, 1]


def test_a_server_that_drops_the_line_before_it_accepts(owed, server, clock):
    server.breaks_off = "before it accepts"
    one_round()
    assert mails(server) == {}
    server.breaks_off = ""
    clock.set("2026-11-23 10:05")
    one_round()
    clock.set("2026-11-23 18:00")
    one_round()
    assert [len(identifiers) for identifiers in mails(server).values()] == [1, 1]


def test_a_server_that_is_down_for_an_hour(owed, server, clock, settings):
    server.stop()
    for minute in range(0, 60, 5):
        clock.set(f"2026-11-23 10:{minute:02}")
        one_round()
    assert len(told()) == 6
    again = MailServer(port=server.port)
    try:
        for minute in range(0, 60, 5):
            clock.set(f"2026-11-23 11:{minute:02}")
            one_round()
        assert [len(identifiers) for identifiers in mails(again).values()] == [1, 1]
    finally:
        again.stop()


def in_a_thread():
    try:
        one_round()
    finally:
        connection.close()


def test_two_beats_that_ask_for_everything_at_once(owed, server):
    with ThreadPoolExecutor(2) as pool:
        for _time in range(4):
            for done in [pool.submit(in_a_thread) for _beat in range(2)]:
                done.result()
    assert len(told()) == 6
    assert [len(identifiers) for identifiers in mails(server).values()] == [1, 1]


def test_a_broker_that_is_away_for_days_and_then_hands_out_what_had_piled_up(owed, server, clock):
    clock.set("2026-11-20 10:00")
    one_round()
    clock.set("2026-11-23 10:00")  # the due day; nothing was asked for in between
    for _message in range(5):
        remind()
    for _message in range(5):
        deliver_notices()
    rows = list(Reminder.objects.values_list("recipient", "obligation", "threshold"))
    assert len(rows) == len(set(rows)) == Notice.objects.count() == 12
    assert [len(identifiers) for identifiers in mails(server).values()] == [2, 2]
    assert all(len(set(identifiers)) == 2 for identifiers in mails(server).values())
