"""One status, one function: legal steps pass, others are refused, the second of two people is told."""

import pytest

from core.workflow.moves import Conflict, IllegalStep, move
from rounds.models import Round


def test_a_legal_step_saves_status_facts_and_trace(round_, office):
    move(round_, Round.Status.REPORTING, by=office, reason="现场结束", field_ended_on=round_.field_ends_on)
    round_.refresh_from_db()
    assert (round_.status, round_.field_ended_on) == (Round.Status.REPORTING, round_.field_ends_on)
    context = round_.events.latest("pgh_id").pgh_context
    assert (context["actor"], context["reason"]) == (office.pk, "现场结束")


def test_an_illegal_step_changes_nothing(round_, office):
    with pytest.raises(IllegalStep, match="“"):
        move(round_, Round.Status.ARCHIVED, by=office)
    round_.refresh_from_db()
    assert round_.status == Round.Status.ON_SITE


def test_the_second_of_two_people_is_told(round_, office):
    seen_by_another = Round.objects.get(pk=round_.pk)
    move(round_, Round.Status.REPORTING, by=office)
    with pytest.raises(Conflict):
        move(seen_by_another, Round.Status.REPORTING, by=office)


def test_a_row_that_is_gone_is_a_conflict(office, db):
    ghost = Round(pk=10**9, number=99, status=Round.Status.ON_SITE)
    with pytest.raises(Conflict):
        move(ghost, Round.Status.REPORTING, by=office)
