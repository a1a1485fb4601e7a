"""What lies with the office to be handed over is on its worklist, inspection by inspection, until it is begun."""

import pytest

from rectification.models import HandOver
from rectification.waiting import hand_overs_waiting
from rectification.worklist import beginnings, closings, plans, preparations
from rounds.models import Inspection
from tests.factories import FindingFactory, HandOverFactory, ItemFactory


@pytest.fixture
def submitted(inspection):
    """Two submitted findings and a draft of a team that has left."""
    FindingFactory.create_batch(2, inspection=inspection, status="submitted")
    FindingFactory(inspection=inspection)
    inspection.status = Inspection.Status.REPORTING
    inspection.save()
    return inspection


def test_submitted_findings_are_to_be_handed_over(submitted, office, leadinggroup):
    (duty,) = beginnings(office)
    assert "2" in duty.title
    assert submitted.organization.name in duty.title
    assert duty.url == submitted.get_absolute_url()
    assert list(beginnings(leadinggroup)) == []


def test_but_not_while_the_team_is_on_site(submitted, office):
    submitted.status = Inspection.Status.ON_SITE
    submitted.save()
    assert list(beginnings(office)) == []


def test_nor_once_the_hand_over_is_begun(submitted, office):
    HandOverFactory(inspection=submitted)
    assert list(beginnings(office)) == []


def test_the_menu_counts_what_the_worklist_names(office):
    hand_overs = [HandOverFactory(status=status) for status in HandOver.Status.values]
    ItemFactory()
    waiting = hand_overs_waiting(office)
    named = [duty.url for kind in (preparations, plans, closings) for duty in kind(office)]
    assert sorted(hand_over.get_absolute_url() for hand_over in waiting) == sorted(named)
    assert {hand_over.status for hand_over in waiting} == {"preparing", "plan_review", "rectifying"}
    assert waiting.get(status="rectifying") in hand_overs
