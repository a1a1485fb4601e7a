"""Settings of the Celery worker that works on the database of a test. See `tests/browser/beat.py`."""

import os
from datetime import datetime

from django.utils import timezone

from tests.settings import *  # noqa: F403
from tests.settings import APPLICATION_ROLE, CACHES, DATABASES

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
DATABASES["default"]["OPTIONS"]["assume_role"] = APPLICATION_ROLE
CACHES["default"]["KEY_PREFIX"] = os.environ["TEST_KEY_PREFIX"]

_now = datetime.fromisoformat(os.environ["TEST_NOW"])
timezone.now = lambda: _now  # before anyone took the real one
