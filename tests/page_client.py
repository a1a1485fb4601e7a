"""A test client that posts forms as the pages of a browser do."""

from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.utils.crypto import get_random_string

from core.access.middleware import FOR_PROGRAMS
from core.workflow.once import FIELD, LENGTH


class PageClient(Client):
    """Each form posted to a page carries a new one-time key, unless the test says which, or `""` for none."""

    def post(self, path, data=None, content_type=MULTIPART_CONTENT, **kwargs):
        if content_type == MULTIPART_CONTENT and not path.startswith(FOR_PROGRAMS):
            data = {FIELD: get_random_string(LENGTH)} | (data or {})
        return super().post(path, data, content_type, **kwargs)
