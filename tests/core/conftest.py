"""What tests of the floor share: a clock that is set, people to tell, a client that speaks the API."""

from datetime import datetime

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone


class Clock:
    """Sets the time everything reads: `today()`, `timezone.now()` and automatic time stamps of Django."""

    def __init__(self, monkeypatch):
        self._monkeypatch = monkeypatch

    def set(self, text: str) -> datetime:
        """Set a local time such as "2026-11-23 08:00"."""
        moment = timezone.make_aware(datetime.fromisoformat(text))
        self._monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


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
