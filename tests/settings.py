"""The project's settings as the tests want them. Loading this is an entry point: it starts the servers."""

import os
import tempfile
from datetime import timedelta
from pathlib import Path

import environ

from config import roles
from config.entry import prepare
from config.limits import Limits

prepare()

from config.settings import *  # noqa: E402, F403
from config.settings import API_RATES, CACHES, DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The owner makes the databases of the tests and opens the connections; what tests then do, the application's role does
# (tests/conftest.py). So rows can be put back past the trail within the transaction of a test.
DATABASES["default"] |= {part: environ.Env.db_url_config(roles.owner_url())[part] for part in ("USER", "PASSWORD")}
# A machine full of tests takes its time: a worker waits for minutes until another has made the tables.
LIMITS = Limits(connect=30, lock=1800, statement=1800, idle=1800, redis=10)
DATABASES["default"]["OPTIONS"] |= LIMITS.for_postgresql({"options": "-c synchronous_commit=off"})
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Test processes share the server with each other and with whoever runs the site.
CACHES["default"]["KEY_PREFIX"] = f"test-{os.getpid()}"
TRAIL_ANCHORS = Path(tempfile.gettempdir()) / f"test-anchors-{os.getpid()}"  # made by whoever anchors
CELERY_TASK_DEFAULT_QUEUE = f"test-{os.getpid()}"  # and only a worker of these tests does what they send
API_RATES = dict.fromkeys(API_RATES, "100000/min")  # tests of the limits set their own
SIGN_IN_FAILURES = 100000
EXPENSIVE_RATE = "100000/min"
SECOND_FACTOR = "optional"  # what is required, tests of it set
DEMO = False
CHANNELS = ["wecom", "dingtalk", "feishu", "webhook"]
SWEEP_LATE = NIGHTLY_LATE = timedelta(days=36_500)  # the marks are as old as the template of the database
