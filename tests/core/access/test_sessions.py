"""A session lives in the cache; one that has ended there is not called back to life."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.core.cache import cache

from core.access.sessions import SessionStore


@pytest.fixture
def session():
    """The session of somebody who has signed in."""
    session = SessionStore()
    session["who"] = "1"
    session.save()
    yield session
    session.delete()


def test_a_session_is_kept_for_as_long_again(session):
    cache.touch(session.cache_key, 1)
    again = SessionStore(session.session_key)
    again["seen"] = "2"
    again.save()
    assert dict(SessionStore(session.session_key).items()) == {"who": "1", "seen": "2"}
    assert cache._cache.get_client().ttl(cache.make_key(session.cache_key)) > 1


def test_a_session_that_ended_while_a_page_was_made_has_ended(session, monkeypatch):
    of_the_page = SessionStore(session.session_key)
    assert of_the_page["who"] == "1"
    session.delete()
    monkeypatch.setattr(cache, "get", lambda key: {"who": "1"})  # as asked right before
    with pytest.raises(UpdateError):
        of_the_page.save()
    monkeypatch.undo()
    assert cache.get(session.cache_key) is None
