"""Sessions in the cache. A cache that does not answer is an outage, and signs nobody out."""

from django.contrib.sessions.backends import cache
from django.contrib.sessions.backends.base import UpdateError


class SessionStore(cache.SessionStore):
    """Django's, which takes an error of the cache for the end of a session, and asks for one before it saves it."""

    def load(self):
        """The session's content; without one, a fresh session. An outage is raised."""
        found = self._cache.get(self.cache_key)
        if found is not None:
            return found
        self._session_key = None
        return {}

    def save(self, must_create=False):
        """Keep the session for as long again. UpdateError if it has ended: nothing calls it back to life.

        Django asks whether it is there and then writes it, and between the two somebody may sign out.
        """
        if must_create or self.session_key is None:
            super().save(must_create)
        elif not self._cache.replace(self.cache_key, self._get_session(), self.get_expiry_age()):
            raise UpdateError
