"""A transaction is told once who acts and why, and again as soon as that is another or was taken back."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.trail.recording import acting
from core.trail.signing import UNTRACED
from core.workflow.moves import move, move_all
from core.workflow.once import claim_key
from rounds.models import Organization, Round
from tests.factories import RoundFactory

pytestmark = pytest.mark.django_db


def note(organization, text):
    Organization.objects.filter(pk=organization.pk).update(note=text)


def last_reason(organization):
    return organization.events.latest("pgh_id").pgh_context.get("reason")


def times_signed(asked):
    return sum("set_config('pghistory.context_metadata'" in query["sql"] for query in asked)


def times_signed_apart(asked):
    return sum(query["sql"].startswith("SELECT set_config") for query in asked)


def test_once_for_all_that_one_does(organization, office):
    with CaptureQueriesContext(connection) as asked, acting(office, reason="核对"), transaction.atomic():
        note(organization, "一")
        with transaction.atomic():
            note(organization, "二")
    assert times_signed(asked) == 1
    assert [event.pgh_context["reason"] for event in organization.events.order_by("-pgh_id")[:2]] == ["核对"] * 2


def test_again_for_another_reason_and_for_the_first_after_it(organization, office):
    told = []
    with acting(office, reason="甲"), transaction.atomic():
        for reason in ("乙", "丙", ""):
            with acting(office, reason=reason):
                note(organization, reason)
            told.append(last_reason(organization))
    assert told == ["乙", "丙", "甲"]


def test_again_when_it_was_taken_back(organization, office):
    with acting(office, reason="甲"), transaction.atomic():
        with transaction.atomic():
            note(organization, "一")
            transaction.set_rollback(True)
        note(organization, "二")
        assert last_reason(organization) == "甲"


def test_again_when_another_signed_meanwhile(organization, office, leader):
    with transaction.atomic():
        for who in (office, leader, office):
            with acting(who):
                note(organization, who.name)
            assert organization.events.latest("pgh_id").pgh_context["actor"] == who.pk


def test_not_again_for_what_follows_from_a_step_which_signs_itself(office, round_, organization):
    with CaptureQueriesContext(connection) as asked, acting(office), transaction.atomic():
        move(round_, Round.Status.REPORTING, by=office)
        note(organization, "一")
    assert [times_signed(asked), times_signed_apart(asked)] == [1, 0]
    assert [row.events.latest("pgh_id").pgh_context["actor"] for row in (round_, organization)] == [office.pk] * 2


def test_not_again_for_what_follows_from_a_claimed_key(office, organization):
    with CaptureQueriesContext(connection) as asked, acting(office, reason="甲"), transaction.atomic():
        assert claim_key(office, "once")[1]
        note(organization, "一")
    assert [times_signed(asked), times_signed_apart(asked)] == [1, 0]
    assert last_reason(organization) == "甲"


def test_a_key_that_is_another_s_signs_nothing(office, organization):
    claim_key(office, "once")
    with acting(office, reason="甲"), transaction.atomic():
        assert not claim_key(office, "once")[1]
        note(organization, "一")
    assert last_reason(organization) == "甲"


def test_again_when_a_step_was_taken_back(office, round_, organization):
    with acting(office, reason="甲"), transaction.atomic():
        with transaction.atomic():
            move(round_, Round.Status.REPORTING, by=office)
            transaction.set_rollback(True)
        note(organization, "一")
    assert last_reason(organization) == "甲"


def test_the_step_of_a_row_opens_no_other(office, round_):
    other = RoundFactory(status=Round.Status.ON_SITE)
    with acting(office), transaction.atomic():
        move(round_, Round.Status.REPORTING, by=office)
        for row, status in ((round_, Round.Status.RECTIFYING), (other, Round.Status.REPORTING)):
            with pytest.raises(ProgrammingError), transaction.atomic():
                Round.objects.filter(pk=row.pk).update(status=status)


def test_again_after_the_step_of_a_set(office, round_):
    other = RoundFactory(status=Round.Status.ON_SITE)
    with acting(office), transaction.atomic():
        move_all([round_], Round.Status.REPORTING, by=office)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Round.objects.filter(pk=other.pk).update(status=Round.Status.REPORTING)


@pytest.mark.django_db(transaction=True)
def test_each_statement_by_itself_outside_a_transaction(organization, office):
    with acting(office, reason="甲"):
        note(organization, "一")
        note(organization, "二")
    assert [event.pgh_context["reason"] for event in organization.events.order_by("-pgh_id")[:2]] == ["甲"] * 2


@pytest.mark.parametrize("table", UNTRACED)
def test_what_is_not_signed_has_no_triggers(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table])
        assert cursor.fetchall() == []
