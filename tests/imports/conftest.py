"""Ledgers in the layouts of offices (tests/ledgers.py), read into a database that knows their organizations."""

import sys

import pytest

from core.ledgers.running import commit, preview
from rounds.models import Obligation, Organization
from tests import ledgers
from tests.factories import OrganizationFactory
from tests.kept import Stages

STAGES = Stages(["organizations"], sys.modules[__name__])


@pytest.fixture(autouse=True)
def on_that_day(clock):
    """The ledgers are dated in the autumn of 2026."""
    clock.set("2026-11-23 09:00")


@pytest.fixture(autouse=True)
def _stage(request, db, rows_counted_anew, on_that_day, tmp_path):
    STAGES.begin(request, tmp_path)


@pytest.fixture
def organizations(db):
    """The organizations that the ledgers name."""
    named = [OrganizationFactory.build(name=name) for name in ledgers.ORGANIZATIONS]
    return Organization.objects.bulk_create(named)


def require_foretold(plan, new):
    """Whatever kind of ledger it is, its preview told how many duties it makes, and how many begin unchecked."""
    told = {creation.label: creation.amount for creation in plan.creations}
    assert told.get("新的时限事项", 0) == new.open().count()
    assert told.get("其中来自台账、未核对", 0) == new.unchecked().count()


@pytest.fixture
def look(office):
    """`look(file, **options)`: the preview as the office sees it."""
    return lambda file, by=office, **options: preview(file, by=by, options=options)


@pytest.fixture
def take_in(office):
    """`take_in(file, skip=True, **options)`: save the good rows."""

    def taken(file, by=office, *, skip=True, confirmed=False, **options):
        before = set(Obligation.objects.values_list("pk", flat=True))
        outcome = commit(file, by=by, options=options, skip_refused=skip, confirmed=confirmed)
        require_foretold(outcome.plan, Obligation.objects.exclude(pk__in=before))
        return outcome

    return taken


@pytest.fixture
def standing():
    """`standing(plan)`: (row, why) of everything that is there already."""
    return lambda plan: [(row.number, row.there) for row in plan.standing]


@pytest.fixture
def causes():
    """`causes(plan)`: (row, column heading, cause) of everything refused."""
    return lambda plan: [(error.row, error.column_title, error.message) for error in plan.errors]
