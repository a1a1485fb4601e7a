"""A number in the menu and the list it opens tell the same."""

import re
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import reverse

from core.notices.services import tell
from core.ui import menu
from core.workflow.steps import Tasks
from findings.models import Finding, Lead, WorkingPaper
from rectification.models import HandOver, Item
from rounds.models import Round
from tests.factories import (
    FindingFactory,
    HandOverFactory,
    InspectionFactory,
    ItemFactory,
    LeadFactory,
    ObligationFactory,
    RoundFactory,
    WorkingPaperFactory,
)
from tests.guards.world import CAST


@pytest.fixture(scope="module")
def busy(cast, world):
    """The world with a row in every state, so that something awaits nearly everybody."""
    with transaction.atomic():
        fill(cast, world)
        yield
        transaction.set_rollback(True)


def fill(cast, world):
    """A row in every state."""
    of = world.inspection
    for status in WorkingPaper.Status.values:
        WorkingPaperFactory(inspection=of, status=status, written_by=cast["member"])
    for status in (Finding.Status.DRAFT, Finding.Status.SUBMITTED):
        FindingFactory(inspection=of, status=status)
    for status in (Lead.Status.DRAFT, Lead.Status.FILED, Lead.Status.APPROVED):
        LeadFactory(inspection=of, status=status, written_by=cast["leader"])
    for status in HandOver.Status.values:
        HandOverFactory(inspection=InspectionFactory(organization=world.organization), status=status)
    for status in set(Item.Status.values) - {Item.Status.CLOSED}:
        ObligationFactory(item=ItemFactory(hand_over=world.hand_over, status=status))
    RoundFactory(status=Round.Status.PREPARING, approved_on=None)
    tell([cast[name] for name in CAST], kind="test", subject="测试", url="/")
    cast["office"].notices.filter(pk=world.notice.pk).update(read_at=world.notice.created_at)


def listed(page) -> int:
    """How many rows the list says it has, or how many lines the worklist."""
    if "duties" in page.context:
        return len(page.context["duties"])
    return int(re.search(r'class="list-count" role="status">共 ([\d,]+)', page.content.decode())[1].replace(",", ""))


@pytest.mark.parametrize("name", CAST)
def test_a_number_in_the_menu_is_the_length_of_the_list_it_opens(name, cast, busy, browse):
    user, client = cast[name], browse(cast[name])
    for entry, number in menu.counts_for(user):
        page = client.get(entry.counted_url(user))
        assert page.status_code == 200
        assert listed(page) == (number or 0), f"{entry.counted_url(user)} for {name}"


def test_a_number_is_a_link_of_its_own_and_hidden_at_zero(cast, busy, browse):
    page = browse(cast["member"]).get(reverse("menu_counts")).content.decode()
    links = re.findall(
        r'<a href="([^"]+)" aria-label="([^"]+)" id="count-[^"]+" [^>]*class="menu-count" (hidden)?>(\d+)<', page
    )
    assert links
    for address, label, hidden, number in links:
        assert urlsplit(address).path
        assert label.endswith(f"{number}件待您办理")
        assert bool(hidden) == (number == "0")
    assert any(address == f"{reverse('findings:papers')}?awaiting=me" for address, *_rest in links)


def test_what_awaits_nobody_in_particular_is_left_as_it_is(cast, busy, browse):
    client = browse(cast["member"])
    everything = listed(client.get(reverse("findings:papers")))
    assert listed(client.get(reverse("findings:papers"), {"awaiting": "everyone"})) == everything


@pytest.mark.parametrize("name", CAST)
def test_what_stands_together_on_the_worklist_opens_a_list_of_just_that(name, cast, busy, browse):
    client = browse(cast[name])
    for task in Tasks(cast[name]).all:
        if task.step.task.kind and task.step.task.listed:
            address = f"{reverse(task.step.task.listed)}?awaiting={task.step.name}"
            assert listed(client.get(address)) == len(task.keys), f"{address} for {name}"
