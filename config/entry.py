"""What every entry point does first: manage.py, gunicorn, Celery's processes, the tests."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

from config import embedded, production, roles


def prepare(*, servers: bool = True) -> None:
    """Refuse an unsafe environment and see to the servers, or leave with one message that says what to do."""
    try:
        production.refuse_unsafe(os.environ, as_owner=roles.is_owner())
        if servers:
            embedded.ensure()
    except (ImproperlyConfigured, embedded.EmbeddedError) as error:
        sys.exit(str(error))
