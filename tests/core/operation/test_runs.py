"""Regular work leaves a mark when it ends: when, how often, and of a failure its cause without a word of its text."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from core import tasks
from core.models import LastRun
from core.models.runs import Work
from core.notices.services import tell
from core.operation.runs import expect_runs, note_run, noted
from core.trail.breaches import Breach
from personnel.reminders.tasks import remind
from rectification.letters.tasks import propose
from tests.core.notices.test_digests import Server

pytestmark = pytest.mark.django_db
CANARY = "canary"


def mark_of(work):
    return LastRun.objects.get(work=work)


def test_every_work_is_expected_from_the_installation_on():
    assert set(LastRun.objects.values_list("work", flat=True)) == set(Work)
    assert mark_of(Work.BACKUP).since <= timezone.now()


def test_to_expect_again_changes_no_mark(clock):
    clock.set("2026-11-23 08:00")
    note_run(Work.BACKUP)
    before = LastRun.objects.filter(work=Work.BACKUP).values().get()
    expect_runs()
    assert LastRun.objects.filter(work=Work.BACKUP).values().get() == before


def test_what_went_well_is_counted_with_its_time(clock):
    first = clock.set("2026-11-23 08:00")
    note_run(Work.BACKUP)
    mark = mark_of(Work.BACKUP)
    assert (mark.ended_at, mark.succeeded_at, mark.cause, mark.times, mark.failures) == (first, first, "", 1, 0)


def test_a_failure_keeps_when_it_last_went_well_and_tells_its_code_alone(clock):
    first = clock.set("2026-11-23 08:00")
    note_run(Work.BACKUP)
    second = clock.set("2026-11-24 08:00")
    with pytest.raises(OSError, match=CANARY), noted(Work.BACKUP):
        raise OSError(28, CANARY)
    mark = mark_of(Work.BACKUP)
    assert (mark.ended_at, mark.succeeded_at, mark.cause, mark.failures) == (second, first, "ENOSPC", 1)
    note_run(Work.BACKUP)
    assert mark_of(Work.BACKUP).cause == ""


def test_a_mark_that_was_lost_is_made_anew():
    LastRun.objects.all().delete()
    note_run(Work.BACKUP)
    assert mark_of(Work.BACKUP).times == 1


@pytest.mark.parametrize(
    ("sweep", "work"),
    [
        (tasks.deliver_notices, Work.DELIVER_NOTICES),
        (tasks.take_up, Work.TAKE_UP),
        (tasks.sweep_uploads, Work.SWEEP_UPLOADS),
        (tasks.sweep_files, Work.SWEEP_FILES),
        (tasks.anchor_trail, Work.ANCHOR_TRAIL),
        (tasks.sweep_api, Work.SWEEP_API),
        (remind, Work.REMIND),
        (propose, Work.PROPOSE_LETTERS),
    ],
)
def test_every_sweep_marks_its_end(sweep, work, settings, tmp_path):
    settings.TRAIL_ANCHORS = tmp_path
    sweep()
    assert mark_of(work).succeeded_at


def test_a_sweep_that_fails_says_so_and_goes_on_failing(monkeypatch):
    def fail():
        raise PermissionError(13, CANARY)

    monkeypatch.setattr("core.trail.anchors.keep_head", fail)
    with pytest.raises(PermissionError):
        tasks.anchor_trail()
    mark = mark_of(Work.ANCHOR_TRAIL)
    assert (mark.cause, mark.succeeded_at) == ("EACCES", None)


def test_a_mark_that_cannot_be_written_hides_no_failure():
    with pytest.raises(KeyError), transaction.atomic(), noted(Work.BACKUP):
        fail_in_a_broken_transaction()


def fail_in_a_broken_transaction():
    with pytest.raises(DatabaseError):
        connection.cursor().execute("SELECT 1 / 0")
    raise KeyError(CANARY)


def test_the_verification_marks_that_the_trail_is_whole(capsys):
    call_command("verify_trail")
    assert mark_of(Work.VERIFY_TRAIL).succeeded_at


def test_the_verification_marks_that_it_is_not(monkeypatch, capsys):
    breach = Breach("item", CANARY)
    monkeypatch.setattr("core.management.commands.verify_trail.breaches", lambda: iter([breach]))
    with pytest.raises(CommandError):
        call_command("verify_trail")
    mark = mark_of(Work.VERIFY_TRAIL)
    assert (mark.cause, mark.succeeded_at) == ("TrailDoesNotHold", None)


@pytest.fixture
def mails(clock, settings):
    settings.EMAIL_BACKEND = "tests.core.notices.test_digests.Server"
    Server.refuse = ()
    yield clock.set("2026-11-23 08:00")
    Server.refuse = ()


def test_mails_that_were_sent_are_counted(mails, alice, bob):
    tell([alice, bob], kind="test", subject="hello")
    tasks.deliver_notices()
    mark = mark_of(Work.MAIL)
    assert (mark.succeeded_at, mark.times, mark.failures) == (mails, 2, 0)


def test_a_mail_server_that_is_away_is_marked_with_why(mails, alice):
    Server.refuse = (None,)
    tell([alice], kind="test", subject="hello")
    tasks.deliver_notices()
    mark = mark_of(Work.MAIL)
    assert (mark.cause, mark.succeeded_at, mark.failures) == ("ConnectionRefusedError", None, 1)
    assert mark_of(Work.DELIVER_NOTICES).cause == ""


def test_an_address_no_mail_can_go_to_is_no_failure_of_mail(mails, alice):
    type(alice).objects.filter(pk=alice.pk).update(email="bad\naddress@example.org")
    tell([alice], kind="test", subject="hello")
    tasks.deliver_notices()
    assert mark_of(Work.MAIL).ended_at is None


def test_both_roles_of_the_database_write_marks(settings):
    if connection.settings_dict["OPTIONS"].get("assume_role") is None:
        pytest.skip("one role is both")
    note_run(Work.BACKUP)
    act = connection.cursor()
    act.execute("SET LOCAL ROLE NONE")
    note_run(Work.BACKUP)
    assert mark_of(Work.BACKUP).times == 2
