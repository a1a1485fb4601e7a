"""The clock stands at a day in November."""

import pytest

from tests.factories import ItemFactory


@pytest.fixture(autouse=True)
def _november(clock):
    clock.set("2026-11-23 10:00")


@pytest.fixture
def item(inspection):
    return ItemFactory(hand_over__inspection=inspection, number=3)


@pytest.fixture
def other_item(other_inspection):
    """An item of another organization."""
    return ItemFactory(hand_over__inspection=other_inspection)
