"""A test client that posts forms as the pages of a browser do."""

from functools import cache

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest
from django.test import Client
from django.test.client import MULTIPART_CONTENT, ClientHandler
from django.utils.crypto import get_random_string

from core.access.middleware import FOR_PROGRAMS
from core.access.sessions import SessionStore
from core.workflow.once import FIELD, LENGTH


class PageClient(Client):
    """Each form posted to a page carries a new one-time key, unless the test says which, or `""` for none."""

    def __init__(self, **options):
        super().__init__(**options)
        self.handler = _site()

    def post(self, path, data=None, content_type=MULTIPART_CONTENT, **kwargs):
        if content_type == MULTIPART_CONTENT and not path.startswith(FOR_PROGRAMS):
            data = {FIELD: get_random_string(LENGTH)} | (data or {})
        return super().post(path, data, content_type, **kwargs)

    def _login(self, user, backend=None):
        """A session as signing in begins it, without the records of a sign-in."""
        request = HttpRequest()
        request.session = SessionStore()
        request.session[SESSION_KEY] = str(user.pk)
        request.session[BACKEND_SESSION_KEY] = backend
        request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        request.session.save()
        self._set_login_cookies(request)


@cache
def _site() -> ClientHandler:
    """The site, the same for all clients: to set it up is to look over every static file."""
    return ClientHandler(enforce_csrf_checks=False)
