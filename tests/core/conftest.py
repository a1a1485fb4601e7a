"""What tests of the floor share: people to tell, a client that speaks the API, a registry of one figure."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from core.reports.figures import figures
from core.reports.rates import rates
from tests.core.reports.test_figures import TEAMS
from tests.factories import TeamFactory


@pytest.fixture
def make_user(db):
    """Makes accounts without any role."""

    def make(username, **fields):
        fields = {"name": username, "email": f"{username}@example.org"} | fields
        return get_user_model().objects.create_user(username, "Right-1-Horse", **fields)

    return make


@pytest.fixture
def alice(make_user):
    return make_user("alice")


@pytest.fixture
def bob(make_user):
    return make_user("bob", language="en")


@pytest.fixture
def sample(monkeypatch, db):
    """A registry that knows only `TEAMS`, over three teams formed in three months."""
    monkeypatch.setattr(figures, "_entries", {TEAMS.key: TEAMS})
    monkeypatch.setattr(rates, "_entries", {})
    for month in (9, 10, 11):
        TeamFactory(formed_on=date(2026, month, 5))
    return figures
