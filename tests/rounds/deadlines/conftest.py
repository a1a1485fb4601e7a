"""The clock stands at a day in November."""

import pytest


@pytest.fixture(autouse=True)
def _november(clock):
    clock.set("2026-11-23 10:00")
