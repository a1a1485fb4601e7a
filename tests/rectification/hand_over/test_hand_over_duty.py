"""What lies with the office to be handed over is on its worklist, inspection by inspection, until it is begun."""

import pytest

from core.workflow.steps import awaiting
from core.worklist.duties import duties_of
from rectification.models import HandOver
from rounds.models import Inspection
from tests.factories import FindingFactory, HandOverFactory, ItemFactory, put


@pytest.fixture
def submitted(inspection):
    """Two submitted findings and a draft of a team that has left."""
    FindingFactory.create_batch(2, inspection=inspection, status="submitted")
    FindingFactory(inspection=inspection)
    put(Inspection.objects.filter(pk=inspection.pk), Inspection.Status.REPORTING)
    inspection.refresh_from_db()
    return inspection


def to_prepare(user):
    """The lines that lead to preparing a hand-over."""
    return [duty for duty in duties_of(user) if duty.button == "去准备交账"]


def test_submitted_findings_are_to_be_handed_over(submitted, office, leadinggroup):
    (duty,) = to_prepare(office)
    assert "2" in duty.title
    assert submitted.organization.name in duty.title
    assert duty.url == submitted.get_absolute_url()
    assert list(to_prepare(leadinggroup)) == []


def test_but_not_while_the_team_is_on_site(submitted, office):
    put(Inspection.objects.filter(pk=submitted.pk), Inspection.Status.ON_SITE)
    assert list(to_prepare(office)) == []


def test_nor_once_the_hand_over_is_begun(submitted, office):
    HandOverFactory(inspection=submitted)
    assert list(to_prepare(office)) == []


def test_the_menu_counts_what_the_worklist_names(office):
    hand_overs = [HandOverFactory(status=status) for status in HandOver.Status.values]
    ItemFactory()
    waiting = awaiting(HandOver, office)
    named = [duty.url for duty in duties_of(office) if duty.url.startswith("/hand-overs/")]
    assert sorted(hand_over.get_absolute_url() for hand_over in waiting) == sorted(named)
    assert {hand_over.status for hand_over in waiting} == {"preparing", "plan_review", "rectifying"}
    assert waiting.get(status="rectifying") in hand_overs
